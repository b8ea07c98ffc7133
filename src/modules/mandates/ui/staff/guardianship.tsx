import { data, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { toSign } from '#platform/access.ts';
import { apiOf, requireOfficer, requireProof } from '#platform/web/api.ts';
import { StaffForm, readStaffForm, Button, DateField, fieldErrors, Notice, readDate, TextField } from '#ui/index.ts';
import { recordGuardianship } from '../../contract.ts';
import { officerFrame, OfficerPage, refusalsOf, typedIn } from './officer-page.tsx';
import { words } from './words.ts';

export const handle = { look: 'staff' };

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
  const number = (name: string): string => text(name).replace(/[\s.]/gu, '');
  const validTo = readDate(form, 'validTo');
  const tried = await api.try(recordGuardianship, {
    body: {
      wardPersonalId: number('wardPersonalId'),
      wardFullName: text('wardFullName'),
      guardianPersonalId: number('guardianPersonalId'),
      guardianFullName: text('guardianFullName'),
      decisionNumber: text('decisionNumber'),
      decisionOn: readDate(form, 'decisionOn').iso ?? '',
      validFrom: readDate(form, 'validFrom').iso ?? '',
      ...(validTo.empty ? {} : { validTo: validTo.iso ?? '' }),
    },
  });
  if (tried.ok)
    return { typed: {}, errors: [], recorded: `${tried.answer.agent.name} – ${tried.answer.principal.name}` };
  return data(
    { typed, errors: refusalsOf(tried.problem, 'wardPersonalId'), recorded: null },
    { status: tried.problem.status },
  );
}

export default function GuardianshipPage() {
  const page = useLoaderData<typeof loader>();
  const did = useActionData<typeof action>();
  const { locale } = page.frame;
  const t = words(locale);
  const typed: Record<string, string> = did?.typed ?? {};
  const errors = fieldErrors(did?.errors, locale);
  const line = (name: string, label: string, kind: 'text' | 'personal-number' = 'text') => (
    <TextField
      name={name}
      label={label}
      kind={kind}
      width={30}
      value={typed[name]}
      error={errors.of(name)}
      autoComplete="off"
    />
  );
  const day = (name: string, label: string, hint?: string) => (
    <DateField
      name={name}
      label={label}
      hint={hint}
      optional={hint !== undefined}
      value={{
        day: typed[`${name}-day`] ?? '',
        month: typed[`${name}-month`] ?? '',
        year: typed[`${name}-year`] ?? '',
      }}
      error={errors.of(name)}
    />
  );
  return (
    <OfficerPage {...page} title={t.recordGuardian} errors={errors}>
      {did?.recorded ? <Notice tone="ok" title={`${t.recorded}: ${did.recorded}`} /> : null}
      <StaffForm>
        {line('wardPersonalId', t.wardNumber, 'personal-number')}
        {line('wardFullName', t.wardName)}
        {line('guardianPersonalId', t.guardianNumber, 'personal-number')}
        {line('guardianFullName', t.guardianName)}
        {line('decisionNumber', t.decisionNumber)}
        {day('decisionOn', t.decisionOn)}
        {day('validFrom', t.validFrom)}
        {day('validTo', t.validTo, t.validToHint)}
        <Button>{t.record}</Button>
      </StaffForm>
    </OfficerPage>
  );
}
