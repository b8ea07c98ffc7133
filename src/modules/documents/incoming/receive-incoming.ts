import type { Actor, OfficerActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { vnDate } from '#platform/time.ts';
import type { DocumentsDeps, Trx } from '../deps.ts';
import { findType, type Secrecy, type Urgency } from '../document-types.ts';
import { documentsProblem } from '../errors.ts';
import { appendIncomingEvent, findIncoming } from './incoming-row.ts';
import { secretsStayOut } from '../legal.ts';
import { searchText } from '../notation.ts';
import type { IncomingMoved } from '../shapes.ts';
import type { Tables } from '../tables.ts';
import { tellAgency } from '../tell.ts';

/** A document as it arrived, whoever brought it. */
export interface Arrival {
  id?: string | undefined;
  agencyId: string;
  channel: 'paper' | 'upload' | 'exchange';
  /** The packet that brought it: the same one again is the same document. */
  packetRef?: string | undefined;
  senderName: string;
  senderCode?: string | null | undefined;
  notation: string;
  issuedOn: string;
  type: string;
  subject: string;
  urgency: Urgency;
  secrecy?: Secrecy | undefined;
  signer?: string | null | undefined;
  pageCount?: number | null | undefined;
  /** Files of the document store, and the account that sent them there. */
  fileIds: readonly string[];
  filesOwner?: string | undefined;
}

/**
 * Writes an arriving document down, to be registered by the clerk. The same packet, or the same id of a form that was sent twice, is
 * answered with the document that it became.
 * @throws documents.packet-differs, secret-elsewhere, files-missing, type-unknown, date-ahead, files.not-found
 */
export async function receiveIncoming(deps: DocumentsDeps, arrival: Arrival, actor: Actor): Promise<IncomingMoved> {
  refuseArrival(deps, arrival);
  const id = arrival.id ?? newId();
  const files = await Promise.all(arrival.fileIds.map((fileId) => deps.files.get(fileId)));
  if (arrival.filesOwner) await deps.files.keep(arrival.fileIds, arrival.filesOwner, `document:${id}`);
  return deps.database.transaction<Tables, IncomingMoved>(async (trx) => {
    const at = deps.clock.now();
    const inserted = await trx
      .insertInto('documents.incoming')
      .values({ id, ...rowOf(arrival), state: 'arrived', state_at: at, arrived_at: at })
      .onConflict((known) => known.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!inserted) return answerKnown(trx, id, arrival, files, actor);
    if (files.length > 0)
      await trx
        .insertInto('documents.incoming_file')
        .values(
          files.map((file, position) => ({
            incoming_id: id,
            position,
            file_id: file.id,
            name: file.name,
            type: file.type,
            sha256: file.sha256,
            bytes: file.bytes,
          })),
        )
        .execute();
    await appendIncomingEvent(trx, id, { kind: 'arrive', from: null, to: 'arrived', at, actor });
    await deps.evidence.record(trx, {
      kind: 'documents.incoming-arrived',
      subject: `document:${id}`,
      actor,
      data: {
        channel: arrival.channel,
        packetRef: arrival.packetRef ?? null,
        sha256: files.map((file) => file.sha256),
      },
    });
    await tellAgency(trx, deps, arrival.agencyId);
    return { id, state: 'arrived', number: null, dueAt: null };
  });
}

function refuseArrival(deps: DocumentsDeps, arrival: Arrival): void {
  if (!findType(arrival.type)) throw documentsProblem('type-unknown');
  if (arrival.issuedOn > vnDate(deps.clock.now())) throw documentsProblem('date-ahead');
  const secret = (arrival.secrecy ?? 'none') !== 'none';
  if (secret && secretsStayOut && arrival.fileIds.length > 0) throw documentsProblem('secret-elsewhere');
  // A paper may be registered before it is scanned; what came electronically has a file.
  if (!secret && arrival.channel !== 'paper' && arrival.fileIds.length === 0) throw documentsProblem('files-missing');
}

function rowOf(arrival: Arrival) {
  return {
    agency_id: arrival.agencyId,
    channel: arrival.channel,
    packet_ref: arrival.packetRef ?? null,
    sender_name: arrival.senderName.trim(),
    sender_code: arrival.senderCode ?? null,
    notation: arrival.notation.trim(),
    issued_on: arrival.issuedOn,
    type: arrival.type,
    subject: arrival.subject.trim().replace(/\s+/gu, ' '),
    urgency: arrival.urgency,
    secrecy: arrival.secrecy ?? 'none',
    signer: arrival.signer?.trim() || null,
    page_count: arrival.pageCount ?? null,
    search: searchText([
      arrival.notation,
      arrival.senderName,
      arrival.subject,
      findType(arrival.type)?.vi,
      arrival.signer,
    ]),
  };
}

/** What is there already: the same arrival again, or another one under its name, which is refused. */
async function answerKnown(
  trx: Trx,
  id: string,
  arrival: Arrival,
  files: readonly { sha256: string }[],
  actor: Actor,
): Promise<IncomingMoved> {
  const known = await trx
    .selectFrom('documents.incoming')
    .select('id')
    .where((or) =>
      or.or([
        or('id', '=', id),
        ...(arrival.packetRef
          ? [or.and([or('agency_id', '=', arrival.agencyId), or('packet_ref', '=', arrival.packetRef)])]
          : []),
      ]),
    )
    .executeTakeFirst();
  const row = known && (await findIncoming(trx, known.id));
  if (!row || (actor.kind === 'officer' && row.agency_id !== actor.agencyId)) throw documentsProblem('not-found');
  const kept = await trx
    .selectFrom('documents.incoming_file')
    .select('sha256')
    .where('incoming_id', '=', row.id)
    .orderBy('position')
    .execute();
  const same =
    row.notation === arrival.notation.trim() &&
    row.issued_on === arrival.issuedOn &&
    kept.map((one) => one.sha256).join() === files.map((one) => one.sha256).join();
  if (!same) throw documentsProblem('packet-differs');
  return { id: row.id, state: row.state, number: row.number, dueAt: row.due_at?.toISOString() ?? null };
}

/** The account of an officer owns what the officer uploads. */
export const ownerOf = (actor: OfficerActor): string => actor.accountId;
