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

export interface ProceduresCurrent {
  code: string;
  fileable: boolean;
  keywords_folded: string;
  name_exact: string;
  name_folded: string;
  published_at: Timestamp;
  summary: Json;
  text_folded: string;
  version_id: string;
}

export interface ProceduresDraft {
  based_on: string | null;
  code: string;
  record: Json;
  revision: Generated<number>;
  saved_at: Timestamp;
  saved_by: Json;
}

export interface ProceduresLifeEvent {
  code: string;
  description_en: string;
  description_vi: string;
  kind: string;
  name_en: string;
  name_vi: string;
  position: number;
  procedure_codes: string[];
}

export interface ProceduresVersion {
  change: string;
  code: string;
  digest: string;
  id: string;
  published_at: Timestamp;
  published_by: Json;
  record: Json;
  version: number;
}

export interface Tables {
  "procedures.current": ProceduresCurrent;
  "procedures.draft": ProceduresDraft;
  "procedures.life_event": ProceduresLifeEvent;
  "procedures.version": ProceduresVersion;
}
