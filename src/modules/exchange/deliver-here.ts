import { sql, type Transaction } from 'kysely';
import type { Actor } from '#platform/access.ts';
import { arrive } from './arrive.ts';
import type { ExchangeDeps } from './deps.ts';
import { heldOf, type DeliveryRow } from './move-delivery.ts';
import { homesElsewhere, routeElsewhere, routeMailboxes } from './peers/route.ts';
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
  await routeMailboxes(deps);
  let delivered = 0;
  for (;;) {
    let away: { id: string; recipientAgencyId: string }[] = [];
    let elsewhere = new Map<string, string>();
    const moved = await deps.database.transaction<Tables, number>(async (trx) => {
      const at = deps.clock.now();
      const { rows } = await sql<DeliveryRow & { behind: boolean }>`
        select d.*, exists (select from exchange.delivery e
            where e.recipient_agency_id = d.recipient_agency_id and e.conversation = d.conversation and e.seq < d.seq
              and e.transport in ('queued', 'delivering', 'held')) as behind
        from exchange.delivery d
        where d.transport = 'queued' and d.peer is null and d.expires_at > ${at} and (d.next_try_at is null or d.next_try_at <= ${at})
          and not exists (select from exchange.mailbox m where m.agency_id = d.recipient_agency_id and m.mode <> 'here')
          and not exists (select from exchange.delivery e
            where e.recipient_agency_id = d.recipient_agency_id and e.conversation = d.conversation and e.seq < d.seq
              and e.transport in ('queued', 'delivering', 'held') and e.peer is null)
        order by d.priority desc, d.seq limit ${BATCH} for update of d skip locked`.execute(trx);
      // Where an agency is at home is asked when its copy is about to be delivered: it may have moved since the copy was accepted.
      elsewhere = await homesElsewhere(
        deps,
        rows.map((row) => row.recipient_agency_id),
      );
      away = rows
        .filter((row) => elsewhere.has(row.recipient_agency_id))
        .map((row) => ({ id: row.id, recipientAgencyId: row.recipient_agency_id }));
      const here = rows.filter((row) => !elsewhere.has(row.recipient_agency_id));
      // The recipient has come here, and what came before in the conversation is still at its former node: this waits for that.
      await putOff(
        trx,
        here.filter((row) => row.behind),
        at,
      );
      const free = here.filter((row) => !row.behind);
      if (free.length > 0) await arrive(deps, trx, free.map(heldOf), { actor: PLATFORM, at });
      return free.length;
    });
    if (away.length > 0) await routeElsewhere(deps, away, elsewhere);
    delivered += moved;
    if (moved === 0 && away.length === 0) return delivered;
  }
}

const PUT_OFF_MS = 60_000;

async function putOff(trx: Transaction<Tables>, rows: readonly DeliveryRow[], at: Date): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .updateTable('exchange.delivery')
    .set({ next_try_at: new Date(at.getTime() + PUT_OFF_MS) })
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
}
