import type { Transaction } from 'kysely';
import type { ExchangeDeps } from '../deps.ts';
import { deliveryEnded } from '../events.ts';
import type { Held } from './move-delivery.ts';
import type { Tables } from '../tables.ts';
import type { TransportState } from './transport.ts';

/** Says that a copy has ended without arriving; of other moves nothing. */
export async function announceEnded(
  deps: Pick<ExchangeDeps, 'publish'>,
  trx: Transaction<Tables>,
  held: Held,
  transport: TransportState,
): Promise<void> {
  if (transport !== 'rejected' && transport !== 'expired' && transport !== 'failed') return;
  const { id: deliveryId, consignmentId, senderAgencyId, recipientAgencyId } = held;
  await deps.publish(trx, deliveryEnded, {
    deliveryId,
    consignmentId,
    senderAgencyId,
    recipientAgencyId,
    transport,
  });
}
