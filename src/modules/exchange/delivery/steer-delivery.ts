import type { Transaction } from 'kysely';
import type { Actor, OfficerActor } from '#platform/access.ts';
import { maySteer } from '../console/access.ts';
import { DELIVER_HERE } from './deliver-here.ts';
import type { ExchangeDeps } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';
import { INBOX_TOPIC } from '../live.ts';
import { heldOf, moveDelivery, type Held } from './move-delivery.ts';
import type { Tables } from '../tables.ts';
import type { TransportState } from './transport.ts';

type Act = 'hold' | 'release' | 'try-again';

/** The sender's operator, or the node's, holds a copy back, lets it go on, or has a failed one tried again; always with a reason. */
export async function steerDelivery(
  deps: ExchangeDeps,
  { deliveryId, act, reason }: { deliveryId: string; act: Act; reason: string },
  actor: OfficerActor,
): Promise<TransportState> {
  return deps.database.transaction<Tables, TransportState>(async (trx) => {
    const row = await trx
      .selectFrom('exchange.delivery')
      .selectAll()
      .where('id', '=', deliveryId)
      .forUpdate()
      .executeTakeFirst();
    const held = row && heldOf(row);
    if (!held || !maySteer(actor, held)) throw exchangeProblem('not-found');
    if (row?.told_by) throw exchangeProblem('steered-elsewhere', { params: { node: row.told_by } });
    const to = await steerHeld(deps, trx, held, act, { actor, reason });
    if (to === 'queued') await deps.jobs.add(trx, DELIVER_HERE, {}, { key: DELIVER_HERE });
    await deps.live.tell(trx, INBOX_TOPIC, held.senderAgencyId);
    return to;
  });
}

/** The act itself, on a copy under lock: for one, and for each of many. @throws exchange.out-of-order */
export async function steerHeld(
  deps: Pick<ExchangeDeps, 'clock' | 'evidence'>,
  trx: Transaction<Tables>,
  held: Held,
  act: Act,
  { actor, reason }: { actor: Actor; reason: string },
): Promise<TransportState> {
  const to = await moveDelivery(trx, held, act, { actor, at: deps.clock.now(), note: reason });
  if (act === 'try-again')
    await trx.updateTable('exchange.delivery').set({ attempts: 0 }).where('id', '=', held.id).execute();
  await deps.evidence.record(trx, {
    kind: 'exchange.delivery-steered',
    subject: `consignment:${held.consignmentId}`,
    actor,
    data: { deliveryId: held.id, act },
  });
  return to;
}
