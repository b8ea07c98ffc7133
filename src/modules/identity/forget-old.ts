import { sql } from 'kysely';
import type { Log } from '#platform/log.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { keepSessionsDays, keepSignInsDays } from './legal.ts';
import type { Tables } from './tables.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Forgets sessions that ended, and attempts to sign in, when the time for which they are kept is over. Runs every night. */
export async function forgetOld(deps: Pick<PlatformDeps, 'database' | 'clock'>, log: Log): Promise<void> {
  const now = deps.clock.now().getTime();
  const daysAgo = (days: number): Date => new Date(now - days * DAY_MS);
  const db = deps.database.of<Tables>();
  const ended = daysAgo(keepSessionsDays);
  const sessions = await db
    .deleteFrom('identity.session')
    .where((where) => where.or([where('ended_at', '<', ended), where('expires_at', '<', ended)]))
    .executeTakeFirst();
  const { rows } = await sql<{ n: number }>`
    select identity.forget_sign_ins_before(${daysAgo(keepSignInsDays)})::int as n`.execute(db);
  log.info({ sessions: Number(sessions.numDeletedRows), signIns: rows[0]?.n ?? 0 }, 'old sessions are forgotten');
}
