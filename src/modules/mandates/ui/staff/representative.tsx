import { data, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { toSign } from '#platform/access.ts';
import { isId } from '#platform/id.ts';
import { apiOf, requireOfficer, requireProof } from '#platform/web/api.ts';
import {
  StaffForm,
  readStaffForm,
  Button,
  DateField,
  fieldErrors,
  Notice,
  readDate,
  SummaryList,
  TextField,
} from '#ui/index.ts';
import { getOrganisation, recordRepresentative } from '../../contract.ts';
import { officerFrame, OfficerPage, refusalsOf, typedIn } from './officer-page.tsx';
import { words } from './words.ts';

export const handle = { look: 'staff' };

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  requireProof(api, request, toSign);
  const organisationId = params['organisationId'] ?? '';
  if (!isId(organisationId)) throw new Response(null, { status: 404 });
  const organisation = await api.call(getOrganisation, { params: { organisationId } });
  return { ...officerFrame(api, request), organisation };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const organisationId = params['organisationId'] ?? '';
  if (!isId(organisationId)) throw new Response(null, { status: 404 });
  const form = await readStaffForm(api, request);
  const typed = typedIn(form);
  const text = (name: string): string => (typed[name] ?? '').trim();
  const entryOn = readDate(form, 'entryOn').iso ?? '';
  const tried = await api.try(recordRepresentative, {
    params: { organisationId },
    body: {
      personalId: text('personalId').replace(/[\s.]/gu, ''),
      fullName: text('fullName'),
      entry: text('entry'),
      entryOn,
      validFrom: entryOn,
    },
  });
  if (tried.ok) return { typed: {}, errors: [], recorded: tried.answer.agent.name };
  return data(
    { typed, errors: refusalsOf(tried.problem, 'personalId'), recorded: null },
    { status: tried.problem.status },
  );
}

export default function RepresentativePage() {
  const { organisation, ...page } = useLoaderData<typeof loader>();
  const did = useActionData<typeof action>();
  const { locale } = page.frame;
  const t = words(locale);
  const typed: Record<string, string> = did?.typed ?? {};
  const errors = fieldErrors(did?.errors, locale);
  const part = (name: string): string => typed[`entryOn-${name}`] ?? '';
  return (
    <OfficerPage {...page} title={t.recordRepresentative} errors={errors}>
      {did?.recorded ? <Notice tone="ok" title={`${t.recorded}: ${did.recorded}`} /> : null}
      <SummaryList
        rows={[
          { key: t.organisationName, value: organisation.name },
          { key: t.taxNumber, value: <span className="lt-code">{organisation.taxNumber}</span> },
          { key: t.organisationKind, value: t[organisation.kind] },
        ]}
      />
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
          name="entry"
          label={t.entry}
          width={30}
          value={typed['entry']}
          error={errors.of('entry')}
          autoComplete="off"
        />
        <DateField
          name="entryOn"
          label={t.entryOn}
          value={{ day: part('day'), month: part('month'), year: part('year') }}
          error={errors.of('entryOn')}
        />
        <Button>{t.record}</Button>
      </StaffForm>
    </OfficerPage>
  );
}
