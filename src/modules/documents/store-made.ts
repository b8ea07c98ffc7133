import type { OfficerActor } from '#platform/access.ts';
import { HOUSE_RULES } from '#modules/files/index.ts';
import type { DocumentsDeps } from './deps.ts';

/** A PDF that this room has made and signed, kept for the document or copy with this id from now on. Made twice, the later one is another file. */
export async function storeMade(
  deps: DocumentsDeps,
  { id, name, pdf }: { id: string; name: string; pdf: Buffer },
  actor: OfficerActor,
) {
  const stored = await deps.files.receive(pdf, { name: `${name}.pdf`, owner: actor.accountId, rules: HOUSE_RULES });
  await deps.files.keep([stored.id], actor.accountId, `document:${id}`);
  return stored;
}
