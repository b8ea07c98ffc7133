import type { Transaction } from 'kysely';
import { announceEnded } from '../delivery/announce-ended.ts';
import { applyAnswer } from '../changes/answer-change.ts';
import { mayReport, type BusinessCode, type ChangeKind } from '../delivery/business.ts';
import type { ExchangeDeps } from '../deps.ts';
import { arrivedElsewhere, type ArrivalElsewhere } from '../events.ts';
import { INBOX_TOPIC } from '../live.ts';
import { heldOf, moveDelivery, noteStep, type DeliveryRow, type Held } from '../delivery/move-delivery.ts';
import { writeStatus } from '../delivery/report-status.ts';
import type { Tables } from '../tables.ts';
import { moveTransport, type TransportMove } from '../delivery/transport.ts';
import { writeHops } from './hops.ts';
import { conversationsGoOn } from './go-on.ts';
import type { NewsMessage, Result } from './messages.ts';
import { refused } from './refusal.ts';
import { writeHeard } from './heard.ts';

/** Ends of the way that only the node with the copy can know of. */
const ENDS: Record<string, TransportMove> = { refuse: 'refuse', expire: 'expire', 'give-up': 'give-up' };

/**
 * What another node says of a copy that was accepted here, in a transaction that holds the copy. Each piece of news takes effect once; one
 * that the tables do not allow from where the copy stands is refused, and both sides keep that.
 */
export async function hearNews(
  deps: ExchangeDeps,
  trx: Transaction<Tables>,
  { peer, peerName, news }: { peer: string; peerName: string; news: NewsMessage },
): Promise<Result> {
  const row = await trx
    .selectFrom('exchange.delivery')
    .selectAll()
    .where('id', '=', news.deliveryId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const result = await apply({ deps, trx, peer, peerName, row, held: heldOf(row), news });
  await writeHeard(deps, trx, peer, [{ news, result }]);
  return result;
}

/** The node that has the copy, or the one where its recipient is or was at home. */
export async function mayTell(
  deps: ExchangeDeps,
  peer: string,
  row: DeliveryRow,
  { step }: NewsMessage,
): Promise<boolean> {
  if (row.peer === peer) return true;
  const home = await deps.nodes.homeOf(row.recipient_agency_id);
  if (!home.here && home.nodeId === peer) return true;
  return deps.nodes.wasHomeOf(peer, row.recipient_agency_id, new Date(step.at));
}

interface Heard {
  deps: ExchangeDeps;
  trx: Transaction<Tables>;
  peer: string;
  peerName: string;
  row: DeliveryRow;
  held: Held;
  news: NewsMessage;
}

const actorOf = (peer: string) => ({ kind: 'system', name: `node:${peer}` }) as const;

export const elsewhereOf = (held: Held, nodeId: string): ArrivalElsewhere => ({
  consignmentId: held.consignmentId,
  deliveryId: held.id,
  senderAgencyId: held.senderAgencyId,
  recipientAgencyId: held.recipientAgencyId,
  nodeId,
});

function saidBy({ peer, news: { step } }: Heard) {
  return {
    actor: actorOf(peer),
    at: new Date(step.at),
    node: step.node,
    ...(step.note ? { note: step.note } : {}),
  };
}

async function apply(heard: Heard): Promise<Result> {
  const { deps, trx, held, news } = heard;
  const result = news.machine === 'transport' ? await applyTransport(heard) : await applyBusiness(heard);
  await deps.live.tell(trx, INBOX_TOPIC, held.senderAgencyId);
  return result;
}

async function applyTransport(heard: Heard): Promise<Result> {
  const { trx, held, news } = heard;
  const { rule } = news.step;
  if (rule === 'receive') return takenOver(heard);
  if (rule === 'arrive' || rule === 'arrive-late') return arrived(heard);
  const move = ENDS[rule];
  if (!move) {
    await note(heard);
    return { outcome: 'taken' };
  }
  // The word that it was taken over is late or lost: whoever can end the copy has it.
  const from = held.transport === 'queued' && move === 'give-up' ? await inTheirHands(heard) : held;
  const to = moveTransport(from.transport, move);
  if (from.transport === news.step.to) return { outcome: 'taken' };
  if (to === undefined) return refused('out-of-order', { state: held.transport });
  await moveDelivery(trx, from, move, saidBy(heard));
  await recordEnd(heard, rule);
  await announceEnded(heard.deps, trx, held, to);
  await goOn(heard);
  return { outcome: 'taken' };
}

async function recordEnd({ deps, trx, peer, held }: Heard, how: string): Promise<void> {
  await deps.evidence.record(trx, {
    kind: 'exchange.delivery-ended',
    subject: `consignment:${held.consignmentId}`,
    actor: actorOf(peer),
    data: { deliveryId: held.id, how, node: peer },
  });
}

async function inTheirHands(heard: Heard): Promise<Held> {
  const { trx, held, peer, peerName } = heard;
  const by = { actor: actorOf(peer), at: heard.deps.clock.now(), note: peerName };
  const to = await moveDelivery(trx, held, 'hand-over', by);
  await trx.updateTable('exchange.delivery').set({ peer }).where('id', '=', held.id).execute();
  return { ...held, transport: to };
}

/** "Taken over": a late acknowledgement where ours was lost on the way; or the node to which the recipient has moved. */
async function takenOver(heard: Heard): Promise<Result> {
  const { deps, trx, held, row, peer } = heard;
  if (held.transport === 'queued' || held.transport === 'held') await inTheirHands(heard);
  else if (held.transport === 'delivering' && row.peer !== peer) {
    await moveDelivery(trx, held, 'moved-on', { actor: actorOf(peer), at: deps.clock.now() });
    await trx.updateTable('exchange.delivery').set({ peer }).where('id', '=', held.id).execute();
    // What stood behind this copy, for the node where the recipient is now, may go.
    await goOn(heard);
  }
  await note(heard);
  return { outcome: 'taken' };
}

async function arrived(heard: Heard): Promise<Result> {
  const { deps, trx, held, peer } = heard;
  if (held.transport === 'delivered') return { outcome: 'taken' };
  const late = held.transport === 'expired' || held.transport === 'failed';
  const from = held.transport === 'held' ? await inTheirHands(heard) : held;
  const move = late ? 'arrive-late' : 'arrive';
  if (moveTransport(from.transport, move) === undefined) return refused('out-of-order', { state: held.transport });
  await moveDelivery(trx, from, move, saidBy(heard));
  await deps.evidence.record(trx, {
    kind: 'exchange.document-delivered',
    subject: `consignment:${held.consignmentId}`,
    actor: actorOf(peer),
    data: { node: peer, deliveries: [{ deliveryId: held.id, recipientAgencyId: held.recipientAgencyId }] },
  });
  await deps.publish(trx, arrivedElsewhere, { arrivals: [elsewhereOf(held, peer)] });
  await goOn(heard);
  return { outcome: 'taken' };
}

async function applyBusiness(heard: Heard): Promise<Result> {
  const { deps, trx, held, news } = heard;
  const code = news.step.to as BusinessCode;
  if (held.business === code) return { outcome: 'taken' };
  const said = saidBy(heard);
  if (news.step.rule === 'taken-back') return takenBack(heard, code);
  if (code === '01') {
    if (held.business !== null) return { outcome: 'taken' };
    await trx
      .updateTable('exchange.delivery')
      .set({ business: code, business_at: said.at })
      .where('id', '=', held.id)
      .execute();
    await noteStep(trx, held, { machine: 'business', from: null, to: code, rule: 'arrive', ...said });
    return { outcome: 'taken' };
  }
  if (code === '15' || code === '16') return answered(heard, code);
  if (!mayReport({ code: held.business, asked: null }, code))
    return refused('out-of-order', { state: held.business ?? held.transport });
  await writeStatus(deps, trx, held, { code, ...said });
  return { outcome: 'taken' };
}

/** Where the sender asked from here, ours follows from the answer itself; a sender that has moved asks and hears the answer at its new home. */
async function takenBack(heard: Heard, code: BusinessCode): Promise<Result> {
  const { trx, held } = heard;
  if (held.askedBy !== null || code !== '15') return { outcome: 'taken' };
  const said = saidBy(heard);
  await trx
    .updateTable('exchange.delivery')
    .set({ business: code, business_at: said.at })
    .where('id', '=', held.id)
    .execute();
  await noteStep(trx, held, { machine: 'business', from: held.business, to: code, rule: 'taken-back', ...said });
  return { outcome: 'taken' };
}

/** The recipient's answer to a recall, update or replacement, given at its node. */
async function answered(heard: Heard, code: '15' | '16'): Promise<Result> {
  const { deps, trx, held } = heard;
  const { kind, about } = await trx
    .selectFrom('exchange.consignment')
    .select(['kind', 'about'])
    .where('id', '=', held.consignmentId)
    .executeTakeFirstOrThrow();
  const document = about
    ? await trx
        .selectFrom('exchange.delivery')
        .selectAll()
        .where('consignment_id', '=', about)
        .where('recipient_agency_id', '=', held.recipientAgencyId)
        .where('asked_by', '=', held.consignmentId)
        .forUpdate()
        .executeTakeFirst()
    : undefined;
  if (!document || kind === 'new') return refused('out-of-order', { state: held.business ?? held.transport });
  await applyAnswer(
    deps,
    trx,
    { document: heldOf(document), change: held, kind: kind as ChangeKind },
    { agrees: code === '15', ...saidBy(heard) },
  );
  return { outcome: 'taken' };
}

/** A step that moves nothing here, for the way of the copy to be whole. */
async function note({ trx, held, peer, news: { machine, step } }: Heard): Promise<void> {
  await writeHops(
    trx,
    [
      {
        deliveryId: held.id,
        at: new Date(step.at),
        machine,
        from: step.from ?? null,
        to: step.to,
        rule: step.rule,
        node: step.node,
        note: step.note,
      },
    ],
    actorOf(peer),
  );
}

const goOn = ({ deps, trx, row }: Heard): Promise<void> => conversationsGoOn(deps, trx, [row]);
