import { actorReference, type Actor } from '#platform/access.ts';
import { nodesProblem } from '../errors.ts';
import { keyIdOf, readKey } from '../keys/key-names.ts';
import type { RoomTools } from '../tools.ts';
import { changeRegister, type Trx } from './register.ts';

/** How much of the fingerprint is not shown but typed, as the other side reads it out. */
export const TYPED_DIGITS = 8;

/**
 * Admits a node whose key two people have compared: the end of the fingerprint is typed as the other side reads it out. A node that is known
 * and lost its keys comes back the same way; its old ones end.
 * @throws nodes.joining-gone, nodes.fingerprint-differs
 */
export async function admitNode(tools: RoomTools, joiningId: string, ending: string, actor: Actor): Promise<void> {
  const { deps } = tools;
  await changeRegister(tools, actor, async (trx) => {
    const joining = await waiting(trx, joiningId);
    const said = ending.replaceAll(/[^0-9a-f]/gi, '').toLowerCase();
    if (said.length < TYPED_DIGITS || !joining.fingerprint.endsWith(said)) throw nodesProblem('fingerprint-differs');
    const now = deps.clock.now();
    const by = JSON.stringify(actorReference(actor));
    const key = readKey(joining.public_key, `nodes.joining.public_key of ${joiningId}`);
    const { node_id: nodeId, name, url } = joining;
    await trx
      .insertInto('nodes.registered_node')
      .values({ id: nodeId, name, url, admitted_at: now, admitted_by: by })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet({ name, url, admitted_at: now, admitted_by: by, left_at: null }),
      )
      .execute();
    await trx
      .updateTable('nodes.registered_key')
      .set({ valid_until: now })
      .where('node_id', '=', nodeId)
      .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>', now)]))
      .execute();
    await trx
      .insertInto('nodes.registered_key')
      .values({
        key_id: keyIdOf(nodeId, key),
        node_id: nodeId,
        public_key: JSON.stringify(key),
        valid_from: now,
      })
      .onConflict((conflict) => conflict.column('key_id').doUpdateSet({ valid_from: now, valid_until: null }))
      .execute();
    await decide(trx, joiningId, 'admitted', now, by);
    await deps.evidence.record(trx, {
      kind: 'nodes.node-admitted',
      subject: `node:${nodeId}`,
      actor,
      data: { url, fingerprint: joining.fingerprint },
    });
  });
}

export async function refuseNode(tools: RoomTools, joiningId: string, actor: Actor): Promise<void> {
  const { deps } = tools;
  await changeRegister(tools, actor, async (trx) => {
    const joining = await waiting(trx, joiningId);
    await decide(trx, joiningId, 'refused', deps.clock.now(), JSON.stringify(actorReference(actor)));
    await deps.evidence.record(trx, {
      kind: 'nodes.node-refused',
      subject: `node:${joining.node_id}`,
      actor,
      data: { url: joining.url, fingerprint: joining.fingerprint },
    });
  });
}

async function waiting(trx: Trx, joiningId: string) {
  const joining = await trx
    .selectFrom('nodes.joining')
    .selectAll()
    .where('id', '=', joiningId)
    .where('decision', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!joining) throw nodesProblem('joining-gone');
  return joining;
}

async function decide(trx: Trx, id: string, decision: string, at: Date, by: string): Promise<void> {
  await trx
    .updateTable('nodes.joining')
    .set({ decision, decided_at: at, decided_by: by })
    .where('id', '=', id)
    .execute();
}
