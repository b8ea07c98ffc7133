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

export interface IdentityCodeRequest {
  at: Timestamp;
  holder: string;
  id: string;
  source: string;
  value_hash: Buffer;
}

export interface IdentityContact {
  account_id: string;
  added_at: Timestamp;
  /**
   * Codes sent there only add to another proof; cleared by the first that does.
   */
  adds_only: Generated<boolean>;
  /**
   * The value with all but its end hidden, as pages show it.
   */
  hint: string;
  id: string;
  kind: string;
  removed_at: Timestamp | null;
  value_hash: Buffer;
  value_sealed: string;
  verified_at: Timestamp | null;
}

export interface IdentityCounterCode {
  account_id: string;
  code_hash: Buffer;
  ended_at: Timestamp | null;
  expires_at: Timestamp;
  given_by: string;
  id: string;
  made_at: Timestamp;
  used_at: Timestamp | null;
}

export interface IdentityDemoMessage {
  at: Timestamp;
  body: string;
  channel: string;
  hint: string;
  id: string;
  subject: string | null;
}

export interface IdentityDoorTry {
  at: Timestamp;
  door: string;
  id: string;
  source: string;
  subject: Buffer;
}

export interface IdentityOneTimeCode {
  channel: string;
  code_hash: Buffer;
  contact_id: string | null;
  expires_at: Timestamp;
  holder: string;
  made_at: Timestamp;
  purpose: string;
  tries: Generated<number>;
  used_at: Timestamp | null;
}

export interface IdentityPasskey {
  account_id: string;
  added_at: Timestamp;
  backed_up: boolean;
  counter: Int8;
  credential_id: Buffer;
  id: string;
  name: string;
  public_key: Buffer;
  /**
   * The counter went back: there are two of this key. It is refused from then on.
   */
  stopped_at: Timestamp | null;
  /**
   * Backup eligible: the key may be on several devices of its owner. Such a key is never "bound".
   */
  synced: boolean;
  transports: string[];
  used_at: Timestamp | null;
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

export interface IdentityRecovery {
  account_id: string;
  agency_id: string;
  decided_at: Timestamp | null;
  decided_by: string | null;
  expires_at: Timestamp;
  id: string;
  lost: string[];
  outcome: string | null;
  purpose: string;
  requested_at: Timestamp;
  requested_by: string;
}

export interface IdentityRecoveryCode {
  account_id: string;
  code_hash: Buffer;
  made_at: Timestamp;
  used_at: Timestamp | null;
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
  /**
   * SHA-256 of the device cookie, where a browser made the attempt.
   */
  device_hash: Buffer | null;
  device_name: string | null;
  id: string;
  /**
   * What was tried: the name of a verification kind, or "upstream".
   */
  kind: Generated<string>;
  source: string;
  subject: Buffer;
  succeeded: boolean;
}

export interface IdentitySpentChallenge {
  expires_at: Timestamp;
  hash: Buffer;
}

export interface IdentitySupportCase {
  account_id: string | null;
  agency_id: string;
  id: string;
  officer_account_id: string;
  opened_at: Timestamp;
  purpose: string;
  subject: Buffer;
}

export interface IdentityTotp {
  account_id: string;
  added_at: Timestamp;
  /**
   * The latest step of thirty seconds whose code was used: neither it nor an earlier one works again.
   */
  last_step: Int8;
  secret_sealed: string;
}

export interface IdentityTrustedDevice {
  account_id: string;
  device_hash: Buffer;
  device_name: string;
  expires_at: Timestamp;
  id: string;
  trusted_at: Timestamp;
}

export interface IdentityUpstreamLink {
  account_id: string;
  at: Timestamp;
  issuer: string;
  sub: string;
}

export interface IdentityUpstreamSession {
  acr: string;
  at: Timestamp;
  issuer: string;
  nonce_hash: Buffer;
  session_id: string;
  sid: string | null;
  sub: string;
}

export interface Tables {
  "identity.account": IdentityAccount;
  "identity.code_request": IdentityCodeRequest;
  "identity.contact": IdentityContact;
  "identity.counter_code": IdentityCounterCode;
  "identity.demo_message": IdentityDemoMessage;
  "identity.door_try": IdentityDoorTry;
  "identity.one_time_code": IdentityOneTimeCode;
  "identity.passkey": IdentityPasskey;
  "identity.password": IdentityPassword;
  "identity.proofing": IdentityProofing;
  "identity.recovery": IdentityRecovery;
  "identity.recovery_code": IdentityRecoveryCode;
  "identity.session": IdentitySession;
  "identity.sign_in": IdentitySignIn;
  "identity.spent_challenge": IdentitySpentChallenge;
  "identity.support_case": IdentitySupportCase;
  "identity.totp": IdentityTotp;
  "identity.trusted_device": IdentityTrustedDevice;
  "identity.upstream_link": IdentityUpstreamLink;
  "identity.upstream_session": IdentityUpstreamSession;
}
