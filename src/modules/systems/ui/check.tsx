import { data, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { formatDateTime } from '#platform/time.ts';
import { apiOf, requireOfficer } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import {
  StaffForm,
  readStaffForm,
  Button,
  fieldErrors,
  frameData,
  Notice,
  SelectField,
  StaffFrame,
  TextArea,
  TextField,
} from '#ui/index.ts';
import { checkSignature } from '../contract.ts';
import { frameOfficer, linesOf, Whole } from './parts/desk.tsx';
import { words } from './words.ts';

export const handle = { look: 'staff' };

const methods = ['GET', 'POST', 'PUT', 'DELETE'];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  return { frame: frameData(api, request), officer: frameOfficer(api) };
}

/** A line each, "name: value"; what has no colon is no header. */
function headersIn(text: string): Record<string, string> {
  const lines = text.split(/\r?\n/u).flatMap((line) => {
    const colon = line.indexOf(':');
    return colon > 0 ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const] : [];
  });
  return Object.fromEntries(lines);
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const form = await readStaffForm(api, request);
  const text = (name: string): string => String(form.get(name) ?? '');
  const typed = {
    method: text('phuong-thuc'),
    path: text('duong-dan').trim(),
    headers: text('tieu-de'),
    body: text('noi-dung'),
  };
  const tried = await api.try(checkSignature, {
    body: {
      method: typed.method,
      path: typed.path,
      headers: headersIn(typed.headers),
      ...(typed.body ? { body: Buffer.from(typed.body, 'utf8').toString('base64') } : {}),
    },
  });
  return tried.ok
    ? { typed, checked: tried.answer }
    : data({ typed, lines: linesOf(tried.problem, 'tieu-de') }, { status: tried.problem.status });
}

/** Why is my signature refused? Nothing is carried out and no nonce is used up. */
export default function CheckPage() {
  const { frame, officer } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const t = words(frame.locale);
  const errors = fieldErrors(sent && 'lines' in sent ? sent.lines : undefined, frame.locale);
  const checked = sent && 'checked' in sent ? sent.checked : undefined;
  return (
    <StaffFrame
      title={t.checkTitle}
      locale={frame.locale}
      path={frame.path}
      errors={errors}
      backLink={{ href: '/can-bo/he-thong', text: t.title }}
      {...officer}
    >
      <h1 className="govuk-heading-l">{t.checkTitle}</h1>
      {checked ? (
        <Notice
          tone={checked.holds ? 'ok' : 'bad'}
          alert
          title={checked.holds ? t.holds : (checked.wrong?.[frame.locale] ?? t.holdsNot)}
        >
          <p>{say(t.timeHere, { at: formatDateTime(checked.now) })}</p>
          <Whole label={t.targetUri}>{checked.targetUri}</Whole>
          {checked.digestOfBody ? <Whole label={t.digestOfBody}>{checked.digestOfBody}</Whole> : null}
          {checked.signatureBase ? <Whole label={t.signatureBase}>{checked.signatureBase}</Whole> : null}
        </Notice>
      ) : null}
      <p className="govuk-body">{t.checkLead}</p>
      <ol className="govuk-list govuk-list--number">
        <li>{t.checkStep1}</li>
        <li>{t.checkStep2}</li>
        <li>{t.checkStep3}</li>
        <li>{t.checkStep4}</li>
      </ol>
      <StaffForm className="lt-column">
        <SelectField
          name="phuong-thuc"
          label={t.method}
          placeholder={null}
          value={sent?.typed.method ?? 'GET'}
          options={methods.map((value) => ({ value, label: value }))}
          error={errors.of('phuong-thuc')}
        />
        <TextField
          name="duong-dan"
          label={t.pathLabel}
          hint={t.pathHint}
          value={sent?.typed.path ?? '/api/systems/self'}
          error={errors.of('duong-dan')}
          spellCheck={false}
        />
        <TextArea
          name="tieu-de"
          label={t.headers}
          hint={t.headersHint}
          rows={6}
          value={sent?.typed.headers ?? ''}
          error={errors.of('tieu-de')}
        />
        <TextArea
          name="noi-dung"
          label={t.bodyLabel}
          optional
          rows={4}
          value={sent?.typed.body ?? ''}
          error={errors.of('noi-dung')}
        />
        <Button>{t.check}</Button>
      </StaffForm>
    </StaffFrame>
  );
}
