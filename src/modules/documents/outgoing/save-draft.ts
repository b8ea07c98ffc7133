import type { OfficerActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { requireOutgoing } from '../access.ts';
import type { Content, DraftInput } from '../content.ts';
import type { DocumentsDeps, Trx } from '../deps.ts';
import { findType } from '../document-types.ts';
import { documentsProblem } from '../errors.ts';
import { searchText } from '../notation.ts';
import { appendEvent, findOutgoing, lockOutgoing, partiesOf } from './outgoing-row.ts';
import { readDraft } from './read-draft.ts';
import type { Tables } from '../tables.ts';
import { tellAgency } from '../tell.ts';
import { stateWords } from '../words.ts';

/** Begins a draft. The id may come from the page, so that a form that is sent twice begins one draft. */
export async function startDraft(
  deps: DocumentsDeps,
  input: { id?: string | undefined; draft: DraftInput },
  actor: OfficerActor,
): Promise<{ id: string; version: number }> {
  const content = await readDraft(deps, input.draft, actor);
  const id = input.id ?? newId();
  await keepFiles(deps, id, content, actor);
  return deps.database.transaction<Tables, { id: string; version: number }>(async (trx) => {
    const at = deps.clock.now();
    const inserted = await trx
      .insertInto('documents.outgoing')
      .values({
        id,
        agency_id: actor.agencyId,
        state: 'draft',
        state_at: at,
        version: 1,
        ...headOf(content),
        drafter_officer_id: actor.officerId,
        drafter_name: actor.name,
        drafter_post_id: actor.postId ?? null,
        created_at: at,
      })
      .onConflict((known) => known.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!inserted) {
      const known = await findOutgoing(trx, id);
      requireOutgoing(actor, known && partiesOf(known), 'edit');
      return { id, version: known?.version ?? 1 };
    }
    await writeVersion(trx, id, 1, content, actor, at);
    await appendEvent(trx, id, { kind: 'start', from: null, to: 'draft', version: 1, at, actor });
    await tellAgency(trx, deps, actor.agencyId);
    return { id, version: 1 };
  });
}

/** A new version of the draft. `version` is the one that was open: saving over a colleague's or another tab's change is refused. */
export async function saveDraft(
  deps: DocumentsDeps,
  input: { id: string; version: number; draft: DraftInput },
  actor: OfficerActor,
): Promise<{ id: string; version: number }> {
  const known = await findOutgoing(deps.database.of<Tables>(), input.id);
  requireOutgoing(actor, known && partiesOf(known), 'edit');
  const content = await readDraft(deps, input.draft, actor);
  await keepFiles(deps, input.id, content, actor);
  return deps.database.transaction<Tables, { id: string; version: number }>(async (trx) => {
    const row = await lockOutgoing(trx, input.id);
    const parties = row && partiesOf(row);
    requireOutgoing(actor, parties, 'edit');
    if (!row) throw documentsProblem('not-found');
    if (row.state !== 'draft') throw documentsProblem('wrong-state', { params: { state: stateWords[row.state].vi } });
    if (row.version !== input.version) throw documentsProblem('version-changed', { params: { version: row.version } });
    // The same form sent twice: nothing changed, so there is no new version.
    if (JSON.stringify(row.content) === JSON.stringify(content)) return { id: row.id, version: row.version };
    const at = deps.clock.now();
    const version = row.version + 1;
    await trx
      .updateTable('documents.outgoing')
      .set({ version, ...headOf(content), state_at: at })
      .where('id', '=', row.id)
      .execute();
    await writeVersion(trx, row.id, version, content, actor, at);
    await appendEvent(trx, row.id, { kind: 'save', from: null, to: null, version, at, actor });
    await tellAgency(trx, deps, row.agency_id);
    return { id: row.id, version };
  });
}

async function keepFiles(deps: DocumentsDeps, id: string, content: Content, actor: OfficerActor): Promise<void> {
  const { file, attachments = [] } = content;
  const ids = [...(file ? [file.id] : []), ...attachments.map((one) => one.id)];
  if (ids.length > 0) await deps.files.keep(ids, actor.accountId, `document:${id}`);
}

async function writeVersion(trx: Trx, id: string, version: number, content: Content, actor: OfficerActor, at: Date) {
  await trx
    .insertInto('documents.outgoing_version')
    .values({ outgoing_id: id, version, content: JSON.stringify(content), at, by_officer_id: actor.officerId })
    .execute();
  await trx.deleteFrom('documents.outgoing_reader').where('outgoing_id', '=', id).execute();
  const readers = content.recipients.flatMap((one) => (one.kind === 'officer' && one.id ? [one.id] : []));
  if (readers.length > 0)
    await trx
      .insertInto('documents.outgoing_reader')
      .values([...new Set(readers)].map((officer) => ({ outgoing_id: id, officer_id: officer })))
      .execute();
}

function headOf(content: Content) {
  return {
    type: content.type,
    subject: content.subject,
    urgency: content.urgency,
    signer_officer_id: content.signer.officerId,
    signer_name: content.signer.name,
    search: searchText([
      content.subject,
      findType(content.type)?.vi,
      content.signer.name,
      ...content.recipients.slice(0, 50).map((one) => one.name),
    ]),
  };
}
