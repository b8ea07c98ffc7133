// Generated from the migrations by scripts/types.ts. Not edited by hand.

import type { ColumnType } from "kysely";

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

export interface NodesCopy {
  came_from: string;
  document: string;
  issued_at: Timestamp;
  serial: Int8;
  signature: Buffer;
  taken_at: Timestamp;
  valid_until: Timestamp;
}

export interface NodesDeclared {
  agency_code: string;
  limits: Json | null;
  said_at: Timestamp;
}

export interface NodesHome {
  agency_code: string;
  agency_name: string;
  entered_by: Json;
  id: string;
  node_id: string;
  since: Timestamp;
  until: Timestamp | null;
}

export interface NodesJoining {
  asked_at: Timestamp;
  decided_at: Timestamp | null;
  decided_by: Json | null;
  decision: string | null;
  fingerprint: string;
  id: string;
  name: string;
  node_id: string;
  public_key: Json;
  url: string;
}

export interface NodesMemberLimits {
  agency_code: string;
  limits: Json | null;
  node_id: string;
  said_at: Timestamp;
}

export interface NodesNonce {
  key_id: string;
  nonce: string;
  until: Timestamp;
}

export interface NodesOwnKey {
  key_id: string;
  made_at: Timestamp;
  public_key: Json;
  purpose: string;
  retired_at: Timestamp | null;
  sealed: string;
}

export interface NodesRefreshing {
  alarms: Generated<string[]>;
  alarms_at: Timestamp | null;
  asked_to_join_at: Timestamp | null;
  failures: Generated<number>;
  heard_at: Timestamp | null;
  next_at: Timestamp | null;
  one: Generated<boolean>;
  refused: string | null;
  refused_at: Timestamp | null;
  tried_at: Timestamp | null;
}

export interface NodesRegisteredKey {
  key_id: string;
  node_id: string;
  public_key: Json;
  valid_from: Timestamp;
  valid_until: Timestamp | null;
}

export interface NodesRegisteredNode {
  admitted_at: Timestamp;
  admitted_by: Json;
  id: string;
  left_at: Timestamp | null;
  name: string;
  url: string;
}

export interface NodesUntrusted {
  at: Timestamp;
  code: string;
  node: string;
}

export interface Tables {
  "nodes.copy": NodesCopy;
  "nodes.declared": NodesDeclared;
  "nodes.home": NodesHome;
  "nodes.joining": NodesJoining;
  "nodes.member_limits": NodesMemberLimits;
  "nodes.nonce": NodesNonce;
  "nodes.own_key": NodesOwnKey;
  "nodes.refreshing": NodesRefreshing;
  "nodes.registered_key": NodesRegisteredKey;
  "nodes.registered_node": NodesRegisteredNode;
  "nodes.untrusted": NodesUntrusted;
}
