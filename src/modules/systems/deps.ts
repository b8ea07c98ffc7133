import type { Actor } from '#platform/access.ts';
import type { Executor } from '#platform/database/database.ts';
import type { PlatformDeps } from '#platform/room.ts';

export interface AgencyFacts {
  id: string;
  name: string;
  code: string;
  parentId: string | null;
  validTo: string | null;
}

/** What the room needs of other rooms' front doors. */
export interface SystemsDeps extends PlatformDeps {
  directory: {
    getAgency(id: string): Promise<AgencyFacts>;
    findAgencyByCode(code: string): Promise<AgencyFacts | undefined>;
  };
  evidence: {
    record(trx: Executor, entry: { kind: string; subject: string; actor: Actor; data?: unknown }): Promise<string>;
  };
}
