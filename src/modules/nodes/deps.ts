import type { Actor } from '#platform/access.ts';
import type { Executor } from '#platform/database/database.ts';
import type { PlatformDeps } from '#platform/room.ts';

export interface AgencyOfHere {
  id: string;
  name: string;
  /** In use today. */
  code: string;
  /** Of all forms and times. */
  codes: readonly { code: string }[];
}

/** What the federation needs of other rooms' front doors. */
export interface NodesDeps extends PlatformDeps {
  directory: {
    getAgency(id: string): Promise<AgencyOfHere>;
    findAgencyByCode(code: string): Promise<AgencyOfHere | undefined>;
  };
  evidence: {
    record(trx: Executor, entry: { kind: string; subject: string; actor: Actor; data?: unknown }): Promise<string>;
  };
}
