import { createPublicKey, type KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import type { ProgramActor } from '#platform/access.ts';
import { PREPARED } from '#platform/database/prepared-client.ts';
import { gather } from '#platform/gather.ts';
import { isId } from '#platform/id.ts';
import { platformProblem } from '#platform/problem.ts';
import { SignatureRefusal, verifyRequest } from '#platform/web/message-signatures.ts';
import type { Programs, SignedCall } from '#platform/web/programs.ts';
import type { SystemsDeps } from './deps.ts';
import { systemsProblem } from './errors.ts';
import { KEYID_PREFIX } from './key-shape.ts';
import { rememberNonce } from './nonces.ts';
import { noteSeen } from './note-seen.ts';
import { hasEnded, isBelow } from './speaks-for.ts';
import type { Tables } from './tables.ts';

/** How far a clock may be wrong, either way. */
export const SKEW_SECONDS = 300;

/** The system behind a key that is in force. */
export interface KnownKey {
  keyId: string;
  key: KeyObject;
  system: KnownSystem;
}
export interface KnownSystem {
  id: string;
  agencyId: string;
  name: string;
  rights: readonly string[];
}

/** 'sys:<key>' speaks for the system's own agency, 'sys:<key>@<code>' for one below it. The name is in the signature, so nobody changes it on the way. */
export function splitKeyid(keyid: string): { keyId: string; code?: string } | undefined {
  if (!keyid.startsWith(KEYID_PREFIX)) return undefined;
  const [keyId = '', code, ...more] = keyid.slice(KEYID_PREFIX.length).split('@');
  return isId(keyId) && more.length === 0 ? { keyId, ...(code ? { code } : {}) } : undefined;
}

/** The port of the platform: who is behind a signed request. */
export function createPrograms(deps: SystemsDeps): Programs {
  return {
    async actorFor(call) {
      // Nodes sign as well, with keys of their own; their requests are checked where they go.
      if (!/;\s*keyid="sys:/.test(String(call.headers['signature-input']))) return undefined;
      const found: { known?: KnownKey; code?: string } = {};
      const verified = await verify(deps, call, async (keyid) => {
        const named = splitKeyid(keyid);
        found.known = named && (await findKey(deps, named.keyId));
        if (named?.code) found.code = named.code;
        return found.known?.key;
      });
      const { known } = found;
      if (!known) throw systemsProblem('unknown-key');
      const actor = await actorOf(deps, known.system, found.code);
      await rememberNonce(deps, known.keyId, verified);
      await noteSeen(deps, known.system.id, 'key');
      return { actor, digest: verified.digest };
    },
  };
}

async function verify(deps: SystemsDeps, call: SignedCall, keyOf: (keyid: string) => Promise<KeyObject | undefined>) {
  const now = deps.clock.now();
  try {
    return await verifyRequest({ ...call, now, keyOf, maxSkewSeconds: SKEW_SECONDS });
  } catch (error) {
    throw error instanceof SignatureRefusal ? problemOf(error, now) : error;
  }
}

/** The refusal in the words of this room. Each names what is wrong and nothing about anybody else. */
export function problemOf(refusal: SignatureRefusal, now: Date) {
  const { code, part } = refusal;
  const detail = { cause: refusal };
  if (code === 'too-old' || code === 'too-new')
    return systemsProblem('clock-differs', {
      ...detail,
      params: { minutes: SKEW_SECONDS / 60, now: now.toISOString() },
    });
  if (code === 'unsigned' || code === 'malformed') return systemsProblem('unsigned', detail);
  if (code === 'missing-component') return systemsProblem(code, { ...detail, params: { part: part ?? '' } });
  if (code === 'bad-digest') return systemsProblem('bad-signature', detail);
  return systemsProblem(code, detail);
}

const readers = new WeakMap<SystemsDeps, (keyId: string) => Promise<KnownKey | undefined>>();

/** A key in force of a system that is active. Read anew for each request, and together for those that come at once: what was suspended a moment ago is out. */
export function findKey(deps: SystemsDeps, keyId: string): Promise<KnownKey | undefined> {
  let read = readers.get(deps);
  if (!read) {
    read = gather<string, KnownKey | undefined>({
      most: 500,
      mostWaiting: 20_000,
      async work(keyIds) {
        const found = await readKeys(deps, [...new Set(keyIds)]);
        return keyIds.map((one) => ({ result: found.get(one.toLowerCase()) }));
      },
      full: () => platformProblem('unavailable', { retryAfter: 2 }),
    });
    readers.set(deps, read);
  }
  return read(keyId);
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
        key: keyFrom(row.public_key),
        system: { id: row.id, agencyId: row.agency_id, name: row.name, rights: row.rights },
      },
    ]),
  );
}

/** Reading a key from its bytes costs about as much as checking a signature with it. By the bytes themselves: a key that was replaced is another. */
const parsed = new Map<string, KeyObject>();
const MOST_PARSED = 10_000;

function keyFrom(der: Buffer): KeyObject {
  const bytes = der.toString('latin1');
  const known = parsed.get(bytes);
  if (known) return known;
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  const oldest = parsed.keys().next().value;
  if (parsed.size >= MOST_PARSED && oldest !== undefined) parsed.delete(oldest);
  parsed.set(bytes, key);
  return key;
}

/** The program in the name of its agency, or of the agency that the request names. @throws systems.not-in-its-name */
export async function actorOf(deps: SystemsDeps, system: KnownSystem, code?: string): Promise<ProgramActor> {
  const own = await deps.directory.getAgency(system.agencyId);
  const named = code === undefined ? own : await deps.directory.findAgencyByCode(code);
  if (!named || hasEnded(deps, named) || hasEnded(deps, own)) throw systemsProblem('not-in-its-name');
  if (named.id !== own.id && !(await represents(deps, system.id, named.id))) throw systemsProblem('not-in-its-name');
  // Below it today as well: an agency that moved to another body took its name along.
  if (named.id !== own.id && !(await isBelow(deps, named, own.id))) throw systemsProblem('not-in-its-name');
  return { kind: 'program', systemId: system.id, agencyId: named.id, name: system.name, rights: [...system.rights] };
}

async function represents(deps: SystemsDeps, systemId: string, agencyId: string): Promise<boolean> {
  const row = await deps.database
    .of<Tables>()
    .selectFrom('systems.represented')
    .select('system_id')
    .where('system_id', '=', systemId)
    .where('agency_id', '=', agencyId)
    .executeTakeFirst();
  return row !== undefined;
}
