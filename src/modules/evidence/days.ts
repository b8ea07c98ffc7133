import { sql } from 'kysely';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/database/database.ts';
import { addDays, vnDate } from '#platform/time.ts';

/** A week: a job that fails for days does no harm, and what comes without a partition of its day is kept and moved later. */
const daysAhead = 7;

/** Makes the partitions of evidence.record for today and the days to come (days of Vietnam). @returns the days made */
export async function makeDays({ database, clock }: { database: Database; clock: Clock }): Promise<string[]> {
  const today = vnDate(clock.now());
  const made: string[] = [];
  for (let ahead = 0; ahead <= daysAhead; ahead += 1) {
    const day = addDays(today, ahead);
    const { rows } = await sql<{ made: boolean }>`select evidence.make_day(${day}::date) as made`.execute(
      database.of<unknown>(),
    );
    if (rows[0]?.made) made.push(day);
  }
  return made;
}
