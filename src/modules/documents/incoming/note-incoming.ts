import type { OfficerActor } from '#platform/access.ts';
import { requireIncoming, worksOn } from '../access.ts';
import type { DocumentsDeps } from '../deps.ts';
import { documentsProblem } from '../errors.ts';
import { announceStep, appendIncomingEvent, lockIncoming } from './incoming-row.ts';
import { shown } from './register-incoming.ts';
import type { IncomingMoved } from '../shapes.ts';
import { afterIncoming, incomingStates, type IncomingState } from '../states.ts';
import type { Tables } from '../tables.ts';
import { tellAgency } from '../tell.ts';
import { incomingStateWords } from '../words.ts';

const worked: readonly IncomingState[] = incomingStates.filter(
  (state) => state !== 'arrived' && state !== 'refused' && state !== 'done',
);

/** An opinion or a note on the way. The first one of somebody who works on it also says that the work has begun. */
export async function noteIncoming(
  deps: DocumentsDeps,
  input: { id: string; text: string },
  actor: OfficerActor,
): Promise<IncomingMoved> {
  return deps.database.transaction<Tables, IncomingMoved>(async (trx) => {
    const row = await lockIncoming(trx, input.id);
    requireIncoming(actor, row?.parties, 'note');
    if (!row) throw documentsProblem('not-found');
    if (!worked.includes(row.state))
      throw documentsProblem('wrong-state', { params: { state: incomingStateWords[row.state].vi } });
    const at = deps.clock.now();
    const begun = worksOn(actor, row.parties) ? afterIncoming('begin', row.state) : undefined;
    if (begun) {
      await trx
        .updateTable('documents.incoming')
        .set({ state: begun, state_at: at })
        .where('id', '=', row.id)
        .execute();
      await appendIncomingEvent(trx, row.id, { kind: 'begin', from: row.state, to: begun, at, actor });
      await announceStep(deps, trx, row, { step: 'begin', at, actor });
    }
    await appendIncomingEvent(trx, row.id, { kind: 'note', from: null, to: null, at, actor, note: input.text });
    await tellAgency(trx, deps, row.agency_id);
    return shown({ ...row, state: begun ?? row.state });
  });
}
