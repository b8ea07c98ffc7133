import { newId } from '#platform/id.ts';
import { sql } from 'kysely';
import type { ProcedureVersion, TimeLimit } from '#modules/procedures/index.ts';
import type { CounterDeps } from '../deps.ts';
import { type DossierRow, on } from '../dossier-row.ts';
import { intakeDue } from './intake-due.ts';
import type { Trx } from './move-dossier.ts';
import type { TraceStep } from '../shapes.ts';
import { showTrace } from '../reading/trace.ts';

/** The due time after a pause. Before acceptance it is the time by which the office must answer, counted from now. */
export interface Resumption {
  dueAt: Date | null;
  trace: TraceStep[];
}

/** Asks the calendar, with all pauses so far and the present one ending at `at`. */
export async function resumeDue(
  deps: CounterDeps,
  row: DossierRow,
  at: Date,
  sameDayCutoff: ProcedureVersion['sameDayCutoff'],
): Promise<Resumption> {
  if (row.state === 'submitted') return { dueAt: await intakeDue(deps, row.agencyId, at), trace: [] };
  if (!row.receivedAt) return { dueAt: null, trace: [] };
  const { rows } = await sql<{ from: Date; to: Date | null; resume: 'continue' | 'reset' }>`
    select from_at as "from", to_at as "to", resume from counter.pause where dossier_id = ${row.id} order by from_at`.execute(
    on(deps.database.of<unknown>()),
  );
  const { dueAt, trace } = await deps.calendar.dueAt({
    agencyId: row.agencyId,
    receivedAt: row.receivedAt,
    limit: row.timeLimit as TimeLimit,
    // The cutoff of the version that the dossier is pinned to, as at its acceptance.
    ...(sameDayCutoff ? { sameDayCutoff } : {}),
    pauses: rows.map(({ from, to, resume }) => ({ from, to: to ?? at, resume })),
  });
  return { dueAt, trace: showTrace(trace) };
}

/** Ends the pause and puts the new due time in force. Answers the row as it is then. */
export async function storeResumption(
  trx: Trx,
  row: DossierRow,
  resumption: Resumption,
  at: Date,
): Promise<DossierRow> {
  if (row.state === 'submitted') {
    await sql`update counter.dossier set intake_restarted_due_at = ${resumption.dueAt} where id = ${row.id}`.execute(
      on(trx),
    );
    return { ...row, clock: 'none', pausedFor: null, intakeDueAt: resumption.dueAt };
  }
  if (!resumption.dueAt) return { ...row, pausedFor: null };
  await sql`with pause as (update counter.pause set to_at = greatest(${at}, from_at) where dossier_id = ${row.id} and to_at is null),
      due as (insert into counter.due_time (id, dossier_id, computed_at, due_at, cause, trace)
        values (${newId()}, ${row.id}, ${at}, ${resumption.dueAt}, 'resumed', ${JSON.stringify(resumption.trace)}::jsonb))
    update counter.clock set state = 'running', reason = null, due_at = ${resumption.dueAt}, changed_at = ${at}
    where dossier_id = ${row.id}`.execute(on(trx));
  return { ...row, clock: 'running', pausedFor: null, dueAt: resumption.dueAt };
}
