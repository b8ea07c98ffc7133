import { sql, type Transaction } from 'kysely';
import { DELIVER_HERE } from '../delivery/deliver-here.ts';
import type { ExchangeDeps } from '../deps.ts';
import { searchText } from '../accept/search-text.ts';
import type { Tables } from '../tables.ts';
import type { Sound } from './check-carried.ts';
import { writeHops } from './hops.ts';
import { holdKnown, hopOf } from './insert-carried.ts';
import { receivedHop, receivedRecord } from './received.ts';
import type { LocalFiles } from './take-files.ts';
import { tellOrigin } from './tell-origin.ts';

/** A document and not a change about one: nothing that is here already has to do with it. */
export const isFresh = ({ carried, envelope }: Sound): boolean =>
  envelope.about === undefined && carried.consignmentId === carried.conversation;

/**
 * Consignments of another node that are not known here, with their copies and the way that those have come, in statements over all of them.
 * Where one of them turns out to be known after all, this fails, and they come one by one (`insert-carried.ts`).
 */
export async function insertFresh(
  deps: ExchangeDeps,
  trx: Transaction<Tables>,
  peer: string,
  sounds: readonly Sound[],
  files: LocalFiles,
): Promise<void> {
  if (sounds.length === 0) return;
  const at = deps.clock.now();
  const actor = { kind: 'system', name: `node:${peer}` } as const;
  const seqs = await insertConsignments(trx, peer, sounds, at);
  await insertAllFiles(trx, sounds, files);
  const copies = sounds.flatMap((sound) => sound.copies.map((copy) => ({ sound, copy })));
  const known = await holdKnown(
    trx,
    copies.map(({ copy }) => copy.deliveryId),
  );
  if (known.size > 0) throw new Error('A copy of a new consignment is here already');
  await trx
    .insertInto('exchange.delivery')
    .values(
      copies.map(({ sound: { carried, envelope, sender }, copy }) => ({
        id: copy.deliveryId,
        consignment_id: carried.consignmentId,
        seq: seqs.get(carried.consignmentId) ?? 0,
        conversation: carried.conversation,
        priority: envelope.priority,
        sender_agency_id: sender.id,
        recipient_agency_id: copy.agencyId,
        recipient_code: copy.code,
        transport: 'queued',
        transport_at: at,
        expires_at: new Date(carried.expiresAt),
        origin_node: carried.origin,
      })),
    )
    .execute();
  await writeHops(
    trx,
    copies.flatMap(({ copy }) => copy.steps.map((step) => ({ ...hopOf(step), deliveryId: copy.deliveryId }))),
    actor,
  );
  const received = await writeHops(
    trx,
    copies.map(({ copy: { deliveryId } }) => receivedHop(deliveryId, at)),
    actor,
  );
  await tellOrigin(
    trx,
    sounds.map(({ carried }) => carried.origin),
    received,
  );
  await deps.evidence.recordAll(
    trx,
    sounds.map((sound) =>
      receivedRecord(
        peer,
        sound,
        sound.copies.map(({ deliveryId }) => deliveryId),
      ),
    ),
  );
  await deps.jobs.add(trx, DELIVER_HERE, {}, { key: DELIVER_HERE });
}

/** In their order, which is the order in which they are numbered here. */
async function insertConsignments(
  trx: Transaction<Tables>,
  peer: string,
  sounds: readonly Sound[],
  at: Date,
): Promise<Map<string, number>> {
  const of = <Value>(value: (sound: Sound) => Value): Value[] => sounds.map(value);
  const { rows } = await sql<{ id: string; seq: number }>`
    insert into exchange.consignment (id, sender_agency_id, sender_key, sender_code, kind, conversation, priority, envelope, digest,
      subject_search, notation, issued_on, receipt, accepted_at, accepted_from, expires_at, origin_node, voucher, handed_by, taken_at)
    select id, sender, key, code, 'new', conversation, priority, envelope, digest, search, notation, issued_on, receipt::jsonb,
      accepted_at, accepted_from::jsonb, expires_at, origin, voucher::json, ${peer}, ${at}
    from unnest(${of(({ carried }) => carried.consignmentId)}::uuid[], ${of(({ sender }) => sender.id)}::uuid[],
      ${of(({ carried }) => carried.key)}::text[], ${of(({ envelope }) => envelope.from)}::text[],
      ${of(({ carried }) => carried.conversation)}::uuid[], ${of(({ envelope }) => envelope.priority)}::smallint[],
      ${of(({ carried }) => carried.envelope)}::text[], ${of(({ digest }) => digest)}::bytea[], ${of(({ envelope }) => searchText(envelope.document))}::text[],
      ${of(({ envelope }) => envelope.document.notation)}::text[], ${of(({ envelope }) => envelope.document.issuedOn)}::date[],
      ${of(({ carried }) => JSON.stringify(carried.receipt))}::text[], ${of(({ carried }) => carried.acceptedAt)}::timestamptz[],
      ${of(({ carried }) => JSON.stringify({ kind: 'system', name: `node:${carried.origin}` }))}::text[],
      ${of(({ carried }) => carried.expiresAt)}::timestamptz[], ${of(({ carried }) => carried.origin)}::text[],
      ${of(({ carried }) => JSON.stringify(carried.voucher))}::text[]) with ordinality
      as given (id, sender, key, code, conversation, priority, envelope, digest, search, notation, issued_on, receipt, accepted_at,
        accepted_from, expires_at, origin, voucher, n)
    order by n on conflict (id) do nothing returning id, seq`.execute(trx);
  if (rows.length !== sounds.length) throw new Error('A consignment came by another way meanwhile');
  return new Map(rows.map(({ id, seq }) => [id, seq]));
}

async function insertAllFiles(trx: Transaction<Tables>, sounds: readonly Sound[], files: LocalFiles): Promise<void> {
  const rows = sounds.flatMap(({ carried: { consignmentId } }) =>
    // An envelope may name one file twice.
    [...new Map((files.get(consignmentId) ?? []).map((file) => [file.fileId, file])).values()].map((file) => ({
      consignment_id: consignmentId,
      file_id: file.fileId,
      local_id: file.localId,
    })),
  );
  if (rows.length > 0) await trx.insertInto('exchange.consignment_file').values(rows).execute();
}
