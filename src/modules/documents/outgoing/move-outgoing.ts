import type { OfficerActor } from '#platform/access.ts';
import { requireOutgoing, type OutgoingAct } from '../access.ts';
import type { DocumentsDeps, Trx } from '../deps.ts';
import { documentsProblem } from '../errors.ts';
import { appendEvent, isRepeated, lockOutgoing, partiesOf, requireStep, type OutgoingRow } from './outgoing-row.ts';
import type { OutgoingState, OutgoingStep } from '../states.ts';
import type { Tables } from '../tables.ts';
import { tellAgency } from '../tell.ts';

export interface Moved {
  id: string;
  state: OutgoingState;
  version: number;
}

/** A step, and what it changes besides the state. */
interface Move {
  id: string;
  step: OutgoingStep;
  /** The version that the person saw. */
  version?: number | undefined;
  note?: string | undefined;
  /** Checks that belong to this step alone. */
  check?(row: OutgoingRow): void;
  /** Runs last, after the state and the event are written. */
  effect?(trx: Trx, row: OutgoingRow, at: Date): Promise<void>;
}

const actOf: Record<OutgoingStep, OutgoingAct> = {
  submit: 'submit',
  approve: 'approve',
  return: 'return',
  discard: 'discard',
  number: 'number',
  sign: 'sign',
  issue: 'issue',
  void: 'void',
};

/**
 * Takes one step with one document: the row is locked, right, version and state are looked at behind the lock, the event is appended.
 * The same person taking the same step again (two clicks, two tabs) is answered as the first time, and nothing is written twice.
 */
export async function moveOutgoing(deps: DocumentsDeps, move: Move, actor: OfficerActor): Promise<Moved> {
  return deps.database.transaction<Tables, Moved>(async (trx) => {
    const row = await lockOutgoing(trx, move.id);
    const parties = row && partiesOf(row);
    requireOutgoing(actor, parties, actOf[move.step]);
    if (!row) throw documentsProblem('not-found');
    if (await isRepeated(trx, row, move.step, actor)) return { id: row.id, state: row.state, version: row.version };
    const to = requireStep(row, move.step);
    if (move.version !== undefined && move.version !== row.version)
      throw documentsProblem('version-changed', { params: { version: row.version } });
    move.check?.(row);
    const at = deps.clock.now();
    await appendEvent(trx, row.id, {
      kind: move.step,
      from: row.state,
      to,
      version: row.version,
      at,
      actor,
      note: move.note,
    });
    await deps.evidence.record(trx, {
      kind: `documents.outgoing-${move.step}`,
      subject: `document:${row.id}`,
      actor,
      data: { from: row.state, to, version: row.version, ...(row.sha256 ? { sha256: row.sha256 } : {}) },
    });
    await tellAgency(trx, deps, row.agency_id);
    if (move.effect) await move.effect(trx, row, at);
    else await setState(trx, row.id, to, at);
    return { id: row.id, state: to, version: row.version };
  });
}

export async function setState(
  trx: Trx,
  id: string,
  state: OutgoingState,
  at: Date,
  more: Partial<Pick<OutgoingRow, 'file_id' | 'sha256' | 'year' | 'number' | 'notation' | 'issued_on' | 'search'>> = {},
): Promise<void> {
  await trx
    .updateTable('documents.outgoing')
    .set({ state, state_at: at, ...more })
    .where('id', '=', id)
    .execute();
}
