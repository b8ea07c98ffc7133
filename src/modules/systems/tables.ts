// Generated from the migrations by scripts/types.ts. Not edited by hand.

import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export type Json = JsonValue;

export type JsonArray = JsonValue[];

export type JsonObject = {
  [x: string]: JsonValue | undefined;
};

export type JsonPrimitive = boolean | number | string | null;

export type JsonValue = JsonArray | JsonObject | JsonPrimitive;

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface SystemsChange {
  actor: Json;
  actor_name: string;
  at: Timestamp;
  data: Json;
  id: string;
  kind: string;
  system_id: string;
}

export interface SystemsKey {
  added_at: Timestamp;
  ends_at: Timestamp | null;
  id: string;
  label: string;
  public_key: Buffer;
  system_id: string;
  thumbprint: Buffer;
}

export interface SystemsLastSeen {
  by: string;
  seen_at: Timestamp;
  system_id: string;
}

export interface SystemsRepresented {
  agency_id: string;
  since: Timestamp;
  system_id: string;
}

export interface SystemsSeenNonce {
  key_id: string;
  nonce: string;
  over_at: Timestamp;
}

export interface SystemsSystem {
  about: Generated<string>;
  agency_id: string;
  changed_at: Timestamp;
  contact_email: string;
  contact_name: string;
  id: string;
  name: string;
  registered_at: Timestamp;
  rights: string[];
  secret_at: Timestamp | null;
  secret_hash: Buffer | null;
  state: string;
  state_why: string | null;
  version: Generated<number>;
}

export interface Tables {
  "systems.change": SystemsChange;
  "systems.key": SystemsKey;
  "systems.last_seen": SystemsLastSeen;
  "systems.represented": SystemsRepresented;
  "systems.seen_nonce": SystemsSeenNonce;
  "systems.system": SystemsSystem;
}
