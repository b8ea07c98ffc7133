import type { NodeBooks } from './books.ts';
import { DESK } from './traffic.ts';
import type { Side } from './side.ts';

/** @param home the sender's node: what it says of each consignment is what the sender is told */
export async function readBooks(home: Side, sides: readonly Side[]): Promise<NodeBooks> {
  const taken = await home.rows<NodeBooks['taken'][number]>(
    `select c.id as "consignmentId", c.sender_key as key, c.receipt->>'statement' as statement,
       exists (select from evidence.record r where r.kind = 'exchange.consignment-accepted' and r.subject = 'consignment:' || c.id) as recorded
     from exchange.consignment c where c.sender_key like $1 and c.origin_node is null order by c.seq`,
    [`${DESK}%`],
  );
  const copies = await home.rows<NodeBooks['copies'][number]>(
    `select d.consignment_id as "consignmentId", d.transport, d.transport_at >= d.expires_at as overdue,
       exists (select from evidence.record r where r.kind = 'exchange.delivery-ended' and r.subject = 'consignment:' || c.id) as told
     from exchange.delivery d join exchange.consignment c on c.id = d.consignment_id where c.sender_key like $1 and c.origin_node is null`,
    [`${DESK}%`],
  );
  const doubled = [];
  for (const side of sides)
    doubled.push(
      ...(await side.rows<NodeBooks['doubled'][number]>(
        `select delivery_id as "deliveryId", to_state as status from exchange.delivery_event
         where machine = 'business' group by delivery_id, to_state having count(*) > 1`,
      )),
    );
  return { taken, copies, doubled };
}
