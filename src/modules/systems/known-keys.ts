import { createPublicKey, type KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import { PREPARED } from '#platform/database/prepared-client.ts';
import { gather } from '#platform/gather.ts';
import { platformProblem } from '#platform/problem.ts';
import type { SystemsDeps } from './deps.ts';
import type { Tables } from './tables.ts';

/** A key as it can be checked with, and the bytes that it was read from. */
export interface ReadKey {
  key: KeyObject;
  der: Buffer;
}
/** The system behind a key that is in force. */
export interface KnownKey extends ReadKey {
  keyId: string;
  system: KnownSystem;
}
export interface KnownSystem {
  id: string;
  agencyId: string;
  name: string;
  rights: readonly string[];
}

const readers = new WeakMap<SystemsDeps, (keyId: string) => Promise<KnownKey | undefined>>();

/** A key in force of a system that is active. Read anew for each request, and together for those that come at once: what was suspended a moment ago is out. */
export function findKey(deps: SystemsDeps, keyId: string): Promise<KnownKey | undefined> {
  let reader = readers.get(deps);
  if (!reader) {
    reader = gather<string, KnownKey | undefined>({
      most: 500,
      mostWaiting: 20_000,
      async work(keyIds) {
        const found = await readKeys(deps, [...new Set(keyIds)]);
        return keyIds.map((one) => ({ result: found.get(one.toLowerCase()) }));
      },
      full: () => platformProblem('unavailable', { retryAfter: 2 }),
    });
    readers.set(deps, reader);
  }
  return reader(keyId);
}

async function readKeys(deps: SystemsDeps, keyIds: readonly string[]): Promise<ReadonlyMap<string, KnownKey>> {
  const { rows } = await sql<{
    key_id: string;
    public_key: Buffer;
    id: string;
    agency_id: string;
    name: string;
    rights: string[];
  }>`${sql.raw(PREPARED)}
    select k.id as key_id, k.public_key, s.id, s.agency_id, s.name, s.rights
    from systems.key k join systems.system s on s.id = k.system_id
    where k.id = any(${keyIds}::uuid[]) and s.state = 'active' and (k.ends_at is null or k.ends_at > ${deps.clock.now()})`.execute(
    deps.database.of<Tables>(),
  );
  return new Map(
    rows.map((row) => [
      row.key_id,
      {
        keyId: row.key_id,
        ...keyFrom(row.key_id, row.public_key),
        system: { id: row.id, agencyId: row.agency_id, name: row.name, rights: row.rights },
      },
    ]),
  );
}

/** Reading a key from its bytes costs about as much as checking a signature with it. */
const read = new Map<string, ReadKey>();
const MOST_READ = 10_000;

function keyFrom(keyId: string, der: Buffer): ReadKey {
  const known = read.get(keyId);
  if (known?.der.equals(der)) return known;
  const key = { der, key: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
  const oldest = read.keys().next().value;
  if (read.size >= MOST_READ && oldest !== undefined) read.delete(oldest);
  read.set(keyId, key);
  return key;
}

/**
 * A key that was read at some time, to check a signature with before the database is asked: whether it is still in force is known only by
 * `admit`, which comes after.
 */
export const keyReadBefore = (keyId: string): ReadKey | undefined => read.get(keyId.toLowerCase());
