// Generated from the migrations by scripts/types.ts. Not edited by hand.

import type { ColumnType } from "kysely";

export type Json = JsonValue;

export type JsonArray = JsonValue[];

export type JsonObject = {
  [x: string]: JsonValue | undefined;
};

export type JsonPrimitive = boolean | number | string | null;

export type JsonValue = JsonArray | JsonObject | JsonPrimitive;

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface CalendarAgencyVersion {
  agency_id: string;
  decision_no: string;
  id: string;
  recorded_at: Timestamp;
  recorded_by: Json;
  same_day_cutoff: string;
  valid_from: string;
  week: Json;
  working_day_rule: string;
}

export interface CalendarAnnouncedDay {
  agency_id: string | null;
  decision_no: string;
  id: string;
  kind: string;
  name_en: string;
  name_vi: string;
  on_date: string;
  recorded_at: Timestamp;
  recorded_by: Json;
  spans: Json | null;
}

export interface CalendarYearChoice {
  decision_no: string;
  id: string;
  national_day_extra: string | null;
  recorded_at: Timestamp;
  recorded_by: Json;
  tet_days_before: number | null;
  year: number;
}

export interface Tables {
  "calendar.agency_version": CalendarAgencyVersion;
  "calendar.announced_day": CalendarAnnouncedDay;
  "calendar.year_choice": CalendarYearChoice;
}
