import type { ActingFor, Actor } from '#platform/access.ts';
import type { Executor } from '#platform/database/database.ts';
import type { PlatformDeps } from '#platform/room.ts';
import type { Account } from '#modules/identity/index.ts';

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

/** Why a person of the register is read; recorded with the reading. */
export interface Disclosure {
  actor: Actor;
  purpose: string;
  legalBasis: string;
  caseRef: string;
}

export interface PopulationDoor {
  findByNumber(
    personalId: string,
    disclosure: Disclosure,
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

/** What the provider needs besides. */
export interface PostsDoor {
  getAgency(id: string): Promise<{ name: string; code: string }>;
  appointmentsOf(officerId: string, on: string): Promise<{ agencyId: string; position: string }[]>;
}

export interface PersonsDoor {
  getPerson(id: string, disclosure: Disclosure): Promise<Person>;
}

/** Of the population's person, what a client may come to know. */
export interface Person {
  fullName: string;
  personalId: string | null;
  birthDate: string | null;
  birthYear: number;
  sex: 'female' | 'male';
  residenceArea: string | null;
  residenceDetail: string | null;
}

export interface IdentityDoor {
  findAccount(accountId: string): Promise<Account | undefined>;
  /** The phone or mailbox that the account confirmed last. */
  confirmedContact(accountId: string, kind: 'phone' | 'email'): Promise<string | undefined>;
  /** Ends the session of an actor, as signing out does. */
  endSession(actor: Actor): Promise<void>;
}

export interface MandatesDoor {
  standing(mandateId: string, agentPersonId: string, at: Date): Promise<ActingFor | undefined>;
  describe(mandateId: string): Promise<{ principal: { taxNumber: string | null } } | undefined>;
}

export type ProviderDeps = PlatformDeps & {
  directory: PostsDoor;
  evidence: EvidenceDoor;
  population: PersonsDoor & PopulationDoor;
  identity: IdentityDoor & AccountsDoor;
  mandates: MandatesDoor;
};
