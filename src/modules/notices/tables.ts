// Generated from the migrations by scripts/types.ts. Not edited by hand.

import type { ColumnType } from "kysely";

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface NoticesAddress {
  account_id: string;
  code_sha256: Buffer;
  confirmed_at: Timestamp | null;
  email: string | null;
  refused_at: Timestamp | null;
  set_at: Timestamp;
}

export interface NoticesDeliveryAttempt {
  at: Timestamp;
  channel: string;
  id: string;
  notice_id: string;
  outcome: string;
  reason: string | null;
}

export interface NoticesNotice {
  account_id: string;
  at: Timestamp;
  body_en: string;
  body_vi: string;
  id: string;
  link: string | null;
  subject_en: string;
  subject_vi: string;
}

export interface NoticesReading {
  account_id: string;
  notice_id: string;
  read_at: Timestamp;
}

export interface Tables {
  "notices.address": NoticesAddress;
  "notices.delivery_attempt": NoticesDeliveryAttempt;
  "notices.notice": NoticesNotice;
  "notices.reading": NoticesReading;
}
