import { sql } from 'kysely';
import type { Actor } from '#platform/access.ts';
import { resumeHere } from './deliver-here.ts';
import { announceEnded } from './announce-ended.ts';
import type { ExchangeDeps } from '../deps.ts';
import { mostAttempts } from '../legal.ts';
import { heldOf, moveDelivery, type DeliveryRow } from './move-delivery.ts';
import type { Tables } from '../tables.ts';
import type { TransportMove } from './transport.ts';

const GRACE_MS = 60 * 60_000;

const PLATFORM: Actor = { kind: 'system', name: 'exchange' };

/**
 * Ends what has waited too long, and gives back what was taken and never confirmed. Runs every minute; expiry is a state with evidence,
 * not a deletion. @returns copies moved
 */
export async function sweep(deps: ExchangeDeps): Promise<number> {
  const now = deps.clock.now();
  // Another node ends by itself what it has taken over; only when its word does not come is the copy given up here.
  const ofOthers = new Date(now.getTime() - GRACE_MS);
  // A hold of this node says nothing any more of a copy that has gone to another one.
  const due = sql`((transport in ('queued', 'held') and expires_at <= ${now})
      or (transport = 'delivering' and told_by is null and expires_at <= case when peer is null then ${now} else ${ofOthers}::timestamptz end)
      or (transport = 'delivering' and peer is null and locked_until <= ${now}))`;
  const { rows } = await sql<{ id: string }>`
    select id from exchange.delivery where ${due} order by seq limit 1000`.execute(deps.database.of<Tables>());
  let moved = 0;
  for (const { id } of rows)
    moved += await deps.database.transaction<Tables, number>(async (trx) => {
      // Confirmed, refused, taken anew or passed on to another node in the moment between: there is nothing to end.
      const { rows: still } = await sql<DeliveryRow & { move: TransportMove }>`
        select *, case when expires_at <= ${now} then 'expire' when attempts >= ${mostAttempts} then 'give-up' else 'lock-lapsed' end as move
        from exchange.delivery where id = ${id} and ${due} for update`.execute(trx);
      const row = still[0];
      if (!row) return 0;
      const { move } = row;
      const held = heldOf(row);
      const to = await moveDelivery(trx, held, move, { actor: PLATFORM, at: now });
      if (move !== 'lock-lapsed') {
        await deps.evidence.record(trx, {
          kind: 'exchange.delivery-ended',
          subject: `consignment:${held.consignmentId}`,
          actor: PLATFORM,
          data: { deliveryId: id, how: move },
        });
        await announceEnded(deps, trx, held, to);
      }
      return 1;
    });
  // What stood behind an ended one in its conversation may go on now; and an agency may have come back to these pages, or its home moved here,
  // at the moment in which a document for it was taken over as one that nobody brings.
  await resumeHere(deps);
  return moved;
}
