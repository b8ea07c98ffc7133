import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import type { AnswerOf } from '#platform/operation.ts';
import { formatDateTime } from '#platform/time.ts';
import { apiOf, requireOfficer, requireProof } from '#platform/web/api.ts';
import { toSign } from '#platform/access.ts';
import {
  StaffForm,
  readStaffForm,
  Button,
  DataTable,
  fieldErrors,
  frameData,
  StaffFrame,
  TextArea,
  TextField,
} from '#ui/index.ts';
import { approveRecovery, listRecoveries, openSupportCase, refuseRecovery } from '../../contract.ts';
import { frameOfficer } from './officer.ts';
import { PaperCode } from './paper-code.tsx';
import { words } from './words.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const { recoveries } = await api.call(listRecoveries);
  return { frame: frameData(api, request), officer: frameOfficer(api), recoveries };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  const form = await readStaffForm(api, request);
  const text = (name: string): string => String(form.get(name) ?? '');
  const recoveryId = text('recoveryId');
  if (recoveryId) {
    requireProof(api, request, toSign);
    const params = { recoveryId };
    if (text('viec') === 'refuse') {
      const refused = await api.try(refuseRecovery, { params, body: { reason: text('reason') || ' ' } });
      if (refused.ok) throw redirect('/can-bo/ho-tro-tai-khoan');
      return data(failed(refused.problem, 'reason'), { status: refused.problem.status });
    }
    const approved = await api.try(approveRecovery, { params });
    if (approved.ok) return { code: approved.answer };
    return data(failed(approved.problem, 'reason'), { status: approved.problem.status });
  }
  const typed = { personalId: text('personalId'), purpose: text('purpose') };
  const tried = await api.try(openSupportCase, {
    body: { personalId: typed.personalId || ' ', purpose: typed.purpose || ' ' },
  });
  if (!tried.ok) return data({ typed, ...failed(tried.problem, 'personalId') }, { status: tried.problem.status });
  throw redirect(`/can-bo/ho-tro-tai-khoan/${tried.answer.caseId}`);
}

function failed(
  problem: { code: string; title: string; errors?: { path: string; code: string; message: string }[] },
  path: string,
) {
  const errors = (problem.errors ?? [{ path, code: problem.code, message: problem.title }]).map((one) => ({
    ...one,
    path: one.path.replace(/^body\//, ''),
  }));
  return { errors };
}

interface Sent {
  typed?: { personalId: string; purpose: string };
  errors?: { path: string; code: string; message: string }[];
  code?: { code: string; expiresAt: string };
}

export default function FindAccountPage() {
  const { frame, officer, recoveries } = useLoaderData<typeof loader>();
  const sent = useActionData() as Sent | undefined;
  const t = words(frame.locale);
  const errors = fieldErrors(sent?.errors, frame.locale);
  return (
    <StaffFrame title={t.title} locale={frame.locale} path={frame.path} {...officer} errors={errors}>
      <h1 className="govuk-heading-l">{t.title}</h1>
      {sent?.code ? <PaperCode {...sent.code} locale={frame.locale} /> : null}
      <section aria-labelledby="tim">
        <h2 className="govuk-heading-m" id="tim">
          {t.find}
        </h2>
        <StaffForm>
          <TextField
            name="personalId"
            label={t.personalId}
            kind="personal-number"
            width={20}
            value={sent?.typed?.personalId ?? ''}
            error={errors.of('personalId')}
            autoComplete="off"
          />
          <TextArea
            name="purpose"
            label={t.purpose}
            hint={t.purposeHint}
            rows={2}
            value={sent?.typed?.purpose ?? ''}
            error={errors.of('purpose')}
          />
          <Button>{t.findButton}</Button>
        </StaffForm>
      </section>
      <DataTable
        caption={t.waiting}
        columns={columnsOf(frame.locale, errors.of('reason'))}
        rows={recoveries}
        rowKey={(row) => row.id}
        empty={t.waitingNone}
      />
    </StaffFrame>
  );
}

function Decide({
  row,
  error,
  locale,
}: {
  row: { id: string; mine: boolean };
  error: string | undefined;
  locale: 'vi' | 'en';
}) {
  const t = words(locale);
  return (
    <StaffForm>
      <input type="hidden" name="recoveryId" value={row.id} />
      <Button name="viec" value="approve" {...(row.mine ? { unavailable: t.ownRequest } : {})}>
        {t.approve}
      </Button>
      <TextField name="reason" id={`reason-${row.id}`} label={t.reason} error={error} />
      <Button look="secondary" name="viec" value="refuse">
        {t.refuse}
      </Button>
    </StaffForm>
  );
}

type Row = AnswerOf<typeof listRecoveries>['recoveries'][number];

function columnsOf(locale: 'vi' | 'en', error: string | undefined) {
  const t = words(locale);
  return [
    { key: 'name', heading: t.name, rowHeading: true, cell: (row: Row) => row.name },
    { key: 'purpose', heading: t.purpose, cell: (row: Row) => row.purpose },
    { key: 'by', heading: t.asked, cell: (row: Row) => row.requestedBy },
    { key: 'at', heading: t.since, cell: (row: Row) => formatDateTime(row.requestedAt) },
    {
      key: 'do',
      heading: t.decide,
      cell: (row: Row) => <Decide row={row} error={error} locale={locale} />,
    },
  ];
}
