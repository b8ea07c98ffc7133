import type { Actor, OfficerActor } from '#platform/access.ts';
import { job } from '#platform/jobs.ts';
import { liveTopic } from '#platform/live.ts';
import type { RoomParts } from '#platform/room.ts';
import { mayHearDossier, mayHearQueue } from './access.ts';
import { beginHandling, type Handling } from './handling/begin-handling.ts';
import { createCatalogue } from './filing/catalogue.ts';
import type { CounterDeps } from './deps.ts';
import { type DossierForHandling, getDossierForHandling } from './handling/handling.ts';
import { counterListeners } from './listeners.ts';
import { counterOperations, type CounterOperations } from './operations.ts';
import { counterRoutes } from './routes.ts';
import type { PublicTrack } from './shapes.ts';
import { sweepDrafts } from './filing/sweep-drafts.ts';

export type { CounterDeps } from './deps.ts';
export { type DossierCode, formatDossierCode, parseDossierCode } from './dossier-code.ts';
export type { Handling } from './handling/begin-handling.ts';
export type { DossierForHandling } from './handling/handling.ts';
export { type NationalCode, nationalCodeOf, nationalCodes } from './reading/national-codes.ts';
export { type DossierState, isTerminal, states } from './states.ts';
export { stateLabels } from './words.ts';

/** The front door of the one-stop counter. */
export interface Counter extends CounterOperations {
  /** A dossier for the room that does the work on it. Throws `counter.dossier-not-found`; the reading is recorded. */
  getDossierForHandling(dossierId: string, officer: Actor): Promise<DossierForHandling>;
  /**
   * The last gate before an act is written: `accepted` becomes `processing`, committed at once, and nobody can end the dossier
   * any more. Throws `counter.dossier-not-found`, `counter.not-in-this-state`, `counter.supplement-open`.
   */
  beginHandling(dossierId: string, officer: OfficerActor): Promise<Handling>;
  /** The public view by code, without personal data. Throws `counter.malformed-code`, `counter.unknown-code`. */
  track(code: string): Promise<PublicTrack>;
  parts: RoomParts;
}

export function createCounter(deps: CounterDeps): Counter {
  const catalogue = createCatalogue(deps);
  const operations = counterOperations(deps, catalogue);
  return {
    ...operations,
    getDossierForHandling: (dossierId, officer) => getDossierForHandling(deps, dossierId, officer),
    beginHandling: (dossierId, officer) => beginHandling(deps, dossierId, officer),
    track: operations.trackDossier,
    parts: {
      name: 'counter',
      served: counterRoutes(operations),
      listeners: counterListeners(deps, catalogue),
      jobs: [job('counter.sweep-drafts', () => sweepDrafts(deps), { every: '20 18 * * *' })],
      topics: [liveTopic('counter.queue', mayHearQueue), liveTopic('counter.dossier', mayHearDossier)],
    },
  };
}
