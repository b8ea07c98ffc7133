import type { OfficerActor } from '#platform/access.ts';
import { vnDate } from '#platform/time.ts';
import { requireIncoming, type IncomingAct } from './access.ts';
import type { DocumentsDeps, Trx } from './deps.ts';
import { documentsProblem } from './errors.ts';
import {
  announceStep,
  appendIncomingEvent,
  findIncoming,
  lockIncoming,
  requireIncomingStep,
  type IncomingRow,
} from './incoming-row.ts';
import { shown } from './register-incoming.ts';
import type { IncomingMoved } from './shapes.ts';
import type { IncomingStep } from './states.ts';
import type { Json, Tables } from './tables.ts';
import { tellAgency } from './tell.ts';

interface Move {
  id: string;
  step: Exclude<IncomingStep, 'register' | 'begin'>;
  note?: string | undefined;
  data?: Record<string, Json>;
  /** Whether this officer has already done exactly this: a second click writes nothing. */
  isDone(trx: Trx, row: IncomingRow): Promise<boolean>;
  effect?(trx: Trx, row: IncomingRow): Promise<Partial<Pick<IncomingRow, 'due_at' | 'lead_officer_id' | 'lead_name'>>>;
}

async function moveIncoming(deps: DocumentsDeps, move: Move, actor: OfficerActor): Promise<IncomingMoved> {
  return deps.database.transaction<Tables, IncomingMoved>(async (trx) => {
    const row = await lockIncoming(trx, move.id);
    // Each step bears the name of its act.
    requireIncoming(actor, row?.parties, move.step satisfies IncomingAct);
    if (!row) throw documentsProblem('not-found');
    if (await move.isDone(trx, row)) return shown(row);
    const to = requireIncomingStep(row, move.step);
    const at = deps.clock.now();
    const more = (await move.effect?.(trx, row)) ?? {};
    await trx
      .updateTable('documents.incoming')
      .set({ state: to, state_at: at, ...more })
      .where('id', '=', row.id)
      .execute();
    const { note, data } = move;
    await appendIncomingEvent(trx, row.id, {
      kind: move.step,
      from: row.state,
      to,
      at,
      actor,
      note,
      ...(data ? { data } : {}),
    });
    await deps.evidence.record(trx, {
      kind: `documents.incoming-${move.step}`,
      subject: `document:${row.id}`,
      actor,
      data: { from: row.state, to, ...data },
    });
    await announceStep(deps, trx, row, { step: move.step, at, actor, note });
    await tellAgency(trx, deps, row.agency_id);
    return shown({ ...row, ...more, state: to });
  });
}

/** Sends back what came to the wrong place or cannot be read. */
export const refuseIncoming = (deps: DocumentsDeps, input: { id: string; note: string }, actor: OfficerActor) =>
  moveIncoming(deps, { ...input, step: 'refuse', isDone: async (_trx, row) => row.state === 'refused' }, actor);

/** Nothing is to be done about it: kept for information. */
export const fileAway = (deps: DocumentsDeps, input: { id: string; note?: string | undefined }, actor: OfficerActor) =>
  moveIncoming(
    deps,
    { ...input, step: 'file-away', isDone: async (_trx, row) => row.state === 'done' && row.lead_officer_id === null },
    actor,
  );

export const finishIncoming = (deps: DocumentsDeps, input: { id: string; note: string }, actor: OfficerActor) =>
  moveIncoming(deps, { ...input, step: 'finish', isDone: async (_trx, row) => row.state === 'done' }, actor);

export interface Assignment {
  id: string;
  leadId: string;
  coordinatorIds?: readonly string[] | undefined;
  informedIds?: readonly string[] | undefined;
  instruction?: string | undefined;
  dueAt?: string | undefined;
}

/** Gives the document to a lead, those who work with them, and those who are told. Again: a new assignment takes the place of the old. */
export async function assignIncoming(
  deps: DocumentsDeps,
  input: Assignment,
  actor: OfficerActor,
): Promise<IncomingMoved> {
  const known = await findIncoming(deps.database.of<Tables>(), input.id);
  requireIncoming(actor, known?.parties, 'assign');
  const now = deps.clock.now();
  const dueAt = input.dueAt === undefined ? undefined : new Date(input.dueAt);
  if (dueAt && dueAt <= now) throw documentsProblem('due-past');
  const colleagues = await deps.directory.listOfficers(actor.agencyId, vnDate(now));
  const wanted = rolesOf(input).map(({ officerId, role }) => {
    const found = colleagues.find((one) => one.id === officerId);
    if (!found) throw documentsProblem('assignee-unknown');
    return { officer_id: found.id, role, name: found.name };
  });
  const lead = wanted[0];
  if (!lead) throw documentsProblem('assignee-unknown');
  const instruction = input.instruction?.trim() || undefined;
  return moveIncoming(
    deps,
    {
      id: input.id,
      step: 'assign',
      note: instruction,
      data: { assignees: wanted.map((one) => ({ officerId: one.officer_id, name: one.name, role: one.role })) },
      isDone: async (trx, row) => {
        if (row.state === 'registered' || row.state === 'done') return false;
        if (dueAt && row.due_at?.getTime() !== dueAt.getTime()) return false;
        return (await sameAssignees(trx, row.id, wanted)) && (await lastInstruction(trx, row.id)) === instruction;
      },
      async effect(trx, row) {
        await trx.deleteFrom('documents.assignee').where('incoming_id', '=', row.id).execute();
        await trx
          .insertInto('documents.assignee')
          .values(wanted.map((one) => ({ incoming_id: row.id, ...one })))
          .execute();
        return { lead_officer_id: lead.officer_id, lead_name: lead.name, ...(dueAt ? { due_at: dueAt } : {}) };
      },
    },
    actor,
  );
}

/** Each officer once, in the weightiest role. */
function rolesOf(input: Assignment): { officerId: string; role: 'lead' | 'co-ordinator' | 'informed' }[] {
  const roles = new Map<string, 'lead' | 'co-ordinator' | 'informed'>([[input.leadId, 'lead']]);
  for (const id of input.coordinatorIds ?? []) if (!roles.has(id)) roles.set(id, 'co-ordinator');
  for (const id of input.informedIds ?? []) if (!roles.has(id)) roles.set(id, 'informed');
  return [...roles].map(([officerId, role]) => ({ officerId, role }));
}

async function sameAssignees(
  trx: Trx,
  id: string,
  wanted: readonly { officer_id: string; role: string }[],
): Promise<boolean> {
  const now = await trx
    .selectFrom('documents.assignee')
    .select(['officer_id', 'role'])
    .where('incoming_id', '=', id)
    .execute();
  const key = (all: readonly { officer_id: string; role: string }[]): string =>
    all
      .map((one) => `${one.officer_id} ${one.role}`)
      .toSorted()
      .join();
  return key(now) === key(wanted);
}

async function lastInstruction(trx: Trx, id: string): Promise<string | undefined> {
  const last = await trx
    .selectFrom('documents.incoming_event')
    .select('note')
    .where('incoming_id', '=', id)
    .where('kind', '=', 'assign')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.note ?? undefined;
}
