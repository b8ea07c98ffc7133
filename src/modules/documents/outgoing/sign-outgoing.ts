import type { OfficerActor } from '#platform/access.ts';
import { requireOutgoing } from '../access.ts';
import type { DocumentsDeps } from '../deps.ts';
import { findType } from '../document-types.ts';
import { documentsProblem } from '../errors.ts';
import { moveOutgoing, setState, type Moved } from './move-outgoing.ts';
import { printed } from '../notation.ts';
import { findOutgoing, partiesOf, requireStep, type OutgoingRow } from './outgoing-row.ts';
import { renderOutgoing } from './render-outgoing.ts';
import { signatureAt, stampAt, stampTime } from './sign-pictures.ts';
import { agencyFacts } from '../style.ts';
import { storeMade } from '../store-made.ts';
import type { Tables } from '../tables.ts';

/**
 * The signer's own signature. Typesetting, signing and storing happen before the transaction, because other rooms do them; the row
 * decides which file is the document. A file made by the slower of two tabs is kept by nothing and swept away.
 */
export async function signOutgoing(deps: DocumentsDeps, input: { id: string }, actor: OfficerActor): Promise<Moved> {
  const row = await findOutgoing(deps.database.of<Tables>(), input.id);
  requireOutgoing(actor, row && partiesOf(row), 'sign');
  if (!row) throw documentsProblem('not-found');
  if (row.state === 'signed' || row.state === 'issued') return moveOutgoing(deps, { ...input, step: 'sign' }, actor);
  requireStep(row, 'sign');
  const signed = await makeSigned(deps, row, actor);
  const stored = await storeMade(deps, { id: row.id, name: fileName(row), pdf: signed }, actor);
  return moveOutgoing(
    deps,
    {
      id: row.id,
      step: 'sign',
      effect: (trx, locked, at) =>
        setState(trx, locked.id, 'signed', at, { file_id: stored.id, sha256: stored.sha256 }),
    },
    actor,
  );
}

async function makeSigned(deps: DocumentsDeps, row: OutgoingRow, actor: OfficerActor): Promise<Buffer> {
  const facts = await agencyFacts(deps, row.agency_id);
  const at = deps.clock.now();
  const { content } = row;
  const { pdf, place } = await renderOutgoing(deps, toRender(row), facts);
  const appearance = place
    ? await signatureAt(place, { name: actor.name, at })
    : await stampAt([
        `Số, ký hiệu: ${numberOf(row)}`,
        `Người ký: ${actor.name}, ${content.signer.title}`,
        `Thời gian ký: ${stampTime(at)}`,
      ]);
  return deps.signing.signPdf(pdf, {
    agencyId: row.agency_id,
    agencyName: facts.itself.name,
    officerId: actor.officerId,
    signerName: actor.name,
    signerPosition: actor.position,
    reason: `Ký ${(findType(row.type)?.vi ?? 'văn bản').toLocaleLowerCase('vi')} số ${numberOf(row)}`,
    location: facts.style.place,
    at,
    appearance,
  });
}

export function toRender(row: OutgoingRow) {
  return {
    content: row.content,
    number: row.number,
    notation: row.notation,
    issuedOn: row.issued_on,
    createdAt: row.created_at,
  };
}

export const numberOf = (row: Pick<OutgoingRow, 'number' | 'notation'>): string =>
  row.number === null || row.notation === null ? '' : printed(row.number, row.notation);

/** '05-QD-UBND'-like names would lose the stroke that tells types apart, so only the stroke of the number becomes a hyphen. */
export const fileName = (row: Pick<OutgoingRow, 'number' | 'notation' | 'issued_on'>): string =>
  `${numberOf(row).replace('/', '-')}-${row.issued_on ?? ''}`;
