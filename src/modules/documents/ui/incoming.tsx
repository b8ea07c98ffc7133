import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { listPosts } from '#modules/directory/contract.ts';
import { isId, newId } from '#platform/id.ts';
import { formatDate, formatDateTime, vnDate, vnInstant } from '#platform/time.ts';
import { apiOf, requireOfficer, type PageApi, type Tried } from '#platform/web/api.ts';
import { sizeInWords } from '#modules/files/ui/parts/size-in-words.ts';
import { StaffForm, readStaffForm, Button, Details, readDate, SummaryList, Tag, TextArea } from '#ui/index.ts';
import {
  assignIncoming,
  fileAwayIncoming,
  finishIncoming,
  getIncoming,
  makeCopy,
  noteIncoming,
  refuseIncoming,
  registerIncoming,
} from '../contract.ts';
import { findType, secrecyWords } from '../document-types.ts';
import { incomingEventWords, nameOf, roleWords } from '../words.ts';
import { Copies, copyWish } from './parts/copy-form.tsx';
import { AssignForm, VacantNotice } from './parts/assign-form.tsx';
import { deskData } from './parts/desk-frame.tsx';
import { DocumentPage } from './parts/document-page.tsx';
import { problemOf, textOf } from './parts/refused.tsx';
import { StateTag, UrgencyTag } from './parts/tags.tsx';
import { words } from './words.ts';

export const handle = { hydrate: true, look: 'staff' };

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const id = params['documentId'] ?? '';
  if (!isId(id)) throw new Response(null, { status: 404 });
  const document = await api.call(getIncoming, { params: { id } });
  const posts = document.may.includes('assign')
    ? (await api.call(listPosts, { params: { id: document.agencyId }, query: {} })).posts
    : [];
  const today = vnDate(new Date());
  return {
    desk: deskData(api, request),
    document,
    posts: posts
      .filter((post) => post.validFrom <= today)
      .map(({ id: value, name, unit, holders }) => ({
        id: value,
        name,
        unit,
        holders: holders.map((one) => one.name).join(', '),
      })),
    did: new URL(request.url).searchParams.get('xong') ?? '',
    copyId: newId(),
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const id = params['documentId'] ?? '';
  const form = await readStaffForm(api, request);
  const path = `/can-bo/van-ban/den/${id}`;
  const problem = problemOf(await act(api, id, form), path);
  if (problem) return data({ problem, typed: textOf(form) }, { status: problem.status });
  throw redirect(`${path}?xong=${encodeURIComponent(textOf(form)['viec'] ?? '')}`, 303);
}

async function act(api: PageApi, id: string, form: FormData): Promise<Tried<unknown>> {
  const typed = textOf(form);
  const params = { id };
  const note = typed['ly-do'] ?? '';
  switch (typed['viec']) {
    case 'register':
      return api.try(registerIncoming, { params, body: {} });
    case 'refuse':
      return api.try(refuseIncoming, { params, body: { note } });
    case 'assign': {
      const ids = (name: string): string[] =>
        form.getAll(name).flatMap((value) => (typeof value === 'string' ? [value] : []));
      const day = readDate(form, 'han').iso;
      return api.try(assignIncoming, {
        params,
        body: {
          // Nothing chosen is refused by the operation with a sentence of its own.
          ...(typed['chu-tri'] ? { leadPostId: typed['chu-tri'] } : {}),
          coordinatorPostIds: ids('phoi-hop'),
          informedPostIds: ids('de-biet'),
          after: typed['phan-cong'] || null,
          instruction: typed['chi-dao'] ?? '',
          // A due day ends when the office closes.
          ...(day ? { dueAt: vnInstant(day, '17:00').toISOString() } : {}),
        },
      });
    }
    case 'file-away':
      return api.try(fileAwayIncoming, { params, body: {} });
    case 'note':
      return api.try(noteIncoming, { params, body: { text: typed['y-kien'] ?? '' } });
    case 'finish':
      return api.try(finishIncoming, { params, body: { note: typed['ket-qua'] ?? '' } });
    case 'copy':
      return api.try(makeCopy, { body: copyWish(form, { incomingId: id }) });
    default:
      throw new Response(null, { status: 400 });
  }
}

export default function IncomingPage() {
  const { desk, document, posts, did, copyId } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { locale } = desk.frame;
  const t = words(locale);
  const may = (what: string): boolean => document.may.includes(what);
  const typed = refused?.typed ?? {};
  return (
    <DocumentPage
      desk={desk}
      title={document.number === null ? document.notation : `${t.arrival} ${document.number}: ${document.notation}`}
      list="/can-bo/van-ban/den"
      did={did}
      refused={refused}
      names={incomingEventWords}
      events={document.events}
      may={document.may}
      aside={
        <>
          {may('register') ? (
            <StaffForm>
              <Button name="viec" value="register">
                {t.registerIt}
              </Button>
            </StaffForm>
          ) : null}
          {may('refuse') ? (
            <Details summary={t.refuse} open={typed['viec'] === 'refuse'}>
              <StaffForm>
                <TextArea name="ly-do" label={t.reason} rows={3} value={typed['ly-do'] ?? ''} />
                <Button look="warning" name="viec" value="refuse">
                  {t.refuse}
                </Button>
              </StaffForm>
            </Details>
          ) : null}
          {may('assign') ? <AssignForm document={document} posts={posts} typed={typed} /> : null}
          {may('file-away') ? (
            <StaffForm>
              <Button look="secondary" name="viec" value="file-away">
                {t.fileAway}
              </Button>
            </StaffForm>
          ) : null}
          {may('note') ? (
            <StaffForm>
              <TextArea name="y-kien" label={t.note} rows={3} value={typed['y-kien'] ?? ''} />
              <Button look="secondary" name="viec" value="note">
                {t.sendNote}
              </Button>
            </StaffForm>
          ) : null}
          {may('finish') ? (
            <StaffForm>
              <TextArea name="ket-qua" label={t.result} rows={3} value={typed['ket-qua'] ?? ''} />
              <Button name="viec" value="finish">
                {t.finish}
              </Button>
            </StaffForm>
          ) : null}
          {desk.officer.rights.includes('documents.draft') && document.number !== null ? (
            <Button look="secondary" href={`/can-bo/van-ban/di/soan?tra-loi=${document.id}`}>
              {t.reply}
            </Button>
          ) : null}
          <Copies copies={document.copies} may={may('copy')} copyId={copyId} />
        </>
      }
    >
      <VacantNotice document={document} />
      <p className="govuk-body">
        <StateTag state={document.state} book="in" /> <UrgencyTag urgency={document.urgency} />{' '}
        {document.isOverdue ? <Tag tone="bad">{t.overdue}</Tag> : null}
      </p>
      <SummaryList
        title={t.facts}
        rows={[
          { key: t.subject, value: document.subject },
          {
            key: t.sender,
            value: document.senderCode ? `${document.senderName} (${document.senderCode})` : document.senderName,
          },
          { key: t.number, value: document.notation },
          { key: t.docDate, value: formatDate(document.issuedOn) },
          { key: t.type, value: findType(document.type)?.[locale] ?? document.type },
          {
            key: t.channel,
            value: nameOf(
              {
                paper: { vi: t.paper, en: t.paper },
                upload: { vi: t.upload, en: t.upload },
                exchange: { vi: t.exchange, en: t.exchange },
              },
              document.channel,
            )[locale],
          },
          { key: t.due, value: document.dueAt ? formatDateTime(document.dueAt) : '–' },
          ...(document.secrecy === 'none'
            ? []
            : [{ key: t.secrecy, value: nameOf(secrecyWords, document.secrecy)[locale] }]),
          ...(document.signer ? [{ key: t.docSigner, value: document.signer }] : []),
          ...document.posts.map((one) => ({
            key: nameOf(roleWords, one.role)[locale],
            value: `${one.name}${one.unit ? `, ${one.unit}` : ''}: ${one.holders.join(', ') || t.vacantPost}`,
          })),
          ...(document.assignees.length > 0
            ? [
                {
                  key: t.assign,
                  value: document.assignees
                    .map((one) => `${one.name} (${nameOf(roleWords, one.role)[locale].toLocaleLowerCase(locale)})`)
                    .join('; '),
                },
              ]
            : []),
        ]}
      />
      {document.files.length > 0 ? (
        <ul className="govuk-list">
          {document.files.map((file) => (
            <li key={file.fileId}>
              <a className="govuk-link" href={`/api/documents/incoming/${document.id}/files/${file.fileId}`}>
                {file.name}
              </a>{' '}
              <span className="lt-muted">{sizeInWords(file.bytes, locale)}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </DocumentPage>
  );
}
