import { type FormDefinition, summarise } from '#modules/forms/index.ts';
import { type Actor, type CitizenActor, type OfficerActor } from '#platform/access.ts';
import type { Locale } from '#platform/problem.ts';
import { vnDate } from '#platform/time.ts';
import { requireOnDossier } from '../access.ts';
import { actionsOn } from '../handling/actions.ts';
import type { Catalogue } from '../filing/catalogue.ts';
import type { CounterDeps } from '../deps.ts';
import { type DossierRow, findDossierRow } from '../dossier-row.ts';
import { copiesWanted } from '../filing/copies-wanted.ts';
import { labelMarks } from './marks.ts';
import { nationalCodeOf } from './national-codes.ts';
import { recordReading } from './papers.ts';
import { findNext } from './queue.ts';
import type { DossierPage, OfficerDossierPage, SummarySection } from '../shapes.ts';
import { readForColleagues, readSideTables } from './side-tables.ts';
import { findSubmission, type Submission } from '../filing/submission.ts';
import { readSteps } from './steps.ts';
import { readTimeline } from './timeline.ts';
import { labelOf } from '../words.ts';

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
    readTimeline(database, row, actor),
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
    actingFor: row.actingFor && { kind: row.actingFor.kind, name: row.actingFor.name },
    filedAt: row.filedAt.toISOString(),
    intakeDueAt: row.intakeDueAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    due: side.due,
    revision: row.revision,
    steps,
    answers: submission.answers,
    copies: copiesWanted(submission.answers),
    summary: version.form ? await summariseAnswers(deps, version.form, submission, locale) : [],
    papers: submission.papers,
    results: side.results,
    supplements: side.supplements.map((one) => ({
      ...one,
      marks: labelMarks(version, one.marks),
      isLate: one.isOpen && one.answerBy < catalogue.today(),
    })),
    forms: side.forms,
    timeline,
    actions: actionsOn(row, actor, deps.clock.now()),
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
