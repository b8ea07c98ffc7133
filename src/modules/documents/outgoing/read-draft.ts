import type { OfficerActor } from '#platform/access.ts';
import { fold } from '#platform/text.ts';
import { vnDate } from '#platform/time.ts';
import type { Content, DraftInput, Recipient, RecipientInput } from '../content.ts';
import type { DocumentsDeps } from '../deps.ts';
import { documentsProblem } from '../errors.ts';
import { findIncoming } from '../incoming/incoming-row.ts';
import { mayIncoming } from '../access.ts';
import { secretsStayOut } from '../legal.ts';
import type { Tables } from '../tables.ts';

/** What the drafter gave as it is kept: names of today beside the ids, the uploaded file looked at. @throws what is wrong with it */
export async function readDraft(deps: DocumentsDeps, input: DraftInput, actor: OfficerActor): Promise<Content> {
  if (secretsStayOut && input.secrecy !== undefined && input.secrecy !== 'none')
    throw documentsProblem('secret-elsewhere');
  const colleagues = await deps.directory.listOfficers(actor.agencyId, vnDate(deps.clock.now()));
  const signer = colleagues.find((one) => one.id === input.signerId && one.rights.includes('documents.sign'));
  if (!signer) throw documentsProblem('signer-unknown');
  return {
    type: input.type,
    subject: input.subject.trim().replace(/\s+/gu, ' '),
    urgency: input.urgency,
    unit: input.unit?.trim() || null,
    signer: {
      officerId: signer.id,
      name: signer.name,
      position: signer.position,
      authority: input.authority,
      onBehalfOf: input.onBehalfOf?.trim() ?? '',
      title: input.signerTitle.trim(),
    },
    answerBy: input.answerBy ?? null,
    answers: await answeredBy(deps, input.answers ?? [], actor),
    recipients: await Promise.all(input.recipients.map((one) => readRecipient(deps, one, colleagues))),
    grounds: input.grounds ?? '',
    text: input.text ?? '',
    file: input.fileId ? await readFile(deps, input.fileId, actor) : null,
    ...(input.attachmentIds?.length ? { attachments: await readAttachments(deps, input.attachmentIds, actor) } : {}),
  };
}

async function readRecipient(
  deps: DocumentsDeps,
  input: RecipientInput,
  colleagues: readonly { id: string; name: string; position: string }[],
): Promise<Recipient> {
  if (input.kind === 'printed')
    return { kind: 'printed', id: null, code: null, name: input.name.trim(), main: input.main ?? false };
  if (input.kind === 'officer') {
    const officer = colleagues.find((one) => one.id === input.officerId);
    if (!officer) throw documentsProblem('recipient-unknown', { params: { name: input.officerId } });
    return { kind: 'officer', id: officer.id, code: null, name: `${officer.name}, ${officer.position}`, main: false };
  }
  const agency = await deps.directory.getAgency(input.agencyId).catch(() => undefined);
  if (!agency || agency.validTo !== null)
    throw documentsProblem('recipient-unknown', { params: { name: agency?.name ?? input.agencyId } });
  return { kind: 'agency', id: agency.id, code: agency.code, name: agency.name, main: input.main ?? false };
}

/** Only what the drafter may read: an answer must not tell of documents of others. */
async function answeredBy(
  deps: DocumentsDeps,
  ids: readonly string[],
  actor: OfficerActor,
): Promise<Content['answers']> {
  const found = await Promise.all(ids.map((id) => findIncoming(deps.database.of<Tables>(), id)));
  return found.map((row) => {
    if (!row || !mayIncoming(actor, row.parties, 'read')) throw documentsProblem('not-found');
    return { incomingId: row.id, senderCode: row.sender_code, notation: row.notation, issuedOn: row.issued_on };
  });
}

async function readFile(deps: DocumentsDeps, fileId: string, actor: OfficerActor): Promise<Content['file']> {
  const file = await deps.files.getFor(fileId, actor);
  if (file.type !== 'application/pdf') throw documentsProblem('not-a-pdf');
  if (!deps.signing.canSign(await deps.files.read(file.id))) throw documentsProblem('not-a-pdf');
  return { id: file.id, name: file.name, sha256: file.sha256 };
}

async function readAttachments(
  deps: DocumentsDeps,
  ids: readonly string[],
  actor: OfficerActor,
): Promise<NonNullable<Content['attachments']>> {
  const files = await Promise.all([...new Set(ids)].map((id) => deps.files.getFor(id, actor)));
  return files.map(({ id, name, type, bytes, sha256 }) => ({ id, name, type, bytes, sha256 }));
}

/** What must be there before it goes to somebody else. */
export function requireComplete(content: Content): void {
  if (content.recipients.length === 0) throw documentsProblem('recipients-missing');
  if (!content.file && fold(content.text) === '') throw documentsProblem('content-missing');
}
