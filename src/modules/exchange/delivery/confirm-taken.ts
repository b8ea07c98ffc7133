import type { AgencyActor } from '#platform/access.ts';
import { arrive } from './arrive.ts';
import type { ExchangeDeps } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';
import { holdDelivery } from './move-delivery.ts';
import type { Tables } from '../tables.ts';
import type { TransportState } from './transport.ts';

/**
 * The agency's system has the whole document. Said twice, it is the same; said late, it still counts, unless the document has been taken
 * again meanwhile. @throws exchange.not-found, exchange.not-yours-to-confirm
 */
export async function confirmTaken(
  deps: ExchangeDeps,
  { deliveryId, lockId }: { deliveryId: string; lockId: string },
  actor: AgencyActor,
): Promise<TransportState> {
  return deps.database.transaction<Tables, TransportState>(async (trx) => {
    const held = await holdDelivery(trx, deliveryId, { recipientAgencyId: actor.agencyId });
    if (held.lockId !== lockId) throw exchangeProblem('not-yours-to-confirm');
    if (held.transport === 'delivered') return 'delivered';
    await arrive(deps, trx, [held], { actor, at: deps.clock.now() });
    return 'delivered';
  });
}
