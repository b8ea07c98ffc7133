import type { KeyObject } from 'node:crypto';
import type { ProgramActor } from '#platform/access.ts';
import { isId } from '#platform/id.ts';
import { SignatureRefusal, verifyRequest } from '#platform/web/message-signatures.ts';
import type { Programs, SignedCall } from '#platform/web/programs.ts';
import { admit, SKEW_SECONDS } from './admit.ts';
import type { SystemsDeps } from './deps.ts';
import { systemsProblem } from './errors.ts';
import { KEYID_PREFIX } from './key-shape.ts';
import { findKey, keyReadBefore, type KnownSystem, type ReadKey } from './known-keys.ts';
import { noteSeen } from './note-seen.ts';
import { hasEnded, isBelow } from './speaks-for.ts';
import type { Tables } from './tables.ts';

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
      const found: { keyId?: string; key?: ReadKey; code?: string } = {};
      const verified = await verify(deps, call, async (keyid) => {
        const named = splitKeyid(keyid);
        if (!named) return undefined;
        found.keyId = named.keyId;
        if (named.code) found.code = named.code;
        found.key = keyReadBefore(named.keyId) ?? (await findKey(deps, named.keyId));
        return found.key?.key;
      });
      if (!found.keyId || !found.key) throw systemsProblem('unknown-key');
      const system = await admit(deps, found.keyId, found.key, verified);
      const actor = await actorOf(deps, system, found.code);
      await noteSeen(deps, system.id, 'key');
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
