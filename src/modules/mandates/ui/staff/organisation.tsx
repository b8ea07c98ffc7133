import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { toSign } from '#platform/access.ts';
import { apiOf, requireOfficer, requireProof } from '#platform/web/api.ts';
import { StaffForm, readStaffForm, Button, DateField, fieldErrors, Radios, readDate, TextField } from '#ui/index.ts';
import { recordOrganisation } from '../../contract.ts';
import { officerFrame, OfficerPage, refusalsOf, typedIn } from './officer-page.tsx';
import { words } from './words.ts';

export const handle = { look: 'staff' };

const organisationKinds = [
  'enterprise',
  'cooperative',
  'household-business',
  'association',
  'public-unit',
  'other',
] as const;

export async function loader({ context, request }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  requireProof(api, request, toSign);
  return officerFrame(api, request);
}

export async function action({ context, request }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const form = await readStaffForm(api, request);
  const typed = typedIn(form);
  const text = (name: string): string => (typed[name] ?? '').trim();
  const tried = await api.try(recordOrganisation, {
    body: {
      taxNumber: text('taxNumber'),
      name: text('name'),
      kind: organisationKinds.find((one) => one === text('kind')) ?? 'other',
      activeFrom: readDate(form, 'activeFrom').iso ?? '',
      entry: text('entry'),
    },
  });
  if (tried.ok) throw redirect(`/can-bo/uy-quyen/to-chuc/${tried.answer.id}`, 303);
  return data({ typed, errors: refusalsOf(tried.problem, 'taxNumber') }, { status: tried.problem.status });
}

export default function OrganisationPage() {
  const page = useLoaderData<typeof loader>();
  const did = useActionData<typeof action>();
  const { locale } = page.frame;
  const t = words(locale);
  const typed: Record<string, string> = did?.typed ?? {};
  const errors = fieldErrors(did?.errors, locale);
  const part = (name: string): string => typed[`activeFrom-${name}`] ?? '';
  return (
    <OfficerPage {...page} title={t.recordOrganisation} errors={errors}>
      <StaffForm>
        <TextField
          name="taxNumber"
          label={t.taxNumber}
          width={20}
          value={typed['taxNumber']}
          error={errors.of('taxNumber')}
          autoComplete="off"
        />
        <TextField
          name="name"
          label={t.organisationName}
          value={typed['name']}
          error={errors.of('name')}
          autoComplete="off"
        />
        <Radios
          name="kind"
          label={t.organisationKind}
          small
          value={typed['kind'] ?? 'enterprise'}
          options={organisationKinds.map((value) => ({ value, label: t[value] }))}
        />
        <DateField
          name="activeFrom"
          label={t.activeFrom}
          value={{ day: part('day'), month: part('month'), year: part('year') }}
          error={errors.of('activeFrom')}
        />
        <TextField name="entry" label={t.entry} value={typed['entry']} error={errors.of('entry')} autoComplete="off" />
        <Button>{t.record}</Button>
      </StaffForm>
    </OfficerPage>
  );
}
