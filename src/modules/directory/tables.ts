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

export interface DirectoryAgency {
  address: Generated<string>;
  area_code: string | null;
  created_at: Generated<Timestamp>;
  created_by: Json;
  id: string;
  level: string;
  name: string;
  parent_id: string | null;
  phone: Generated<string>;
  short_name: string;
  successor_id: string | null;
  valid_from: string;
  valid_to: string | null;
}

export interface DirectoryAgencyCode {
  agency_id: string;
  code: string;
  confidence: string;
  form: string;
  valid_from: string;
  valid_to: string | null;
}

export interface DirectoryAppointment {
  agency_id: string;
  appointed_at: Generated<Timestamp>;
  appointed_by: Json;
  decision: Generated<string>;
  ended_at: Timestamp | null;
  ended_by: Json | null;
  id: string;
  kind: Generated<string>;
  officer_id: string;
  post_id: string;
  rights: string[];
  stands_in_for: string | null;
  valid_from: string;
  valid_to: string | null;
}

export interface DirectoryArea {
  code: string;
  confidence: string;
  district_name: string | null;
  instrument: string;
  kind: string;
  level: string;
  name: string;
  /**
   * The province of that time; its own code for a province.
   */
  province_code: string;
  source: string;
  valid_from: string;
  /**
   * Last day, null while in force.
   */
  valid_to: string | null;
}

export interface DirectoryAreaFormerName {
  area_code: string;
  district_name: string;
  full_name: string;
  province_name: string;
  source: string;
}

export interface DirectoryAreaImport {
  actor: Json;
  at: Generated<Timestamp>;
  id: string;
  report: Json;
  sha256: string;
  source: string;
}

export interface DirectoryAreaSuccession {
  confidence: string;
  from_code: string;
  from_since: string;
  instrument: string;
  kind: string;
  source: string;
  to_code: string;
  to_since: string;
}

export interface DirectoryOfficer {
  created_at: Generated<Timestamp>;
  id: string;
  name: string;
  /**
   * The same human being in the population register, where known.
   */
  person_id: string | null;
}

export interface DirectoryPost {
  agency_id: string;
  id: string;
  leads_unit: Generated<boolean>;
  rights: Generated<string[]>;
  title: string;
  unit: Generated<string>;
  valid_from: string;
  valid_to: string | null;
}

export interface DirectoryPostEvent {
  actor: Json;
  at: Timestamp;
  data: Json;
  id: string;
  kind: string;
  post_id: string;
}

export interface DirectorySharedAgency {
  area_code: string | null;
  id: string | null;
  level: string | null;
  name: string | null;
  parent_id: string | null;
  short_name: string | null;
  valid_from: string | null;
  valid_to: string | null;
}

export interface DirectorySharedArea {
  code: string | null;
  kind: string | null;
  level: string | null;
  name: string | null;
  province_code: string | null;
  valid_from: string | null;
  valid_to: string | null;
}

export interface DirectorySharedHolder {
  kind: string | null;
  name: string | null;
  officer_id: string | null;
  post_id: string | null;
  valid_from: string | null;
  valid_to: string | null;
}

export interface DirectorySharedPost {
  agency_id: string | null;
  id: string | null;
  leads_unit: boolean | null;
  title: string | null;
  unit: string | null;
  valid_from: string | null;
  valid_to: string | null;
}

export interface Tables {
  "directory.agency": DirectoryAgency;
  "directory.agency_code": DirectoryAgencyCode;
  "directory.appointment": DirectoryAppointment;
  "directory.area": DirectoryArea;
  "directory.area_former_name": DirectoryAreaFormerName;
  "directory.area_import": DirectoryAreaImport;
  "directory.area_succession": DirectoryAreaSuccession;
  "directory.officer": DirectoryOfficer;
  "directory.post": DirectoryPost;
  "directory.post_event": DirectoryPostEvent;
  "directory.shared_agency": DirectorySharedAgency;
  "directory.shared_area": DirectorySharedArea;
  "directory.shared_holder": DirectorySharedHolder;
  "directory.shared_post": DirectorySharedPost;
}
