import type { ActingFor } from '#platform/access.ts';
import { vnDate } from '#platform/time.ts';
import type { Account } from '#modules/identity/index.ts';
import { partsOf } from './capacity.ts';
import type { Client } from './client-book.ts';
import type { SignOnDeps } from './deps.ts';
import { disclosureBasis } from './legal.ts';

/** Who a capacity is today. */
export interface Standing {
  account: Account;
  actingFor?: ActingFor;
  post?: { agencyId: string; position: string };
}

/** Undefined as soon as the account is stopped, the mandate is over or not yet in force, or the post has ended: its tokens are dead with it. */
export async function standingOf(deps: SignOnDeps, capacity: string): Promise<Standing | undefined> {
  const { accountId, suffix } = partsOf(capacity);
  const account = await deps.identity.findAccount(accountId);
  if (!account || account.stopped) return undefined;
  const now = deps.clock.now();
  if (account.kind === 'officer') {
    const posts = await deps.directory.appointmentsOf(account.officerId ?? '', vnDate(now));
    const post = posts.find(({ agencyId }) => agencyId === suffix);
    return post && { account, post: { agencyId: post.agencyId, position: post.position } };
  }
  if (suffix === undefined) return { account };
  const actingFor = await deps.mandates.standing(suffix, account.personId ?? '', now);
  return actingFor && { account, actingFor };
}

export type ClaimSource =
  | 'full-name'
  | 'personal-id'
  | 'birth-date'
  | 'phone'
  | 'email'
  | 'account-kind'
  | 'tax-number'
  | 'gender';

export type ClaimNames = Readonly<Record<string, ClaimSource>>;

/** The claims of a person that the granted scopes open. Personal data come from the register, and the reading is recorded there. */
export async function claimsOf(
  deps: SignOnDeps,
  standing: Standing,
  client: Client,
  granted: ReadonlySet<string>,
  names: ClaimNames,
): Promise<Record<string, unknown>> {
  const person = granted.has('profile') || granted.has('dichvucong') ? await readSubject(deps, standing, client) : {};
  const accountKind = standing.actingFor?.kind === 'organisation' ? 'organisation' : standing.account.kind;
  const values: Partial<Record<ClaimSource, unknown>> = { ...person, 'account-kind': accountKind };
  return {
    ...(granted.has('profile')
      ? { name: values['full-name'], birthdate: values['birth-date'], gender: values.gender }
      : {}),
    ...(granted.has('account') ? { account_level: standing.account.level, account_kind: accountKind } : {}),
    ...(granted.has('officer') && standing.post ? await officerClaims(deps, standing.post) : {}),
    ...(granted.has('dichvucong')
      ? Object.fromEntries(Object.entries(names).map(([claim, source]) => [claim, values[source]]))
      : {}),
  };
}

async function readSubject(
  deps: SignOnDeps,
  { account, actingFor }: Standing,
  client: Client,
): Promise<Partial<Record<ClaimSource, unknown>>> {
  if (actingFor?.kind === 'organisation') return { 'full-name': actingFor.name };
  const personId = actingFor?.id ?? account.personId;
  if (!personId) return { 'full-name': account.name };
  const agency = await deps.directory.getAgency(client.agency_id);
  const person = await deps.population.getPerson(personId, {
    actor: { kind: 'system', name: 'sign-on' },
    purpose: `Đăng nhập vào ${client.name_vi} của ${agency.name}: ${client.purpose_vi}`.slice(0, 300),
    legalBasis: disclosureBasis,
    caseRef: `client:${client.id}`,
  });
  return {
    'full-name': person.fullName,
    'personal-id': person.personalId ?? undefined,
    // Some people only have a birth year; the standard claim may be a year.
    'birth-date': person.birthDate ?? String(person.birthYear),
    gender: person.sex,
  };
}

async function officerClaims(deps: SignOnDeps, post: NonNullable<Standing['post']>): Promise<Record<string, unknown>> {
  const agency = await deps.directory.getAgency(post.agencyId);
  return { agency_code: agency.code, agency_name: agency.name, position: post.position };
}
