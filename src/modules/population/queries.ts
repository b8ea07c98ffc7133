import { sql, type Kysely } from 'kysely';
import { isFactValue, type Fact, type FactKind, type NewFact } from './facts.ts';
import { asPerson, type Person } from './person.ts';
import type { Tables } from './tables.ts';

type Reader = Pick<Kysely<Tables>, 'selectFrom'>;

const personalIdOf = sql<string | null>`(
  select lpad(n.number::text, 12, '0') from population.person_number n where n.person_id = p.id and n.state = 'assigned')`;

export async function findPerson(db: Reader, id: string): Promise<Person | undefined> {
  const row = await db
    .selectFrom('population.person as p')
    .selectAll('p')
    .select(personalIdOf.as('personal_id'))
    .where('p.id', '=', id)
    .executeTakeFirst();
  return row && asPerson(row);
}

/** Also finds a person by a void number: old papers still carry it. */
export async function findIdByNumber(db: Reader, personalId: string): Promise<string | undefined> {
  if (!/^[0-9]{12}$/u.test(personalId)) return undefined;
  const row = await db
    .selectFrom('population.person_number')
    .select('person_id')
    .where('number', '=', Number(personalId))
    .executeTakeFirst();
  return row?.person_id;
}

export async function factsOf(db: Reader, personId: string): Promise<Fact[]> {
  const rows = await db.selectFrom('population.person_fact').selectAll().where('person_id', '=', personId).execute();
  return rows.map((row) => ({
    ...asNewFact(row.kind as FactKind, row.value),
    id: row.id,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    recordedAt: row.recorded_at,
    corrects: row.corrects,
  }));
}

/** The table's check keeps the kinds closed; the value was checked when it was written. */
function asNewFact(kind: FactKind, value: unknown): NewFact {
  if (!isFactValue(kind, value)) throw new Error(`A stored fact of kind ${kind} is not in its shape`);
  return { kind, value, validFrom: '' } as NewFact;
}

export type Kin = {
  /** What the other person is to this one; 'child' is the other end of mother and father. */
  relation: 'mother' | 'father' | 'spouse' | 'guardian' | 'child' | 'ward';
  personId: string | null;
  name: string;
  validFrom: string;
  validTo: string | null;
};

const turned: Record<string, Kin['relation']> = {
  mother: 'child',
  father: 'child',
  spouse: 'spouse',
  guardian: 'ward',
};

/** Both directions, without what was corrected. */
export async function kinOfPerson(db: Reader, personId: string): Promise<Kin[]> {
  const rows = await db
    .selectFrom('population.kin as k')
    .innerJoin('population.person as p', 'p.id', 'k.person_id')
    .select(['k.person_id', 'k.relation', 'k.kin_person_id', 'k.kin_name', 'k.valid_from', 'k.valid_to', 'p.full_name'])
    .where((is) => is.or([is('k.person_id', '=', personId), is('k.kin_person_id', '=', personId)]))
    .where(sql<boolean>`not exists (select from population.kin later where later.corrects = k.id)`)
    .orderBy('k.valid_from')
    .execute();
  return rows.map((row) => {
    const forward = row.person_id === personId;
    return {
      relation: (forward ? row.relation : turned[row.relation]) as Kin['relation'],
      personId: forward ? row.kin_person_id : row.person_id,
      name: forward ? row.kin_name : row.full_name,
      validFrom: row.valid_from,
      validTo: row.valid_to,
    };
  });
}

/** A child as its parent may see it: no number. */
export type Child = {
  personId: string;
  fullName: string;
  /** 'YYYY-MM-DD'; null where only the year is known. */
  birthDate: string | null;
  birthYear: number;
  diedOn: string | null;
};

/** Children by the birth acts, the youngest first, without edges that were corrected. */
export async function childrenOfPerson(db: Reader, personId: string): Promise<Child[]> {
  const rows = await db
    .selectFrom('population.shared_parentage as k')
    .innerJoin('population.person as p', 'p.id', 'k.child_id')
    .select(['p.id', 'p.full_name', 'p.birth_date', 'p.birth_year', 'p.died_on'])
    .distinct()
    .where('k.parent_id', '=', personId)
    .orderBy('p.birth_year', 'desc')
    .orderBy('p.birth_date', 'desc')
    .execute();
  return rows.map((row) => ({
    personId: row.id,
    fullName: row.full_name,
    birthDate: row.birth_date,
    birthYear: row.birth_year,
    diedOn: row.died_on,
  }));
}
