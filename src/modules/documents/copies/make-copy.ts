import { sql } from 'kysely';
import type { OfficerActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { vnDate } from '#platform/time.ts';
import { requireIncoming, requireOutgoing } from '../access.ts';
import type { DocumentsDeps } from '../deps.ts';
import { findType } from '../document-types.ts';
import { documentsProblem } from '../errors.ts';
import { findIncoming } from '../incoming/incoming-row.ts';
import { copyNotation } from '../notation.ts';
import { findOutgoing, partiesOf } from '../outgoing/outgoing-row.ts';
import { signCopy } from './sign-copy.ts';
import { numberOf } from '../outgoing/sign-outgoing.ts';
import { agencyFacts } from '../style.ts';
import { takeNumber } from '../outgoing/take-number.ts';
import type { Tables } from '../tables.ts';
import { tellAgency } from '../tell.ts';

export interface CopyWish {
  id?: string | undefined;
  kind: 'SY' | 'SL' | 'TrS';
  outgoingId?: string | undefined;
  incomingId?: string | undefined;
  excerpt?: string | undefined;
  recipients: readonly string[];
  signerTitle: string;
}

/** What a copy is made of. */
export interface Original {
  fileId: string;
  notation: string;
  subject: string;
  type: string;
  issuer: string;
  on: string;
}

/**
 * Numbers a copy and signs it. Where the signing was cut off, the copy keeps its number and the same call, with the same id, signs it:
 * the book of copies has no gap.
 */
export async function makeCopy(
  deps: DocumentsDeps,
  wish: CopyWish,
  actor: OfficerActor,
): Promise<{ id: string; notation: string }> {
  const original = await originalOf(deps, wish, actor);
  const excerpt = wish.excerpt?.trim() || null;
  if ((wish.kind === 'TrS') !== (excerpt !== null)) throw documentsProblem('excerpt-missing');
  // Looked at before a number is taken.
  if (!deps.signing.canSign(await deps.files.read(original.fileId))) throw documentsProblem('nothing-to-copy');
  const { style } = await agencyFacts(deps, actor.agencyId);
  const id = wish.id ?? newId();
  await deps.database.transaction<Tables, void>(async (trx) => {
    // The same form twice at once: the second waits, and finds what the first has made.
    await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(trx);
    const known = await trx
      .selectFrom('documents.copy')
      .select(['kind', 'outgoing_id', 'incoming_id', 'excerpt'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (known) {
      // The number under which one document stands in the book of copies is never put on another.
      if (!isOf(known, wish, excerpt)) throw documentsProblem('not-found');
      return;
    }
    const at = deps.clock.now();
    const madeOn = vnDate(at);
    const year = Number(madeOn.slice(0, 4));
    await deps.evidence.record(trx, {
      kind: 'documents.copy-made',
      subject: `document:${wish.outgoingId ?? wish.incomingId ?? ''}`,
      actor,
      data: { copyId: id, kind: wish.kind },
    });
    await tellAgency(trx, deps, actor.agencyId);
    const number = await takeNumber(trx, { agencyId: actor.agencyId, book: 'copy', series: '', year }, id, {
      at,
      by: actor,
    });
    await trx
      .insertInto('documents.copy')
      .values({
        id,
        agency_id: actor.agencyId,
        kind: wish.kind,
        outgoing_id: wish.outgoingId ?? null,
        incoming_id: wish.outgoingId ? null : (wish.incomingId ?? null),
        of_notation: original.notation,
        of_subject: original.subject,
        excerpt,
        recipients: JSON.stringify(wish.recipients),
        year,
        number,
        notation: copyNotation(wish.kind, style),
        made_on: madeOn,
        signer_officer_id: actor.officerId,
        signer_post_id: actor.postId ?? null,
        signer_name: actor.name,
        signer_position: wish.signerTitle.trim(),
        at,
      })
      .execute();
  });
  return signCopy(deps, { id, original }, actor);
}

function isOf(
  copy: { kind: string; outgoing_id: string | null; incoming_id: string | null; excerpt: string | null },
  wish: CopyWish,
  excerpt: string | null,
): boolean {
  const incoming = wish.outgoingId ? null : (wish.incomingId ?? null);
  return (
    copy.kind === wish.kind &&
    copy.outgoing_id === (wish.outgoingId ?? null) &&
    copy.incoming_id === incoming &&
    copy.excerpt === excerpt
  );
}

/** The document and its PDF. @throws documents.not-found, not-yours, nothing-to-copy */
async function originalOf(deps: DocumentsDeps, wish: CopyWish, actor: OfficerActor): Promise<Original> {
  const db = deps.database.of<Tables>();
  if (wish.outgoingId) {
    const row = await findOutgoing(db, wish.outgoingId);
    requireOutgoing(actor, row && partiesOf(row), 'copy');
    if (!row?.file_id || row.state !== 'issued') throw documentsProblem('nothing-to-copy');
    const agency = await deps.directory.getAgency(row.agency_id);
    return {
      fileId: row.file_id,
      notation: numberOf(row),
      subject: row.subject,
      type: findType(row.type)?.vi ?? '',
      issuer: agency.name,
      on: row.issued_on ?? '',
    };
  }
  const row = await findIncoming(db, wish.incomingId ?? '');
  requireIncoming(actor, row?.parties, 'copy');
  if (!row || row.number === null) throw documentsProblem('nothing-to-copy');
  const file = await db
    .selectFrom('documents.incoming_file')
    .select('file_id')
    .where('incoming_id', '=', row.id)
    .where('type', '=', 'application/pdf')
    .orderBy('position')
    .executeTakeFirst();
  if (!file) throw documentsProblem('nothing-to-copy');
  return {
    fileId: file.file_id,
    notation: row.notation,
    subject: row.subject,
    type: findType(row.type)?.vi ?? '',
    issuer: row.sender_name,
    on: row.issued_on,
  };
}
