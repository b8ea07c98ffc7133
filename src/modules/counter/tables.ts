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

export interface CounterAssignment {
  assigned_by: Json;
  at: Timestamp;
  dossier_id: string;
  id: string;
  officer_id: string;
  officer_name: string;
  reason: string | null;
}

export interface CounterClock {
  changed_at: Timestamp;
  dossier_id: string;
  due_at: Timestamp;
  reason: string | null;
  received_at: Timestamp;
  state: string;
  time_limit: Json;
}

export interface CounterDayNumber {
  agency_code: string;
  day: string;
  last: number;
}

export interface CounterDossier {
  acting_for: Json | null;
  agency_at_filing: Json;
  agency_id: string;
  applicant_account_id: string;
  applicant_name: string;
  applicant_person_id: string;
  area_code: string;
  channel: string;
  code: string;
  content_hash: string | null;
  deciding_agency_id: string;
  filed_at: Timestamp;
  id: string;
  idempotency_key: string | null;
  intake_due_at: Timestamp | null;
  intake_restarted_due_at: Timestamp | null;
  procedure_code: string;
  procedure_version_id: string;
  revision: Generated<number>;
  state: string;
  state_at: Timestamp;
}

export interface CounterDossierEvent {
  actor: Json;
  at: Timestamp;
  data: Generated<Json>;
  dossier_id: string;
  from_state: string | null;
  id: string;
  kind: string;
  to_state: string | null;
}

export interface CounterDraft {
  account_id: string;
  acting_for: Json | null;
  answers: Json;
  id: string;
  page_id: string | null;
  procedure_code: string;
  procedure_version_id: string;
  saved_at: Timestamp;
  started_at: Timestamp;
  version: Generated<number>;
}

export interface CounterDueTime {
  cause: string;
  computed_at: Timestamp;
  dossier_id: string;
  due_at: Timestamp;
  id: string;
  trace: Json;
}

export interface CounterHandling {
  begun_at: Timestamp;
  dossier_id: string;
  id: string;
  officer: Json;
  released_at: Timestamp | null;
}

export interface CounterIssuedForm {
  circular: string;
  data: Json;
  dossier_id: string;
  form: string;
  id: string;
  issued_at: Timestamp;
}

export interface CounterNote {
  at: Timestamp;
  dossier_id: string;
  id: string;
  officer_id: string | null;
  officer_name: string;
  text: string;
}

export interface CounterPause {
  dossier_id: string;
  from_at: Timestamp;
  id: string;
  reason: string;
  resume: string;
  to_at: Timestamp | null;
}

export interface CounterQueueEntry {
  agency_id: string;
  applicant_name: string;
  assignee_id: string | null;
  clock: string;
  code: string;
  dossier_id: string;
  due_at: Timestamp | null;
  filed_at: Timestamp;
  procedure_code: string;
  procedure_version_id: string;
  sort_at: Timestamp;
  stage: string;
  state: string;
}

export interface CounterReading {
  dossier_id: string;
  officer_id: string;
  paper: Generated<string>;
  recorded_at: Timestamp;
}

export interface CounterResultPaper {
  dossier_id: string;
  file_id: string;
  issued_at: Timestamp;
  name: string;
  title: Json;
}

export interface CounterSubmission {
  answers: Json;
  dossier_id: string;
  papers: Json;
  revision: number;
  submitted_at: Timestamp;
  submitted_by: string;
}

export interface CounterSupplementRequest {
  answer_by: string;
  answered_at: Timestamp | null;
  closed_at: Timestamp | null;
  dossier_id: string;
  id: string;
  legal_ground: string;
  marks: Json;
  message: string;
  repeat_reason: string | null;
  requested_at: Timestamp;
  requested_by: Json;
  round: number;
}

export interface Tables {
  "counter.assignment": CounterAssignment;
  "counter.clock": CounterClock;
  "counter.day_number": CounterDayNumber;
  "counter.dossier": CounterDossier;
  "counter.dossier_event": CounterDossierEvent;
  "counter.draft": CounterDraft;
  "counter.due_time": CounterDueTime;
  "counter.handling": CounterHandling;
  "counter.issued_form": CounterIssuedForm;
  "counter.note": CounterNote;
  "counter.pause": CounterPause;
  "counter.queue_entry": CounterQueueEntry;
  "counter.reading": CounterReading;
  "counter.result_paper": CounterResultPaper;
  "counter.submission": CounterSubmission;
  "counter.supplement_request": CounterSupplementRequest;
}
