import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { LargeFiles, sentIds, type SentFile } from '#modules/files/ui/parts/large-files.tsx';
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
  FileField,
  fieldErrors,
  SelectField,
  TextArea,
  TextField,
} from '#ui/index.ts';
import { getIncoming, getOutgoing, saveDraft, startDraft } from '../contract.ts';
import { documentTypes, secrecies, secrecyWords, urgencies, urgencyWords } from '../document-types.ts';
import { authorities } from '../legal.ts';
import { deskData, DeskFrame } from './parts/desk-frame.tsx';
import { dayOf, draftOf, peopleOf, type Typed } from './parts/draft-of.ts';
import { limitsOf, sentFiles } from './parts/large.ts';
import { problemOf, Refused } from './parts/refused.tsx';
import { words } from './words.ts';

export const handle = { look: 'staff' };

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const id = params['documentId'];
  if (id !== undefined && !isId(id)) throw new Response(null, { status: 404 });
  const known = id ? await api.call(getOutgoing, { params: { id } }) : undefined;
  const asked = new URL(request.url).searchParams.get('tra-loi') ?? '';
  const answered = !known && isId(asked) ? await api.call(getIncoming, { params: { id: asked } }) : undefined;
  const officers = await peopleOf(api);
  const signers = officers.filter((one) => one.rights.includes('documents.sign'));
  const lines = (main: boolean): string =>
    (known?.content.recipients ?? [])
      .filter((one) => one.main === main)
      .map((one) =>
        one.kind === 'officer' ? (officers.find((officer) => officer.id === one.id)?.name ?? one.name) : one.name,
      )
      .join('\n');
  const typed: Typed = known
    ? {
        loai: known.content.type,
        'trich-yeu': known.content.subject,
        khan: known.content.urgency,
        'don-vi': known.content.unit ?? '',
        'nguoi-ky': known.content.signer.officerId,
        'tham-quyen': known.content.signer.authority,
        'thay-cho': known.content.signer.onBehalfOf,
        'chuc-vu': known.content.signer.title,
        'kinh-gui': lines(true),
        'noi-nhan': lines(false),
        'can-cu': known.content.grounds,
        'doan-van': known.content.text,
        tep: known.content.file?.id ?? '',
        'tra-loi': known.content.answers[0]?.incomingId ?? '',
        'han-day': known.content.answerBy?.slice(8) ?? '',
        'han-month': known.content.answerBy?.slice(5, 7) ?? '',
        'han-year': known.content.answerBy?.slice(0, 4) ?? '',
      }
    : {
        id: newId(),
        loai: 'official-letter',
        khan: 'normal',
        'tra-loi': answered?.id ?? '',
        'kinh-gui': answered?.senderName ?? '',
        'trich-yeu': answered ? `trả lời văn bản số ${answered.notation}` : '',
        'nguoi-ky': signers.length === 1 ? (signers[0]?.id ?? '') : '',
      };
  return {
    desk: deskData(api, request),
    id: known?.id,
    version: known?.version ?? 0,
    fileName: known?.content.file?.name,
    limits: await limitsOf(api),
    attached: (known?.content.attachments ?? []).map(({ id: file, name, bytes }): SentFile => ({
      id: file,
      name,
      bytes,
    })),
    answering: answered?.notation ?? known?.content.answers[0]?.notation,
    signers: signers.map(({ id: value, name, position }) => ({ value, label: `${name}, ${position}` })),
    typed,
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const received = await receiveForm(request, api, { maxFiles: 10 });
  const typed = received.fields;
  const refused = received.refused.find((one) => one.problem.code !== 'files.empty' && one.name !== '');
  const uploaded = received.files.find((one) => one.field === 'tep-moi')?.file.id;
  const attachmentIds = [
    ...sentIds(typed, 'kem').filter(isId),
    ...received.files.flatMap((one) => (one.field === 'kem' ? [one.file.id] : [])),
  ];
  // What was uploaded is not asked for again.
  const kept = { ...typed, ...(uploaded ? { tep: uploaded } : {}) };
  const stopped = refused?.problem;
  if (stopped) {
    const attached = await sentFiles(api, attachmentIds);
    return data({ typed: kept, attached, problem: stopped, wrongDay: false }, { status: stopped.status });
  }
  // A day that does not exist would be left out without a word.
  const wanted = ['day', 'month', 'year'].map((part) => (typed[`han-${part}`] ?? '').trim());
  if (wanted.some(Boolean) && !isDate(dayOf(typed))) {
    const attached = await sentFiles(api, attachmentIds);
    return data({ typed: kept, attached, problem: undefined, wrongDay: true }, { status: 422 });
  }
  const draft = { ...(await draftOf(api, typed, uploaded)), attachmentIds };
  const id = params['documentId'];
  const tried = id
    ? await api.try(saveDraft, { params: { id }, body: { version: Number(typed['ban'] ?? 0) || 1, draft } })
    : await api.try(startDraft, { body: { ...(isId(typed['id'] ?? '') ? { id: typed['id'] ?? '' } : {}), draft } });
  const problem = problemOf(tried, new URL(request.url).pathname);
  if (problem || !tried.ok) {
    const attached = await sentFiles(api, attachmentIds);
    return data({ typed: kept, attached, problem, wrongDay: false }, { status: problem?.status ?? 422 });
  }
  throw redirect(`/can-bo/van-ban/di/${tried.answer.id}?xong=save`, 303);
}

/** Where a fault of the contract's field stands on this page. */
const boxes: Record<string, string> = {
  'body/draft/type': 'loai',
  'body/draft/subject': 'trich-yeu',
  'body/draft/signerId': 'nguoi-ky',
  'body/draft/signerTitle': 'chuc-vu',
  'body/draft/urgency': 'khan',
  'body/draft/text': 'doan-van',
  'body/draft/grounds': 'can-cu',
  'body/draft/recipients': 'noi-nhan',
  'body/draft/unit': 'don-vi',
};

export default function WriteDraftPage() {
  const loaded = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>();
  const { desk, id, version, signers, answering, fileName } = loaded;
  const { locale } = desk.frame;
  const t = words(locale);
  const typed: Typed = acted?.typed ?? loaded.typed;
  const asked: Record<string, string> = {
    loai: t.needType,
    'trich-yeu': t.needSubject,
    'nguoi-ky': t.needSigner,
    'chuc-vu': t.needTitle,
  };
  const faults = (acted?.problem?.errors ?? []).map((one) => {
    const path = boxes[one.path] ?? one.path;
    return { ...one, path, message: asked[path] ?? one.message };
  });
  // A refusal without a field of the contract still belongs to a box: the mark that was chosen.
  const secret = acted?.problem?.code === 'documents.secret-elsewhere' ? acted.problem.title : undefined;
  const errors = fieldErrors(
    secret
      ? [...faults, { path: 'mat', message: secret }]
      : [...faults, ...(acted?.wrongDay ? [{ path: 'han', message: t.wrongAnswerBy }] : [])],
    locale,
  );
  const back = id ? `/can-bo/van-ban/di/${id}` : '/can-bo/van-ban/di';
  return (
    <DeskFrame
      desk={desk}
      title={id ? t.edit : t.newDraft}
      errors={errors}
      error={acted !== undefined}
      backLink={{ href: back, text: t.back }}
    >
      <Refused
        problem={acted?.problem && faults.length === 0 && !secret ? { title: acted.problem.title } : undefined}
      />
      {answering ? <p className="govuk-body">{say(t.answering, { number: answering })}</p> : null}
      <StaffForm encType="multipart/form-data">
        <input type="hidden" name="id" value={typed['id'] ?? ''} />
        <input type="hidden" name="ban" value={version} />
        <input type="hidden" name="tra-loi" value={typed['tra-loi'] ?? ''} />
        <input type="hidden" name="tep" value={typed['tep'] ?? ''} />
        <div className="lt-grid">
          <SelectField
            name="loai"
            label={t.type}
            value={typed['loai']}
            placeholder={null}
            options={documentTypes.map((one) => ({
              value: one.key,
              label: one.abbreviation ? `${one[locale]} (${one.abbreviation})` : one[locale],
            }))}
            error={errors.of('loai')}
          />
          <SelectField
            name="khan"
            label={t.urgency}
            value={typed['khan']}
            placeholder={null}
            options={urgencies.map((value) => ({ value, label: urgencyWords[value][locale] }))}
            error={errors.of('khan')}
          />
          <SelectField
            name="mat"
            label={t.secrecy}
            hint={t.draftSecrecyHint}
            value={typed['mat'] ?? 'none'}
            placeholder={null}
            options={secrecies.map((value) => ({ value, label: secrecyWords[value][locale] }))}
            error={errors.of('mat')}
          />
          <TextField
            name="don-vi"
            label={t.unit}
            hint={t.unitHint}
            value={typed['don-vi']}
            width={10}
            optional
            error={errors.of('don-vi')}
          />
        </div>
        <TextField
          name="trich-yeu"
          label={t.subject}
          hint={t.subjectHint}
          value={typed['trich-yeu']}
          maxLength={500}
          error={errors.of('trich-yeu')}
        />
        <TextArea
          name="kinh-gui"
          label={t.mainRecipients}
          hint={t.recipientsHint}
          value={typed['kinh-gui']}
          rows={3}
          optional
        />
        <TextArea
          name="can-cu"
          label={t.grounds}
          hint={t.groundsHint}
          value={typed['can-cu']}
          rows={3}
          optional
          error={errors.of('can-cu')}
        />
        <TextArea
          name="doan-van"
          label={t.text}
          hint={t.textHint}
          value={typed['doan-van']}
          rows={12}
          error={errors.of('doan-van')}
        />
        <FileField name="tep-moi" label={t.file} hint={t.fileHint} accept="application/pdf" optional />
        {typed['tep'] ? (
          <Checkboxes
            name="bo-tep"
            label={fileName ? say(t.keptFile, { name: fileName }) : t.file}
            options={[{ value: 'bo', label: t.noFile }]}
            small
          />
        ) : null}
        <LargeFiles
          name="kem"
          label={t.attachments}
          hint={t.attachmentsHint}
          locale={locale}
          sent={acted?.attached ?? loaded.attached}
          limits={loaded.limits}
        />
        <TextArea
          name="noi-nhan"
          label={t.recipients}
          hint={t.recipientsHint}
          value={typed['noi-nhan']}
          rows={4}
          error={errors.of('noi-nhan')}
        />
        <div className="lt-grid">
          <SelectField
            name="nguoi-ky"
            label={t.signer}
            value={typed['nguoi-ky']}
            options={signers}
            error={errors.of('nguoi-ky')}
          />
          <TextField
            name="chuc-vu"
            label={t.signerTitle}
            value={typed['chuc-vu']}
            width={20}
            error={errors.of('chuc-vu')}
          />
          <SelectField
            name="tham-quyen"
            label={t.authority}
            value={typed['tham-quyen']}
            placeholder={t.noAuthority}
            options={authorities.filter(Boolean).map((value) => ({ value, label: value }))}
          />
          <TextField
            name="thay-cho"
            label={t.onBehalfOf}
            hint={t.onBehalfHint}
            value={typed['thay-cho']}
            width={20}
            optional
          />
        </div>
        <DateField
          name="han"
          label={t.answerBy}
          hint={t.answerByHint}
          optional
          value={{
            day: typed['han-day'] ?? '',
            month: typed['han-month'] ?? '',
            year: typed['han-year'] ?? '',
          }}
          error={errors.of('han')}
        />
        <ButtonGroup>
          <Button>{t.save}</Button>
          <Button look="link" href={back}>
            {t.cancel}
          </Button>
        </ButtonGroup>
      </StaffForm>
    </DeskFrame>
  );
}
