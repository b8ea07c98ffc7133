import type { OfficerActor } from '#platform/access.ts';
import { requireOnDossier } from '../access.ts';
import type { CounterDeps } from '../deps.ts';
import { isBeingEntered } from './begin-handling.ts';
import { lockDossierRow } from '../dossier-row.ts';
import { counterProblem } from '../errors.ts';
import { keepText } from '../free-text.ts';
import { moveDossier } from './move-dossier.ts';
import type { Moved } from '../shapes.ts';
import { showMoved } from './show-moved.ts';
import { noticeOfEnd, tellApplicant } from './tell-applicant.ts';
import { stateLabels } from '../words.ts';

/** Ends the work on a dossier before a result: a written "no" (`refused`), or a stop (`cancelled`). */
export async function endDossier(
  deps: CounterDeps,
  input: { dossierId: string; ending: 'refused' | 'cancelled'; reason: string; legalGround: string },
  actor: OfficerActor,
): Promise<Moved> {
  const reason = keepText(input.reason);
  const legalGround = keepText(input.legalGround);
  return deps.database.transaction<unknown, Moved>(async (trx) => {
    const row = await lockDossierRow(trx, input.dossierId);
    requireOnDossier(actor, row, 'end');
    const at = deps.clock.now();
    if (isBeingEntered(row, at)) throw counterProblem('act-being-entered');
    const moved = await moveDossier(trx, deps, row, {
      name: input.ending === 'refused' ? 'refuse' : 'cancel',
      kind: input.ending,
      actor,
      at,
      legalBasis: legalGround,
      data: { note: reason, legalGround },
    });
    await tellApplicant(trx, deps, row, noticeOfEnd(row, stateLabels[input.ending], reason));
    return showMoved(moved);
  });
}
