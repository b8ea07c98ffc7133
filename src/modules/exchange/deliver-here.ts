import { sql } from 'kysely';
import type { Actor } from '#platform/access.ts';
import { arrive } from './arrive.ts';
import type { ExchangeDeps } from './deps.ts';
import { heldOf, type DeliveryRow } from './move-delivery.ts';
import type { Tables } from './tables.ts';

export const DELIVER_HERE = 'exchange.deliver-here';

const PLATFORM: Actor = { kind: 'system', name: 'exchange' };
/** Copies of one transaction; their ids fit into one record of evidence. */
const BATCH = 200;

/**
 * Delivers to the agencies that work on this node: what is urgent first, then in the order of acceptance; within a conversation never one
 * before its predecessor has ended its way. Two processes at once share the queue: a copy that the other holds is passed over.
 */
export async function deliverHere(deps: ExchangeDeps): Promise<number> {
  let delivered = 0;
  for (;;) {
    const moved = await deps.database.transaction<Tables, number>(async (trx) => {
      const at = deps.clock.now();
      const { rows } = await sql<DeliveryRow>`
        select d.* from exchange.delivery d
        where d.transport = 'queued' and d.expires_at > ${at}
          and not exists (select from exchange.mailbox m where m.agency_id = d.recipient_agency_id and m.mode = 'pull')
          and not exists (select from exchange.delivery e
            where e.recipient_agency_id = d.recipient_agency_id and e.conversation = d.conversation and e.seq < d.seq
              and e.transport in ('queued', 'delivering', 'held'))
        order by d.priority desc, d.seq limit ${BATCH} for update of d skip locked`.execute(trx);
      if (rows.length > 0) await arrive(deps, trx, rows.map(heldOf), { actor: PLATFORM, at });
      return rows.length;
    });
    delivered += moved;
    if (moved === 0) return delivered;
  }
}
