import { actorReference, type Actor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { nodesProblem } from '../errors.ts';
import type { RoomTools } from '../tools.ts';
import { changeRegister } from './register.ts';

/**
 * Gives an agency its home, or moves it: the old home ends at the moment at which the new one begins, and the directory tells both, so that
 * what was under way to the old one is still taken from there.
 * @throws nodes.unknown-agency, nodes.unknown-node, nodes.already-there
 */
export async function moveAgency(tools: RoomTools, code: string, nodeId: string, actor: Actor): Promise<void> {
  const { deps } = tools;
  const agency = await deps.directory.findAgencyByCode(code);
  if (!agency) throw nodesProblem('unknown-agency', { params: { code } });
  const codes = [...new Set([agency.code, ...agency.codes.map((one) => one.code)])].filter(Boolean);
  await changeRegister(tools, actor, async (trx) => {
    const node = await trx
      .selectFrom('nodes.registered_node')
      .select('id')
      .where('id', '=', nodeId)
      .where('left_at', 'is', null)
      .executeTakeFirst();
    if (!node) throw nodesProblem('unknown-node', { params: { node: nodeId } });
    const home = await trx
      .selectFrom('nodes.home')
      .select(['id', 'agency_code', 'node_id', 'since'])
      .where('agency_code', 'in', codes)
      .where('until', 'is', null)
      .executeTakeFirst();
    if (home?.node_id === nodeId) throw nodesProblem('already-there', { params: { code: agency.code } });
    const now = deps.clock.now();
    if (home) await trx.updateTable('nodes.home').set({ until: now }).where('id', '=', home.id).execute();
    await trx
      .insertInto('nodes.home')
      .values({
        id: newId(),
        // The history stays under one code, also after the agency got another.
        agency_code: home?.agency_code ?? agency.code,
        agency_name: agency.name,
        node_id: nodeId,
        since: now,
        entered_by: JSON.stringify(actorReference(actor)),
      })
      .execute();
    await deps.evidence.record(trx, {
      kind: 'nodes.agency-moved',
      subject: `agency:${agency.id}`,
      actor,
      data: { code: agency.code, from: home?.node_id ?? null, to: nodeId },
    });
  });
}

/** A node leaves when no agency is at home there. @throws nodes.unknown-node, nodes.node-has-agencies */
export async function removeNode(tools: RoomTools, nodeId: string, actor: Actor): Promise<void> {
  const { deps } = tools;
  if (nodeId === tools.nodeId) throw nodesProblem('node-has-agencies', { params: { node: nodeId } });
  await changeRegister(tools, actor, async (trx) => {
    const node = await trx
      .selectFrom('nodes.registered_node')
      .select('id')
      .where('id', '=', nodeId)
      .where('left_at', 'is', null)
      .executeTakeFirst();
    if (!node) throw nodesProblem('unknown-node', { params: { node: nodeId } });
    const home = await trx
      .selectFrom('nodes.home')
      .select('id')
      .where('node_id', '=', nodeId)
      .where('until', 'is', null)
      .limit(1)
      .executeTakeFirst();
    if (home) throw nodesProblem('node-has-agencies', { params: { node: nodeId } });
    const now = deps.clock.now();
    await trx.updateTable('nodes.registered_node').set({ left_at: now }).where('id', '=', nodeId).execute();
    await trx
      .updateTable('nodes.registered_key')
      .set({ valid_until: now })
      .where('node_id', '=', nodeId)
      .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>', now)]))
      .execute();
    await deps.evidence.record(trx, { kind: 'nodes.node-removed', subject: `node:${nodeId}`, actor });
  });
}
