import { sql } from 'kysely';
import { PREPARED } from '#platform/database/prepared-client.ts';
import { gather, type Outcome } from '#platform/gather.ts';
import { platformProblem } from '#platform/problem.ts';
import type { VerifiedRequest } from '#platform/web/message-signatures.ts';
import type { SystemsDeps } from './deps.ts';
import { systemsProblem } from './errors.ts';
import { SKEW_SECONDS } from './prove.ts';
import type { Tables } from './tables.ts';

interface Seen {
  keyId: string;
  nonce: string;
  overAt: Date;
}

const memories = new WeakMap<SystemsDeps, (seen: Seen) => Promise<void>>();

/**
 * The unique index is the memory that all processes share: whoever comes second with the same nonce is refused. Requests that come at the
 * same time are written together, and nobody waits for the disk: the log of PostgreSQL is written in order, so whatever a request does
 * is lasting only after its nonce is. What a crash makes forgotten had no effect either.
 * @throws systems.replayed
 */
export async function rememberNonce(
  deps: SystemsDeps,
  keyId: string,
  { nonce, expires }: VerifiedRequest,
): Promise<void> {
  let remember = memories.get(deps);
  if (!remember) {
    remember = gather<Seen, void>({
      most: 500,
      mostWaiting: 20_000,
      keyOf: (seen) => `${seen.keyId.toLowerCase()} ${seen.nonce}`,
      work: (seen) => writeSeen(deps, seen),
      full: () => platformProblem('unavailable', { retryAfter: 2 }),
    });
    memories.set(deps, remember);
  }
  await remember({ keyId, nonce, overAt: new Date(expires.getTime() + SKEW_SECONDS * 1000) });
}

async function writeSeen(deps: SystemsDeps, seen: readonly Seen[]): Promise<Outcome<void>[]> {
  const { rows } = await sql<{ key_id: string; nonce: string }>`${sql.raw(PREPARED)}
    with quick as materialized (select set_config('synchronous_commit', 'off', true))
    insert into systems.seen_nonce (key_id, nonce, over_at)
    select given.* from quick, unnest(${seen.map(({ keyId }) => keyId)}::uuid[], ${seen.map(({ nonce }) => nonce)}::text[],
      ${seen.map(({ overAt }) => overAt)}::timestamptz[]) as given
    on conflict do nothing returning key_id, nonce`.execute(deps.database.of<Tables>());
  const written = new Set(rows.map((row) => `${row.key_id} ${row.nonce}`));
  return seen.map(({ keyId, nonce }) =>
    written.has(`${keyId.toLowerCase()} ${nonce}`) ? { result: undefined } : { error: systemsProblem('replayed') },
  );
}

/** Forgets what no clock within the skew would accept any more. @returns how many */
export async function sweepNonces(deps: SystemsDeps): Promise<number> {
  const { numAffectedRows } = await sql`delete from systems.seen_nonce where over_at < ${deps.clock.now()}`.execute(
    deps.database.of<Tables>(),
  );
  return Number(numAffectedRows ?? 0);
}
