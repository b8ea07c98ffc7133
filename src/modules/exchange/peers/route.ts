import { sql } from 'kysely';
import { DELIVER_HERE } from '../delivery/deliver-here.ts';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import { addDrain } from './jobs.ts';

/** The node at which each of these agencies is at home, for those that are at home elsewhere. */
export async function homesElsewhere(
  deps: Pick<ExchangeDeps, 'nodes'>,
  agencyIds: Iterable<string>,
): Promise<Map<string, string>> {
  const elsewhere = new Map<string, string>();
  for (const agencyId of new Set(agencyIds)) {
    const home = await deps.nodes.homeOf(agencyId);
    if (!home.here) elsewhere.set(agencyId, home.nodeId);
  }
  return elsewhere;
}

/** Copies for agencies at home elsewhere are put on their node's queue. @returns copies routed */
export async function routeElsewhere(
  deps: ExchangeDeps,
  copies: readonly { id: string; recipientAgencyId: string }[],
  elsewhere: ReadonlyMap<string, string>,
): Promise<number> {
  const byPeer = Map.groupBy(
    copies.filter((copy) => elsewhere.has(copy.recipientAgencyId)),
    (copy) => elsewhere.get(copy.recipientAgencyId) ?? '',
  );
  let routed = 0;
  for (const [peer, group] of byPeer)
    routed += await deps.database.transaction<Tables, number>(async (trx) => {
      const { numAffectedRows } = await sql`
        update exchange.delivery set peer = ${peer}, next_try_at = null
        where id = any(${group.map(({ id }) => id)}::uuid[]) and transport in ('queued', 'held') and peer is distinct from ${peer}`.execute(
        trx,
      );
      await addDrain(trx, peer);
      return Number(numAffectedRows ?? 0);
    });
  return routed;
}

/**
 * Copies of agencies that take by a system of their own wait for that system, not for us: of them, only those whose agency has moved to
 * another node are looked for here.
 */
export async function routeMailboxes(deps: ExchangeDeps): Promise<void> {
  const db = deps.database.of<Tables>();
  const boxes = await db
    .selectFrom('exchange.mailbox')
    .select('agency_id as agencyId')
    .where('mode', '<>', 'here')
    .execute();
  const elsewhere = await homesElsewhere(
    deps,
    boxes.map((one) => one.agencyId),
  );
  if (elsewhere.size === 0) return;
  const copies = await db
    .selectFrom('exchange.delivery')
    .select(['id', 'recipient_agency_id as recipientAgencyId'])
    .where('transport', '=', 'queued')
    .where('peer', 'is', null)
    .where('recipient_agency_id', 'in', [...elsewhere.keys()])
    .limit(5000)
    .execute();
  await routeElsewhere(deps, copies, elsewhere);
}

/** The directory has changed: what waits goes where its recipient is at home now, this node among the possible places. */
export async function rerouteAll(deps: ExchangeDeps): Promise<number> {
  const db = deps.database.of<Tables>();
  const { rows } = await sql<{ recipient: string; peer: string | null }>`
    select distinct recipient_agency_id as recipient, peer from exchange.delivery where transport in ('queued', 'held')`.execute(
    db,
  );
  const elsewhere = await homesElsewhere(
    deps,
    rows.map((row) => row.recipient),
  );
  let moved = 0;
  for (const { recipient, peer } of rows) {
    const home = elsewhere.get(recipient) ?? null;
    if (home === peer) continue;
    moved += await deps.database.transaction<Tables, number>(async (trx) => {
      const { numAffectedRows } = await sql`
        update exchange.delivery set peer = ${home}, next_try_at = null
        where recipient_agency_id = ${recipient} and transport in ('queued', 'held') and peer is not distinct from ${peer}`.execute(
        trx,
      );
      if (home === null) await deps.jobs.add(trx, DELIVER_HERE, {}, { key: DELIVER_HERE });
      else await addDrain(trx, home);
      return Number(numAffectedRows ?? 0);
    });
  }
  // A node whose address or key has changed may answer again at once.
  await deps.database.transaction<Tables, void>(async (trx) => {
    const { rows: waiting } = await sql<{ node_id: string }>`
      update exchange.peer set failures = 0, next_try_at = null where failures > 0 returning node_id`.execute(trx);
    for (const { node_id } of waiting) await addDrain(trx, node_id);
  });
  return moved;
}
