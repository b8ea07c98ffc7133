import type { OfficerActor } from '#platform/access.ts';
import { vnDate } from '#platform/time.ts';
import { requireIncoming } from '../access.ts';
import type { DocumentsDeps } from '../deps.ts';
import type { Urgency } from '../document-types.ts';
import { documentsProblem } from '../errors.ts';
import {
  announceStep,
  appendIncomingEvent,
  findIncoming,
  lockIncoming,
  requireIncomingStep,
  type IncomingRow,
} from './incoming-row.ts';
import { dueLimits } from '../legal.ts';
import { searchText } from '../notation.ts';
import type { IncomingMoved } from '../shapes.ts';
import type { Tables } from '../tables.ts';
import { takeNumber } from '../outgoing/take-number.ts';
import { tellAgency } from '../tell.ts';

export const shown = (row: IncomingRow): IncomingMoved => ({
  id: row.id,
  state: row.state,
  number: row.number,
  dueAt: row.due_at?.toISOString() ?? null,
});

/** Gives an arrived document its arrival number and due time. Registering twice answers the number it has. */
export async function registerIncoming(
  deps: DocumentsDeps,
  input: { id: string; dueAt?: string | undefined },
  actor: OfficerActor,
): Promise<IncomingMoved> {
  const known = await findIncoming(deps.database.of<Tables>(), input.id);
  requireIncoming(actor, known?.parties, 'register');
  if (!known) throw documentsProblem('not-found');
  const dueAt = await dueOf(deps, known, input.dueAt);
  return deps.database.transaction<Tables, IncomingMoved>(async (trx) => {
    const row = await lockIncoming(trx, input.id);
    if (!row) throw documentsProblem('not-found');
    if (row.number !== null) return shown(row);
    const to = requireIncomingStep(row, 'register');
    const at = deps.clock.now();
    const year = Number(vnDate(at).slice(0, 4));
    await appendIncomingEvent(trx, row.id, { kind: 'register', from: row.state, to, at, actor });
    await deps.evidence.record(trx, {
      kind: 'documents.incoming-register',
      subject: `document:${row.id}`,
      actor,
      data: { dueAt: dueAt.toISOString() },
    });
    await announceStep(deps, trx, row, { step: 'register', at, actor });
    await tellAgency(trx, deps, row.agency_id);
    // Last: from here to the commit nobody else of the agency can register.
    const series = { agencyId: row.agency_id, book: 'in' as const, series: '', year };
    const number = await takeNumber(trx, series, row.id, { at, by: actor });
    await trx
      .updateTable('documents.incoming')
      .set({
        state: to,
        state_at: at,
        year,
        number,
        due_at: dueAt,
        search: searchText([row.search, `số đến ${number}`]),
      })
      .where('id', '=', row.id)
      .execute();
    return { id: row.id, state: to, number, dueAt: dueAt.toISOString() };
  });
}

/** As the clerk says, else by urgency in the agency's own working time. @throws documents.due-past */
async function dueOf(deps: DocumentsDeps, row: IncomingRow, asked: string | undefined): Promise<Date> {
  const now = deps.clock.now();
  if (asked !== undefined) {
    const dueAt = new Date(asked);
    if (dueAt <= now) throw documentsProblem('due-past');
    return dueAt;
  }
  // The database lets in no other urgency.
  const limit = dueLimits[row.urgency as Urgency];
  return (await deps.calendar.dueAt({ agencyId: row.agency_id, receivedAt: now, limit })).dueAt;
}
