import { sql } from 'kysely';
import type { Log } from '#platform/log.ts';
import { keepAttemptsDays, keepNoticesDays, keepUnconfirmedDays } from './legal.ts';
import type { Tables } from './tables.ts';
import type { Tools } from './tools.ts';

export const FORGET_JOB = 'notices.forget-old';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Forgets notices, attempts to send them and unconfirmed addresses when the time for which they are kept is over. Runs every night. */
export async function forgetOld({ database, clock }: Pick<Tools, 'database' | 'clock'>, log: Log): Promise<void> {
  const now = clock.now().getTime();
  const daysAgo = (days: number): Date => new Date(now - days * DAY_MS);
  const db = database.of<Tables>();
  const { rows } = await sql<{ notices: number; attempts: number }>`
    select notices::int, attempts::int from notices.forget_before(${daysAgo(keepNoticesDays)}, ${daysAgo(keepAttemptsDays)})`.execute(
    db,
  );
  const addresses = await db
    .deleteFrom('notices.address')
    .where('confirmed_at', 'is', null)
    .where('set_at', '<', daysAgo(keepUnconfirmedDays))
    .executeTakeFirst();
  log.info({ ...rows[0], addresses: Number(addresses.numDeletedRows) }, 'old notices are forgotten');
}
