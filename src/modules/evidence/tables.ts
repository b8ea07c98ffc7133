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

export interface EvidenceArchived {
  at: Timestamp;
  bytes: number;
  record_id: string;
  segment: number;
  start: Int8;
  subject_key: Int8;
}

export interface EvidenceChainHead {
  at: Timestamp;
  hash: Buffer;
  position: Int8;
  signature: Buffer;
}

export interface EvidenceLeaves {
  gaps: ArrayType<Int8>;
  hashes: Buffer;
  seal_number: Int8;
}

export interface EvidenceLink {
  hash: Buffer;
  position: Int8;
  record_id: string;
}

export interface EvidenceRecord {
  actor: Json;
  at: Timestamp;
  data: Json;
  id: string;
  kind: string;
  legal_basis: string | null;
  purpose: string | null;
  seq: Generated<Int8>;
  subject: string;
}

export interface EvidenceSeal {
  at: Timestamp;
  digest: Buffer;
  from_seq: Int8;
  leaves: number;
  number: Int8;
  previous: Buffer;
  root: Buffer;
  signature: Buffer | null;
  statement: string;
  to_seq: Int8;
}

export interface EvidenceSegment {
  at: Timestamp;
  bytes: Int8;
  day: string;
  digest: Buffer;
  file: string;
  from_seq: Int8;
  link: Buffer;
  number: number;
  previous: Buffer;
  records: Int8;
  to_seq: Int8;
}

export interface EvidenceStamp {
  at: Timestamp;
  authority: string;
  gen_time: Timestamp;
  seal_number: Int8;
  token: Buffer;
}

export interface Tables {
  "evidence.archived": EvidenceArchived;
  "evidence.chain_head": EvidenceChainHead;
  "evidence.leaves": EvidenceLeaves;
  "evidence.link": EvidenceLink;
  "evidence.record": EvidenceRecord;
  "evidence.seal": EvidenceSeal;
  "evidence.segment": EvidenceSegment;
  "evidence.stamp": EvidenceStamp;
}
