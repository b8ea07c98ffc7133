import type { Actor, OfficerActor } from '#platform/access.ts';
import { requireOnDossier } from '../access.ts';
import type { CounterDeps } from '../deps.ts';
import { type DossierRow, lockDossierRow } from '../dossier-row.ts';
import { dossierReturned } from '../events.ts';
import { keepText } from '../free-text.ts';
import { aboutDossier, moveDossier, type Trx } from './move-dossier.ts';
import type { Moved } from '../shapes.ts';
import { showMoved } from './show-moved.ts';

/** The officer handed the result over at the counter; `receivedBy` is who signed for it. */
export async function returnResult(
  deps: CounterDeps,
  input: { dossierId: string; receivedBy: string },
  actor: OfficerActor,
): Promise<Moved> {
  const receivedBy = keepText(input.receivedBy);
  return deps.database.transaction<unknown, Moved>(async (trx) => {
    const row = await lockDossierRow(trx, input.dossierId);
    requireOnDossier(actor, row, 'hand-over');
    return showMoved(await deliverResult(trx, deps, row, { actor, channel: 'counter', receivedBy }));
  });
}

/** `resolved → returned`, over whichever channel the applicant got the result. */
export async function deliverResult(
  trx: Trx,
  deps: CounterDeps,
  row: DossierRow,
  how: { actor: Actor; channel: 'online' | 'counter'; receivedBy?: string },
): Promise<DossierRow> {
  const at = deps.clock.now();
  const moved = await moveDossier(trx, deps, row, {
    name: 'return-result',
    kind: 'returned',
    actor: how.actor,
    at,
    data: { channel: how.channel, ...(how.receivedBy ? { receivedBy: how.receivedBy } : {}) },
  });
  await deps.publish(
    trx,
    dossierReturned,
    { ...aboutDossier(row), returnedAt: at.toISOString(), channel: how.channel },
    { actor: how.actor },
  );
  return moved;
}
