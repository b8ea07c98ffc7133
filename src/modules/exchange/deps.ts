import type { RawBuilder } from 'kysely';
import type { IssuedFacts } from '#modules/documents/index.ts';
import type { Actor, OfficerActor } from '#platform/access.ts';
import type { ProofSet, SealingState } from '#modules/evidence/index.ts';
import type { Executor } from '#platform/database/database.ts';
import type { PlatformDeps } from '#platform/room.ts';
import type { XmlIdentity } from '#modules/edxml/index.ts';
import type { Files } from '#modules/files/index.ts';
import type { Nodes } from '#modules/nodes/index.ts';

export interface AgencyFacts {
  id: string;
  name: string;
  /** The code of the 2020 form in use today, or the last one. */
  code: string;
  validTo: string | null;
  successorId: string | null;
}

/** What the file room tells of a file. */
export interface StoredFacts {
  id: string;
  owner: string;
  sha256: string;
  bytes: number;
}

interface Kept {
  fileId: string;
  owner: string;
  reference: string;
}

interface Recorded {
  kind: string;
  subject: string;
  actor: Actor;
  data?: unknown;
}

/** One of all agencies, with the one above it. */
export interface ListedAgency extends AgencyFacts {
  parentId: string | null;
}

/** What the exchange needs of other rooms' front doors. */
export interface ExchangeDeps extends PlatformDeps {
  directory: {
    getAgency(id: string): Promise<AgencyFacts>;
    findAgencyByCode(code: string): Promise<AgencyFacts | undefined>;
    /** The agencies where somebody holds a post with this right today. */
    agenciesWith(right: string): Promise<ReadonlySet<string>>;
    listAgencies(filter?: { level?: 'ministry' | 'province' | 'commune'; parentId?: string }): Promise<ListedAgency[]>;
  };
  /** Which nodes there are, where each agency is at home, and how nodes speak to each other. */
  nodes: Pick<
    Nodes,
    | 'self'
    | 'homeOf'
    | 'wasHomeOf'
    | 'call'
    | 'peer'
    | 'signStatement'
    | 'checkStatement'
    | 'refresh'
    | 'standing'
    | 'publicKeyOf'
    | 'limitsOf'
    | 'signedDirectory'
    | 'declareLimits'
  >;
  files: {
    payloads: Files['payloads'];
    openStream: Files['openStream'];
    readSmall: Files['readSmall'];
    getFor(id: string, actor: Actor): Promise<StoredFacts>;
    getManyFor(asked: readonly { id: string; actor: Actor }[]): Promise<(StoredFacts | undefined)[]>;
    keep(ids: readonly string[], owner: string, reference: string): Promise<void>;
    /** Durable with the next commit that waits for the disk. @returns those that stay now */
    keepAll(wanted: readonly Kept[]): Promise<readonly Kept[]>;
    /** As a part of a statement: a row for each that is new. */
    keepingOf(wanted: readonly Kept[]): RawBuilder<unknown>;
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
    /** Writes into the history of an arrived document that its recall, update or replacement was agreed to. */
    noteChange(
      given: { packetRef: string; agencyId: string; kind: 'recall' | 'update' | 'replace'; reason: string },
      actor: Actor,
    ): Promise<void>;
    /** An issued document of the officer's agency. Throws documents.not-found, documents.wrong-state. */
    issued(documentId: string, actor: OfficerActor): Promise<IssuedFacts>;
    /** The incoming documents that copies became, by the copy's id. */
    arrivedAs(
      packetRefs: readonly string[],
      agencyId: string,
    ): Promise<ReadonlyMap<string, { id: string; number: number | null; state: string }>>;
  };
  signing: {
    sealBytes(bytes: Buffer): Promise<Buffer>;
    caCertificatePem(): Promise<string>;
    xmlIdentity(): Promise<XmlIdentity>;
  };
  evidence: {
    record(trx: Executor, entry: Recorded): Promise<string>;
    recordAll(trx: Executor, entries: readonly Recorded[]): Promise<unknown>;
    /** As a part of a statement. */
    recordingOf(entries: readonly Recorded[]): RawBuilder<unknown>;
    /** Throws evidence.no-time-stamp when what is taken over now would leave no evidence in time. */
    requireStamps(): Promise<void>;
    sealingState(): Promise<SealingState>;
    proveSubject(subject: string): Promise<ProofSet>;
    stampRootsPem(): Promise<string>;
  };
}
