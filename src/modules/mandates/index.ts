import { dossierFiled } from '#modules/counter/events.ts';
import { personNumbered } from '#modules/population/events.ts';
import type { ActingFor } from '#platform/access.ts';
import { listen } from '#platform/events.ts';
import { job } from '#platform/jobs.ts';
import type { RoomParts } from '#platform/room.ts';
import { capacitiesOf, describe, standing, type Capacity, type MandateDescription } from './capacities.ts';
import { deriveForNewborn } from './derive-parents.ts';
import type { MandatesDeps } from './deps.ts';
import { endByLaw } from './end-by-law.ts';
import { mandatesRoutes } from './routes.ts';
import { noteUse } from './uses.ts';
import { loadMandates, type MandatesWorld } from './load-world.ts';
import type { Trx } from './write-mandate.ts';

export type { Capacity, MandateDescription } from './capacities.ts';
export type { MandatesDeps } from './deps.ts';
export type { MandatesWorld } from './load-world.ts';
export type { Kind as MandateKind } from './rules.ts';
export { covers, within } from './scope.ts';

/** The front door: who may act for whom. Knows persons and organisations, not accounts. */
export interface Mandates {
  parts: RoomParts;
  /** All for whom this person may act on that day, children first. */
  capacitiesOf(personId: string, on: string): Promise<Capacity[]>;
  /** The mandate, if it is this person's and stands at that moment. One indexed read: runs with every request of such a session. */
  standing(mandateId: string, agentPersonId: string, at: Date): Promise<ActingFor | undefined>;
  /** What may be said of a mandate, whether it stands or not; for consent screens and papers. */
  describe(mandateId: string): Promise<MandateDescription | undefined>;
  /** Organisations and mandates of a world. Those that are there already stay as they are. */
  loadMandates(world: MandatesWorld): Promise<void>;
}

export function createMandates(deps: MandatesDeps): Mandates {
  return {
    capacitiesOf: (personId, on) => capacitiesOf(deps, personId, on),
    standing: (mandateId, agentPersonId, at) => standing(deps, mandateId, agentPersonId, at),
    describe: (mandateId) => describe(deps, mandateId),
    loadMandates: (world) => loadMandates(deps, world),
    parts: {
      name: 'mandates',
      served: mandatesRoutes(deps),
      listeners: [
        listen(personNumbered, 'mandates.derive-newborn', async ({ payload }, { trx }) => {
          await deriveForNewborn(deps, trx as Trx, payload.personId, deps.clock.now());
        }),
        listen(dossierFiled, 'mandates.note-filing', async ({ payload, at }, { trx }) => {
          if (!payload.actingFor) return;
          await noteUse(deps, trx, {
            mandateId: payload.actingFor.mandateId,
            at,
            what: 'dossier-filed',
            subject: `dossier:${payload.dossierId}`,
            label: payload.code,
          });
        }),
      ],
      jobs: [job('mandates.end-by-law', () => endByLaw(deps), { every: '10 17 * * *' })],
    },
  };
}
