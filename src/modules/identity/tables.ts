// Generated from the migrations by scripts/types.ts. Not edited by hand.

import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface IdentityAccount {
  closed_at: Timestamp | null;
  created_at: Generated<Timestamp>;
  id: string;
  kind: string;
  login_key: Buffer | null;
  name: string;
  officer_id: string | null;
  person_id: string | null;
  secret_hash: string;
}

export interface IdentitySession {
  account_id: string;
  /**
   * The appointment of the directory with which an officer acts in this session; null for citizens.
   */
  appointment_id: string | null;
  created_at: Timestamp;
  ended_at: Timestamp | null;
  expires_at: Timestamp;
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
  "identity.session": IdentitySession;
  "identity.sign_in": IdentitySignIn;
}
