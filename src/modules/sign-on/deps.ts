import type { Actor } from '#platform/access.ts';
import type { Executor } from '#platform/database/database.ts';
import type { PlatformDeps } from '#platform/room.ts';

/** What the register of clients needs of other rooms' front doors. */
export interface DirectoryDoor {
  getAgency(id: string): Promise<{ id: string; name: string; level: string }>;
}

export interface EvidenceDoor {
  record(
    trx: Executor,
    entry: { kind: string; subject: string; actor: Actor; purpose?: string; legalBasis?: string; data?: unknown },
  ): Promise<unknown>;
}

export interface PopulationDoor {
  findByNumber(
    personalId: string,
    disclosure: { actor: Actor; purpose: string; legalBasis: string; caseRef: string },
    also?: { fullName?: string },
  ): Promise<{ id: string; fullName: string } | undefined>;
}

export interface AccountsDoor {
  accountOfPerson(personId: string): Promise<string | undefined>;
}

export type RegisterDeps = PlatformDeps & {
  directory: DirectoryDoor;
  evidence: EvidenceDoor;
  population: PopulationDoor;
  identity: AccountsDoor;
};
