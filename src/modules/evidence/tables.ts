// Generated from the migrations by scripts/types.ts. Not edited by hand.

import type { ColumnType } from "kysely";

export type Int8 = ColumnType<number, bigint | number | string, bigint | number | string>;

export type Json = JsonValue;

export type JsonArray = JsonValue[];

export type JsonObject = {
  [x: string]: JsonValue | undefined;
};

export type JsonPrimitive = boolean | number | string | null;

export type JsonValue = JsonArray | JsonObject | JsonPrimitive;

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

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
  subject: string;
}

export interface EvidenceSeal {
  at: Timestamp;
  hash: Buffer;
  position: Int8;
  signature: Buffer;
}

export interface EvidenceUnsealed {
  record_id: string;
}

export interface Tables {
  "evidence.link": EvidenceLink;
  "evidence.record": EvidenceRecord;
  "evidence.seal": EvidenceSeal;
  "evidence.unsealed": EvidenceUnsealed;
}
