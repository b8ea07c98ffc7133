import type { Transaction } from 'kysely';
import { DELIVER_HERE } from '../delivery/deliver-here.ts';
import type { ExchangeDeps } from '../deps.ts';
import { heldOf, moveDelivery, type DeliveryRow } from '../delivery/move-delivery.ts';
import { searchText } from '../accept/search-text.ts';
import type { Tables } from '../tables.ts';
import { transportEnded, transportStates, type TransportState } from '../delivery/transport.ts';
import type { Sound } from './check-carried.ts';
import type { LocalFiles } from './take-files.ts';
import { writeHops, type Hop } from './hops.ts';
import { receivedHop, receivedRecord } from './received.ts';
import { tellOrigin } from './tell-origin.ts';

/** Writes a consignment of another node and the copies for agencies at home here, with the way that they have come. */
export async function insertCarried(
  deps: ExchangeDeps,
  trx: Transaction<Tables>,
  peer: string,
  sound: Sound,
  files: LocalFiles,
  { earlier }: { earlier: boolean },
): Promise<void> {
  const { carried, envelope, copies } = sound;
  const at = deps.clock.now();
  const actor = { kind: 'system', name: `node:${peer}` } as const;
  const { seq, fresh } = await insertConsignment(trx, peer, sound, at);
  if (fresh) await insertFiles(trx, carried.consignmentId, files.get(carried.consignmentId) ?? []);
  const known = await holdKnown(
    trx,
    copies.map(({ deliveryId }) => deliveryId),
  );
  const added = copies.filter(({ deliveryId }) => !known.has(deliveryId));
  if (added.length > 0)
    await trx
      .insertInto('exchange.delivery')
      .values(
        added.map((copy) => ({
          id: copy.deliveryId,
          consignment_id: carried.consignmentId,
          seq,
          conversation: carried.conversation,
          priority: envelope.priority,
          sender_agency_id: sound.sender.id,
          recipient_agency_id: copy.agencyId,
          recipient_code: copy.code,
          transport: earlier ? endOf(copy.steps) : 'queued',
          transport_at: at,
          expires_at: new Date(carried.expiresAt),
          origin_node: carried.origin,
          ...(earlier && copy.business ? { business: copy.business, business_at: at } : {}),
        })),
      )
      .execute();
  // What was only told of, because its sender is at home here, is here from now on: its recipient is at home here as well.
  const come = earlier ? [] : copies.filter(({ deliveryId }) => isToldOf(known.get(deliveryId)));
  if (come.length > 0)
    await trx
      .updateTable('exchange.delivery')
      .set({ told_by: null, peer: null, transport: 'queued', transport_at: at, reason: null, attempts: 0 })
      .where(
        'id',
        'in',
        come.map(({ deliveryId }) => deliveryId),
      )
      .execute();
  const taken = [...added, ...come];
  await writeHops(
    trx,
    added.flatMap(({ deliveryId, steps }) => steps.map((step) => ({ ...hopOf(step), deliveryId }))),
    actor,
  );
  if (earlier) return;
  const received = await writeHops(
    trx,
    taken.map(({ deliveryId }) => receivedHop(deliveryId, at)),
    actor,
  );
  await tellOrigin(trx, [carried.origin], received);
  for (const row of known.values()) if (row.told_by === null) await comeAgain(trx, peer, row, at);
  if (carried.consignmentId !== carried.conversation && envelope.about)
    await trx
      .updateTable('exchange.delivery')
      .set({ asked_by: carried.consignmentId })
      .where('consignment_id', '=', envelope.about)
      .where(
        'recipient_agency_id',
        'in',
        taken.length > 0 ? taken.map(({ agencyId }) => agencyId) : [carried.consignmentId],
      )
      .where('asked_by', 'is', null)
      .execute();
  if (taken.length > 0)
    await deps.evidence.record(
      trx,
      receivedRecord(
        peer,
        sound,
        taken.map(({ deliveryId }) => deliveryId),
      ),
    );
  await deps.jobs.add(trx, DELIVER_HERE, {}, { key: DELIVER_HERE });
}

export async function insertConsignment(
  trx: Transaction<Tables>,
  peer: string,
  { carried, envelope, digest, sender }: Sound,
  at: Date,
): Promise<{ seq: number; fresh: boolean }> {
  const row = await trx
    .insertInto('exchange.consignment')
    .values({
      id: carried.consignmentId,
      sender_agency_id: sender.id,
      sender_key: carried.key,
      sender_code: envelope.from,
      kind: envelope.kind,
      about: envelope.about ?? null,
      conversation: carried.conversation,
      priority: envelope.priority,
      envelope: carried.envelope,
      digest,
      subject_search: searchText(envelope.document),
      notation: envelope.document.notation,
      issued_on: envelope.document.issuedOn,
      receipt: JSON.stringify(carried.receipt),
      accepted_at: new Date(carried.acceptedAt),
      accepted_from: JSON.stringify({ kind: 'system', name: `node:${carried.origin}` }),
      expires_at: new Date(carried.expiresAt),
      origin_node: carried.origin,
      voucher: JSON.stringify(carried.voucher),
      handed_by: peer,
      taken_at: at,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('seq')
    .executeTakeFirst();
  if (row) return { seq: row.seq, fresh: true };
  const { seq } = await trx
    .selectFrom('exchange.consignment')
    .select('seq')
    .where('id', '=', carried.consignmentId)
    .executeTakeFirstOrThrow();
  return { seq, fresh: false };
}

export async function insertFiles(
  trx: Transaction<Tables>,
  consignmentId: string,
  files: readonly { fileId: string; localId: string }[],
): Promise<void> {
  // An envelope may name one file twice.
  const distinct = [...new Map(files.map((file) => [file.fileId, file])).values()];
  if (distinct.length > 0)
    await trx
      .insertInto('exchange.consignment_file')
      .values(
        distinct.map(({ fileId, localId }) => ({ consignment_id: consignmentId, file_id: fileId, local_id: localId })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

export async function holdKnown(trx: Transaction<Tables>, ids: readonly string[]): Promise<Map<string, DeliveryRow>> {
  const rows = await trx
    .selectFrom('exchange.delivery')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * A copy that is known here comes again. From the node that we had given it to: the recipient is back, and it waits here once more. After
 * we had given up: its sender has it tried again. Otherwise it is a repetition, and nothing happens.
 */
async function comeAgain(trx: Transaction<Tables>, peer: string, row: DeliveryRow, at: Date): Promise<void> {
  const held = heldOf(row);
  const back = row.peer === peer && (held.transport === 'delivering' || held.transport === 'relayed');
  if (!back && held.transport !== 'failed') return;
  await moveDelivery(trx, held, back ? 'come-home' : 'try-again', {
    actor: { kind: 'system', name: `node:${peer}` },
    at,
  });
  await trx
    .updateTable('exchange.delivery')
    .set({ peer: null, attempts: 0, peer_attempts: 0, next_try_at: null, locked_until: null })
    .where('id', '=', row.id)
    .execute();
}

const isToldOf = (row: DeliveryRow | undefined): boolean =>
  row !== undefined && row.told_by !== null && row.transport !== 'delivered';

function endOf(steps: Sound['copies'][number]['steps']): TransportState {
  const last = transportStates.find((state) => state === steps.at(-1)?.to);
  return last && transportEnded(last) && last !== 'relayed' ? last : 'delivered';
}

export const hopOf = (step: Sound['copies'][number]['steps'][number]): Hop => ({
  at: new Date(step.at),
  machine: 'transport',
  from: step.from ?? null,
  to: step.to,
  rule: step.rule,
  node: step.node,
  note: step.note,
});
