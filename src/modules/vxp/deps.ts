import type { Actor, ProgramActor } from '#platform/access.ts';
import type { Executor } from '#platform/database/database.ts';
import type { PlatformDeps } from '#platform/room.ts';
import type { Exchange } from '#modules/exchange/index.ts';
import type { Files } from '#modules/files/index.ts';
import type { Signing } from '#modules/signing/index.ts';

export interface AgencyFacts {
  id: string;
  name: string;
  /** The code of the 2020 form in use today, or the last one. */
  code: string;
  parentId?: string | null | undefined;
}

/** What the border needs of other rooms' front doors. */
export interface VxpDeps extends PlatformDeps {
  directory: {
    getAgency(id: string): Promise<AgencyFacts>;
    findAgencyByCode(code: string): Promise<AgencyFacts | undefined>;
    listAgencies(): Promise<AgencyFacts[]>;
  };
  systems: {
    programOf(systemId: string, code?: string): Promise<ProgramActor | undefined>;
    authenticateSecret(systemId: string, secret: string, code?: string): Promise<ProgramActor | undefined>;
  };
  exchange: Pick<Exchange, 'send' | 'border'>;
  files: Pick<Files, 'receiveLarge' | 'openStream' | 'axis'>;
  signing: Pick<Signing, 'xmlIdentity' | 'xmlIdentityIfAny' | 'holderOf' | 'roots'>;
  evidence: {
    record(trx: Executor, entry: { kind: string; subject: string; actor: Actor; data?: unknown }): Promise<string>;
  };
}
