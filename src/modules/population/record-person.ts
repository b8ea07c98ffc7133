/** Takes over a person who is already known elsewhere: an older register, a demo world. No number is drawn. */
import type { Transaction } from 'kysely';
import { newId } from '#platform/id.ts';
import { populationProblem } from './errors.ts';
import type { NewFact } from './facts.ts';
import { checkPersonalId, parsePersonalId, type Sex } from './personal-number.ts';
import { findIdByNumber, findPerson } from './queries.ts';
import type { Tables } from './tables.ts';
import { addKin, insertPerson, type NewKin, type Provenance } from './write-facts.ts';

export type KnownPerson = {
  /** Fixed id, for worlds that refer to their people; a new one otherwise. */
  id?: string;
  /** 12 digits; absent for people without a number. */
  personalId?: string | null;
  fullName: string;
  sex: Sex;
  /** 'YYYY-MM-DD', or 'YYYY' where only the year is known. */
  birthDate: string;
  ethnicGroup?: string;
  nationality?: string;
  /** Province (2 digits) or commune (5 digits) of origin. */
  homeTownArea?: string;
  birthPlace?: { name: string; areaCode: string | null };
  residence?: { areaCode: string; detail?: string; since?: string };
  /** `since`: first day of the tie (a marriage); the person's birth where absent. */
  kin?: readonly (Omit<NewKin, 'validFrom'> & { since?: string | null })[];
};

/**
 * @returns the person's id; an id or number that is already in the register leads to that person, and nothing changes
 *   (a world is loaded again)
 * @throws population.number-malformed, population.number-differs, population.number-taken, population.fact-invalid
 */
export async function recordPerson(
  trx: Transaction<Tables>,
  person: KnownPerson,
  provenance: Provenance,
): Promise<string> {
  const birthYear = Number(person.birthDate.slice(0, 4));
  const number = person.personalId ? parsePersonalId(person.personalId) : undefined;
  if (person.personalId) {
    if (!number) throw populationProblem('number-malformed');
    const { errors } = checkPersonalId(number.personalId, { sex: person.sex, birthYear });
    if (errors.length > 0) throw populationProblem('number-differs');
    const known = await findIdByNumber(trx, number.personalId);
    if (known) return known;
  }
  if (person.id && (await findPerson(trx, person.id))) return person.id;
  const id = person.id ?? newId();
  await insertPerson(trx, { id, sourceAct: null, facts: factsOf(person, birthYear) }, provenance);
  if (number) {
    const inserted = await trx
      .insertInto('population.person_number')
      .values({
        number: Number(number.personalId),
        block: Math.floor(Number(number.personalId) / 1_000_000),
        person_id: id,
        allocated_at: provenance.at,
        allocated_by: provenance.by,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('number')
      .executeTakeFirst();
    if (!inserted) throw populationProblem('number-taken');
  }
  const born = validFromOf(person);
  for (const { since, ...kin } of person.kin ?? [])
    await addKin(trx, id, { ...kin, validFrom: since ?? born }, provenance);
  return id;
}

/** A birth known by its year only counts from the first day of that year. */
function validFromOf(person: KnownPerson): string {
  return person.birthDate.length === 4 ? `${person.birthDate}-01-01` : person.birthDate;
}

function factsOf(person: KnownPerson, birthYear: number): NewFact[] {
  const validFrom = validFromOf(person);
  const date = person.birthDate.length === 4 ? null : person.birthDate;
  const facts: NewFact[] = [
    { kind: 'name', value: { fullName: person.fullName }, validFrom },
    { kind: 'sex', value: { sex: person.sex }, validFrom },
    { kind: 'birth', value: { year: birthYear, date }, validFrom },
    { kind: 'nationality', value: { code: person.nationality ?? 'VN' }, validFrom },
  ];
  if (person.ethnicGroup) facts.push({ kind: 'ethnicGroup', value: { code: person.ethnicGroup }, validFrom });
  if (person.homeTownArea) facts.push({ kind: 'homeTown', value: { areaCode: person.homeTownArea }, validFrom });
  if (person.birthPlace) facts.push({ kind: 'birthPlace', value: person.birthPlace, validFrom });
  if (person.residence) {
    const { areaCode, detail = '', since = validFrom } = person.residence;
    facts.push({ kind: 'residence', value: { areaCode, detail }, validFrom: since });
  }
  return facts;
}
