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

export interface CivilStatusBirthAct {
  agency_id: string;
  applicant_account_id: string;
  area_code: string;
  birth_place_area: string | null;
  birth_place_name: string;
  book_number: number;
  child_birth_date: string;
  child_ethnic_group: string;
  child_full_name: string;
  child_gender: string;
  child_home_town: string;
  child_name_unaccented: string;
  child_nationality: string;
  declarant_full_name: string;
  declarant_personal_id: string | null;
  declarant_relation: string;
  dossier_code: string;
  dossier_id: string;
  father_birth_date: string | null;
  father_ethnic_group: string | null;
  father_full_name: string | null;
  father_nationality: string | null;
  father_personal_id: string | null;
  father_residence_area: string | null;
  former_province_code: string | null;
  id: string;
  mother_birth_date: string | null;
  mother_ethnic_group: string | null;
  mother_full_name: string;
  mother_key: string;
  mother_nationality: string | null;
  mother_personal_id: string | null;
  mother_residence_area: string | null;
  note: string | null;
  number: number;
  page_number: number;
  printed: Json;
  province_code: string;
  registered_at: Timestamp;
  registered_on: string;
  registrar_name: string;
  registrar_officer_id: string;
  registration_type: string;
  signer_name: string;
  signer_officer_id: string;
  signer_position: string;
  similar_act_id: string | null;
  similar_reason: string | null;
  verification_code: string;
  year: number;
}

export interface CivilStatusBirthActDifference {
  act_id: string;
  entered: string | null;
  field: string;
  filed: string | null;
}

export interface CivilStatusBirthActNumber {
  act_id: string;
  numbered_at: Timestamp;
  person_id: string;
  personal_id: string;
}

export interface CivilStatusBirthCertificate {
  act_id: string;
  file_id: string;
  file_name: string;
  issued_at: Timestamp;
  sha256: string;
}

export interface CivilStatusRegisterBook {
  agency_id: string;
  kind: string;
  last_number: number;
  year: number;
}

export interface CivilStatusRegisterRule {
  legal_basis: string;
  on_time_days: number;
  pages_per_book: number;
  valid_from: string;
}

export interface Tables {
  "civil_status.birth_act": CivilStatusBirthAct;
  "civil_status.birth_act_difference": CivilStatusBirthActDifference;
  "civil_status.birth_act_number": CivilStatusBirthActNumber;
  "civil_status.birth_certificate": CivilStatusBirthCertificate;
  "civil_status.register_book": CivilStatusRegisterBook;
  "civil_status.register_rule": CivilStatusRegisterRule;
}
