import type { Transaction } from 'kysely';
import type { Calendar } from '#modules/calendar/index.ts';
import type { Directory } from '#modules/directory/index.ts';
import type { Evidence } from '#modules/evidence/index.ts';
import type { Files } from '#modules/files/index.ts';
import type { Signing } from '#modules/signing/index.ts';
import type { PlatformDeps } from '#platform/room.ts';
import type { Tables } from './tables.ts';

/** What this room needs of the rooms below it: no more than this of their front doors. */
export interface DocumentsDeps extends PlatformDeps {
  directory: Pick<Directory, 'getAgency' | 'findArea' | 'listOfficers' | 'findAgencyByCode'>;
  calendar: Pick<Calendar, 'dueAt' | 'workingMinutesBetween'>;
  files: Pick<Files, 'receive' | 'get' | 'getFor' | 'read' | 'passOn' | 'keep'>;
  signing: Pick<Signing, 'signPdf' | 'canSign'>;
  evidence: Pick<Evidence, 'record'>;
}

export type Trx = Transaction<Tables>;
