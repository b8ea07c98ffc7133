// Generated from the migrations by scripts/types.ts. Not edited by hand.

import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface SigningAuthority {
  certificate: Buffer;
  created_at: Generated<Timestamp>;
  generation: number;
  id: string;
  private_key: Buffer;
  subject: string;
  valid_from: Timestamp;
  valid_to: Timestamp;
}

export interface SigningCertificate {
  authority_id: string;
  certificate: Buffer;
  created_at: Generated<Timestamp>;
  holder: string;
  id: string;
  private_key: Buffer;
  sequence: number;
  serial_number: string;
  subject: string;
  valid_from: Timestamp;
  valid_to: Timestamp;
}

export interface SigningSignature {
  agency_id: string;
  at: Timestamp;
  bytes: number;
  certificate_id: string;
  document_sha256: Buffer;
  id: string;
  reason: string;
  signer_name: string;
  signer_position: string;
}

export interface Tables {
  "signing.authority": SigningAuthority;
  "signing.certificate": SigningCertificate;
  "signing.signature": SigningSignature;
}
