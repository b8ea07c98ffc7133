import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { receiveForm } from '#modules/files/ui/parts/receive-form.ts';
import { isId, newId } from '#platform/id.ts';
import { isDate } from '#platform/time.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import {
  StaffForm,
  Button,
  ButtonGroup,
  Checkboxes,
  DateField,
  errorsOf,
  FileField,
  frameData,
  Notice,
  Radios,
  TextArea,
  TextField,
} from '#ui/index.ts';
import { businessNames, mayAsk } from '../delivery/business.ts';
import { getConsignment, replaceByIssued, sendConsignment, type Envelope } from '../contract.ts';
import { AxisFrame } from './axis-frame.tsx';
import { frameOfficer } from './officer.ts';
import { PickIssued, readPick } from './pick-issued.tsx';
import { kindWord, words } from './words.ts';

export const handle = { look: 'staff' };

const kinds = ['recall', 'update', 'replace'] as const;
type Typed = Record<string, string>;

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const { consignmentId = '' } = params;
  if (!isId(consignmentId)) throw new Response(null, { status: 404 });
  const consignment = await api.call(getConsignment, { params: { consignmentId } });
  // Only the sender asks, and only about a document: what was asked for is answered, not asked about.
  if (consignment.side !== 'sender' || consignment.kind === 'recall') throw new Response(null, { status: 404 });
  const pick = await readPick(api, request);
  return { frame: frameData(api, request), officer: frameOfficer(api), consignment, pick, key: newId() };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const consignmentId = params['consignmentId'] ?? '';
  const { envelope, deliveries } = await api.call(getConsignment, { params: { consignmentId } });
  const received = await receiveForm(request, api, { maxFiles: 5 });
  const typed = received.fields;
  const refused = received.refused.find((one) => one.problem.code !== 'files.empty' && one.name !== '');
  if (refused) return data({ typed, title: refused.problem.title, field: '' }, { status: refused.problem.status });
  const kind = kinds.find((one) => one === typed['loai']);
  const to = deliveries.map(({ recipient }) => recipient.code).filter((code) => typed[`nhan-${code}`] === code);
  const field = !kind ? 'loai' : to.length === 0 ? 'nhan' : (typed['ly-do'] ?? '').trim() === '' ? 'ly-do' : undefined;
  if (!kind || field) return data({ typed, title: '', field: field ?? 'loai' }, { status: 422 });
  const key = isId(typed['khoa'] ?? '') ? (typed['khoa'] ?? '') : newId();
  const reason = typed['ly-do'] ?? '';
  const picked = typed['van-ban'] ?? '';
  if (kind === 'replace' && isId(picked)) {
    const replaced = await api.try(replaceByIssued, {
      params: { consignmentId },
      body: { key: `change:${key}`, documentId: picked, to, reason },
    });
    if (!replaced.ok)
      return data({ typed, title: replaced.problem.title, field: '' }, { status: replaced.problem.status });
    throw redirect(`/can-bo/truc/van-ban/${consignmentId}?xong=1`, 303);
  }
  const tried = await api.try(sendConsignment, {
    body: {
      key: `change:${key}`,
      envelope: {
        kind,
        about: consignmentId,
        reason,
        from: envelope.from,
        to,
        document: documentOf(envelope.document, kind, typed),
        files: received.files.map(({ file }) => ({
          fileId: file.id,
          name: file.name,
          mediaType: file.type,
          bytes: file.bytes,
          sha256: file.sha256,
        })),
        priority: envelope.priority,
      },
    },
  });
  if (!tried.ok) return data({ typed, title: tried.problem.title, field: '' }, { status: tried.problem.status });
  throw redirect(`/can-bo/truc/van-ban/${consignmentId}?xong=1`, 303);
}

/** A recall is about the document as it went out; an update changes its subject or date; a replacement is another document. */
function documentOf(was: Envelope['document'], kind: (typeof kinds)[number], typed: Typed): Envelope['document'] {
  const given = (name: string, before: string): string => (typed[name] ?? '').trim() || before;
  if (kind === 'recall') return was;
  const changed = { ...was, subject: given('trich-yeu', was.subject) };
  if (kind === 'update') return changed;
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map((part) => typed[`ngay-${part}`] ?? '');
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const issuedOn = isDate(date) ? date : was.issuedOn;
  const [number, notation] = [given('so', was.number), given('ky-hieu', was.notation)];
  const [code = ''] = was.documentId.split(',');
  return {
    ...changed,
    number,
    notation,
    issuedOn,
    documentId: `${code},${issuedOn.replaceAll('-', '/')},${number}/${notation}`,
  };
}

export default function AskChangePage() {
  const { frame, officer, consignment, pick, key } = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>();
  const { locale } = frame;
  const t = words(locale);
  const { document } = consignment.envelope;
  const typed: Typed = acted?.typed ?? {};
  const { picked } = pick;
  const needs: Record<string, string> = { loai: t.needKind, nhan: t.needRecipient, 'ly-do': t.needReason };
  const errors = errorsOf(acted?.field ? { [acted.field]: needs[acted.field] ?? '' } : {});
  const back = `/can-bo/truc/van-ban/${consignment.consignmentId}`;
  const able = consignment.deliveries.filter(({ business, asked }) =>
    mayAsk({ code: business ?? null, asked: asked ?? null }),
  );
  const others = consignment.deliveries.filter((one) => !able.includes(one));
  return (
    <AxisFrame
      frame={frame}
      officer={officer}
      here="sent"
      title={t.askTitle}
      errors={errors}
      error={acted !== undefined}
      backLink={{ href: back, text: t.backToDocument }}
    >
      <p className="govuk-body">
        {say(t.askAbout, { notation: consignment.notation })} {document.subject}
      </p>
      {acted?.title ? <Notice tone="bad" alert title={acted.title} /> : null}
      {able.length === 0 ? (
        <Notice tone="info" title={t.nobodyToAsk} />
      ) : (
        <>
          <PickIssued pick={pick} path={`${back}/de-nghi`} locale={locale} />
          <StaffForm encType="multipart/form-data" className="lt-column">
            <input type="hidden" name="khoa" value={typed['khoa'] ?? key} />
            {picked ? <input type="hidden" name="van-ban" value={picked.id} /> : null}
            <Radios
              name="loai"
              label={t.askWhat}
              small
              value={picked ? 'replace' : (typed['loai'] ?? '')}
              error={errors.of('loai')}
              options={(picked ? (['replace'] as const) : kinds).map((value) => ({
                value,
                label: kindWord(t, value),
                hint: { recall: t.recallHint, update: t.updateHint, replace: t.replaceHint }[value],
              }))}
            />
            <Checkboxes
              name="nhan"
              label={t.askWhom}
              small
              values={able
                .map(({ recipient }) => recipient.code)
                .filter((code) => !acted || typed[`nhan-${code}`] === code)}
              error={errors.of('nhan')}
              options={able.map(({ recipient, business }) => ({
                value: recipient.code,
                name: `nhan-${recipient.code}`,
                label: `${recipient.name} (${business ? businessNames[business][locale] : t.notYet})`,
              }))}
            />
            {others.length > 0 ? (
              <p className="govuk-body lt-muted">
                {say(t.cannotAskThem, { names: others.map(({ recipient }) => recipient.name).join('; ') })}
              </p>
            ) : null}
            <TextArea
              name="ly-do"
              label={t.reason}
              hint={t.reasonHint}
              rows={3}
              value={typed['ly-do'] ?? ''}
              error={errors.of('ly-do')}
            />
            {picked ? null : (
              <>
                <h2 className="govuk-heading-m">{t.asItIsToBe}</h2>
                <p className="govuk-body">{t.asItIsToBeHint}</p>
                <TextField
                  name="trich-yeu"
                  label={t.subject}
                  value={typed['trich-yeu'] ?? document.subject}
                  maxLength={1000}
                />
                <TextField name="so" label={t.numberOnly} value={typed['so'] ?? document.number} width={5} />
                <TextField
                  name="ky-hieu"
                  label={t.notationOnly}
                  value={typed['ky-hieu'] ?? document.notation}
                  width={20}
                />
                <DateField
                  name="ngay"
                  label={t.issued}
                  value={
                    acted
                      ? {
                          day: typed['ngay-day'] ?? '',
                          month: typed['ngay-month'] ?? '',
                          year: typed['ngay-year'] ?? '',
                        }
                      : document.issuedOn
                  }
                />
                <FileField
                  name="tep"
                  label={t.newFiles}
                  hint={t.newFilesHint}
                  accept="application/pdf"
                  multiple
                  optional
                />
              </>
            )}
            <ButtonGroup>
              <Button>{t.ask}</Button>
              <Button look="link" href={back}>
                {t.cancel}
              </Button>
            </ButtonGroup>
          </StaffForm>
        </>
      )}
    </AxisFrame>
  );
}
