import type { CitizenActor } from '#platform/access.ts';
import { keepVisible } from '#modules/forms/index.ts';
import { sql } from 'kysely';
import { requireOnDossier } from '../access.ts';
import type { Catalogue } from '../filing/catalogue.ts';
import type { CounterDeps } from '../deps.ts';
import { type DossierRow, findDossierRow, lockDossierRow, on } from '../dossier-row.ts';
import { counterProblem } from '../errors.ts';
import { dossierResumed } from '../events.ts';
import { knownAnswers, examine } from '../filing/examine.ts';
import { sameAnswers, tidyAnswers } from '../filing/read-draft-page.ts';
import { aboutDossier, projectQueue, recordEvent, type Trx } from './move-dossier.ts';
import type { Answers, Mark, Moved, Paper } from '../shapes.ts';
import { showMoved } from './show-moved.ts';
import { findSubmission } from '../filing/submission.ts';
import { noticeOfResumption, tellApplicant } from './tell-applicant.ts';
import { resumeDue, storeResumption, type Resumption } from './resume-clock.ts';

/**
 * The applicant's answer: only what was marked may change, the whole form is checked again, and a new revision is added
 * beside the old one. The clock goes on and the due time is counted anew, with its reasons.
 */
export async function answerSupplement(
  deps: CounterDeps,
  catalogue: Catalogue,
  input: { dossierId: string; supplementId: string; answers: Answers },
  actor: CitizenActor,
): Promise<Moved> {
  const database = deps.database.of<unknown>();
  const seen = await findDossierRow(database, input.dossierId);
  requireOnDossier(actor, seen, 'answer-supplement');
  const marks = await findOpenMarks(database, seen, input.supplementId);
  const version = await catalogue.fileable(seen.procedureVersionId);
  const before = await findSubmission(database, seen.id, seen.revision);
  const asked = knownAnswers(version, input.answers);
  const tidy = tidyAnswers(version, { ...before.answers, ...asked }, catalogue.today());
  const given = Object.fromEntries(Object.keys(asked).map((key) => [key, tidy[key] ?? '']));
  const marked = marks.map((mark) => mark.key);
  const changed = Object.keys(given).filter((key) => !sameAnswers([key], given, before.answers));
  if (changed.some((key) => !marked.includes(key))) throw counterProblem('not-marked');
  if (changed.length === 0) throw counterProblem('nothing-changed');
  // The principal may answer what an agent filed: papers that are in the dossier already may stay.
  const handedIn = new Set(before.papers.map((paper) => paper.fileId));
  const all = { ...before.answers, ...given };
  const examined = await examine(deps, catalogue, version, all, actor.accountId, handedIn);
  await deps.files.keep(
    examined.papers.map((paper) => paper.fileId).filter((fileId) => !handedIn.has(fileId)),
    actor.accountId,
    `dossier:${seen.id}`,
  );
  const at = deps.clock.now();
  const resumption = await resumeDue(deps, seen, at, version.sameDayCutoff);
  const answers = keepVisible(version.form, examined.answers, { today: catalogue.today() });
  return deps.database.transaction<unknown, Moved>(async (trx) => {
    const row = await lockDossierRow(trx, input.dossierId);
    requireOnDossier(actor, row, 'answer-supplement');
    // Answered from another window, withdrawn or cancelled meanwhile.
    if (row.openSupplementId !== input.supplementId || row.revision !== before.revision) {
      throw counterProblem('no-open-supplement');
    }
    const revised = await storeAnswer(
      trx,
      row,
      { supplementId: input.supplementId, answers, papers: examined.papers, at },
      actor,
    );
    const resumed = await storeResumption(trx, revised, resumption, at);
    await recordEvent(trx, row, {
      kind: 'supplement-answered',
      actor,
      at,
      data: { supplementId: input.supplementId, revision: revised.revision, changed },
    });
    await projectQueue(trx, deps, resumed, at);
    await announce(trx, deps, resumed, resumption, actor, at);
    return showMoved(resumed);
  });
}

async function findOpenMarks(
  database: Parameters<typeof findDossierRow>[0],
  row: DossierRow,
  supplementId: string,
): Promise<Mark[]> {
  const { rows } = await sql<{ marks: Mark[] }>`select marks from counter.supplement_request
    where id = ${supplementId} and dossier_id = ${row.id} and closed_at is null`.execute(on(database));
  const [open] = rows;
  if (!open) throw counterProblem('no-open-supplement');
  return open.marks;
}

async function storeAnswer(
  trx: Trx,
  row: DossierRow,
  answer: { supplementId: string; answers: unknown; papers: Paper[]; at: Date },
  actor: CitizenActor,
): Promise<DossierRow> {
  const revision = row.revision + 1;
  await sql`with submission as (
      insert into counter.submission (dossier_id, revision, answers, papers, submitted_at, submitted_by)
      values (${row.id}, ${revision}, ${JSON.stringify(answer.answers)}::jsonb, ${JSON.stringify(answer.papers)}::jsonb, ${answer.at},
        ${actor.accountId})),
    request as (update counter.supplement_request set answered_at = ${answer.at}, closed_at = ${answer.at} where id = ${answer.supplementId})
    update counter.dossier set revision = ${revision} where id = ${row.id}`.execute(on(trx));
  return { ...row, revision, openSupplementId: null };
}

async function announce(
  trx: Trx,
  deps: CounterDeps,
  row: DossierRow,
  resumption: Resumption,
  actor: CitizenActor,
  at: Date,
): Promise<void> {
  const dueAt = row.state === 'submitted' ? null : resumption.dueAt;
  await deps.publish(
    trx,
    dossierResumed,
    { ...aboutDossier(row), at: at.toISOString(), dueAt: dueAt?.toISOString() ?? null },
    { actor },
  );
  await tellApplicant(trx, deps, row, noticeOfResumption(row, dueAt));
  await deps.evidence.record(trx, {
    kind: 'counter.dossier-supplement-answered',
    subject: `dossier:${row.id}`,
    actor,
    purpose: 'Bổ sung hồ sơ theo yêu cầu',
    data: { code: row.code, revision: row.revision },
  });
}
