import type { ActingFor } from '#platform/access.ts';
import type { PlatformDeps } from '#platform/room.ts';
import type { Capacity } from '#modules/mandates/index.ts';
import type { Evidence } from '#modules/evidence/index.ts';
import type { Population } from '#modules/population/index.ts';

/** What identity needs of the directory's front door. */
export interface DirectoryDoor {
  /** `personId`: the officer as a person of the register, where that is known. */
  getOfficer(id: string): Promise<{ name: string; personId?: string }>;
  getAgency(id: string): Promise<{ id: string; name: string }>;
  listAgencies(filter: Record<string, never>): Promise<{ id: string; name: string }[]>;
  listOfficers(
    agencyId: string,
    on: string,
  ): Promise<{ id: string; name: string; position: string; appointmentId: string }[]>;
  /** Ids of the officers who have a right today, at one agency or anywhere. */
  officersWith(right: string, agencyId?: string): Promise<string[]>;
  appointmentsOf(
    officerId: string,
    on: string,
  ): Promise<
    {
      id: string;
      agencyId: string;
      postId?: string;
      unit?: string;
      position: string;
      rights: readonly string[];
    }[]
  >;
}

/** What identity needs of the mandates' front door. */
export interface MandatesDoor {
  standing(mandateId: string, agentPersonId: string, at: Date): Promise<ActingFor | undefined>;
  capacitiesOf(personId: string, on: string): Promise<Capacity[]>;
}

/** What identity needs of the evidence: every change of how an account is entered is recorded. */
export type EvidenceDoor = Pick<Evidence, 'record'>;

/** What identity needs of the register of persons: whether what somebody says, or a card says, is so. */
export type PopulationDoor = Pick<Population, 'compare' | 'findByNumber' | 'getPerson'>;

export interface DemoCitizen {
  name: string;
  personalId: string;
  about: string;
}

export interface IdentityDeps extends PlatformDeps {
  directory: DirectoryDoor;
  mandates: MandatesDoor;
  evidence: EvidenceDoor;
  population: PopulationDoor;
  /** The demo world's citizens, shown on the sign-in page; empty elsewhere. */
  demoCitizens: () => DemoCitizen[];
}
