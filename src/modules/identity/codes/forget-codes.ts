import { sql } from 'kysely';
import type { PlatformDeps } from '#platform/room.ts';
import { keepRemovedContactsDays } from '../legal.ts';
import type { Tables } from '../tables.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** The demo world's list is for looking at now. */
const DEMO_MESSAGES = 1000;

/** Forgets codes and challenges that are over, requests that no limit counts any more, and contacts that were taken off long ago. */
export async function forgetCodes({ database, clock }: Pick<PlatformDeps, 'database' | 'clock'>): Promise<void> {
  const now = clock.now();
  const ago = (days: number): Date => new Date(now.getTime() - days * DAY_MS);
  const db = database.of<Tables>();
  await db.deleteFrom('identity.one_time_code').where('expires_at', '<', now).execute();
  await db.deleteFrom('identity.spent_challenge').where('expires_at', '<', now).execute();
  await db.deleteFrom('identity.code_request').where('at', '<', ago(2)).execute();
  await db.deleteFrom('identity.trusted_device').where('expires_at', '<', now).execute();
  await db.deleteFrom('identity.contact').where('removed_at', '<', ago(keepRemovedContactsDays)).execute();
  await db.deleteFrom('identity.contact').where('verified_at', 'is', null).where('added_at', '<', ago(2)).execute();
  await sql`delete from identity.demo_message where id not in
    (select id from identity.demo_message order by at desc limit ${DEMO_MESSAGES})`.execute(db);
}
