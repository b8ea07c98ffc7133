import type { Actor } from '#platform/access.ts';
import type { Download } from '#platform/operation.ts';
import { requireIncoming, requireOutgoing } from './access.ts';
import type { DocumentsDeps } from './deps.ts';
import { documentsProblem } from './errors.ts';
import { findIncoming } from './incoming/incoming-row.ts';
import { printed } from './notation.ts';
import { findOutgoing, partiesOf } from './outgoing/outgoing-row.ts';
import { renderOutgoing } from './outgoing/render-outgoing.ts';
import { fileName, toRender } from './outgoing/sign-outgoing.ts';
import { agencyFacts } from './style.ts';
import type { Tables } from './tables.ts';

/** The signed document, or before that how it would look now. */
export async function openOutgoing(deps: DocumentsDeps, id: string, actor: Actor): Promise<Download> {
  const row = await findOutgoing(deps.database.of<Tables>(), id);
  requireOutgoing(actor, row && partiesOf(row), 'read');
  if (!row) throw documentsProblem('not-found');
  if (row.file_id)
    return { ...(await deps.files.passOn(row.file_id)), type: 'application/pdf', name: `${fileName(row)}.pdf` };
  const { pdf } = await renderOutgoing(deps, toRender(row), await agencyFacts(deps, row.agency_id));
  return { bytes: pdf, type: 'application/pdf', name: `du-thao-ban-${row.version}.pdf` };
}

/** What goes with the document, in the version that stands. */
export async function openAttachment(
  deps: DocumentsDeps,
  { id, fileId }: { id: string; fileId: string },
  actor: Actor,
): Promise<Download> {
  const row = await findOutgoing(deps.database.of<Tables>(), id);
  requireOutgoing(actor, row && partiesOf(row), 'read');
  const file = row?.content.attachments?.find((one) => one.id === fileId);
  if (!file) throw documentsProblem('not-found');
  return { ...(await deps.files.passOn(file.id)), type: file.type, name: file.name };
}

export async function openIncomingFile(
  deps: DocumentsDeps,
  { id, fileId }: { id: string; fileId: string },
  actor: Actor,
): Promise<Download> {
  const db = deps.database.of<Tables>();
  const row = await findIncoming(db, id);
  requireIncoming(actor, row?.parties, 'read');
  const file = await db
    .selectFrom('documents.incoming_file')
    .selectAll()
    .where('incoming_id', '=', id)
    .where('file_id', '=', fileId)
    .executeTakeFirst();
  if (!file) throw documentsProblem('not-found');
  return { ...(await deps.files.passOn(file.file_id)), type: file.type, name: file.name };
}

/** Whoever may read the original may read its copy. */
export async function openCopy(deps: DocumentsDeps, id: string, actor: Actor): Promise<Download> {
  const db = deps.database.of<Tables>();
  const copy = await db
    .selectFrom('documents.copy as c')
    .innerJoin('documents.copy_file as f', 'f.copy_id', 'c.id')
    .selectAll('c')
    .select('f.file_id')
    .where('c.id', '=', id)
    .executeTakeFirst();
  if (!copy) throw documentsProblem('not-found');
  if (copy.outgoing_id) {
    const row = await findOutgoing(db, copy.outgoing_id);
    requireOutgoing(actor, row && partiesOf(row), 'read');
  } else {
    const row = await findIncoming(db, copy.incoming_id ?? '');
    requireIncoming(actor, row?.parties, 'read');
  }
  const name = `${printed(copy.number, copy.notation).replace('/', '-')}-${copy.made_on}.pdf`;
  return { ...(await deps.files.passOn(copy.file_id)), type: 'application/pdf', name };
}
