/** What this room needs of the rooms below it: no more than this of their front doors. */
import type { Actor, OfficerActor } from '#platform/access.ts';
import type { Executor } from '#platform/database/database.ts';
import type { Directory } from '#modules/directory/index.ts';
import type { Files } from '#modules/files/index.ts';
import type { Population } from '#modules/population/index.ts';
import type { Signing } from '#modules/signing/index.ts';

export type DirectoryDoor = Pick<
  Directory,
  'getAgency' | 'findArea' | 'listProvinces' | 'listCommunes' | 'listOfficers'
>;

/** A dossier as the office that handles it sees it. */
export interface HandledDossier {
  id: string;
  code: string;
  state: string;
  /** Why its clock stands still, if it does. */
  pausedFor?: string | null;
  agencyId: string;
  procedureCode?: string;
  procedureVersionId: string;
  applicantAccountId: string;
  answers: Readonly<Record<string, unknown>>;
  /** Certified extracts that the applicant asks for: paper that the office makes itself. */
  copies?: number;
  papers: readonly { component: string; fileId: string; name: string; type?: string }[];
  dueAt?: Date | string | null;
}

export interface CounterDoor {
  /** Refuses with a problem where the officer may not see the dossier. */
  getDossierForHandling(dossierId: string, officer: OfficerActor): Promise<HandledDossier>;
  /** Refuses with a problem where the dossier has ended or waits meanwhile; afterwards nobody can end it under the act. */
  beginHandling(dossierId: string, officer: OfficerActor): Promise<{ until: Date; release(): Promise<void> }>;
}

interface Label {
  vi: string;
  en: string;
}

export interface ProceduresDoor {
  getVersion(id: string): Promise<{
    form: { pages: { fields: { key: string; label: Label; options?: { value: string; label: Label }[] }[] }[] } | null;
  }>;
}

export type FilesDoor = Pick<Files, 'receive' | 'keep' | 'shareWith'>;
export type SigningDoor = Pick<Signing, 'signPdf'>;

export interface EvidenceDoor {
  record(
    trx: Executor,
    entry: {
      kind: string;
      subject: string;
      actor: Actor;
      purpose?: string;
      legalBasis?: string;
      data: Record<string, unknown>;
    },
  ): Promise<unknown>;
}

export type PopulationDoor = Pick<Population, 'compare'>;

export interface Doors {
  directory: DirectoryDoor;
  counter: CounterDoor;
  procedures: ProceduresDoor;
  files: FilesDoor;
  signing: SigningDoor;
  evidence: EvidenceDoor;
  population: PopulationDoor;
}
