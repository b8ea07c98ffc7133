import { sql, type Transaction } from 'kysely';
import { newId } from '#platform/id.ts';
import type { Tables } from '../tables.ts';

/** One step of a copy's way as it is shown and as it travels. */
export interface Hop {
  at: Date;
  machine: 'transport' | 'business';
  from: string | null;
  to: string;
  rule: string;
  node: string | null;
  note?: string | undefined;
}

/** Writes steps that were made at other nodes, or many of ours at once. They move nothing and are told to nobody. */
export async function writeHops(
  trx: Transaction<Tables>,
  hops: readonly (Hop & { deliveryId: string })[],
  actor: { kind: 'system'; name: string },
): Promise<string[]> {
  if (hops.length === 0) return [];
  const ids = hops.map(() => newId());
  await sql`
    insert into exchange.delivery_event (id, delivery_id, at, machine, from_state, to_state, rule, actor, note, node)
    select id, delivery, at, machine, from_state, to_state, rule, ${JSON.stringify(actor)}::jsonb, note, node
    from unnest(${ids}::uuid[], ${hops.map((hop) => hop.deliveryId)}::uuid[], ${hops.map((hop) => hop.at.toISOString())}::timestamptz[],
      ${hops.map((hop) => hop.machine)}::text[], ${hops.map((hop) => hop.from)}::text[], ${hops.map((hop) => hop.to)}::text[],
      ${hops.map((hop) => hop.rule)}::text[], ${hops.map((hop) => hop.note ?? null)}::text[], ${hops.map((hop) => hop.node)}::text[])
      as given (id, delivery, at, machine, from_state, to_state, rule, note, node)`.execute(trx);
  return ids;
}

/** The transport's steps of these copies so far, oldest first. */
export async function wayOf(
  trx: Pick<Transaction<Tables>, 'selectFrom'>,
  deliveryIds: readonly string[],
): Promise<Map<string, Hop[]>> {
  const rows = await trx
    .selectFrom('exchange.delivery_event')
    .select(['delivery_id', 'at', 'from_state', 'to_state', 'rule', 'node', 'note'])
    .where('delivery_id', 'in', [...deliveryIds])
    .where('machine', '=', 'transport')
    .orderBy('at')
    .orderBy('id')
    .execute();
  const ways = new Map<string, Hop[]>();
  for (const row of rows) {
    const way = ways.get(row.delivery_id) ?? [];
    way.push({
      at: row.at,
      machine: 'transport',
      from: row.from_state,
      to: row.to_state,
      rule: row.rule,
      node: row.node,
      ...(row.note ? { note: row.note } : {}),
    });
    ways.set(row.delivery_id, way);
  }
  return ways;
}
