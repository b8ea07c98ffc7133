import type { CitizenActor } from '#platform/access.ts';
import { requireOnDossier } from '../access.ts';
import type { CounterDeps } from '../deps.ts';
import { lockDossierRow } from '../dossier-row.ts';
import { keepText } from '../free-text.ts';
import { moveDossier } from './move-dossier.ts';
import type { Moved } from '../shapes.ts';
import { showMoved } from './show-moved.ts';

/** The applicant takes the dossier back, as long as the work on it has not begun. */
export async function withdrawDossier(
  deps: CounterDeps,
  input: { dossierId: string; reason: string },
  actor: CitizenActor,
): Promise<Moved> {
  const reason = keepText(input.reason);
  return deps.database.transaction<unknown, Moved>(async (trx) => {
    const row = await lockDossierRow(trx, input.dossierId);
    requireOnDossier(actor, row, 'withdraw');
    const at = deps.clock.now();
    return showMoved(
      await moveDossier(trx, deps, row, { name: 'withdraw', kind: 'withdrawn', actor, at, data: { note: reason } }),
    );
  });
}
