import type { Evidence } from '#modules/evidence/index.ts';
import type { Population } from '#modules/population/index.ts';
import type { PlatformDeps } from '#platform/room.ts';

/** What this room needs of the rooms below it. */
export type PopulationDoor = Pick<Population, 'match' | 'childrenOf'>;
export type EvidenceDoor = Pick<Evidence, 'record'>;

export interface MandatesDeps extends PlatformDeps {
  population: PopulationDoor;
  evidence: EvidenceDoor;
}
