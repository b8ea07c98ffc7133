import { type Actor, actorReference } from '#platform/access.ts';
import type { Executor } from '#platform/database/database.ts';
import { newId } from '#platform/id.ts';
import { sql, type Transaction } from 'kysely';
import type { CounterDeps } from '../deps.ts';
import { type DossierRow, on } from '../dossier-row.ts';
import { counterProblem } from '../errors.ts';
import { dossierStateChanged } from '../events.ts';
import {
  after,
  type Cause,
  clockOf,
  type DossierState,
  type PauseReason,
  stageOf,
  type TransitionName,
} from '../states.ts';
import { labelOf, stateLabels } from '../words.ts';

export type Trx = Transaction<unknown>;

/** The actor as the history keeps it: ids, and for an officer the name and post, which citizens are entitled to know. */
export function actorInHistory(actor: Actor): Record<string, string> {
  const reference = actorReference(actor);
  return actor.kind === 'officer' ? { ...reference, name: actor.name, position: actor.position } : reference;
}

export function causeOf(actor: Actor): Cause {
  return actor.kind === 'citizen' || actor.kind === 'officer' ? actor.kind : 'system';
}

/** What every event of the counter says about its dossier. */
export function aboutDossier(row: DossierRow) {
  return {
    dossierId: row.id,
    code: row.code,
    procedureCode: row.procedureCode,
    agencyId: row.agencyId,
    areaCode: row.areaCode,
  };
}

export function refuseState(row: DossierRow): Error {
  const label = labelOf(row.state, row.pausedFor);
  return counterProblem('not-in-this-state', { params: { state: label.vi, stateEn: label.en } });
}

export interface Happening {
  kind: string;
  actor: Actor;
  at: Date;
  data?: Record<string, unknown>;
  /** who is shown in the history when another room's event acts through the system */
  shownActor?: Record<string, string>;
}

/** Appends one line to the dossier's history. */
export async function recordEvent(
  trx: Trx,
  row: DossierRow,
  what: Happening & { from?: DossierState; to?: DossierState },
): Promise<void> {
  await sql`insert into counter.dossier_event (id, dossier_id, at, kind, from_state, to_state, actor, data)
    values (${newId()}, ${row.id}, ${what.at}, ${what.kind}, ${what.from ?? null}, ${what.to ?? null},
      ${JSON.stringify(what.shownActor ?? actorInHistory(what.actor))}::jsonb, ${JSON.stringify(what.data ?? {})}::jsonb)`.execute(
    on(trx),
  );
}

/** What the queue shows of a dossier after a change. `sort_at` is the moment that its stage is ordered by. */
export async function projectQueue(trx: Trx, deps: CounterDeps, row: DossierRow, at: Date): Promise<void> {
  const stage = stageOf(row.state, row.pausedFor !== null);
  const dueAt = row.state === 'submitted' ? row.intakeDueAt : row.dueAt;
  const sortAt = stage === 'to-accept' ? row.filedAt : stage === 'in-progress' ? (row.dueAt ?? at) : at;
  await sql`update counter.queue_entry set state = ${row.state}, stage = ${stage}, clock = ${row.clock}, due_at = ${dueAt},
    sort_at = ${sortAt} where dossier_id = ${row.id}`.execute(on(trx));
  await tellOffice(trx, deps, row);
}

/** Open lists of the agency and open pages of this dossier ask again. */
export async function tellOffice(
  trx: Executor,
  deps: CounterDeps,
  row: Pick<DossierRow, 'id' | 'agencyId'>,
): Promise<void> {
  await deps.live.tell(trx, 'counter.queue', row.agencyId);
  await tellDossier(trx, deps, row);
}

/** Open pages of this dossier ask again; the list shows nothing of what changed. */
export async function tellDossier(
  trx: Executor,
  deps: CounterDeps,
  row: Pick<DossierRow, 'id' | 'agencyId'>,
): Promise<void> {
  await deps.live.tell(trx, 'counter.dossier', `${row.agencyId}.${row.id}`);
}

/**
 * Carries out one transition in the caller's transaction, on a locked row: state, history, clock, queue, event, evidence.
 * Answers the row as it is afterwards. Throws `counter.not-in-this-state`.
 */
export async function moveDossier(
  trx: Trx,
  deps: CounterDeps,
  row: DossierRow,
  what: Happening & { name: TransitionName; cause?: Cause; legalBasis?: string },
): Promise<DossierRow> {
  const to = after(what.name, row.state, what.cause ?? causeOf(what.actor));
  if (!to || to === 'draft') throw refuseState(row);
  const stops = clockOf(to) === 'stopped';
  const moved: DossierRow = {
    ...row,
    state: to,
    stateAt: what.at,
    ...(stops ? { clock: 'stopped', pausedFor: null, openSupplementId: null } : {}),
  };
  await sql`update counter.dossier set state = ${to}, state_at = ${what.at} where id = ${row.id}`.execute(on(trx));
  if (stops) await stopWaiting(trx, row, what.at);
  await recordEvent(trx, row, { ...what, from: row.state, to });
  await projectQueue(trx, deps, moved, what.at);
  await deps.publish(
    trx,
    dossierStateChanged,
    {
      ...aboutDossier(row),
      from: row.state,
      to,
      at: what.at.toISOString(),
      dueAt: moved.dueAt?.toISOString() ?? null,
    },
    { actor: what.actor },
  );
  await deps.evidence.record(trx, {
    kind: `counter.dossier-${what.kind}`,
    subject: `dossier:${row.id}`,
    actor: what.actor,
    purpose: stateLabels[to].vi,
    ...(what.legalBasis ? { legalBasis: what.legalBasis } : {}),
    data: { code: row.code, from: row.state, to, ...what.data },
  });
  return moved;
}

/** A dossier that is over waits for nothing: its clock stops, an open pause and an open supplement request are closed. */
async function stopWaiting(trx: Trx, row: DossierRow, at: Date): Promise<void> {
  await sql`with clock as (update counter.clock set state = 'stopped', reason = null, changed_at = ${at} where dossier_id = ${row.id}),
      pause as (update counter.pause set to_at = greatest(${at}, from_at) where dossier_id = ${row.id} and to_at is null)
    update counter.supplement_request set closed_at = ${at} where dossier_id = ${row.id} and closed_at is null`.execute(
    on(trx),
  );
}

/** The clock stands still from `at`. Before acceptance there is no clock yet: the open request alone shows the wait. */
export async function pauseClock(
  trx: Trx,
  row: DossierRow,
  reason: PauseReason,
  resume: 'continue' | 'reset',
  at: Date,
) {
  if (row.clock !== 'running') return { ...row, pausedFor: reason, clock: 'paused' as const };
  await sql`with pause as (insert into counter.pause (id, dossier_id, reason, resume, from_at)
      values (${newId()}, ${row.id}, ${reason}, ${resume}, ${at}))
    update counter.clock set state = 'paused', reason = ${reason}, changed_at = ${at} where dossier_id = ${row.id}`.execute(
    on(trx),
  );
  return { ...row, pausedFor: reason, clock: 'paused' as const };
}
