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

export interface DocumentsAssignee {
  incoming_id: string;
  name: string;
  officer_id: string;
  role: string;
}

export interface DocumentsAssigneePost {
  holder_name: string;
  incoming_id: string;
  name: string;
  post_id: string;
  role: string;
  unit: string;
}

export interface DocumentsCopy {
  agency_id: string;
  at: Timestamp;
  excerpt: string | null;
  id: string;
  incoming_id: string | null;
  kind: string;
  made_on: string;
  notation: string;
  number: number;
  of_notation: string;
  of_subject: string;
  outgoing_id: string | null;
  recipients: Json;
  signer_name: string;
  signer_officer_id: string;
  signer_position: string;
  signer_post_id: string | null;
  year: number;
}

export interface DocumentsCopyFile {
  at: Timestamp;
  copy_id: string;
  file_id: string;
  sha256: string;
}

export interface DocumentsIncoming {
  agency_id: string;
  arrived_at: Timestamp;
  channel: string;
  due_at: Timestamp | null;
  id: string;
  issued_on: string;
  lead_name: string | null;
  lead_officer_id: string | null;
  lead_post_id: string | null;
  lead_post_name: string | null;
  notation: string;
  number: number | null;
  packet_ref: string | null;
  page_count: number | null;
  search: string;
  secrecy: string;
  sender_code: string | null;
  sender_name: string;
  signer: string | null;
  state: string;
  state_at: Timestamp;
  subject: string;
  type: string;
  urgency: string;
  year: number | null;
}

export interface DocumentsIncomingEvent {
  at: Timestamp;
  by_name: string;
  by_officer_id: string | null;
  by_position: string;
  by_post_id: string | null;
  data: Generated<Json>;
  from_state: string | null;
  id: string;
  incoming_id: string;
  kind: string;
  note: string | null;
  to_state: string | null;
}

export interface DocumentsIncomingFile {
  bytes: Int8;
  file_id: string;
  incoming_id: string;
  name: string;
  position: number;
  sha256: string;
  type: string;
}

export interface DocumentsNumberSeries {
  agency_id: string;
  book: string;
  last_number: number;
  series: string;
  year: number;
}

export interface DocumentsOutgoing {
  agency_id: string;
  created_at: Timestamp;
  drafter_name: string;
  drafter_officer_id: string;
  drafter_post_id: string | null;
  file_id: string | null;
  id: string;
  issued_on: string | null;
  notation: string | null;
  number: number | null;
  search: string;
  sha256: string | null;
  signer_name: string;
  signer_officer_id: string;
  state: string;
  state_at: Timestamp;
  subject: string;
  type: string;
  urgency: string;
  version: number;
  year: number | null;
}

export interface DocumentsOutgoingEvent {
  at: Timestamp;
  by_name: string;
  by_officer_id: string;
  by_position: string;
  by_post_id: string | null;
  from_state: string | null;
  id: string;
  kind: string;
  note: string | null;
  outgoing_id: string;
  to_state: string | null;
  version: number;
}

export interface DocumentsOutgoingReader {
  officer_id: string;
  outgoing_id: string;
}

export interface DocumentsOutgoingVersion {
  at: Timestamp;
  by_officer_id: string;
  content: Json;
  outgoing_id: string;
  version: number;
}

export interface DocumentsRegisterEntry {
  agency_id: string;
  at: Timestamp;
  book: string;
  by_name: string;
  by_officer_id: string;
  document_id: string;
  id: string;
  number: number;
  series: string;
  year: number;
}

export interface DocumentsReminder {
  at: Timestamp;
  due_at: Timestamp;
  incoming_id: string;
  kind: string;
}

export interface DocumentsStyle {
  abbreviation: string;
  agency_id: string;
  at: Timestamp;
  by_officer_id: string;
  id: string;
  place: string;
}

export interface DocumentsVacancyTold {
  at: Timestamp;
  incoming_id: string;
  post_id: string;
  since: string;
}

export interface Tables {
  "documents.assignee": DocumentsAssignee;
  "documents.assignee_post": DocumentsAssigneePost;
  "documents.copy": DocumentsCopy;
  "documents.copy_file": DocumentsCopyFile;
  "documents.incoming": DocumentsIncoming;
  "documents.incoming_event": DocumentsIncomingEvent;
  "documents.incoming_file": DocumentsIncomingFile;
  "documents.number_series": DocumentsNumberSeries;
  "documents.outgoing": DocumentsOutgoing;
  "documents.outgoing_event": DocumentsOutgoingEvent;
  "documents.outgoing_reader": DocumentsOutgoingReader;
  "documents.outgoing_version": DocumentsOutgoingVersion;
  "documents.register_entry": DocumentsRegisterEntry;
  "documents.reminder": DocumentsReminder;
  "documents.style": DocumentsStyle;
  "documents.vacancy_told": DocumentsVacancyTold;
}
