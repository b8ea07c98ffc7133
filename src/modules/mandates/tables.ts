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

export interface MandatesMandate {
  accepted_at: Timestamp | null;
  agent_person_id: string;
  ended_at: Timestamp | null;
  ended_by: Json | null;
  ended_how: string | null;
  ended_why: string | null;
  granted_at: Timestamp;
  granted_by: Json;
  id: string;
  kind: string;
  organisation_id: string | null;
  principal_person_id: string | null;
  scope: string;
  source: string;
  source_on: string | null;
  source_ref: string | null;
  under_id: string | null;
  valid_from: string;
  valid_to: string | null;
}

export interface MandatesMandateEvent {
  actor: Json;
  at: Timestamp;
  data: Generated<Json>;
  id: string;
  mandate_id: string;
  what: string;
}

export interface MandatesOrganisation {
  enterprise_code: string | null;
  id: string;
  kind: string;
  name: string;
  name_folded: string;
  recorded_at: Timestamp;
  recorded_by: Json;
  tax_number: string;
}

export interface MandatesOrganisationState {
  id: string;
  organisation_id: string;
  recorded_at: Timestamp;
  recorded_by: Json;
  source: string;
  state: string;
  valid_from: string;
}

export interface MandatesTermRule {
  legal_basis: string;
  longest_months: number;
  valid_from: string;
}

export interface MandatesUse {
  at: Timestamp;
  id: string;
  label: string;
  mandate_id: string;
  subject: string;
  what: string;
}

export interface Tables {
  "mandates.mandate": MandatesMandate;
  "mandates.mandate_event": MandatesMandateEvent;
  "mandates.organisation": MandatesOrganisation;
  "mandates.organisation_state": MandatesOrganisationState;
  "mandates.term_rule": MandatesTermRule;
  "mandates.use": MandatesUse;
}
