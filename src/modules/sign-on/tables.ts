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

export interface SignOnAccessToken {
  expires_at: Timestamp;
  grant_id: string | null;
  id: Buffer;
  payload: Json;
  version: number;
}

export interface SignOnApproval {
  account_id: string;
  allowed: boolean | null;
  binding_message: string | null;
  capacity: string;
  client_id: string;
  decided_at: Timestamp | null;
  expires_at: Timestamp;
  id: string;
  level: number;
  made_at: Timestamp;
  request_sealed: string;
  scopes: string[];
}

export interface SignOnBrief {
  consumed_at: Timestamp | null;
  expires_at: Timestamp;
  grant_id: string | null;
  id: Buffer;
  kind: string;
  payload: Json;
  version: number;
}

export interface SignOnCapacity {
  account_id: string;
  acting: string | null;
  id: string;
  made_at: Generated<Timestamp>;
  subject: string;
}

export interface SignOnClaimName {
  claim: string;
  source: string;
}

export interface SignOnClient {
  about_en: Generated<string>;
  about_vi: Generated<string>;
  active: Generated<boolean>;
  agency_id: string;
  allow_acting_for: Generated<boolean>;
  allow_ciba: Generated<boolean>;
  auth_method: string;
  backchannel_logout_uri: string | null;
  changed_at: Generated<Timestamp>;
  contact_email: Generated<string>;
  contact_name: Generated<string>;
  contact_phone: Generated<string>;
  created_at: Generated<Timestamp>;
  created_by: Generated<Json>;
  data: Generated<Json>;
  id: string;
  id_token_alg: Generated<string>;
  jwks: Json | null;
  kind: string;
  least_level: Generated<number>;
  legal_basis: Generated<string>;
  mode: string;
  name_en: string;
  name_vi: string;
  post_logout_uris: Generated<string[]>;
  proposal: Json | null;
  proposed_at: Timestamp | null;
  proposed_by: string | null;
  purpose_en: string;
  purpose_vi: string;
  redirect_uris: Generated<string[]>;
  require_dpop: Generated<boolean>;
  require_par: Generated<boolean>;
  scopes: Generated<string[]>;
  secret_at: Timestamp | null;
  secret_sealed: string | null;
  sector: string;
  suspended_at: Timestamp | null;
  suspended_why: string | null;
  version: Generated<number>;
}

export interface SignOnClientChange {
  actor: Json;
  actor_name: string;
  at: Timestamp;
  client_id: string;
  data: Json;
  id: string;
  kind: string;
}

export interface SignOnClientTester {
  account_id: string;
  added_at: Generated<Timestamp>;
  added_by: string | null;
  client_id: string;
  name: Generated<string>;
}

export interface SignOnClientUse {
  account_id: string;
  capacity: string;
  client_id: string;
  data_at: Timestamp | null;
  first_at: Timestamp;
  items: Generated<string[]>;
  last_at: Timestamp;
}

export interface SignOnConsent {
  account_id: string;
  capacity: string;
  client_id: string;
  given_at: Timestamp;
  id: string;
  scopes: string[];
  sub: string;
  version: number;
  withdrawn_at: Timestamp | null;
  withdrawn_why: string | null;
}

export interface SignOnLasting {
  account_id: string | null;
  client_id: string | null;
  consumed_at: Timestamp | null;
  ended_at: Timestamp | null;
  expires_at: Timestamp;
  grant_id: string | null;
  id: Buffer;
  kind: string;
  payload: Json;
  portal_session: string | null;
  session_uid: string | null;
  version: number;
}

export interface SignOnSigningKey {
  alg: string;
  current_from: Timestamp | null;
  kid: string;
  made_at: Timestamp;
  retired_at: Timestamp | null;
  sealed: string;
  state: string;
}

export interface Tables {
  "sign_on.access_token": SignOnAccessToken;
  "sign_on.approval": SignOnApproval;
  "sign_on.brief": SignOnBrief;
  "sign_on.capacity": SignOnCapacity;
  "sign_on.claim_name": SignOnClaimName;
  "sign_on.client": SignOnClient;
  "sign_on.client_change": SignOnClientChange;
  "sign_on.client_tester": SignOnClientTester;
  "sign_on.client_use": SignOnClientUse;
  "sign_on.consent": SignOnConsent;
  "sign_on.lasting": SignOnLasting;
  "sign_on.signing_key": SignOnSigningKey;
}
