import { sql } from 'kysely';
import type { Actor } from '#platform/access.ts';
import { breaksConstraint } from '#platform/database/database.ts';
import { newId } from '#platform/id.ts';
import type { AnswerOf } from '#platform/operation.ts';
import type { addKey as operation } from './contract.ts';
import type { SystemsDeps } from './deps.ts';
import { systemsProblem } from './errors.ts';
import { keyShape } from './key-shape.ts';
import { readKey } from './read-key.ts';
import type { Tables } from './tables.ts';
import { lockSystem, writeChange } from './write-change.ts';

/** One that signs, one that comes after it, and room for a second machine. */
const MOST_KEYS = 5;

/** @throws systems.not-found, ended, key-unreadable, key-private, key-not-p256, key-known, too-many-keys */
export async function addKey(
  deps: SystemsDeps,
  systemId: string,
  { label, publicKey }: { label: string; publicKey: string },
  actor: Actor,
): Promise<AnswerOf<typeof operation>> {
  const { der, thumbprint } = readKey(publicKey);
  const id = newId();
  const now = deps.clock.now();
  const row = { id, label, thumbprint, added_at: now, ends_at: null };
  try {
    await deps.database.transaction<Tables, void>(async (trx) => {
      const system = await lockSystem(trx, systemId, actor);
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from systems.key
        where system_id = ${systemId} and (ends_at is null or ends_at > ${now})`.execute(trx);
      if ((rows[0]?.n ?? 0) >= MOST_KEYS) throw systemsProblem('too-many-keys', { params: { most: MOST_KEYS } });
      await trx
        .insertInto('systems.key')
        .values({ ...row, system_id: systemId, public_key: der })
        .execute();
      await writeChange(
        deps,
        trx,
        { id: systemId, agencyId: system.agency_id },
        { kind: 'key-added', actor, data: { keyId: id, label, thumbprint: thumbprint.toString('hex') } },
      );
    });
  } catch (error) {
    if (breaksConstraint(error, 'key_thumbprint')) throw systemsProblem('key-known', { cause: error });
    throw error;
  }
  return keyShape(row, now);
}
