import { sql, type Transaction } from 'kysely';
import { defaultOnTimeDays, defaultPagesPerBook } from './legal.ts';
import type { Tables } from './tables.ts';

export type RegisterPlace = { number: number; bookNumber: number; pageNumber: number };

/**
 * The next number of an agency's register of births for a year. The row stays locked until the caller commits: two
 * registrars of one office wait for each other for the few milliseconds of a registration, and the book has no gap
 * and no number twice. A rollback gives the number back.
 */
export async function nextInRegister(
  trx: Transaction<Tables>,
  agencyId: string,
  year: number,
  pagesPerBook: number,
): Promise<RegisterPlace> {
  const { number } = await trx
    .insertInto('civil_status.register_book')
    .values({ agency_id: agencyId, kind: 'birth', year, last_number: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['agency_id', 'kind', 'year'])
        .doUpdateSet({ last_number: sql<number>`civil_status.register_book.last_number + 1` }),
    )
    .returning('last_number as number')
    .executeTakeFirstOrThrow();
  return {
    number,
    bookNumber: Math.floor((number - 1) / pagesPerBook) + 1,
    pageNumber: ((number - 1) % pagesPerBook) + 1,
  };
}

/** How books are kept on a day, from `civil_status.register_rule`. */
export async function registerRuleOn(
  db: Pick<Transaction<Tables>, 'selectFrom'>,
  date: string,
): Promise<{ pagesPerBook: number; onTimeDays: number }> {
  const row = await db
    .selectFrom('civil_status.register_rule')
    .select(['pages_per_book as pagesPerBook', 'on_time_days as onTimeDays'])
    .where('valid_from', '<=', date)
    .orderBy('valid_from', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? { pagesPerBook: defaultPagesPerBook, onTimeDays: defaultOnTimeDays };
}

/** '12/2026': the number as papers show it. */
export function actNumber(act: { number: number; year: number }): string {
  return `${act.number}/${act.year}`;
}

/** '01/2026': the book as papers show it. */
export function bookName(act: { bookNumber: number; year: number }): string {
  return `${String(act.bookNumber).padStart(2, '0')}/${act.year}`;
}
