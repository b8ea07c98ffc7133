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
  directory: Pick<Directory, 'getAgency' | 'findArea' | 'listOfficers' | 'findAgencyByCode' | 'postsOf' | 'findPosts'>;
  calendar: Pick<Calendar, 'dueAt' | 'workingMinutesBetween'>;
  files: Pick<Files, 'receive' | 'get' | 'getFor' | 'read' | 'passOn' | 'keep'>;
  signing: Pick<Signing, 'signPdf' | 'canSign'>;
  evidence: Pick<Evidence, 'record'>;
  /** Whoever carries documents to other agencies stands above this room and is asked through this; absent where nobody does. */
  axis?: Axis;
}

/** Before something is issued: who would get it, who could not take it, and why. */
export interface Axis {
  /** `near`: of the agency itself, its province or the whole country. */
  groups(agencyId: string): Promise<{ ref: string; name: string; members: number; near: boolean }[]>;
  plan(asked: {
    agencyId: string;
    codes: readonly string[];
    groups: readonly string[];
    files: readonly { name: string; bytes: number }[];
    /** By the codes of the exchange standard. */
    type?: { group: number; code: number; name: string };
  }): Promise<AxisPlan>;
}

export interface AxisPlan {
  groups: { ref: string; name: string; members: number }[];
  takes: { agencyId: string; code: string; name: string }[];
  cannot: {
    code: string;
    name: string;
    stops: boolean;
    says: { vi: string; en: string };
    todo: { vi: string; en: string };
  }[];
}

export type Trx = Transaction<Tables>;
