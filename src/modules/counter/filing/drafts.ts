import { isId } from '#platform/id.ts';
import { visiblePages, nextPage } from '#modules/forms/index.ts';
import type { CitizenActor } from '#platform/access.ts';
import type { Executor } from '#platform/database/database.ts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { FileableVersion } from './catalogue.ts';
import type { getDraft } from '../contract.ts';
import { on } from '../dossier-row.ts';
import { ownsDraft } from '../access.ts';
import { counterProblem } from '../errors.ts';
import type { OnBehalf } from '../on-behalf.ts';
import type { Answers, DraftSummary } from '../shapes.ts';

export type Draft = Static<(typeof getDraft)['answer']>;

export interface DraftRow {
  id: string;
  accountId: string;
  procedureCode: string;
  procedureVersionId: string;
  answers: Answers;
  version: number;
  pageId: string | null;
  startedAt: Date;
  savedAt: Date;
  actingFor: OnBehalf | null;
}

export const draftColumns = sql`id, account_id as "accountId", procedure_code as "procedureCode",
  procedure_version_id as "procedureVersionId", answers, version, page_id as "pageId", started_at as "startedAt", saved_at as "savedAt",
  acting_for as "actingFor"`;

/** Only ever the caller's own: another person's draft is not found. */
export async function findDraftRow(
  executor: Executor,
  draftId: string,
  accountId: string,
): Promise<DraftRow | undefined> {
  if (!isId(draftId)) return undefined;
  const { rows } = await sql<DraftRow>`select ${draftColumns} from counter.draft
    where id = ${draftId} and account_id = ${accountId}`.execute(on(executor));
  return rows[0];
}

/**
 * Throws `counter.draft-already-filed` when a dossier came of it, `counter.other-capacity` for one's own of another capacity, else
 * `counter.draft-not-found`.
 */
export async function getDraftRow(executor: Executor, draftId: string, actor: CitizenActor): Promise<DraftRow> {
  const found = await findDraftRow(executor, draftId, actor.accountId);
  if (found && !ownsDraft(actor, found)) throw counterProblem('other-capacity');
  if (found) return found;
  if (isId(draftId)) {
    const { rows } = await sql<{ code: string }>`select code from counter.dossier
      where id = ${draftId} and applicant_account_id = ${actor.accountId}`.execute(on(executor));
    if (rows[0]) throw counterProblem('draft-already-filed', { params: { code: rows[0].code } });
  }
  throw counterProblem('draft-not-found');
}

export function showDraft(row: DraftRow, version: FileableVersion, today: string): Draft {
  const next = row.pageId
    ? nextPage(version.form, row.pageId, row.answers, { today })
    : visiblePages(version.form, row.answers, { today })[0];
  return {
    draftId: row.id,
    version: row.version,
    procedureCode: row.procedureCode,
    procedureName: version.name,
    procedureVersionId: row.procedureVersionId,
    pageId: row.pageId,
    nextPageId: next?.id ?? null,
    answers: row.answers,
    actingFor: row.actingFor && { kind: row.actingFor.kind, name: row.actingFor.name },
    startedAt: row.startedAt.toISOString(),
    savedAt: row.savedAt.toISOString(),
  };
}

/** All of the account, of every capacity. */
export async function listDraftRows(
  executor: Executor,
  accountId: string,
  procedureCode?: string,
): Promise<DraftRow[]> {
  const { rows } = await sql<DraftRow>`select ${draftColumns} from counter.draft where account_id = ${accountId}
    and (${procedureCode ?? null}::text is null or procedure_code = ${procedureCode ?? null}) order by saved_at desc`.execute(
    on(executor),
  );
  return rows;
}

export function summariseDraft(row: DraftRow, version: FileableVersion): DraftSummary {
  return {
    draftId: row.id,
    procedureCode: row.procedureCode,
    procedureName: version.name,
    pageId: row.pageId,
    answered: Object.keys(row.answers).length,
    startedAt: row.startedAt.toISOString(),
    savedAt: row.savedAt.toISOString(),
  };
}
