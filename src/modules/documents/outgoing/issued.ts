import type { Static } from 'typebox';
import type { OfficerActor } from '#platform/access.ts';
import { requireOutgoing } from '../access.ts';
import type { DocumentsDeps } from '../deps.ts';
import { placesOf } from './document-data.ts';
import { findType } from '../document-types.ts';
import { documentsProblem } from '../errors.ts';
import type { documentIssued } from '../events.ts';
import { findOutgoing, partiesOf, type OutgoingRow } from './outgoing-row.ts';
import { agencyFacts, type AgencyFacts } from '../style.ts';
import type { Tables } from '../tables.ts';
import { stateWords } from '../words.ts';

type Issued = Static<(typeof documentIssued)['payload']>;
type Stored = Awaited<ReturnType<DocumentsDeps['files']['get']>>;

/** An issued document as it is announced, but for who gets it. */
export type IssuedFacts = Omit<Issued, 'recipients' | 'groups' | 'groupCodes'>;

/**
 * An issued document of the officer's agency, for whoever sends it on a second occasion.
 * @throws documents.not-found (also where the officer may not read it), documents.wrong-state
 */
export async function readIssued(deps: DocumentsDeps, id: string, actor: OfficerActor): Promise<IssuedFacts> {
  const row = await findOutgoing(deps.database.of<Tables>(), id);
  requireOutgoing(actor, row && partiesOf(row), 'read');
  if (!row) throw documentsProblem('not-found');
  if (row.state !== 'issued' || row.file_id === null)
    throw documentsProblem('wrong-state', { params: { state: stateWords[row.state].vi } });
  const [facts, stored] = await Promise.all([agencyFacts(deps, row.agency_id), deps.files.get(row.file_id)]);
  return issuedFacts(row, { facts, stored, at: row.state_at });
}

export function issuedFacts(
  row: OutgoingRow,
  { facts, stored, at }: { facts: AgencyFacts; stored: Stored; at: Date },
): IssuedFacts {
  const { content } = row;
  const type = findType(row.type);
  if (row.number === null || row.notation === null || row.issued_on === null)
    throw new Error(`${row.id} has no number`);
  return {
    documentId: row.id,
    agencyId: row.agency_id,
    agencyCode: facts.itself.code,
    agencyName: facts.itself.name,
    parentAgencyName: facts.parent?.name ?? null,
    place: facts.style.place,
    number: row.number,
    notation: row.notation,
    issuedOn: row.issued_on,
    issuedAt: at.toISOString(),
    type: { key: row.type, name: type?.vi ?? '', exchangeCode: type?.exchangeCode ?? null },
    subject: content.subject,
    urgency: content.urgency,
    answerBy: content.answerBy,
    signer: { authority: content.signer.authority, position: content.signer.title, name: content.signer.name },
    toPlaces: placesOf(content),
    files: [
      {
        fileId: stored.id,
        name: stored.name,
        type: stored.type,
        sha256: stored.sha256,
        bytes: stored.bytes,
        pages: stored.pages ?? null,
      },
      ...(content.attachments ?? []).map(({ id: fileId, ...file }) => ({ fileId, ...file, pages: null })),
    ],
    answers: content.answers.map(({ senderCode, notation, issuedOn }) => ({ senderCode, notation, issuedOn })),
  };
}
