import { sql } from 'kysely';
import { newId } from '#platform/id.ts';
import type { IdentityDeps } from '../deps.ts';
import { identityProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';

const WINDOW_MINUTES = 60;
/** Of one address for one number, of one address for all numbers, of everybody for one number. An hour later it starts anew. */
const MOST = { here: 8, source: 100, everywhere: 40 };

/**
 * Counts a try at a door that stands open to strangers, and refuses one too many. Numbers that nobody has are counted as those that
 * somebody has, so that the refusal tells nothing. @throws identity.too-many-attempts
 */
export async function countDoorTry(
  deps: Pick<IdentityDeps, 'database' | 'clock'>,
  door: 'sign-up' | 'counter-code',
  subject: Buffer,
  source: string,
): Promise<void> {
  const now = deps.clock.now();
  const since = new Date(now.getTime() - WINDOW_MINUTES * 60_000);
  const { rows } = await sql<{ here: number; everywhere: number; source: number }>`
    with tried as (insert into identity.door_try (id, door, subject, source, at) values (${newId()}, ${door}, ${subject}, ${source}, ${now}))
    select count(*) filter (where source = ${source})::int as here, count(*)::int as everywhere,
           (select count(*)::int from identity.door_try where door = ${door} and source = ${source} and at > ${since}) as source
    from identity.door_try where door = ${door} and subject = ${subject} and at > ${since}`.execute(
    deps.database.of<Tables>(),
  );
  const tried = rows[0] ?? { here: 0, everywhere: 0, source: 0 };
  if (tried.here >= MOST.here || tried.source >= MOST.source || tried.everywhere >= MOST.everywhere)
    throw identityProblem('too-many-attempts', {
      params: { minutes: WINDOW_MINUTES },
      retryAfter: WINDOW_MINUTES * 60,
    });
}
