import type { OfficerActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { sql } from 'kysely';
import { requireOnDossier } from '../access.ts';
import type { Catalogue } from '../filing/catalogue.ts';
import type { CounterDeps } from '../deps.ts';
import { type DossierRow, findDossierRow, lockDossierRow, on } from '../dossier-row.ts';
import { counterProblem } from '../errors.ts';
import { dossierAccepted } from '../events.ts';
import { formsCircular } from '../legal.ts';
import { assignTo } from './assign.ts';
import { issueForm } from '../issue-form.ts';
import { aboutDossier, moveDossier, refuseState, type Trx } from './move-dossier.ts';
import { slipData } from '../print/slip-data.ts';
import type { DueTime, Moved } from '../shapes.ts';
import { findSubmission } from '../filing/submission.ts';
import { noticeOfAcceptance, tellApplicant } from './tell-applicant.ts';
import { showMoved } from './show-moved.ts';
import { showTrace } from '../reading/trace.ts';

/** Accepts a dossier: the clock starts, the due time is counted and kept with its reasons, form 01 is issued. */
export async function acceptDossier(
  deps: CounterDeps,
  catalogue: Catalogue,
  input: { dossierId: string; note?: string },
  actor: OfficerActor,
): Promise<Moved & { due: DueTime; slip: string }> {
  const seen = await findDossierRow(deps.database.of<unknown>(), input.dossierId);
  requireOnDossier(actor, seen, 'accept');
  if (seen.state !== 'submitted') throw refuseState(seen);
  const version = await catalogue.version(seen.procedureVersionId);
  const limit = version.filingWays.find((way) => way.channel === 'online')?.limit;
  if (!limit) throw counterProblem('no-time-limit');
  const at = deps.clock.now();
  // Asked before the transaction: a calendar lookup must not hold the dossier's lock.
  const { dueAt, trace } = await deps.calendar.dueAt({
    agencyId: seen.agencyId,
    receivedAt: at,
    limit,
    ...(version.sameDayCutoff ? { sameDayCutoff: version.sameDayCutoff } : {}),
  });
  return deps.database.transaction<unknown, Moved & { due: DueTime; slip: string }>(async (trx) => {
    const row = await lockDossierRow(trx, input.dossierId);
    requireOnDossier(actor, row, 'accept');
    if (row.openSupplementId) throw counterProblem('supplement-open');
    if (row.state !== 'submitted') throw refuseState(row);
    await startClock(trx, row, { at, limit, dueAt, trace });
    const running: DossierRow = { ...row, clock: 'running', receivedAt: at, timeLimit: limit, dueAt };
    const moved = await moveDossier(trx, deps, running, {
      name: 'accept',
      kind: 'accepted',
      actor,
      at,
      legalBasis: formsCircular,
      data: { dueAt: dueAt.toISOString(), ...(input.note ? { note: input.note } : {}) },
    });
    await assignTo(trx, row.id, { officerId: actor.officerId, name: actor.name }, actor, at);
    const submission = await findSubmission(trx, row.id, row.revision);
    const formId = await issueForm(
      trx,
      row.id,
      '01',
      at,
      slipData(row, version, submission, { at, dueAt, limit, officer: actor }),
    );
    await deps.publish(
      trx,
      dossierAccepted,
      {
        ...aboutDossier(row),
        filedAt: row.filedAt.toISOString(),
        acceptedAt: at.toISOString(),
        dueAt: dueAt.toISOString(),
      },
      { actor },
    );
    await tellApplicant(trx, deps, row, noticeOfAcceptance(row, version, dueAt));
    const words = { vi: 'Tính khi tiếp nhận hồ sơ', en: 'Counted at acceptance' };
    return {
      ...showMoved(moved),
      due: { dueAt: dueAt.toISOString(), computedAt: at.toISOString(), why: words, trace: showTrace(trace) },
      slip: `/api/counter/dossiers/${row.id}/forms/${formId}`,
    };
  });
}

async function startClock(
  trx: Trx,
  row: DossierRow,
  clock: { at: Date; limit: unknown; dueAt: Date; trace: Parameters<typeof showTrace>[0] },
): Promise<void> {
  await sql`with due as (insert into counter.due_time (id, dossier_id, computed_at, due_at, cause, trace)
      values (${newId()}, ${row.id}, ${clock.at}, ${clock.dueAt}, 'accepted', ${JSON.stringify(showTrace(clock.trace))}::jsonb))
    insert into counter.clock (dossier_id, state, received_at, time_limit, due_at, changed_at)
    values (${row.id}, 'running', ${clock.at}, ${JSON.stringify(clock.limit)}::jsonb, ${clock.dueAt}, ${clock.at})`.execute(
    on(trx),
  );
}
