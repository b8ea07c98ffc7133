import type { Actor } from '#platform/access.ts';
import { nodesProblem } from '../errors.ts';
import { keyIdOf, type PublicKey } from '../keys/key-names.ts';
import type { RoomTools } from '../tools.ts';
import type { Trx } from './register.ts';

/** Before a new key signs, every node has fetched the directory that names it: they look every five minutes. */
export const LEAD_MS = 15 * 60_000;
/** After that the old one still counts: for requests that were signed with it, and for nodes that could not fetch. */
export const OVERLAP_MS = 7 * 86_400_000;
const MOST_KEYS = 4;

/** Gives a node its next key. `at-once` where the present one may be in other hands. @throws nodes.key-refused */
export async function addNodeKey(
  { deps }: RoomTools,
  trx: Trx,
  { nodeId, key, atOnce }: { nodeId: string; key: PublicKey; atOnce: boolean },
  actor: Actor,
): Promise<void> {
  const now = deps.clock.now();
  const keyId = keyIdOf(nodeId, key);
  const known = await trx.selectFrom('nodes.registered_key').selectAll().where('node_id', '=', nodeId).execute();
  const same = known.find((one) => one.key_id === keyId);
  if (same && same.valid_until && same.valid_until <= now) throw nodesProblem('key-refused');
  const others = known.filter((one) => one.key_id !== keyId && (!one.valid_until || one.valid_until > now));
  if (!same && others.length >= MOST_KEYS) throw nodesProblem('key-refused');
  const from = new Date(now.getTime() + (atOnce ? 0 : LEAD_MS));
  if (!same)
    await trx
      .insertInto('nodes.registered_key')
      .values({ key_id: keyId, node_id: nodeId, public_key: JSON.stringify(key), valid_from: from })
      .execute();
  else if (atOnce)
    await trx.updateTable('nodes.registered_key').set({ valid_from: now }).where('key_id', '=', keyId).execute();
  else return;
  const until = atOnce ? now : new Date(from.getTime() + OVERLAP_MS);
  for (const other of others)
    if (!other.valid_until || other.valid_until > until)
      await trx
        .updateTable('nodes.registered_key')
        .set({ valid_until: until })
        .where('key_id', '=', other.key_id)
        .execute();
  await deps.evidence.record(trx, {
    kind: 'nodes.key-added',
    subject: `node:${nodeId}`,
    actor,
    data: { keyId, from: from.toISOString(), othersUntil: until.toISOString() },
  });
}
