import type { Actor } from '#platform/access.ts';
import type { Executor } from '#platform/database/database.ts';
import type { PlatformDeps } from '#platform/room.ts';
import type { Agency, Directory } from '#modules/directory/index.ts';
import type { Files } from '#modules/files/index.ts';
import type { ProcedureVersion, TimeLimit } from '#modules/procedures/index.ts';

/** What the counter needs of the rooms below it: no more than this of their front doors. */

export type DirectoryDoor = Pick<
  Directory,
  'getAgency' | 'intakeAgencyFor' | 'findArea' | 'whichUnit' | 'listOfficers'
>;
export type AgencyFacts = Agency;

export interface CalendarStep {
  code: string;
  at: Date | string;
  vi: string;
  en: string;
}

export interface CalendarDoor {
  dueAt(question: {
    agencyId: string;
    receivedAt: Date;
    limit: TimeLimit;
    sameDayCutoff?: string;
    pauses?: { from: Date; to?: Date; resume: 'continue' | 'reset' }[];
  }): Promise<{ dueAt: Date; trace: CalendarStep[] }>;
}

export interface ProceduresDoor {
  getProcedure(code: string): Promise<ProcedureVersion>;
  getVersion(versionId: string): Promise<ProcedureVersion>;
}

export type FilesDoor = Pick<Files, 'getMany' | 'read' | 'keep' | 'shareWith'>;

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

export interface CounterDeps extends PlatformDeps {
  directory: DirectoryDoor;
  calendar: CalendarDoor;
  procedures: ProceduresDoor;
  files: FilesDoor;
  evidence: EvidenceDoor;
}
