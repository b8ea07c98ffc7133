import { type FormDefinition, summarise } from '#modules/forms/index.ts';
import { type Actor, type CitizenActor, type OfficerActor } from '#platform/access.ts';
import type { Executor } from '#platform/database/database.ts';
import type { Locale } from '#platform/problem.ts';
import { vnDate } from '#platform/time.ts';
import { sql } from 'kysely';
import { requireOnDossier } from './access.ts';
import { actionsOn } from './actions.ts';
import type { Catalogue } from './catalogue.ts';
import type { CounterDeps } from './deps.ts';
import { type DossierRow, findDossierRow, on } from './dossier-row.ts';
import type { FormNumber } from './issue-form.ts';
import { labelMarks } from './marks.ts';
import { nationalCodeOf } from './national-codes.ts';
import { recordReading } from './papers.ts';
import { findNext } from './queue.ts';
import type {
  DossierPage,
  DueTime,
  IssuedForm,
  Mark,
  OfficerDossierPage,
  ResultPaper,
  Supplement,
  SummarySection,
  TraceStep,
} from './shapes.ts';
import { findSubmission, type Submission } from './submission.ts';
import { readSteps } from './steps.ts';
import { readTimeline } from './timeline.ts';
import { formTitles, labelOf, type Said } from './words.ts';

/** The applicant's view of one dossier. */
export async function getMyDossier(
  deps: CounterDeps,
  catalogue: Catalogue,
  dossierId: string,
  actor: CitizenActor,
  locale: Locale,
): Promise<DossierPage> {
  const row = await findDossierRow(deps.database.of<unknown>(), dossierId);
  requireOnDossier(actor, row, 'read');
  return readPage(deps, catalogue, row, actor, locale);
}

/** The office's view. Each opening is recorded before anything is shown. */
export async function getDossier(
  deps: CounterDeps,
  catalogue: Catalogue,
  dossierId: string,
  actor: OfficerActor,
  locale: Locale,
): Promise<OfficerDossierPage> {
  const database = deps.database.of<unknown>();
  const row = await findDossierRow(database, dossierId);
  requireOnDossier(actor, row, 'read-notes');
  await deps.database.transaction<unknown, void>((trx) => recordReading(deps, trx, row, actor, {}));
  const [page, extra, version, next] = await Promise.all([
    readPage(deps, catalogue, row, actor, locale),
    readForColleagues(database, row.id),
    catalogue.version(row.procedureVersionId),
    findNext(database, row.id),
  ]);
  return { ...page, ...extra, handlerPath: version.handlerPath?.replace(':dossierId', row.id) ?? null, next };
}

async function readPage(
  deps: CounterDeps,
  catalogue: Catalogue,
  row: DossierRow,
  actor: Actor,
  locale: Locale,
): Promise<DossierPage> {
  const database = deps.database.of<unknown>();
  const [version, submission, side, timeline, steps] = await Promise.all([
    catalogue.version(row.procedureVersionId),
    findSubmission(database, row.id, row.revision),
    readSideTables(database, row),
    readTimeline(database, row, actor.kind === 'officer'),
    readSteps(database, row),
  ]);
  return {
    id: row.id,
    code: row.code,
    state: row.state,
    stateLabel: labelOf(row.state, row.pausedFor),
    nationalCode: nationalCodeOfRow(row),
    clock: row.clock,
    pausedFor: row.pausedFor,
    procedureCode: row.procedureCode,
    procedureName: version.name,
    procedureVersionId: row.procedureVersionId,
    agency: { id: row.agencyId, ...withoutParent(row) },
    areaCode: row.areaCode,
    applicantName: row.applicantName,
    filedAt: row.filedAt.toISOString(),
    intakeDueAt: row.intakeDueAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    due: side.due,
    revision: row.revision,
    steps,
    answers: submission.answers,
    summary: version.form ? await summariseAnswers(deps, version.form, submission, locale) : [],
    papers: submission.papers,
    results: side.results,
    supplements: side.supplements.map((one) => ({ ...one, marks: labelMarks(version, one.marks) })),
    forms: side.forms,
    timeline,
    actions: actionsOn(row, actor),
  };
}

export function nationalCodeOfRow(row: DossierRow): number {
  const view = {
    state: row.state,
    pausedFor: row.pausedFor ?? undefined,
    supplementedBeforeIntake: row.supplementRounds > 0,
  };
  return nationalCodeOf(view) ?? 1;
}

function withoutParent({ agencyAtFiling }: DossierRow) {
  const { name, code, address, phone } = agencyAtFiling;
  return { name, code, address, phone };
}

/** The answers in words. Areas are named as they were called on the day of the submission. */
export async function summariseAnswers(
  deps: CounterDeps,
  form: FormDefinition,
  submission: Submission,
  locale: Locale,
): Promise<SummarySection[]> {
  const day = vnDate(submission.submittedAt);
  const codes = new Set<string>();
  for (const field of form.pages.flatMap((page) => page.fields)) {
    const value = submission.answers[field.key];
    if (field.kind === 'area' && typeof value === 'string') codes.add(value);
  }
  const names = new Map<string, string>();
  for (const code of codes) {
    const area = await deps.directory.findArea(code, day);
    if (area) names.set(code, area.path);
  }
  const files = new Map(submission.papers.map((paper) => [paper.fileId, paper.name]));
  const named = { area: (code: string) => names.get(code), file: (id: string) => files.get(id) };
  return summarise(form, submission.answers, locale, named, { today: day }).map(({ pageId, title, rows }) => ({
    pageId,
    title,
    rows: rows.map(({ key, label, value }) => ({ key, label, value })),
  }));
}

interface SideTables {
  due: DueTime[];
  results: ResultPaper[];
  supplements: (Omit<Supplement, 'marks'> & { marks: Mark[] })[];
  forms: IssuedForm[];
}

const dueCauses: Record<string, Said> = {
  accepted: { vi: 'Tính khi tiếp nhận hồ sơ', en: 'Counted at acceptance' },
  resumed: { vi: 'Tính lại sau khi người nộp bổ sung', en: 'Counted again after the supplement' },
};

async function readSideTables(executor: Executor, row: DossierRow): Promise<SideTables> {
  const [due, results, supplements, forms] = await Promise.all([
    sql<{ dueAt: Date; computedAt: Date; cause: string; trace: TraceStep[] }>`select due_at as "dueAt",
      computed_at as "computedAt", cause, trace from counter.due_time where dossier_id = ${row.id} order by id desc`.execute(
      on(executor),
    ),
    sql<{ fileId: string; name: string; title: Said; issuedAt: Date }>`select file_id as "fileId", name, title,
      issued_at as "issuedAt" from counter.result_paper where dossier_id = ${row.id} order by issued_at`.execute(
      on(executor),
    ),
    sql<
      Omit<SideTables['supplements'][number], 'requestedAt' | 'answeredAt'> & {
        requestedAt: Date;
        answeredAt: Date | null;
      }
    >`
      select id, round, requested_at as "requestedAt", answer_by as "answerBy", message, legal_ground as "legalGround", marks,
        answered_at as "answeredAt", closed_at is null as "isOpen" from counter.supplement_request where dossier_id = ${row.id} order by round desc`.execute(
      on(executor),
    ),
    sql<{ id: string; form: FormNumber; issuedAt: Date }>`select id, form, issued_at as "issuedAt"
      from counter.issued_form where dossier_id = ${row.id} order by id`.execute(on(executor)),
  ]);
  return {
    due: due.rows.map(({ cause, trace, ...times }) => ({
      dueAt: times.dueAt.toISOString(),
      computedAt: times.computedAt.toISOString(),
      why: dueCauses[cause] ?? { vi: cause, en: cause },
      trace,
    })),
    results: results.rows.map((one) => ({ ...one, issuedAt: one.issuedAt.toISOString() })),
    supplements: supplements.rows.map((one) => ({
      ...one,
      requestedAt: one.requestedAt.toISOString(),
      answeredAt: one.answeredAt?.toISOString() ?? null,
    })),
    forms: forms.rows.map((one) => ({ ...one, title: formTitles[one.form], issuedAt: one.issuedAt.toISOString() })),
  };
}

async function readForColleagues(
  executor: Executor,
  dossierId: string,
): Promise<Pick<OfficerDossierPage, 'assignee' | 'notes'>> {
  const [assignments, notes] = await Promise.all([
    sql<{
      officerId: string;
      name: string;
    }>`select officer_id as "officerId", officer_name as name from counter.assignment
      where dossier_id = ${dossierId} order by id desc limit 1`.execute(on(executor)),
    sql<{ id: string; at: Date; by: string; text: string }>`select id, at, officer_name as by, text from counter.note
      where dossier_id = ${dossierId} order by id desc limit 200`.execute(on(executor)),
  ]);
  return {
    assignee: assignments.rows[0] ?? null,
    notes: notes.rows.map((note) => ({ ...note, at: note.at.toISOString() })),
  };
}
