import { sql, type Transaction } from 'kysely';
import type { Tables } from '../tables.ts';
import { addDrain } from './jobs.ts';

/**
 * Steps of foreign copies become news for the node where the consignment was accepted, in the transaction in which they are written: no
 * step is made here that the sender would not hear of.
 */
export async function tellOrigin(
  trx: Transaction<Tables>,
  origins: readonly (string | null)[],
  eventIds: readonly string[],
): Promise<void> {
  const peers = new Set(origins.filter((one) => one !== null));
  if (peers.size === 0 || eventIds.length === 0) return;
  // In the order in which the steps were written: a business step rests on the arrival before it.
  await sql`
    insert into exchange.peer_news (event_id, peer, delivery_id, priority, made_at)
    select e.id, d.origin_node, d.id, d.priority, e.at
    from unnest(${eventIds}::uuid[]) with ordinality as given (id, n)
      join exchange.delivery_event e on e.id = given.id
      join exchange.delivery d on d.id = e.delivery_id
    where d.origin_node is not null order by given.n`.execute(trx);
  for (const peer of peers) await addDrain(trx, peer);
}
