/** Has this child been registered already? Asked inside the registration's transaction, so that two at once cannot miss each other. */
import { sql, type Transaction } from 'kysely';
import { compareNames } from '#modules/population/index.ts';
import { fold } from '#platform/text.ts';
import type { BirthEntry } from './entry.ts';
import type { Tables } from './tables.ts';

/** The mother as far as she can be told apart: her number, or her name without marks and her birth date. */
export function motherKey(entry: BirthEntry): string {
  return entry.motherPersonalId ?? `${fold(entry.motherFullName)}|${entry.motherBirthDate ?? ''}`;
}

export type SimilarAct = {
  actId: string;
  agencyId: string;
  number: number;
  year: number;
  childFullName: string;
  registeredOn: string;
};

/** Makes registrations for the same mother and day wait for each other until the end of the transaction. */
export async function lockMotherAndDay(trx: Transaction<Tables>, entry: BirthEntry): Promise<void> {
  const key = `civil-status.birth|${motherKey(entry)}|${entry.childBirthDate}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(trx);
}

/**
 * Acts of any agency with the same mother, the same birth date and a name that may be the same child's. Similar is
 * anything but clearly another name: a duplicate must not slip through by one letter, and for twins the officer gives the reason.
 */
export async function findSimilarActs(
  db: Pick<Transaction<Tables>, 'selectFrom'>,
  entry: BirthEntry,
): Promise<SimilarAct[]> {
  const rows = await actsOfMother(db, entry);
  return rows.filter((row) => compareNames(row.childFullName, entry.childFullName) !== 'different');
}

/** All acts with the same mother and birth date, whatever the name: shown to the officer beside the entry. */
export function actsOfMother(
  db: Pick<Transaction<Tables>, 'selectFrom'>,
  entry: Pick<BirthEntry, 'motherPersonalId' | 'motherFullName' | 'motherBirthDate' | 'childBirthDate'>,
): Promise<SimilarAct[]> {
  return db
    .selectFrom('civil_status.birth_act')
    .select([
      'id as actId',
      'agency_id as agencyId',
      'number',
      'year',
      'child_full_name as childFullName',
      'registered_on as registeredOn',
    ])
    .where('mother_key', '=', motherKey(entry as BirthEntry))
    .where('child_birth_date', '=', entry.childBirthDate)
    .orderBy('registered_at')
    .limit(20)
    .execute();
}
