import type { Actor } from '#platform/access.ts';
import type { Executor } from '#platform/database/database.ts';
import type { PlatformDeps } from '#platform/room.ts';

export interface AgencyFacts {
  id: string;
  name: string;
  /** The code of the 2020 form in use today, or the last one. */
  code: string;
  validTo: string | null;
  successorId: string | null;
}

/** What the exchange needs of other rooms' front doors. */
export interface ExchangeDeps extends PlatformDeps {
  directory: {
    getAgency(id: string): Promise<AgencyFacts>;
    findAgencyByCode(code: string): Promise<AgencyFacts | undefined>;
  };
  files: {
    getFor(id: string, actor: Actor): Promise<{ id: string; owner: string; sha256: string; bytes: number }>;
    keep(ids: readonly string[], owner: string, reference: string): Promise<void>;
    shareWith(ids: readonly string[], agencyId: string): Promise<void>;
  };
  /** The agencies' own registers. */
  documents: {
    receiveDocument(
      arrival: {
        packetRef: string;
        agencyId: string;
        senderName: string;
        senderCode: string;
        notation: string;
        issuedOn: string;
        type: string;
        subject: string;
        urgency: 'normal' | 'urgent' | 'very-urgent' | 'express';
        signer: string;
        fileIds: readonly string[];
      },
      actor: Actor,
    ): Promise<unknown>;
  };
  signing: {
    sealBytes(bytes: Buffer): Promise<Buffer>;
  };
  evidence: {
    record(trx: Executor, entry: { kind: string; subject: string; actor: Actor; data?: unknown }): Promise<string>;
  };
}
