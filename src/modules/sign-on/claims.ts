import type { Standing } from './accounts.ts';
import type { Client } from './clients/client.ts';
import { claimsFor, type DataItemName } from './data-items.ts';
import type { ProviderDeps } from './deps.ts';
import { disclosureBasis } from './legal.ts';

/** What a claim may hold, whatever it is called. */
export type ClaimSource =
  | 'full-name'
  | 'personal-id'
  | 'birth-date'
  | 'gender'
  | 'residence'
  | 'phone'
  | 'email'
  | 'account-kind'
  | 'tax-number';

/** Claim names of the national portal's sign-on and what each holds (table sign_on.claim_name). */
export type ClaimNames = Readonly<Record<string, ClaimSource>>;

/** Standard claims. Of a phone or mailbox only a confirmed one is told, and said so. */
const standardSources: Readonly<Record<string, ClaimSource>> = {
  name: 'full-name',
  birthdate: 'birth-date',
  gender: 'gender',
  personal_number: 'personal-id',
  address: 'residence',
  phone_number: 'phone',
  email: 'email',
};

/** The item that a client must have registered to be told; what is not here is told to every client that asks for the scope. */
const itemOf: Partial<Record<ClaimSource, DataItemName>> = {
  'full-name': 'full-name',
  'personal-id': 'personal-number',
  'birth-date': 'birth-date',
  gender: 'sex',
  residence: 'residence',
  phone: 'phone',
  email: 'email',
};

const fromRegister: ReadonlySet<ClaimSource> = new Set([
  'full-name',
  'personal-id',
  'birth-date',
  'gender',
  'residence',
]);

/**
 * What a client is told at userinfo: of the data that its agency registered, those whose scope the person allowed. Data of a person
 * come from the population register, which records the reading with the client and its purpose.
 */
export async function claimsOf(
  deps: ProviderDeps,
  standing: Standing,
  client: Client,
  granted: ReadonlySet<string>,
  names: ClaimNames,
): Promise<Record<string, unknown>> {
  const items = client.data.map(({ item }) => item);
  const told = new Map<string, ClaimSource>();
  for (const claim of claimsFor(items, [...granted])) {
    const source = standardSources[claim];
    if (source) told.set(claim, source);
  }
  if (granted.has('dichvucong'))
    for (const [claim, source] of Object.entries(names)) if (mayKnow(items, source)) told.set(claim, source);
  const values: Partial<Record<ClaimSource, unknown>> = [...told.values()].some((source) => fromRegister.has(source))
    ? await readSubject(deps, standing, client)
    : {};
  const kind = standing.actingFor?.kind === 'organisation' ? 'organisation' : standing.account.kind;
  values['account-kind'] = kind;
  if (standing.actingFor?.kind === 'organisation' && [...told.values()].includes('tax-number'))
    values['tax-number'] =
      (await deps.mandates.describe(standing.actingFor.mandateId))?.principal.taxNumber ?? undefined;
  const contacts = [...new Set(told.values())].filter((source) => source === 'phone' || source === 'email');
  if (contacts.length > 0) Object.assign(values, await readContacts(deps, standing, client, contacts));
  return {
    ...Object.fromEntries([...told].map(([claim, source]) => [claim, values[source]])),
    // The standard claim is in the international form; the national portal's name keeps the one that people write.
    ...(typeof values.phone === 'string' && told.has('phone_number')
      ? { phone_number: values.phone.replace(/^0/, '+84'), phone_number_verified: true }
      : {}),
    ...(values.email && told.has('email') ? { email_verified: true } : {}),
    ...(granted.has('account') ? { account_level: standing.account.level, account_kind: kind } : {}),
    ...(granted.has('officer') && standing.post ? await officerClaims(deps, standing.post) : {}),
  };
}

function mayKnow(items: readonly DataItemName[], source: ClaimSource): boolean {
  const item = itemOf[source];
  return item === undefined || items.includes(item);
}

async function readSubject(
  deps: ProviderDeps,
  { account, actingFor }: Standing,
  client: Client,
): Promise<Partial<Record<ClaimSource, unknown>>> {
  if (actingFor?.kind === 'organisation') return { 'full-name': actingFor.name };
  const personId = actingFor?.id ?? account.personId;
  if (!personId) return { 'full-name': account.name };
  const agency = await deps.directory.getAgency(client.agencyId);
  const person = await deps.population.getPerson(personId, {
    actor: { kind: 'system', name: 'sign-on' },
    purpose: `Đăng nhập vào ${client.facts.nameVi} của ${agency.name}: ${client.facts.purposeVi}`.slice(0, 300),
    legalBasis: disclosureBasis,
    caseRef: `client:${client.id}`,
  });
  const { residenceArea, residenceDetail } = person;
  return {
    'full-name': person.fullName,
    'personal-id': person.personalId ?? undefined,
    // Some people only have a birth year; the standard claim may be a year.
    'birth-date': person.birthDate ?? String(person.birthYear),
    gender: person.sex,
    ...(residenceArea || residenceDetail
      ? {
          residence: {
            street_address: residenceDetail ?? undefined,
            locality: residenceArea ?? undefined,
            country: 'VN',
          },
        }
      : {}),
  };
}

/** Those of the person who signed in: a principal's are not the agent's to give. */
async function readContacts(
  { identity, evidence, database }: ProviderDeps,
  { account, actingFor }: Standing,
  client: Client,
  kinds: readonly ('phone' | 'email')[],
): Promise<Partial<Record<'phone' | 'email', string>>> {
  if (actingFor) return {};
  const found: Partial<Record<'phone' | 'email', string>> = {};
  for (const kind of kinds) {
    const value = await identity.confirmedContact(account.id, kind);
    if (value !== undefined) found[kind] = value;
  }
  if (Object.keys(found).length > 0)
    await database.transaction<unknown, unknown>((trx) =>
      evidence.record(trx, {
        kind: 'sign-on.contact-told',
        subject: `account:${account.id}`,
        actor: { kind: 'system', name: 'sign-on' },
        purpose: `Đăng nhập vào ${client.facts.nameVi}: ${client.facts.purposeVi}`.slice(0, 300),
        legalBasis: disclosureBasis,
        data: { clientId: client.id, kinds: Object.keys(found) },
      }),
    );
  return found;
}

async function officerClaims(
  deps: ProviderDeps,
  post: NonNullable<Standing['post']>,
): Promise<Record<string, unknown>> {
  const agency = await deps.directory.getAgency(post.agencyId);
  return { agency_code: agency.code, agency_name: agency.name, position: post.position };
}
