import { readFileSync } from 'node:fs';
import type { Selectable } from 'kysely';
import type { OfficerActor } from '#platform/access.ts';
import type { DocumentsDeps } from '../deps.ts';
import { documentsProblem } from '../errors.ts';
import { copyKinds } from '../legal.ts';
import type { Original } from './make-copy.ts';
import { printed } from '../notation.ts';
import { typesetPrintable } from '../outgoing/render-outgoing.ts';
import { sealAt, signatureAt, stampAt, stampTime } from '../outgoing/sign-pictures.ts';
import { agencyFacts, type AgencyFacts } from '../style.ts';
import type { DocumentsCopy, Tables } from '../tables.ts';
import { storeMade } from '../store-made.ts';

const template = readFileSync(new URL('trich-sao.typ', import.meta.url), 'utf8');

/** The kinds of copies are those of the check in the database. */
const headOf = (kind: string): string => copyKinds[kind as keyof typeof copyKinds];

/**
 * A true copy or a copy of a copy is the file as it is, signatures and all, with the agency's signature named at the upper right of its
 * first page; an extract is a page of its own, signed by the officer and the agency.
 */
export async function signCopy(
  deps: DocumentsDeps,
  { id, original }: { id: string; original: Original },
  actor: OfficerActor,
): Promise<{ id: string; notation: string }> {
  const db = deps.database.of<Tables>();
  const copy = await db.selectFrom('documents.copy').selectAll().where('id', '=', id).executeTakeFirst();
  if (!copy || copy.agency_id !== actor.agencyId || copy.signer_officer_id !== actor.officerId)
    throw documentsProblem('not-found');
  const answer = { id, notation: printed(copy.number, copy.notation) };
  const known = await db
    .selectFrom('documents.copy_file')
    .select('copy_id')
    .where('copy_id', '=', id)
    .executeTakeFirst();
  if (known) return answer;
  const facts = await agencyFacts(deps, copy.agency_id);
  const signed =
    copy.kind === 'TrS' ? await extract(deps, copy, original, facts) : await wholeCopy(deps, copy, original, facts);
  const name = `${answer.notation.replace('/', '-')}-${copy.made_on}`;
  const stored = await storeMade(deps, { id, name, pdf: signed }, actor);
  await deps.database.transaction<Tables, void>(async (trx) => {
    const at = deps.clock.now();
    const inserted = await trx
      .insertInto('documents.copy_file')
      .values({ copy_id: id, file_id: stored.id, sha256: stored.sha256, at })
      .onConflict((other) => other.doNothing())
      .returning('copy_id')
      .executeTakeFirst();
    if (inserted)
      await deps.evidence.record(trx, {
        kind: 'documents.copy-signed',
        subject: `document:${id}`,
        actor,
        data: { sha256: stored.sha256 },
      });
  });
  return answer;
}

const signs = (copy: Selectable<DocumentsCopy>, { itself, style }: AgencyFacts) => ({
  agencyId: copy.agency_id,
  agencyName: itself.name,
  reason: `${headOf(copy.kind)} số ${printed(copy.number, copy.notation)}`,
  location: style.place,
});

async function wholeCopy(
  deps: DocumentsDeps,
  copy: Selectable<DocumentsCopy>,
  original: Original,
  facts: AgencyFacts,
): Promise<Buffer> {
  const at = deps.clock.now();
  return deps.signing.signPdf(await deps.files.read(original.fileId), {
    ...signs(copy, facts),
    signerName: facts.itself.name,
    signerPosition: '',
    at,
    appearance: await stampAt([
      `${headOf(copy.kind)} số ${printed(copy.number, copy.notation)}`,
      facts.itself.name,
      `Thời gian ký: ${stampTime(at)}`,
    ]),
  });
}

async function extract(
  deps: DocumentsDeps,
  copy: Selectable<DocumentsCopy>,
  original: Original,
  facts: AgencyFacts,
): Promise<Buffer> {
  const at = deps.clock.now();
  const recipients = Array.isArray(copy.recipients) ? copy.recipients.map(String) : [];
  const { pdf, places } = await typesetPrintable({
    template,
    data: {
      original: {
        type: original.type.toLocaleLowerCase('vi'),
        notation: original.notation,
        date: original.on,
        issuer: original.issuer,
        subject: original.subject,
      },
      lines: (copy.excerpt ?? '').split(/\r?\n/u).filter((line) => line.trim() !== ''),
      agency: { name: facts.itself.name },
      head: headOf(copy.kind),
      number: printed(copy.number, copy.notation),
      place: facts.style.place,
      date: copy.made_on,
      recipients: [...recipients.map((line) => `${line};`), 'Lưu: VT.'],
      signer: { title: copy.signer_position, name: copy.signer_name },
    },
    title: `Trích sao ${original.notation}`,
    author: facts.itself.name,
    at: copy.at,
  });
  const place = places.find((one) => one.name === 'signature');
  if (!place) throw new Error('The template of extracts has no place for the signature.');
  const byOfficer = await deps.signing.signPdf(pdf, {
    ...signs(copy, facts),
    officerId: copy.signer_officer_id,
    signerName: copy.signer_name,
    signerPosition: copy.signer_position,
    at,
    appearance: await signatureAt(place, { name: copy.signer_name, at }),
  });
  return deps.signing.signPdf(byOfficer, {
    ...signs(copy, facts),
    signerName: facts.itself.name,
    signerPosition: '',
    at,
    appearance: await sealAt(place, facts.itself.name),
  });
}
