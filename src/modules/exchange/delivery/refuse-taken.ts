import type { AgencyActor } from '#platform/access.ts';
import { announceEnded } from './announce-ended.ts';
import type { ExchangeDeps } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';
import { INBOX_TOPIC } from '../live.ts';
import { holdDelivery, moveDelivery } from './move-delivery.ts';
import type { Tables } from '../tables.ts';
import type { TransportState } from './transport.ts';

/** The agency's system cannot take the packet in. Ends the copy's way and tells the sender why; evidence like a delivery. */
export async function refuseTaken(
  deps: ExchangeDeps,
  { deliveryId, lockId, reason }: { deliveryId: string; lockId: string; reason: string },
  actor: AgencyActor,
): Promise<TransportState> {
  return deps.database.transaction<Tables, TransportState>(async (trx) => {
    const held = await holdDelivery(trx, deliveryId, { recipientAgencyId: actor.agencyId });
    if (held.lockId !== lockId) throw exchangeProblem('not-yours-to-confirm');
    if (held.transport === 'rejected') return 'rejected';
    const to = await moveDelivery(trx, held, 'refuse', { actor, at: deps.clock.now(), note: reason });
    await deps.evidence.record(trx, {
      kind: 'exchange.delivery-refused',
      subject: `consignment:${held.consignmentId}`,
      actor,
      data: { deliveryId, recipientAgencyId: held.recipientAgencyId },
    });
    await announceEnded(deps, trx, held, to);
    await deps.live.tell(trx, INBOX_TOPIC, held.senderAgencyId);
    return to;
  });
}
