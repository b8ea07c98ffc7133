import { sql } from 'kysely';
import type { OfficerActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import type { Trx } from '../deps.ts';

export interface Series {
  agencyId: string;
  book: 'out' | 'in' | 'copy';
  /** The type of an outgoing document; '' in the other books. */
  series: string;
  year: number;
}

/**
 * The next number of a book, entered in it. The row of the series is the lock, held to the commit: call it last, after everything that
 * may fail or take long. An aborted transaction gives its number back, so the book has no gap and no double.
 */
export async function takeNumber(
  trx: Trx,
  { agencyId, book, series, year }: Series,
  documentId: string,
  entered: { at: Date; by: Pick<OfficerActor, 'officerId' | 'name'> },
): Promise<number> {
  const { last_number: number } = await trx
    .insertInto('documents.number_series')
    .values({ agency_id: agencyId, book, series, year, last_number: 1 })
    .onConflict((known) =>
      known
        .columns(['agency_id', 'book', 'series', 'year'])
        .doUpdateSet({ last_number: sql<number>`documents.number_series.last_number + 1` }),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('documents.register_entry')
    .values({
      id: newId(),
      agency_id: agencyId,
      book,
      series,
      year,
      number,
      document_id: documentId,
      at: entered.at,
      by_officer_id: entered.by.officerId,
      by_name: entered.by.name,
    })
    .execute();
  return number;
}
