import type { OfficerActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { addDays, isDate } from '#platform/time.ts';
import { sql } from 'kysely';
import { mayOnDossier, requireOnDossier } from '../access.ts';
import { isBeingEntered } from './begin-handling.ts';
import type { Catalogue, FileableVersion } from '../filing/catalogue.ts';
import type { CounterDeps } from '../deps.ts';
import { type DossierRow, findDossierRow, lockDossierRow, on } from '../dossier-row.ts';
import { counterProblem } from '../errors.ts';
import { dossierPaused } from '../events.ts';
import { keepText } from '../free-text.ts';
import { issueForm } from '../issue-form.ts';
import { formsCircular, supplementDays, supplementResume } from '../legal.ts';
import { labelMarks } from '../reading/marks.ts';
import {
  aboutDossier,
  actorInHistory,
  pauseClock,
  projectQueue,
  recordEvent,
  refuseState,
  type Trx,
} from './move-dossier.ts';
import { supplementData } from '../print/form-data.ts';
import type { Mark, Moved } from '../shapes.ts';
import { showMoved } from './show-moved.ts';
import { noticeOfSupplement, tellApplicant } from './tell-applicant.ts';

export interface SupplementInput {
  dossierId: string;
  message: string;
  legalGround: string;
  marks: Mark[];
  /** 'YYYY-MM-DD' */
  answerBy?: string;
  repeatReason?: string;
}

/**
 * Asks the applicant once, for everything at the same time. The marks say which field or paper and what is wrong with it; the
 * clock stands until the answer. A second request needs an officer who may approve it, and the reason.
 */
export async function requestSupplement(
  deps: CounterDeps,
  catalogue: Catalogue,
  input: SupplementInput,
  actor: OfficerActor,
): Promise<Moved & { supplementId: string; form: string }> {
  const seen = await findDossierRow(deps.database.of<unknown>(), input.dossierId);
  requireOnDossier(actor, seen, 'request-supplement');
  const version = await catalogue.fileable(seen.procedureVersionId);
  checkMarks(version, input.marks);
  const answerBy = lastDay(catalogue.today(), input.answerBy);
  const at = deps.clock.now();
  return deps.database.transaction<unknown, Moved & { supplementId: string; form: string }>(async (trx) => {
    const row = await lockDossierRow(trx, input.dossierId);
    requireOnDossier(actor, row, 'request-supplement');
    if (row.openSupplementId) throw counterProblem('supplement-open');
    if (row.state !== 'submitted' && row.state !== 'accepted' && row.state !== 'processing') throw refuseState(row);
    if (isBeingEntered(row, at)) throw counterProblem('act-being-entered');
    if (row.supplementRounds > 0 && !(input.repeatReason && mayOnDossier(actor, row, 'repeat-supplement'))) {
      throw counterProblem('supplement-repeated');
    }
    const supplementId = await storeRequest(trx, row, input, { actor, at, answerBy });
    const paused = await pauseClock(trx, row, 'supplement', supplementResume, at);
    const data = { supplementId, round: row.supplementRounds + 1, answerBy, note: keepText(input.message) };
    await recordEvent(trx, row, { kind: 'supplement-requested', actor, at, data });
    await projectQueue(trx, deps, paused, at);
    const form = supplementData(row, version, { at, answerBy, officer: actor, ...input });
    const formId = await issueForm(trx, row.id, '02', at, form);
    await deps.publish(
      trx,
      dossierPaused,
      { ...aboutDossier(row), reason: 'supplement', at: at.toISOString() },
      { actor },
    );
    await tellApplicant(trx, deps, row, noticeOfSupplement(row, answerBy));
    await deps.evidence.record(trx, {
      kind: 'counter.dossier-supplement-requested',
      subject: `dossier:${row.id}`,
      actor,
      purpose: 'Yêu cầu bổ sung, hoàn thiện hồ sơ',
      legalBasis: `${formsCircular}; ${input.legalGround}`,
      data: { code: row.code, ...data, marks: input.marks.map(({ target, key, kind }) => ({ target, key, kind })) },
    });
    return { ...showMoved(paused), supplementId, form: `/api/counter/dossiers/${row.id}/forms/${formId}` };
  });
}

function checkMarks(version: FileableVersion, marks: Mark[]): void {
  if (marks.length === 0) throw counterProblem('mark-missing');
  const unknown = marks.find((mark) => !labelMarks(version, [mark])[0]?.known);
  if (unknown) throw counterProblem('mark-unknown', { params: { key: unknown.key } });
}

function lastDay(today: string, wanted: string | undefined): string {
  const day = wanted ?? addDays(today, supplementDays.usual);
  if (!isDate(day) || day <= today || day > addDays(today, supplementDays.most)) {
    throw counterProblem('date-not-valid', { params: { days: supplementDays.most } });
  }
  return day;
}

async function storeRequest(
  trx: Trx,
  row: DossierRow,
  input: SupplementInput,
  by: { actor: OfficerActor; at: Date; answerBy: string },
): Promise<string> {
  const id = newId();
  const marks = input.marks.map((mark) => ({ ...mark, message: keepText(mark.message) }));
  await sql`insert into counter.supplement_request
      (id, dossier_id, round, requested_at, requested_by, message, legal_ground, repeat_reason, answer_by, marks)
    values (${id}, ${row.id}, ${row.supplementRounds + 1}, ${by.at}, ${JSON.stringify(actorInHistory(by.actor))}::jsonb,
      ${keepText(input.message)}, ${keepText(input.legalGround)}, ${input.repeatReason ?? null}, ${by.answerBy}::date,
      ${JSON.stringify(marks)}::jsonb)`.execute(on(trx));
  return id;
}
