import type { PlatformDeps } from '#platform/room.ts';
import type { Calendar } from '#modules/calendar/index.ts';
import type { Evidence } from '#modules/evidence/index.ts';
import type { Agency, Directory } from '#modules/directory/index.ts';
import type { Files } from '#modules/files/index.ts';
import type { Mandates } from '#modules/mandates/index.ts';
import type { Procedures } from '#modules/procedures/index.ts';

/** What the counter needs of the rooms below it: no more than this of their front doors. */

export type DirectoryDoor = Pick<
  Directory,
  'getAgency' | 'intakeAgencyFor' | 'findArea' | 'whichUnit' | 'listOfficers'
>;
export type AgencyFacts = Agency;

export type CalendarDoor = Pick<Calendar, 'dueAt'>;

export type ProceduresDoor = Pick<Procedures, 'getProcedure' | 'getVersion'>;

export type FilesDoor = Pick<Files, 'getMany' | 'read' | 'keep' | 'shareWith'>;

export type EvidenceDoor = Pick<Evidence, 'record'>;

export type MandatesDoor = Pick<Mandates, 'standing'>;

export interface CounterDeps extends PlatformDeps {
  directory: DirectoryDoor;
  calendar: CalendarDoor;
  procedures: ProceduresDoor;
  files: FilesDoor;
  evidence: EvidenceDoor;
  mandates: MandatesDoor;
}
