import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { LargeFiles, sentIds } from '#modules/files/ui/parts/large-files.tsx';
import { receiveForm } from '#modules/files/ui/parts/receive-form.ts';
import { isId, newId } from '#platform/id.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { StaffForm, Button, ButtonGroup, DateField, fieldErrors, readDate, SelectField, TextField } from '#ui/index.ts';
import { receiveIncoming } from '../contract.ts';
import {
  documentTypes,
  secrecies,
  secrecyWords,
  urgencies,
  urgencyWords,
  type Secrecy,
  type Urgency,
} from '../document-types.ts';
import { deskData, DeskFrame } from './parts/desk-frame.tsx';
import { limitsOf, sentFiles } from './parts/large.ts';
import { problemOf, Refused } from './parts/refused.tsx';
import { words } from './words.ts';

export const handle = { look: 'staff' };

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  return { desk: deskData(api, request), id: newId(), limits: await limitsOf(api) };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const received = await receiveForm(request, api, { maxFiles: 10 });
  const { fields: typed } = received;
  const refused = received.refused.find((one) => one.name !== '' && one.problem.code !== 'files.empty');
  // Sent before by the resumable upload, or with this form: neither is asked for again.
  const kept = [...sentIds(typed, 'tep').filter(isId), ...received.files.map((one) => one.file.id)];
  const stopped = refused?.problem;
  if (stopped) return data({ typed, sent: await sentFiles(api, kept), problem: stopped }, { status: stopped.status });
  const form = new FormData();
  for (const [name, value] of Object.entries(typed)) form.set(name, value);
  const pages = Number(typed['so-trang'] || 0);
  const tried = await api.try(receiveIncoming, {
    body: {
      ...(isId(typed['id'] ?? '') ? { id: typed['id'] ?? '' } : {}),
      channel: kept.length > 0 ? 'upload' : 'paper',
      senderName: typed['co-quan'] ?? '',
      notation: typed['so'] ?? '',
      issuedOn: readDate(form, 'ngay').iso ?? '',
      type: typed['loai'] ?? '',
      subject: typed['trich-yeu'] ?? '',
      urgency: (typed['khan'] ?? '') as Urgency,
      secrecy: (typed['mat'] || 'none') as Secrecy,
      ...(typed['nguoi-ky'] ? { signer: typed['nguoi-ky'] } : {}),
      ...(pages > 0 ? { pageCount: Math.round(pages) } : {}),
      fileIds: kept,
      register: true,
    },
  });
  const problem = problemOf(tried, '/can-bo/van-ban/den/vao-so');
  if (problem || !tried.ok)
    return data({ typed, sent: await sentFiles(api, kept), problem }, { status: problem?.status ?? 422 });
  throw redirect(`/can-bo/van-ban/den/${tried.answer.id}?xong=register`, 303);
}

const boxes: Record<string, string> = {
  'body/senderName': 'co-quan',
  'body/notation': 'so',
  'body/issuedOn': 'ngay',
  'body/type': 'loai',
  'body/subject': 'trich-yeu',
};

/** Registering in few key strokes: the fields in the order in which they stand on the paper, one button. */
export default function EnterIncomingPage() {
  const { desk, id, limits } = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>();
  const { locale } = desk.frame;
  const t = words(locale);
  const typed: Record<string, string> = acted?.typed ?? {};
  const asked: Record<string, string> = {
    'co-quan': t.needSender,
    so: t.needNumber,
    ngay: t.wrongDate,
    'trich-yeu': t.needSubject,
  };
  const faults = (acted?.problem?.errors ?? []).map((one) => {
    const path = boxes[one.path] ?? one.path;
    return { path, message: asked[path] ?? one.message };
  });
  const errors = fieldErrors(faults, locale);
  const day = { day: typed['ngay-day'] ?? '', month: typed['ngay-month'] ?? '', year: typed['ngay-year'] ?? '' };
  return (
    <DeskFrame
      desk={desk}
      title={t.enter}
      errors={errors}
      error={acted?.problem !== undefined}
      backLink={{ href: '/can-bo/van-ban/den', text: t.back }}
    >
      <Refused problem={acted?.problem && faults.length === 0 ? { title: acted.problem.title } : undefined} />
      <StaffForm encType="multipart/form-data">
        <input type="hidden" name="id" value={typed['id'] || id} />
        <LargeFiles
          name="tep"
          label={t.files}
          hint={t.filesHint}
          locale={locale}
          sent={acted?.sent ?? []}
          limits={limits}
        />
        <TextField
          name="co-quan"
          label={t.sender}
          value={typed['co-quan']}
          maxLength={300}
          error={errors.of('co-quan')}
        />
        <div className="lt-grid">
          <TextField name="so" label={t.number} value={typed['so']} width={20} maxLength={60} error={errors.of('so')} />
          <DateField name="ngay" label={t.docDate} value={day} error={errors.of('ngay')} />
          <SelectField
            name="loai"
            label={t.type}
            value={typed['loai'] ?? 'official-letter'}
            placeholder={null}
            options={documentTypes.map((one) => ({ value: one.key, label: one[locale] }))}
            error={errors.of('loai')}
          />
        </div>
        <TextField
          name="trich-yeu"
          label={t.subject}
          value={typed['trich-yeu']}
          maxLength={500}
          error={errors.of('trich-yeu')}
        />
        <div className="lt-grid">
          <SelectField
            name="khan"
            label={t.urgency}
            value={typed['khan'] ?? 'normal'}
            placeholder={null}
            options={urgencies.map((value) => ({ value, label: urgencyWords[value][locale] }))}
          />
          <SelectField
            name="mat"
            label={t.secrecy}
            hint={t.secrecyHint}
            value={typed['mat'] ?? 'none'}
            placeholder={null}
            options={secrecies.map((value) => ({ value, label: secrecyWords[value][locale] }))}
          />
          <TextField name="nguoi-ky" label={t.docSigner} value={typed['nguoi-ky']} width={20} optional />
          <TextField name="so-trang" label={t.pageCount} kind="number" value={typed['so-trang']} width={4} optional />
        </div>
        <ButtonGroup>
          <Button>{t.registerNow}</Button>
          <Button look="link" href="/can-bo/van-ban/den">
            {t.cancel}
          </Button>
        </ButtonGroup>
      </StaffForm>
    </DeskFrame>
  );
}
