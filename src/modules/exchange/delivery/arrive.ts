import { sql, type Transaction } from 'kysely';
import { actorReference, type Actor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import type { ExchangeDeps } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';
import { documentsArrived, inPieces, type Arrival } from '../events.ts';
import { INBOX_TOPIC } from '../live.ts';
import type { Held } from './move-delivery.ts';
import { tellOrigin } from '../peers/tell-origin.ts';
import type { Tables } from '../tables.ts';
import { moveTransport, type TransportMove } from './transport.ts';
import { HOUSE } from '../house.ts';

/**
 * Copies are with their recipients: transport ends, the business begins with 01, and the agencies' registers are told. The same for what
 * is delivered here and for what a system of the agency took and confirmed. In statements over all copies: one by one, a circular to 5,000
 * agencies took minutes of round trips.
 * @throws exchange.out-of-order
 */
export async function arrive(
  deps: Pick<ExchangeDeps, 'publishAll' | 'live' | 'evidence'>,
  trx: Transaction<Tables>,
  copies: readonly Held[],
  by: { actor: Actor; at: Date },
): Promise<void> {
  const steps = copies.flatMap((held) => {
    const late = held.transport === 'expired' || held.transport === 'failed';
    const move: TransportMove = late ? 'arrive-late' : 'arrive';
    if (moveTransport(held.transport, move) !== 'delivered')
      throw exchangeProblem('out-of-order', { params: { state: held.transport } });
    return [
      {
        id: newId(),
        delivery: held.id,
        machine: 'transport',
        from: held.transport as string,
        to: 'delivered',
        rule: move,
      },
      // What its recipient agreed to give back before it had come stays taken back.
      ...(held.business === null
        ? [{ id: newId(), delivery: held.id, machine: 'business', from: null, to: '01', rule: 'arrive' }]
        : []),
    ];
  });
  await trx
    .updateTable('exchange.delivery')
    .set({
      transport: 'delivered',
      transport_at: by.at,
      reason: null,
      business: sql<string>`coalesce(business, '01')`,
      business_at: sql<Date>`coalesce(business_at, ${by.at}::timestamptz)`,
      locked_until: null,
    })
    .where(
      'id',
      'in',
      copies.map(({ id }) => id),
    )
    .execute();
  const column = <Key extends keyof (typeof steps)[number]>(key: Key) => steps.map((step) => step[key]);
  await sql`
    insert into exchange.delivery_event (id, delivery_id, at, machine, from_state, to_state, rule, actor)
    select id, delivery, ${by.at}, machine, from_state, to_state, rule, ${JSON.stringify(actorReference(by.actor))}::jsonb
    from unnest(${column('id')}::uuid[], ${column('delivery')}::uuid[], ${column('machine')}::text[], ${column('from')}::text[],
      ${column('to')}::text[], ${column('rule')}::text[]) as given (id, delivery, machine, from_state, to_state, rule)`.execute(
    trx,
  );
  await tellOrigin(
    trx,
    copies.map((held) => held.originNode),
    foreignSteps(copies, steps),
  );
  await announce(deps, trx, copies, by);
  const agencies = new Set(copies.flatMap((held) => [held.recipientAgencyId, held.senderAgencyId]));
  for (const agencyId of agencies) await deps.live.tell(trx, INBOX_TOPIC, agencyId);
}

/** Ids of the steps that the nodes of origin hear of. */
function foreignSteps(copies: readonly Held[], steps: readonly { id: string; delivery: string }[]): string[] {
  const foreign = new Set(copies.filter((held) => held.originNode !== null).map(({ id }) => id));
  return steps.filter(({ delivery }) => foreign.has(delivery)).map(({ id }) => id);
}

async function announce(
  deps: Pick<ExchangeDeps, 'publishAll' | 'evidence'>,
  trx: Transaction<Tables>,
  copies: readonly Held[],
  by: { actor: Actor },
): Promise<void> {
  const groups = Map.groupBy(copies, (held) => held.consignmentId);
  const consignments = await trx
    .selectFrom('exchange.consignment')
    .select(['id', 'kind', 'about', 'sender_agency_id'])
    .where('id', 'in', [...groups.keys()])
    .execute();
  const facts = new Map(consignments.map((row) => [row.id, row]));
  const arrivals = [...groups].map(([consignmentId, group]): Arrival => {
    const row = facts.get(consignmentId);
    if (!row) throw new Error('A copy without its consignment');
    return {
      consignmentId,
      kind: row.kind as 'new',
      senderAgencyId: row.sender_agency_id,
      ...(row.about ? { about: row.about } : {}),
      deliveries: group.map(({ id, recipientAgencyId }) => ({ deliveryId: id, recipientAgencyId })),
    };
  });
  await deps.evidence.recordAll(
    trx,
    arrivals.map(({ consignmentId, deliveries }) => ({
      kind: 'exchange.document-delivered',
      subject: `consignment:${consignmentId}`,
      actor: by.actor,
      data: { deliveries },
    })),
  );
  await deps.publishAll(
    trx,
    documentsArrived,
    inPieces(arrivals, ({ deliveries }) => deliveries.length).map((piece) => ({
      payload: { arrivals: piece },
      actor: HOUSE,
    })),
  );
}
