// Generated from the migrations by scripts/types.ts. Not edited by hand.

import type { ColumnType } from "kysely";

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface VxpAgency {
  agency_id: string;
  at: Timestamp;
  mail: string;
  system_id: string;
}

export interface VxpDocument {
  about_document_id: string | null;
  at: Timestamp;
  consignment_id: string;
  document_id: string;
  sender_agency_id: string;
}

export interface VxpHanded {
  agency_id: string;
  at: Timestamp;
  delivery_id: string;
  document_id: string;
  lock_id: string | null;
  sender_agency_id: string;
}

export interface VxpStatus {
  agency_id: string;
  at: Timestamp;
  code: string;
  delivery_id: string;
  document_id: string;
  from_agency_id: string;
  id: string;
  state: string;
  state_at: Timestamp;
}

export interface VxpTakenStatus {
  agency_id: string;
  at: Timestamp;
  id: string;
  sha256: Buffer;
}

export interface Tables {
  "vxp.agency": VxpAgency;
  "vxp.document": VxpDocument;
  "vxp.handed": VxpHanded;
  "vxp.status": VxpStatus;
  "vxp.taken_status": VxpTakenStatus;
}
