import type { Transaction } from 'kysely';
import type { Actor } from '#platform/access.ts';
import { mayReport, type BusinessCode } from './business.ts';
import type { ExchangeDeps } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';
import { statusReported } from '../events.ts';
import { INBOX_TOPIC } from '../live.ts';
import { holdDelivery, noteStep, requireHere, type Held } from './move-delivery.ts';
import type { Tables } from '../tables.ts';

/** The recipient's agency, and who speaks for it: an officer, or the house for a step in the agency's register. */
export interface Reporter {
  agencyId: string;
  actor: Actor;
}

/** Reports 02–06 to the sender. The same code again changes nothing. @throws exchange.not-found, exchange.out-of-order, exchange.reason-missing */
export async function reportStatus(
  deps: ExchangeDeps,
  { deliveryId, code, note }: { deliveryId: string; code: BusinessCode; note?: string },
  { agencyId, actor }: Reporter,
): Promise<BusinessCode> {
  if (code === '02' && !note?.trim()) throw exchangeProblem('reason-missing');
  return deps.database.transaction<Tables, BusinessCode>(async (trx) => {
    const held = await holdDelivery(trx, deliveryId, { recipientAgencyId: agencyId });
    await requireHere(deps, held);
    if (held.business === code) return code;
    if (!mayReport({ code: held.business, asked: null }, code))
      throw exchangeProblem('out-of-order', { params: { state: held.business ?? held.transport } });
    await writeStatus(deps, trx, held, { code, actor, at: deps.clock.now(), ...(note ? { note } : {}) });
    return code;
  });
}

/** The new code, as a row with actor and time; the sender's pages and systems are told. */
export async function writeStatus(
  deps: Pick<ExchangeDeps, 'publish' | 'live' | 'evidence'>,
  trx: Transaction<Tables>,
  held: Held,
  said: { code: BusinessCode; actor: Actor; at: Date; note?: string; node?: string },
): Promise<void> {
  await trx
    .updateTable('exchange.delivery')
    .set({ business: said.code, business_at: said.at })
    .where('id', '=', held.id)
    .execute();
  await noteStep(trx, held, {
    machine: 'business',
    from: held.business,
    to: said.code,
    rule: 'report',
    actor: said.actor,
    at: said.at,
    ...(said.note ? { note: said.note } : {}),
    ...(said.node ? { node: said.node } : {}),
  });
  await deps.evidence.record(trx, {
    kind: 'exchange.status-reported',
    subject: `consignment:${held.consignmentId}`,
    actor: said.actor,
    data: { deliveryId: held.id, code: said.code },
  });
  await deps.publish(
    trx,
    statusReported,
    {
      deliveryId: held.id,
      consignmentId: held.consignmentId,
      senderAgencyId: held.senderAgencyId,
      recipientAgencyId: held.recipientAgencyId,
      code: said.code,
    },
    { actor: said.actor },
  );
  await deps.live.tell(trx, INBOX_TOPIC, held.senderAgencyId);
  await deps.live.tell(trx, INBOX_TOPIC, held.recipientAgencyId);
}
