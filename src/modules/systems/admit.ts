import { sql } from 'kysely';
import { PREPARED } from '#platform/database/prepared-client.ts';
import { gather, type Outcome } from '#platform/gather.ts';
import { platformProblem } from '#platform/problem.ts';
import type { VerifiedRequest } from '#platform/web/message-signatures.ts';
import type { SystemsDeps } from './deps.ts';
import { systemsProblem } from './errors.ts';
import type { KnownSystem, ReadKey } from './known-keys.ts';
import type { Tables } from './tables.ts';

/** How far a clock may be wrong, either way. */
export const SKEW_SECONDS = 300;

interface Asking {
  keyId: string;
  /** What the signature was checked with. */
  der: Buffer;
  nonce: string;
  overAt: Date;
}

const doors = new WeakMap<SystemsDeps, (asking: Asking) => Promise<KnownSystem>>();

/**
 * Lets a request in whose signature holds: its key is in force at this moment, its system is active, and its nonce comes for the first time.
 *
 * The unique index is the memory that all processes share: whoever comes second with the same nonce is refused. Requests that come at the
 * same time are asked about and written together, in one statement, and nobody waits for the disk: the log of PostgreSQL is written in order,
 * so whatever a request does is lasting only after its nonce is. What a crash makes forgotten had no effect either.
 * @throws systems.unknown-key, systems.replayed
 */
export async function admit(
  deps: SystemsDeps,
  keyId: string,
  { der }: ReadKey,
  { nonce, expires }: VerifiedRequest,
): Promise<KnownSystem> {
  let door = doors.get(deps);
  if (!door) {
    door = gather<Asking, KnownSystem>({
      most: 500,
      mostWaiting: 20_000,
      keyOf: (asking) => `${asking.keyId} ${asking.nonce}`,
      work: (asking) => admitAll(deps, asking),
      full: () => platformProblem('unavailable', { retryAfter: 2 }),
    });
    doors.set(deps, door);
  }
  const overAt = new Date(expires.getTime() + SKEW_SECONDS * 1000);
  return door({ keyId: keyId.toLowerCase(), der, nonce, overAt });
}

async function admitAll(deps: SystemsDeps, asking: readonly Asking[]): Promise<Outcome<KnownSystem>[]> {
  const { rows } = await sql<{
    keyId: string;
    publicKey: Buffer;
    id: string;
    agencyId: string;
    name: string;
    rights: string[];
    fresh: string[] | null;
  }>`${sql.raw(PREPARED)}
    with quick as materialized (select set_config('synchronous_commit', 'off', true)),
    given as materialized (
      select given.* from quick, unnest(${asking.map(({ keyId }) => keyId)}::uuid[], ${asking.map(({ nonce }) => nonce)}::text[],
        ${asking.map(({ overAt }) => overAt)}::timestamptz[]) as given (key_id, nonce, over_at)),
    in_force as materialized (
      select k.id as key_id, k.public_key, s.id, s.agency_id, s.name, s.rights
      from systems.key k join systems.system s on s.id = k.system_id
      where k.id in (select key_id from given) and s.state = 'active' and (k.ends_at is null or k.ends_at > ${deps.clock.now()})),
    fresh as (
      insert into systems.seen_nonce (key_id, nonce, over_at)
      select given.* from given join in_force using (key_id)
      on conflict do nothing returning key_id, nonce)
    select f.key_id as "keyId", f.public_key as "publicKey", f.id, f.agency_id as "agencyId", f.name, f.rights,
      (select array_agg(nonce) from fresh where fresh.key_id = f.key_id) as fresh
    from in_force f`.execute(deps.database.of<Tables>());
  const inForce = new Map(rows.map((row) => [row.keyId, { ...row, fresh: new Set(row.fresh) }]));
  return asking.map(({ keyId, der, nonce }) => {
    const row = inForce.get(keyId);
    if (!row || !row.publicKey.equals(der)) return { error: systemsProblem('unknown-key') };
    if (!row.fresh.has(nonce)) return { error: systemsProblem('replayed') };
    return { result: { id: row.id, agencyId: row.agencyId, name: row.name, rights: row.rights } };
  });
}

/** Forgets what no clock within the skew would accept any more. @returns how many */
export async function sweepNonces(deps: SystemsDeps): Promise<number> {
  const { numAffectedRows } = await sql`delete from systems.seen_nonce where over_at < ${deps.clock.now()}`.execute(
    deps.database.of<Tables>(),
  );
  return Number(numAffectedRows ?? 0);
}
