import { data, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { formatDate } from '#platform/time.ts';
import { toSign } from '#platform/access.ts';
import { isId } from '#platform/id.ts';
import { apiOf, requireOfficer, stepUpHref, type PageApi } from '#platform/web/api.ts';
import {
  StaffForm,
  readStaffForm,
  Button,
  ButtonGroup,
  DataTable,
  Details,
  fieldErrors,
  Notice,
  StaffFrame,
  Tag,
  TextField,
  type Column,
} from '#ui/index.ts';
import { endByOfficer, findMandates } from '../../contract.ts';
import type { MandateView } from '../../contract/shapes.ts';
import { saySource, toneOf } from '../say-mandate.ts';
import { words as mandateWords } from '../words.ts';
import { officerFrame, refusalsOf, typedIn } from './officer-page.tsx';
import { words } from './words.ts';

export const handle = { look: 'staff' };

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  return officerFrame(api, request);
}

/** A search, or the end of one that was found. Numbers come in the body and never stand in an address. */
export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const form = await readStaffForm(api, request);
  const typed = typedIn(form);
  const mandateId = typed['cham-dut'] ?? '';
  if (!isId(mandateId)) return search(api, typed, {});
  const tried = await api.try(endByOfficer, { params: { mandateId }, body: { why: typed['why'] ?? '' } });
  if (tried.ok) return search(api, typed, { ended: true });
  return search(api, typed, {
    refused: tried.problem.title,
    ...(tried.problem.code === 'platform.step-up' ? { prove: stepUpHref('/can-bo/uy-quyen', toSign) } : {}),
  });
}

async function search(
  api: PageApi,
  typed: Record<string, string>,
  after: { ended?: boolean; refused?: string; prove?: string },
) {
  const { personalId = '', fullName = '', taxNumber = '', purpose = '' } = typed;
  const number = personalId.replace(/[\s.]/gu, '');
  const tried = await api.try(findMandates, {
    body: {
      purpose,
      ...(taxNumber.trim() === '' ? { personalId: number, fullName } : { taxNumber: taxNumber.trim() }),
    },
  });
  const first = taxNumber.trim() === '' ? 'personalId' : 'taxNumber';
  if (!tried.ok)
    return data(
      { typed, mandates: null, errors: refusalsOf(tried.problem, first), ...after },
      { status: tried.problem.status },
    );
  return { typed, mandates: tried.answer.mandates, errors: [], ...after };
}

export default function FindMandatesPage() {
  const { frame, officer, agencyName } = useLoaderData<typeof loader>();
  const did = useActionData<typeof action>();
  const { locale } = frame;
  const t = words(locale);
  const typed = did?.typed ?? {};
  const errors = fieldErrors(did?.errors, locale);
  return (
    <StaffFrame
      title={t.title}
      locale={locale}
      path={frame.path}
      actor={officer}
      agencyName={agencyName}
      errors={errors}
    >
      <h1 className="govuk-heading-l">{t.title}</h1>
      <ButtonGroup>
        <Button href="/can-bo/uy-quyen/giam-ho" look="secondary">
          {t.recordGuardian}
        </Button>
        <Button href="/can-bo/uy-quyen/to-chuc" look="secondary">
          {t.recordOrganisation}
        </Button>
      </ButtonGroup>
      {did?.ended ? <Notice tone="ok" title={t.ended} /> : null}
      {did?.refused ? (
        <Notice tone="bad" title={did.refused} alert>
          {did.prove ? (
            <p>
              {t.proveAgain} <a href={did.prove}>{t.prove}</a>
            </p>
          ) : null}
        </Notice>
      ) : null}
      <h2 className="govuk-heading-m">{t.findTitle}</h2>
      <p className="govuk-body">{t.findHint}</p>
      <StaffForm>
        <TextField
          name="personalId"
          label={t.number}
          kind="personal-number"
          width={20}
          value={typed['personalId']}
          error={errors.of('personalId')}
          autoComplete="off"
        />
        <TextField
          name="fullName"
          label={t.name}
          width={30}
          value={typed['fullName']}
          error={errors.of('fullName')}
          autoComplete="off"
        />
        <TextField
          name="taxNumber"
          label={t.taxNumber}
          width={20}
          value={typed['taxNumber']}
          error={errors.of('taxNumber')}
          autoComplete="off"
        />
        <TextField name="purpose" label={t.purpose} value={typed['purpose']} error={errors.of('purpose')} />
        <Button>{t.find}</Button>
      </StaffForm>
      {did?.mandates ? (
        <DataTable
          caption={t.found}
          columns={columnsOf(locale, typed)}
          rows={did.mandates}
          rowKey={(one) => one.id}
          empty={t.none}
        />
      ) : null}
    </StaffFrame>
  );
}

function columnsOf(locale: 'vi' | 'en', typed: Record<string, string>): Column<MandateView>[] {
  const t = words(locale);
  const m = mandateWords(locale);
  return [
    { key: 'kind', heading: t.kind, cell: (one) => m[one.kind] },
    { key: 'principal', heading: t.principal, rowHeading: true, cell: (one) => one.principal.name },
    { key: 'agent', heading: t.agent, cell: (one) => one.agent.name },
    {
      key: 'time',
      heading: t.time,
      cell: (one) => `${formatDate(one.validFrom)} – ${one.validTo ? formatDate(one.validTo) : m.noEnd}`,
    },
    { key: 'source', heading: t.source, cell: (one) => saySource(one, m) },
    {
      key: 'state',
      heading: t.state,
      cell: (one) => <Tag tone={toneOf(one.state)}>{one.state === 'ended' ? m.ended : m[one.state]}</Tag>,
    },
    {
      key: 'end',
      heading: t.end,
      cell: (one) => (one.state === 'ended' ? null : <EndForm id={one.id} typed={typed} locale={locale} />),
    },
  ];
}

/** Carries the search along, so that the list comes back after the act. */
function EndForm({ id, typed, locale }: { id: string; typed: Record<string, string>; locale: 'vi' | 'en' }) {
  const t = words(locale);
  return (
    <Details summary={t.endOf}>
      <StaffForm>
        {['personalId', 'fullName', 'taxNumber', 'purpose'].map((name) => (
          <input key={name} type="hidden" name={name} value={typed[name] ?? ''} />
        ))}
        <TextField name="why" id={`why-${id}`} label={t.why} hint={t.whyHint} maxLength={500} />
        <Button look="warning" name="cham-dut" value={id}>
          {t.end}
        </Button>
      </StaffForm>
    </Details>
  );
}
