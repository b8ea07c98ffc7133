// Generated from the migrations by scripts/types.ts. Not edited by hand.

import type { ColumnType } from "kysely";

export type ArrayType<T> = ArrayTypeImpl<T> extends (infer U)[]
  ? U[]
  : ArrayTypeImpl<T>;

export type ArrayTypeImpl<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S[], I[], U[]>
  : T[];

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export type Int8 = ColumnType<number, bigint | number | string, bigint | number | string>;

export type Json = JsonValue;

export type JsonArray = JsonValue[];

export type JsonObject = {
  [x: string]: JsonValue | undefined;
};

export type JsonPrimitive = boolean | number | string | null;

export type JsonValue = JsonArray | JsonObject | JsonPrimitive;

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface ExchangeAway {
  agency_id: string;
  node_id: string;
  since: Timestamp;
}

export interface ExchangeAwayDue {
  agency_id: string;
  attempts: Generated<number>;
  delivery_id: string;
  next_try_at: Timestamp | null;
  seq: Int8;
  version: Generated<number>;
}

export interface ExchangeBundleManifest {
  at: Timestamp;
  manifest_sha256: Buffer;
  seal: Buffer;
}

export interface ExchangeBundlePacket {
  at: Timestamp;
  consignment_id: string;
  packet: string;
}

export interface ExchangeBundleParts {
  at: Timestamp;
  consignment_id: string;
  heads: ArrayType<Buffer>;
  tails: ArrayType<Buffer>;
  xml: string[];
}

export interface ExchangeBundleRoot {
  at: Timestamp;
  certificates_sha256: Buffer;
  key_id: string;
  signature: Buffer;
  statement: string;
}

export interface ExchangeConsignment {
  about: string | null;
  accepted_at: Timestamp;
  accepted_from: Json;
  conversation: string;
  digest: Buffer;
  envelope: string;
  expires_at: Timestamp;
  handed_by: string | null;
  id: string;
  issued_on: string;
  kind: string;
  notation: string;
  origin_node: string | null;
  priority: number;
  receipt: Json;
  sender_agency_id: string;
  sender_code: string;
  sender_key: string;
  seq: Generated<Int8>;
  subject_search: string;
  taken_at: Timestamp | null;
  /**
   * Of a consignment from another node: the word of its node of origin; null: it was accepted here
   */
  voucher: Json | null;
}

export interface ExchangeConsignmentFile {
  consignment_id: string;
  file_id: string;
  local_id: string;
}

export interface ExchangeDelivery {
  asked_by: string | null;
  attempts: Generated<number>;
  business: string | null;
  business_at: Timestamp | null;
  consignment_id: string;
  conversation: string;
  expires_at: Timestamp;
  id: string;
  lock_id: string | null;
  locked_until: Timestamp | null;
  next_try_at: Timestamp | null;
  /**
   * The node that hears what happens to the copy; null: it was accepted here
   */
  origin_node: string | null;
  /**
   * The other node that has, or is to have, the copy; null: it is for this node to deliver
   */
  peer: string | null;
  peer_attempts: Generated<number>;
  priority: number;
  reason: string | null;
  recipient_agency_id: string;
  recipient_code: string;
  sender_agency_id: string;
  seq: Int8;
  /**
   * The node that delivers the copy and tells this one, where its sender is at home now; null: the copy is, or was, this node's own work
   */
  told_by: string | null;
  transport: string;
  transport_at: Timestamp;
}

export interface ExchangeDeliveryEvent {
  actor: Json;
  at: Timestamp;
  delivery_id: string;
  from_state: string | null;
  id: string;
  machine: string;
  node: string | null;
  note: string | null;
  rule: string;
  to_state: string;
}

export interface ExchangeFlow {
  accepted: number;
  agency_id: string;
  delivered: number;
  minute: Timestamp;
  side: string;
}

export interface ExchangeMailbox {
  agency_id: string;
  largest_file_bytes: Int8 | null;
  mode: string;
  not_kinds: Generated<string[]>;
  only_types: string[] | null;
  set_at: Timestamp;
  set_by: Json;
  takes_attachments: Generated<boolean>;
  takes_encrypted: Generated<boolean>;
}

export interface ExchangePeer {
  answered_at: Timestamp | null;
  failures: Generated<number>;
  last_failure: string | null;
  next_try_at: Timestamp | null;
  node_id: string;
}

export interface ExchangePeerAnswer {
  at: Timestamp;
  id: string;
  key_id: string | null;
  peer: string;
  request_digest: Buffer;
  seal: string;
  signature: string | null;
  statement: string;
  whose: string;
}

export interface ExchangePeerHeard {
  at: Timestamp;
  delivery_id: string;
  event_id: string;
  outcome: string;
  peer: string;
}

export interface ExchangePeerNews {
  attempts: Generated<number>;
  delivery_id: string;
  ended_at: Timestamp | null;
  event_id: string;
  made_at: Timestamp;
  next_try_at: Timestamp | null;
  outcome: string | null;
  peer: string;
  priority: number;
  seq: Generated<Int8>;
}

export interface ExchangeRecipientGroup {
  agency_id: string;
  changed_at: Timestamp;
  changed_by: Json;
  codes: string[];
  id: string;
  name: string;
  version: number;
}

export interface ExchangeSteering {
  act: string;
  agency_id: string | null;
  asked_at: Timestamp;
  asked_by: Json;
  at_delivery: string | null;
  at_seq: Int8;
  ended_at: Timestamp | null;
  filter: Json;
  id: string;
  moved: Generated<number>;
  passed_over: Generated<number>;
  reason: string;
  total: number;
  up_to: Int8;
}

export interface ExchangeTallied {
  at: Timestamp | null;
  one: Generated<boolean>;
}

export interface ExchangeTally {
  agency_id: string;
  bucket: number;
  day: string;
  n: Int8;
  side: string;
  what: string;
}

export interface ExchangeTallyDue {
  at: Timestamp;
  delivery_id: string;
  id: Generated<Int8>;
  machine: string;
  rule: string;
  to_state: string;
}

export interface ExchangeTallyMonth {
  agency_id: string;
  bucket: number;
  month: string;
  n: Int8;
  side: string;
  what: string;
}

export interface ExchangeWebhook {
  agency_id: string;
  changed_at: Timestamp;
  due_at: Timestamp;
  failures: Generated<number>;
  id: string;
  made_at: Timestamp;
  made_by: Json;
  state: string;
  system_id: string | null;
  topics: string[];
  url: string;
  why: string | null;
}

export interface ExchangeWebhookAttempt {
  answer: string | null;
  at: Timestamp;
  delivery_id: string | null;
  failure: string | null;
  id: string;
  push_id: string | null;
  status: number | null;
  took_ms: number;
  webhook_id: string;
}

export interface ExchangeWebhookPush {
  attempts: Generated<number>;
  body: string;
  conversation: string;
  due_at: Timestamp;
  id: string;
  kind: string;
  made_at: Timestamp;
  replay_of: string | null;
  seq: Generated<Int8>;
  state: string;
  webhook_id: string;
}

export interface Tables {
  "exchange.away": ExchangeAway;
  "exchange.away_due": ExchangeAwayDue;
  "exchange.bundle_manifest": ExchangeBundleManifest;
  "exchange.bundle_packet": ExchangeBundlePacket;
  "exchange.bundle_parts": ExchangeBundleParts;
  "exchange.bundle_root": ExchangeBundleRoot;
  "exchange.consignment": ExchangeConsignment;
  "exchange.consignment_file": ExchangeConsignmentFile;
  "exchange.delivery": ExchangeDelivery;
  "exchange.delivery_event": ExchangeDeliveryEvent;
  "exchange.flow": ExchangeFlow;
  "exchange.mailbox": ExchangeMailbox;
  "exchange.peer": ExchangePeer;
  "exchange.peer_answer": ExchangePeerAnswer;
  "exchange.peer_heard": ExchangePeerHeard;
  "exchange.peer_news": ExchangePeerNews;
  "exchange.recipient_group": ExchangeRecipientGroup;
  "exchange.steering": ExchangeSteering;
  "exchange.tallied": ExchangeTallied;
  "exchange.tally": ExchangeTally;
  "exchange.tally_due": ExchangeTallyDue;
  "exchange.tally_month": ExchangeTallyMonth;
  "exchange.webhook": ExchangeWebhook;
  "exchange.webhook_attempt": ExchangeWebhookAttempt;
  "exchange.webhook_push": ExchangeWebhookPush;
}
