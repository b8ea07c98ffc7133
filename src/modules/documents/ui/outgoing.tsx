import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { isId, newId } from '#platform/id.ts';
import { formatDate } from '#platform/time.ts';
import { apiOf, requireOfficer, type PageApi, type Tried } from '#platform/web/api.ts';
import { sizeInWords } from '#modules/files/ui/parts/size-in-words.ts';
import { StaffForm, readStaffForm, Button, Details, SummaryList, TextArea } from '#ui/index.ts';
import {
  approveDraft,
  commentDraft,
  discardDraft,
  getOutgoing,
  makeCopy,
  numberOutgoing,
  returnDraft,
  signOutgoing,
  submitDraft,
  voidOutgoing,
} from '../contract.ts';
import { findType } from '../document-types.ts';
import { outgoingEventWords } from '../words.ts';
import { Copies, copyWish } from './parts/copy-form.tsx';
import { deskData } from './parts/desk-frame.tsx';
import { DocumentPage } from './parts/document-page.tsx';
import { problemOf, textOf } from './parts/refused.tsx';
import { StateTag, UrgencyTag } from './parts/tags.tsx';
import { words, type Words } from './words.ts';

export const handle = { hydrate: true, look: 'staff' };

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const id = params['documentId'] ?? '';
  if (!isId(id)) throw new Response(null, { status: 404 });
  const document = await api.call(getOutgoing, { params: { id } });
  const did = new URL(request.url).searchParams.get('xong') ?? '';
  return { desk: deskData(api, request), document, did, copyId: newId() };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const id = params['documentId'] ?? '';
  const form = await readStaffForm(api, request);
  const path = `/can-bo/van-ban/di/${id}`;
  const problem = problemOf(await act(api, id, form), path);
  if (problem) return data({ problem, typed: textOf(form) }, { status: problem.status });
  throw redirect(`${path}?xong=${encodeURIComponent(textOf(form)['viec'] ?? '')}`, 303);
}

async function act(api: PageApi, id: string, form: FormData): Promise<Tried<unknown>> {
  const typed = textOf(form);
  const params = { id };
  const version = Number(typed['ban']) || 1;
  const note = typed['ly-do'] ?? '';
  switch (typed['viec']) {
    case 'submit':
      return api.try(submitDraft, { params, body: { version } });
    case 'approve':
      return api.try(approveDraft, { params, body: { version } });
    case 'return':
      return api.try(returnDraft, { params, body: { note } });
    case 'discard':
      return api.try(discardDraft, { params });
    case 'number':
      return api.try(numberOutgoing, { params });
    case 'sign':
      return api.try(signOutgoing, { params });
    case 'void':
      return api.try(voidOutgoing, { params, body: { note } });
    case 'comment':
      return api.try(commentDraft, { params, body: { text: typed['gop-y'] ?? '' } });
    case 'copy':
      return api.try(makeCopy, { body: copyWish(form, { outgoingId: id }) });
    default:
      throw new Response(null, { status: 400 });
  }
}

/** Steps that are one button; the first that may be taken is the main one. Issuing has a page of its own: first one sees who gets it. */
const plain = ['submit', 'approve', 'number', 'sign'] as const;
const labels = {
  submit: 'submit',
  approve: 'approve',
  number: 'giveNumber',
  sign: 'sign',
} as const satisfies Record<string, keyof Words>;

export default function OutgoingPage() {
  const { desk, document, did, copyId } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { locale } = desk.frame;
  const t = words(locale);
  const { content } = document;
  const may = (what: string): boolean => document.may.includes(what);
  // What is issued to agencies goes out by itself; who works with the axis can follow it there.
  const onAxis =
    document.state === 'issued' &&
    (content.recipients.some((one) => one.kind === 'agency') ||
      document.events.some((one) => one.kind === 'issue' && one.note !== null)) &&
    ['exchange.send', 'exchange.receive', 'exchange.operate'].some((right) => desk.officer.rights.includes(right));
  const type = findType(content.type)?.[locale] ?? content.type;
  return (
    <DocumentPage
      desk={desk}
      title={document.notation ? `${type} ${document.notation}` : `${type}: ${content.subject}`}
      list="/can-bo/van-ban/di"
      did={did}
      refused={refused}
      names={outgoingEventWords}
      events={document.events}
      may={document.may}
      aside={
        <>
          <StaffForm>
            <input type="hidden" name="ban" value={document.version} />
            {plain.filter(may).map((step) => (
              <Button key={step} name="viec" value={step}>
                {t[labels[step]]}
              </Button>
            ))}
          </StaffForm>
          {may('issue') ? <Button href={`/can-bo/van-ban/di/${document.id}/phat-hanh`}>{t.toIssue}</Button> : null}
          {may('edit') ? (
            <Button look="secondary" href={`/can-bo/van-ban/di/${document.id}/sua`}>
              {t.edit}
            </Button>
          ) : null}
          {may('comment') ? (
            <StaffForm>
              <TextArea name="gop-y" label={t.comment} rows={3} value={refused?.typed['gop-y'] ?? ''} />
              <Button look="secondary" name="viec" value="comment">
                {t.sendComment}
              </Button>
            </StaffForm>
          ) : null}
          {(['return', 'void'] as const).filter(may).map((step) => (
            <Details
              key={step}
              summary={step === 'return' ? t.returnIt : t.voidIt}
              open={refused?.typed['viec'] === step}
            >
              <StaffForm>
                <TextArea
                  name="ly-do"
                  id={`ly-do-${step}`}
                  label={t.reason}
                  rows={3}
                  value={refused?.typed['ly-do'] ?? ''}
                />
                <Button look="warning" name="viec" value={step}>
                  {step === 'return' ? t.returnIt : t.voidIt}
                </Button>
              </StaffForm>
            </Details>
          ))}
          {may('discard') ? (
            <StaffForm>
              <Button look="warning" name="viec" value="discard">
                {t.discard}
              </Button>
            </StaffForm>
          ) : null}
          <Copies copies={document.copies} may={may('copy')} copyId={copyId} />
        </>
      }
    >
      <p className="govuk-body">
        <StateTag state={document.state} book="out" /> <UrgencyTag urgency={content.urgency} />
      </p>
      <p className="govuk-body">
        <a className="govuk-link" href={`/api/documents/outgoing/${document.id}/file`}>
          {document.sha256 ? t.openSigned : t.preview}
        </a>
      </p>
      {onAxis ? (
        <p className="govuk-body">
          <a className="govuk-link" href={`/can-bo/truc/theo-so/${document.id}`}>
            {t.onAxis}
          </a>
        </p>
      ) : null}
      <SummaryList
        title={t.facts}
        rows={[
          { key: t.subject, value: content.subject },
          { key: t.number, value: document.notation ?? '–' },
          { key: t.docDate, value: document.issuedOn ? formatDate(document.issuedOn) : '–' },
          {
            key: t.signer,
            value: [
              content.signer.name,
              `${content.signer.authority} ${content.signer.onBehalfOf}`.trim(),
              content.signer.title,
            ]
              .filter(Boolean)
              .join(', '),
          },
          {
            key: t.receivers,
            value:
              content.recipients.map((one) => (one.code ? `${one.name} (${one.code})` : one.name)).join('; ') || '–',
          },
          ...(content.answerBy ? [{ key: t.answerBy, value: formatDate(content.answerBy) }] : []),
          ...(content.file ? [{ key: t.file, value: content.file.name }] : []),
        ]}
      />
      {content.attachments?.length ? (
        <section aria-label={t.attachments}>
          <h2 className="govuk-heading-m">{t.attachments}</h2>
          <ul className="govuk-list">
            {content.attachments.map((file) => (
              <li key={file.id}>
                <a className="govuk-link" href={`/api/documents/outgoing/${document.id}/attachments/${file.id}`}>
                  {file.name}
                </a>{' '}
                <span className="lt-muted">{sizeInWords(file.bytes, locale)}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {content.file ? null : (
        <section aria-label={t.text}>
          {[...content.grounds.split('\n'), ...content.text.split('\n')]
            .filter((line) => line.trim())
            .map((line, index) => (
              // Lines have no other identity than their place.
              // oxlint-disable-next-line react/no-array-index-key
              <p className="govuk-body" key={index}>
                {line}
              </p>
            ))}
        </section>
      )}
    </DocumentPage>
  );
}
