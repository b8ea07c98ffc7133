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

export interface PopulationBlockLoad {
  assigned: number;
  block: number;
  measured_at: Timestamp;
}

export interface PopulationKin {
  corrects: string | null;
  id: string;
  kin_name: string;
  kin_person_id: string | null;
  person_id: string;
  recorded_at: Timestamp;
  recorded_by: Json;
  relation: string;
  source: string;
  source_ref: string | null;
  valid_from: string;
  valid_to: string | null;
}

export interface PopulationPerson {
  birth_date: string | null;
  birth_year: number;
  changed_at: Timestamp;
  died_on: string | null;
  ethnic_group: string | null;
  full_name: string;
  home_town_area: string | null;
  id: string;
  name_canonical: string;
  name_unaccented: string;
  nationality: string | null;
  recorded_at: Timestamp;
  residence_area: string | null;
  residence_detail: string | null;
  sex: string;
  source_act: string | null;
}

export interface PopulationPersonFact {
  corrects: string | null;
  id: string;
  kind: string;
  person_id: string;
  recorded_at: Timestamp;
  recorded_by: Json;
  source: string;
  source_ref: string | null;
  valid_from: string;
  valid_to: string | null;
  value: Json;
}

export interface PopulationPersonNumber {
  allocated_at: Timestamp;
  allocated_by: Json;
  block: number;
  number: Int8;
  person_id: string;
  source_act: string | null;
  state: Generated<string>;
}

export interface PopulationPlaceRule {
  legal_basis: string;
  rule: string;
  valid_from: string;
}

export interface PopulationSharedLife {
  birth_date: string | null;
  birth_year: number | null;
  died_on: string | null;
  full_name: string | null;
  person_id: string | null;
}

export interface PopulationSharedParentage {
  child_id: string | null;
  parent_id: string | null;
  valid_from: string | null;
  valid_to: string | null;
}

export interface Tables {
  "population.block_load": PopulationBlockLoad;
  "population.kin": PopulationKin;
  "population.person": PopulationPerson;
  "population.person_fact": PopulationPersonFact;
  "population.person_number": PopulationPersonNumber;
  "population.place_rule": PopulationPlaceRule;
  "population.shared_life": PopulationSharedLife;
  "population.shared_parentage": PopulationSharedParentage;
}
