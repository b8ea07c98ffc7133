import type { ActingFor } from '#platform/access.ts';
import type { PlatformDeps, RoomParts } from '#platform/room.ts';

export type MandatesDeps = PlatformDeps;

/** Somebody whom a person may act for today. */
export interface Capacity extends ActingFor {
  relation: 'parent' | 'guardian' | 'authority' | 'representative' | 'staff';
  /** YYYY-MM-DD, the last day; null while it stands until ended. */
  validTo: string | null;
}

/** The front door: who may act for whom. Knows persons and organisations, not accounts. */
export interface Mandates {
  parts: RoomParts;
  /** All for whom this person may act on that day, children first. */
  capacitiesOf(personId: string, on: string): Promise<Capacity[]>;
  /** The mandate, if it is this person's and stands at that moment. One indexed read: runs with every request of such a session. */
  standing(mandateId: string, agentPersonId: string, at: Date): Promise<ActingFor | undefined>;
}

export function createMandates(_deps: MandatesDeps): Mandates {
  return {
    capacitiesOf: async () => [],
    standing: async () => undefined,
    parts: { name: 'mandates' },
  };
}
