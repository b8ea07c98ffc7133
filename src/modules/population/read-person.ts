/** Every reading of a person by someone else is a disclosure: it states why, and its record commits with it. */
import type { Transaction } from 'kysely';
import type { Database } from '#platform/database/database.ts';
import { vnDate } from '#platform/time.ts';
import { assertMayCompare, assertMayRead, type Disclosure } from './access.ts';
import type { EvidenceDoor } from './doors.ts';
import { populationProblem } from './errors.ts';
import { stateAt, type PersonState } from './facts.ts';
import { compareNames } from './names.ts';
import type { Person } from './person.ts';
import { childrenOfPerson, factsOf, findIdByNumber, findPerson, kinOfPerson, type Child, type Kin } from './queries.ts';
import type { Tables } from './tables.ts';

export type ReadTools = { database: Database; evidence: EvidenceDoor };

/** Which part of the record was shown; written into the evidence. */
type Shown = 'record' | 'kin' | 'history' | 'comparison';

async function disclose<Result>(
  { database, evidence }: ReadTools,
  disclosure: Disclosure,
  shown: Shown,
  find: (trx: Transaction<Tables>) => Promise<{ personId: string; result: Result } | undefined>,
): Promise<Result | undefined> {
  return database.transaction<Tables, Result | undefined>(async (trx) => {
    const found = await find(trx);
    // A reason is asked for even where nobody is found, so that the answer to a bad reason tells nothing.
    if (shown === 'comparison') assertMayCompare(disclosure);
    else
      assertMayRead(
        disclosure,
        found?.personId ?? (disclosure.actor.kind === 'citizen' ? disclosure.actor.personId : ''),
      );
    if (!found) return undefined;
    await evidence.record(trx, {
      kind: 'population.person-read',
      subject: `person:${found.personId}`,
      actor: disclosure.actor,
      purpose: disclosure.purpose,
      legalBasis: disclosure.legalBasis,
      data: { caseRef: disclosure.caseRef, shown },
    });
    return found.result;
  });
}

/** @throws population.reason-missing, population.person-not-found (also for a citizen who asks for another person) */
export async function readPerson(tools: ReadTools, personId: string, disclosure: Disclosure): Promise<Person> {
  const person = await disclose(tools, disclosure, 'record', async (trx) => {
    const found = await findPerson(trx, personId);
    return found && { personId, result: found };
  });
  if (!person) throw populationProblem('person-not-found');
  return person;
}

/**
 * By number together with the name or the birth date: there is no check digit, so one wrong key may be another living
 * person. Without a second detail only rooms that hold the number already (sign-in, worlds) should ask.
 * @returns undefined where there is no such person or the detail does not agree
 */
export function readPersonByNumber(
  tools: ReadTools,
  personalId: string,
  disclosure: Disclosure,
  also: { fullName?: string; birthDate?: string } = {},
): Promise<Person | undefined> {
  return disclose(tools, disclosure, 'record', async (trx) => {
    const personId = await findIdByNumber(trx, personalId);
    const person = personId === undefined ? undefined : await findPerson(trx, personId);
    if (!person || differences(person, also).length > 0) return undefined;
    return { personId: person.id, result: person };
  });
}

export type Comparison = { found: boolean; differs: ('fullName' | 'birthDate' | 'sex')[] };

/** Yes or no instead of the record: whether typed details agree with the register. The least that answers the question. */
export async function comparePerson(
  tools: ReadTools,
  typed: { personalId: string; fullName?: string; birthDate?: string; sex?: string },
  disclosure: Disclosure,
): Promise<Comparison> {
  const answer = await disclose(tools, disclosure, 'comparison', async (trx) => {
    const personId = await findIdByNumber(trx, typed.personalId);
    const person = personId === undefined ? undefined : await findPerson(trx, personId);
    return person && { personId: person.id, result: { found: true, differs: differences(person, typed) } };
  });
  return answer ?? { found: false, differs: [] };
}

/**
 * The person whose number and name were typed, for whoever is to be named in an act (an agent, a ward): only the reference, and only
 * where both agree. A number of nobody and a wrong name are answered alike, after the same statements and the same comparison: neither
 * the answer nor the time it takes tells whether a number is somebody's.
 */
export function matchPerson(
  tools: ReadTools,
  typed: { personalId: string; fullName: string },
  disclosure: Disclosure,
): Promise<string | undefined> {
  return disclose(tools, disclosure, 'comparison', async (trx) => {
    const person = await findPerson(trx, (await findIdByNumber(trx, typed.personalId)) ?? NOBODY);
    const agrees = sameName.includes(compareNames(typed.fullName, person?.fullName ?? NO_NAME));
    return person && agrees ? { personId: person.id, result: person.id } : undefined;
  });
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
/** Of the usual length, and nobody's: a digit stands in no name. */
const NO_NAME = 'Nguyễn Thị Không 0';
const sameName: readonly string[] = ['identical', 'same-spelling-variant'];

function differences(
  person: Person,
  typed: { fullName?: string; birthDate?: string; sex?: string },
): Comparison['differs'] {
  const differs: Comparison['differs'] = [];
  if (typed.fullName && !sameName.includes(compareNames(typed.fullName, person.fullName))) differs.push('fullName');
  if (typed.birthDate && typed.birthDate !== (person.birthDate ?? String(person.birthYear))) differs.push('birthDate');
  if (typed.sex && typed.sex !== person.sex) differs.push('sex');
  return differs;
}

export async function readKin(tools: ReadTools, personId: string, disclosure: Disclosure): Promise<Kin[]> {
  const kin = await disclose(tools, disclosure, 'kin', async (trx) => ({
    personId,
    result: await kinOfPerson(trx, personId),
  }));
  return kin ?? [];
}

/** The children of a person as the birth acts say: the disclosure is of the person's own family. */
export async function readChildren(tools: ReadTools, personId: string, disclosure: Disclosure): Promise<Child[]> {
  const children = await disclose(tools, disclosure, 'kin', async (trx) => ({
    personId,
    result: await childrenOfPerson(trx, personId),
  }));
  return children ?? [];
}

/**
 * What the register said of a person: what held on a day, as far as known at an instant.
 * @param asOf `validOn` 'YYYY-MM-DD', today when absent; `knownAt` now when absent
 */
export function readPersonAsOf(
  tools: ReadTools,
  personId: string,
  asOf: { validOn?: string; knownAt?: Date; now: Date },
  disclosure: Disclosure,
): Promise<PersonState | undefined> {
  return disclose(tools, disclosure, 'history', async (trx) => {
    const facts = await factsOf(trx, personId);
    if (facts.length === 0) return undefined;
    return { personId, result: stateAt(facts, asOf.validOn ?? vnDate(asOf.now), asOf.knownAt ?? asOf.now) };
  });
}
