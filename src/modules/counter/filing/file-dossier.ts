import { createHash } from 'node:crypto';
import type { CitizenActor } from '#platform/access.ts';
import { breaksConstraint } from '#platform/database/database.ts';
import { newId } from '#platform/id.ts';
import { sql } from 'kysely';
import type { Catalogue, FileableVersion } from './catalogue.ts';
import type { CounterDeps } from '../deps.ts';
import { type AgencySnapshot, on } from '../dossier-row.ts';
import { findDraftRow } from './drafts.ts';
import { ownsDraft } from '../access.ts';
import { counterProblem } from '../errors.ts';
import { requireInMandate } from '../on-behalf.ts';
import { examine, knownAnswers } from './examine.ts';
import { tidyAnswers } from './read-draft-page.ts';
import type { WriteFiling } from './write-filing.ts';
import { intakeDue } from '../handling/intake-due.ts';
import type { Answers, Filed } from '../shapes.ts';

export type FilingRequest =
  | { draftId: string; version: number }
  | { procedureCode: string; answers: Answers; idempotencyKey: string };

/**
 * Files a dossier, once: however often and from however many windows the same draft (or the same key) arrives, one dossier
 * comes of it and every caller gets the same answer. Everything is checked again here; what is refused changes nothing.
 */
export async function fileDossier(
  deps: CounterDeps,
  catalogue: Catalogue,
  write: WriteFiling,
  request: FilingRequest,
  actor: CitizenActor,
): Promise<Filed> {
  return 'draftId' in request
    ? fileDraft(deps, catalogue, write, request, actor)
    : fileAtOnce(deps, catalogue, write, request, actor);
}

async function fileDraft(
  deps: CounterDeps,
  catalogue: Catalogue,
  write: WriteFiling,
  request: { draftId: string; version: number },
  actor: CitizenActor,
): Promise<Filed> {
  const database = deps.database.of<unknown>();
  const draft = await findDraftRow(database, request.draftId, actor.accountId);
  if (!draft) return filedBefore(deps, catalogue, request.draftId, actor);
  if (!ownsDraft(actor, draft)) throw counterProblem('other-capacity');
  if (draft.version !== request.version) throw counterProblem('draft-changed');
  const version = await catalogue.fileable(draft.procedureVersionId);
  const filed = await carryOut(
    deps,
    catalogue,
    write,
    version,
    { dossierId: draft.id, answers: draft.answers, draftVersion: draft.version },
    actor,
  );
  if (filed) return filed;
  // Between reading and locking, another window filed this draft or saved it once more.
  if (await findDraftRow(database, draft.id, actor.accountId)) throw counterProblem('draft-changed');
  return filedBefore(deps, catalogue, draft.id, actor);
}

async function filedBefore(
  deps: CounterDeps,
  catalogue: Catalogue,
  draftId: string,
  actor: CitizenActor,
): Promise<Filed> {
  const filed = await findFiled(deps, catalogue, { dossierId: draftId }, actor);
  if (!filed) throw counterProblem('draft-not-found');
  return filed.answer;
}

async function fileAtOnce(
  deps: CounterDeps,
  catalogue: Catalogue,
  write: WriteFiling,
  request: { procedureCode: string; answers: Answers; idempotencyKey: string },
  actor: CitizenActor,
): Promise<Filed> {
  const key = request.idempotencyKey;
  const contentHash = hashOf(request.procedureCode, request.answers, actor);
  const before = async (): Promise<Filed | undefined> => {
    const found = await findFiled(deps, catalogue, { idempotencyKey: key }, actor);
    if (found && found.contentHash !== contentHash) throw counterProblem('idempotency-key-reused');
    return found?.answer;
  };
  const earlier = await before();
  if (earlier) return earlier;
  const version = await catalogue.current(request.procedureCode);
  const answers = tidyAnswers(version, knownAnswers(version, request.answers), catalogue.today());
  const what = { dossierId: newId(), answers, idempotency: { key, contentHash } };
  try {
    const filed = await carryOut(deps, catalogue, write, version, what, actor);
    if (filed) return filed;
  } catch (error) {
    // The same key arrived twice at the same moment: the other one filed it.
    if (!breaksConstraint(error, 'dossier_idempotency')) throw error;
  }
  const winner = await before();
  if (!winner) throw new Error('A dossier with this idempotency key was neither filed nor found');
  return winner;
}

async function carryOut(
  deps: CounterDeps,
  catalogue: Catalogue,
  write: WriteFiling,
  version: FileableVersion,
  what: {
    dossierId: string;
    answers: Answers;
    draftVersion?: number;
    idempotency?: { key: string; contentHash: string };
  },
  actor: CitizenActor,
): Promise<Filed | undefined> {
  requireInMandate(actor, version.code);
  const examined = await examine(deps, catalogue, version, what.answers, actor.accountId);
  const filedAt = deps.clock.now();
  const [intakeDueAt, parent] = await Promise.all([
    intakeDue(deps, examined.agency.id, filedAt),
    examined.agency.parentId ? deps.directory.getAgency(examined.agency.parentId) : undefined,
  ]);
  // Kept before the transaction: a file kept for a dossier that was not filed after all costs room, the other way a paper.
  if (examined.papers.length > 0) {
    await deps.files.keep(
      examined.papers.map((paper) => paper.fileId),
      actor.accountId,
      `dossier:${what.dossierId}`,
    );
  }
  const agencyAtFiling: AgencySnapshot = {
    name: examined.agency.name,
    code: examined.agency.code,
    parentName: parent?.name ?? null,
    address: examined.agency.address || null,
    phone: examined.agency.phone || null,
  };
  const code = await write({ ...what, actor, examined, version, agencyAtFiling, filedAt, intakeDueAt });
  if (!code) return undefined;
  return answerOf({ id: what.dossierId, code, filedAt, agencyId: examined.agency.id, agencyAtFiling }, version);
}

interface FiledRow {
  id: string;
  code: string;
  filedAt: Date;
  agencyId: string;
  agencyAtFiling: AgencySnapshot;
}

/** The same words for the first filing and for every repetition of it, whatever has happened to the dossier since. */
function answerOf(row: FiledRow, version: { code: string; name: { vi: string; en: string } }): Filed {
  const { name, code, address, phone } = row.agencyAtFiling;
  return {
    dossierId: row.id,
    code: row.code,
    state: 'submitted',
    filedAt: row.filedAt.toISOString(),
    procedureCode: version.code,
    procedureName: version.name,
    agency: { id: row.agencyId, name, code, address, phone },
    receipt: `/api/counter/dossiers/${row.id}/receipt`,
  };
}

async function findFiled(
  deps: CounterDeps,
  catalogue: Catalogue,
  by: { dossierId: string } | { idempotencyKey: string },
  actor: CitizenActor,
): Promise<{ answer: Filed; contentHash: string | null } | undefined> {
  const condition = 'dossierId' in by ? sql`id = ${by.dossierId}` : sql`idempotency_key = ${by.idempotencyKey}`;
  const { rows } = await sql<FiledRow & { procedureVersionId: string; contentHash: string | null }>`
    select id, code, filed_at as "filedAt", agency_id as "agencyId", agency_at_filing as "agencyAtFiling",
      procedure_version_id as "procedureVersionId", content_hash as "contentHash"
    from counter.dossier where applicant_account_id = ${actor.accountId} and ${condition}`.execute(
    on(deps.database.of<unknown>()),
  );
  const [row] = rows;
  if (!row) return undefined;
  return { answer: answerOf(row, await catalogue.version(row.procedureVersionId)), contentHash: row.contentHash };
}

/** The same content for the same person gives the same hash, in whatever order the keys came. */
function hashOf(procedureCode: string, answers: Answers, { actingFor }: CitizenActor): string {
  const ordered = Object.entries(answers).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([procedureCode, ordered, ...(actingFor ? [actingFor.kind, actingFor.id] : [])]))
    .digest('hex');
}
