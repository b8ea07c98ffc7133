import type { OfficerActor } from '#platform/access.ts';
import { DELIVER_HERE } from './deliver-here.ts';
import type { ExchangeDeps } from './deps.ts';
import { INBOX_TOPIC } from './live.ts';
import { holdDelivery, moveDelivery } from './move-delivery.ts';
import type { Tables } from './tables.ts';
import type { TransportState } from './transport.ts';

/** The sender's operator holds a copy back, lets it go on, or has a failed one tried again; always with a reason. */
export async function steerDelivery(
  deps: ExchangeDeps,
  { deliveryId, act, reason }: { deliveryId: string; act: 'hold' | 'release' | 'try-again'; reason: string },
  actor: OfficerActor,
): Promise<TransportState> {
  return deps.database.transaction<Tables, TransportState>(async (trx) => {
    const held = await holdDelivery(trx, deliveryId, { senderAgencyId: actor.agencyId });
    const to = await moveDelivery(trx, held, act, { actor, at: deps.clock.now(), note: reason });
    if (act === 'try-again')
      await trx.updateTable('exchange.delivery').set({ attempts: 0 }).where('id', '=', held.id).execute();
    await deps.evidence.record(trx, {
      kind: 'exchange.delivery-steered',
      subject: `consignment:${held.consignmentId}`,
      actor,
      data: { deliveryId, act },
    });
    if (to === 'queued') await deps.jobs.add(trx, DELIVER_HERE, {}, { key: DELIVER_HERE });
    await deps.live.tell(trx, INBOX_TOPIC, held.senderAgencyId);
    return to;
  });
}
