import type { Selectable, Transaction } from 'kysely';
import { actorReference, type Actor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import type { BusinessCode } from './business.ts';
import type { ExchangeDeps } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { tellOrigin } from '../peers/tell-origin.ts';
import { moveTransport, type TransportMove, type TransportState } from './transport.ts';

export type DeliveryRow = Selectable<Tables['exchange.delivery']>;

/** A delivery under lock, with what its moves need. */
export interface Held {
  id: string;
  consignmentId: string;
  senderAgencyId: string;
  recipientAgencyId: string;
  transport: TransportState;
  business: BusinessCode | null;
  askedBy: string | null;
  lockId: string | null;
  attempts: number;
  /** The node that hears of its steps; null for what was accepted here. */
  originNode: string | null;
  /** The other node that has it, or is to get it. */
  peer: string | null;
}

/** Locks one delivery; only of the given side's agency. @throws exchange.not-found */
export async function holdDelivery(
  trx: Transaction<Tables>,
  deliveryId: string,
  side: { recipientAgencyId: string } | { senderAgencyId: string },
): Promise<Held> {
  const row = await trx
    .selectFrom('exchange.delivery')
    .selectAll()
    .where('id', '=', deliveryId)
    .$if('recipientAgencyId' in side, (query) =>
      query.where('recipient_agency_id', '=', 'recipientAgencyId' in side ? side.recipientAgencyId : ''),
    )
    .$if('senderAgencyId' in side, (query) =>
      query.where('sender_agency_id', '=', 'senderAgencyId' in side ? side.senderAgencyId : ''),
    )
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw exchangeProblem('not-found');
  return heldOf(row);
}

export function heldOf(row: DeliveryRow): Held {
  return {
    id: row.id,
    consignmentId: row.consignment_id,
    senderAgencyId: row.sender_agency_id,
    recipientAgencyId: row.recipient_agency_id,
    transport: row.transport as TransportState,
    business: row.business as BusinessCode | null,
    askedBy: row.asked_by,
    lockId: row.lock_id,
    attempts: row.attempts,
    originNode: row.origin_node,
    peer: row.peer,
  };
}

/**
 * Work on a document is told where the recipient has it: its node would not hear of what was said here, and go on without it.
 * @throws exchange.not-found
 */
export async function requireHere({ nodes }: Pick<ExchangeDeps, 'nodes'>, held: Held): Promise<void> {
  if (held.peer !== null && !(await nodes.homeOf(held.recipientAgencyId)).here) throw exchangeProblem('not-found');
}

/** Moves the transport by a rule of the table, as a row with actor and time. @throws exchange.out-of-order */
export async function moveDelivery(
  trx: Transaction<Tables>,
  held: Held,
  move: TransportMove,
  by: { actor: Actor; at: Date; note?: string; node?: string },
): Promise<TransportState> {
  const to = moveTransport(held.transport, move);
  if (to === undefined) throw exchangeProblem('out-of-order', { params: { state: held.transport } });
  await trx
    .updateTable('exchange.delivery')
    .set({ transport: to, transport_at: by.at, reason: by.note ?? null })
    .where('id', '=', held.id)
    .execute();
  await noteStep(trx, held, { machine: 'transport', from: held.transport, to, rule: move, ...by });
  return to;
}

/** A step as a row; of a foreign copy also as news for its origin. `node`: the step was made there, not here. */
export async function noteStep(
  trx: Transaction<Tables>,
  held: Pick<Held, 'id' | 'originNode'>,
  step: {
    machine: 'transport' | 'business';
    from: string | null;
    to: string;
    rule: string;
    actor: Actor;
    at: Date;
    note?: string;
    node?: string;
  },
): Promise<void> {
  const id = newId();
  await trx
    .insertInto('exchange.delivery_event')
    .values({
      id,
      delivery_id: held.id,
      at: step.at,
      machine: step.machine,
      from_state: step.from,
      to_state: step.to,
      rule: step.rule,
      actor: JSON.stringify(actorReference(step.actor)),
      note: step.note ?? null,
      node: step.node ?? null,
    })
    .execute();
  if (step.node === undefined) await tellOrigin(trx, [held.originNode], [id]);
}
