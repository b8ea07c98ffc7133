import type { OfficerActor } from '#platform/access.ts';
import { requireIncoming, type IncomingAct } from '../access.ts';
import type { DocumentsDeps, Trx } from '../deps.ts';
import { documentsProblem } from '../errors.ts';
import {
  announceStep,
  appendIncomingEvent,
  lockIncoming,
  requireIncomingStep,
  type IncomingRow,
} from './incoming-row.ts';
import { shown } from './register-incoming.ts';
import type { IncomingMoved } from '../shapes.ts';
import type { IncomingStep } from '../states.ts';
import type { Json, Tables } from '../tables.ts';
import { tellAgency } from '../tell.ts';

interface Move {
  id: string;
  step: Exclude<IncomingStep, 'register' | 'begin'>;
  note?: string | undefined;
  data?: Record<string, Json>;
  /** Whether this officer has already done exactly this: a second click writes nothing. */
  isDone(trx: Trx, row: IncomingRow): Promise<boolean>;
  effect?(
    trx: Trx,
    row: IncomingRow,
  ): Promise<
    Partial<Pick<IncomingRow, 'due_at' | 'lead_officer_id' | 'lead_name' | 'lead_post_id' | 'lead_post_name'>>
  >;
}

export async function moveIncoming(deps: DocumentsDeps, move: Move, actor: OfficerActor): Promise<IncomingMoved> {
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
    {
      ...input,
      step: 'file-away',
      isDone: async (_trx, row) => row.state === 'done' && row.lead_officer_id === null && row.lead_post_id === null,
    },
    actor,
  );

export const finishIncoming = (deps: DocumentsDeps, input: { id: string; note: string }, actor: OfficerActor) =>
  moveIncoming(
    deps,
    {
      ...input,
      step: 'finish',
      isDone: async (_trx, row) => row.state === 'done',
      // In the register stands whoever finished it, whoever holds the post later.
      effect: async () => ({ lead_name: actor.name }),
    },
    actor,
  );
