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

export interface IdentityAccount {
  closed_at: Timestamp | null;
  closed_why: string | null;
  created_at: Generated<Timestamp>;
  id: string;
  kind: string;
  /**
   * Mức độ tài khoản định danh điện tử: 1 by data that agree with the population register, 2 in person with the card. Follows from identity.proofing.
   */
  level: Generated<number>;
  locked_at: Timestamp | null;
  locked_why: string | null;
  login_key: Buffer | null;
  name: string;
  officer_id: string | null;
  person_id: string | null;
}

export interface IdentityPassword {
  account_id: string;
  changed_at: Timestamp;
  hash: string;
}

export interface IdentityProofing {
  account_id: string;
  at: Timestamp;
  by: Json;
  detail: Generated<Json>;
  how: string;
  id: string;
  level: number;
}

export interface IdentitySession {
  account_id: string;
  /**
   * The appointment of the directory with which an officer acts in this session; null for citizens.
   */
  appointment_id: string | null;
  created_at: Timestamp;
  /**
   * SHA-256 of the device cookie of the browser that the session was given to; null for programs.
   */
  device_hash: Buffer | null;
  device_name: string | null;
  ended_at: Timestamp | null;
  ended_why: string | null;
  expires_at: Timestamp;
  id: string;
  /**
   * The mandate (room mandates) by which the person acts for somebody else in this session.
   */
  mandate_id: string | null;
  /**
   * What the session was proved with: [{"kind": "password", "at": "…"}], oldest first. The assurance level follows from it.
   */
  proofs: Json;
  seen_at: Timestamp;
  source: string;
  token_hash: Buffer;
}

export interface IdentitySignIn {
  account_id: string | null;
  at: Timestamp;
  id: string;
  source: string;
  subject: Buffer;
  succeeded: boolean;
}

export interface Tables {
  "identity.account": IdentityAccount;
  "identity.password": IdentityPassword;
  "identity.proofing": IdentityProofing;
  "identity.session": IdentitySession;
  "identity.sign_in": IdentitySignIn;
}
