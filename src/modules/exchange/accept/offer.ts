import type { Actor } from '#platform/access.ts';
import type { ChangeKind } from '../delivery/business.ts';
import type { Envelope } from '../contract.ts';
import type { StoredFacts } from '../deps.ts';
import type { Receipt } from './receipt.ts';
import type { Recipients } from './resolve-sides.ts';

/** What somebody hands over. */
export interface Offer {
  /** In whose name. */
  agencyId: string;
  actor: Actor;
  key: string;
  /** An earlier consignment of the same agency, whose files go on to new recipients by the right of this one. */
  filesOf?: string;
  envelope: Envelope;
  /** The envelope in canonical form, and its SHA-256. */
  canonical: string;
  digest: Buffer;
}

/** An offer that nothing speaks against, with all that will be written of it. */
export interface Ready {
  offer: Offer;
  id: string;
  at: Date;
  expiresAt: Date;
  conversation: string;
  recipients: Recipients;
  /** Some of them are at home on another node. */
  away: boolean;
  files: readonly StoredFacts[];
  change?: { kind: ChangeKind; about: string };
  receipt: Receipt;
}

export interface Sent {
  consignmentId: string;
  receipt: Receipt;
  /** The same key and envelope had come before: this is the receipt of then. */
  repeated: boolean;
}
