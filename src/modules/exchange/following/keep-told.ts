import { sql, type Transaction } from 'kysely';
import { announceEnded } from '../delivery/announce-ended.ts';
import type { BusinessCode } from '../delivery/business.ts';
import type { ExchangeDeps } from '../deps.ts';
import { arrivedElsewhere, statusReported } from '../events.ts';
import { INBOX_TOPIC } from '../live.ts';
import { heldOf, type DeliveryRow } from '../delivery/move-delivery.ts';
import type { Sound } from '../peers/check-carried.ts';
import { holdKnown, insertConsignment, insertFiles } from '../peers/insert-carried.ts';
import type { SentMessage } from '../peers/messages.ts';
import type { LocalFiles } from '../peers/take-files.ts';
import type { Tables } from '../tables.ts';
import type { TransportState } from '../delivery/transport.ts';

export type ToldCopy = SentMessage['copies'][number] & { agencyId: string };

interface Told {
  peer: string;
  sound: Sound;
  files: LocalFiles;
  copies: readonly ToldCopy[];
}

/**
 * Writes how the copies of a consignment stand by the word of the node that delivers them. A copy that is here, because its recipient is
 * at home here as well, is left alone: of that this node knows better.
 */
export async function keepTold(
  deps: ExchangeDeps,
  trx: Transaction<Tables>,
  { peer, sound, files, copies }: Told,
): Promise<void> {
  const at = deps.clock.now();
  const { carried, envelope, sender } = sound;
  const { seq, fresh } = await insertConsignment(trx, peer, sound, at);
  if (fresh) {
    await insertFiles(trx, carried.consignmentId, files.get(carried.consignmentId) ?? []);
    await deps.evidence.record(trx, {
      kind: 'exchange.sent-followed',
      subject: `consignment:${carried.consignmentId}`,
      actor: { kind: 'system', name: `node:${peer}` },
      data: {
        node: peer,
        digest: sound.digest.toString('hex'),
        receipt: carried.receipt.statement,
        voucher: carried.voucher,
      },
    });
  }
  const known = await holdKnown(
    trx,
    copies.map(({ deliveryId }) => deliveryId),
  );
  for (const copy of copies) {
    const before = known.get(copy.deliveryId);
    if (before && (before.consignment_id !== carried.consignmentId || !isTold(before))) continue;
    const now = stateOf(copy, before, peer);
    if (before) await trx.updateTable('exchange.delivery').set(now).where('id', '=', before.id).execute();
    else
      await trx
        .insertInto('exchange.delivery')
        .values({
          id: copy.deliveryId,
          consignment_id: carried.consignmentId,
          seq,
          conversation: carried.conversation,
          priority: envelope.priority,
          sender_agency_id: sender.id,
          recipient_agency_id: copy.agencyId,
          recipient_code: copy.code,
          expires_at: new Date(carried.expiresAt),
          origin_node: carried.origin,
          ...now,
        })
        .execute();
    await writeSteps(trx, peer, copy);
    if (envelope.about) await noteAsked(trx, { id: carried.consignmentId, about: envelope.about }, copy);
    if (before) await announce(deps, trx, before, { ...before, ...now }, peer);
  }
  await deps.live.tell(trx, INBOX_TOPIC, sender.id);
}

/** Told before; or it was here and has gone on with its recipient. */
const isTold = (row: DeliveryRow): boolean => row.told_by !== null || row.transport === 'relayed';

/** Whatever the other node still has to do with the copy is for this one: it is there. */
function stateOf(copy: ToldCopy, before: DeliveryRow | undefined, peer: string) {
  const ended = ['delivered', 'rejected', 'expired', 'failed'].includes(copy.transport);
  // The recipient's answer to a recall asked from here may have come before the other node's word that the document is taken back.
  const takenBack = before?.business === '15';
  return {
    transport: ended ? copy.transport : ('delivering' as const),
    transport_at: new Date(copy.transportAt),
    reason: copy.reason ?? null,
    peer: copy.holder,
    told_by: peer,
    locked_until: null,
    ...(copy.business && copy.businessAt && !takenBack
      ? { business: copy.business as string, business_at: new Date(copy.businessAt) }
      : {}),
  };
}

/** Under the ids that they have where they were written: told again, they are there already. */
async function writeSteps(trx: Transaction<Tables>, peer: string, { deliveryId, steps }: ToldCopy): Promise<void> {
  if (steps.length === 0) return;
  await trx
    .insertInto('exchange.delivery_event')
    .values(
      steps.map((step) => ({
        id: step.id,
        delivery_id: deliveryId,
        at: new Date(step.at),
        machine: step.machine,
        from_state: step.from ?? null,
        to_state: step.to,
        rule: step.rule,
        actor: JSON.stringify({ kind: 'system', name: `node:${peer}` }),
        note: step.note ?? null,
        node: step.node,
      })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** A change that was asked for from the former home: one at a time, also from here. */
async function noteAsked(
  trx: Transaction<Tables>,
  change: { id: string; about: string },
  copy: ToldCopy,
): Promise<void> {
  const answered = copy.business === '15' || copy.business === '16';
  const open = !answered && !['rejected', 'expired', 'failed'].includes(copy.transport);
  await sql`
    update exchange.delivery set asked_by = ${open ? change.id : null}
    where consignment_id = ${change.about} and recipient_agency_id = ${copy.agencyId}
      and ${open ? sql`asked_by is null` : sql`asked_by = ${change.id}`}`.execute(trx);
}

/** The agency's pages and systems here hear what they would have heard there. */
async function announce(
  deps: ExchangeDeps,
  trx: Transaction<Tables>,
  before: DeliveryRow,
  now: DeliveryRow,
  peer: string,
): Promise<void> {
  const ids = {
    consignmentId: now.consignment_id,
    deliveryId: now.id,
    senderAgencyId: now.sender_agency_id,
    recipientAgencyId: now.recipient_agency_id,
  };
  if (now.transport !== before.transport) {
    if (now.transport === 'delivered')
      await deps.publish(trx, arrivedElsewhere, { arrivals: [{ ...ids, nodeId: now.peer ?? peer }] });
    else await announceEnded(deps, trx, heldOf(now), now.transport as TransportState);
  }
  const code = now.business as BusinessCode | null;
  if (code && code !== before.business && code !== '01') await deps.publish(trx, statusReported, { ...ids, code });
}
