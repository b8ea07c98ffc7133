// Generated from the migrations by scripts/types.ts. Not edited by hand.

import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export type Int8 = ColumnType<number, bigint | number | string, bigint | number | string>;

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface FilesContent {
  bytes: Int8;
  scan: string;
  scanned_at: Timestamp | null;
  sha256: Buffer;
  stored_at: Timestamp;
  threat: string | null;
  touched_at: Timestamp;
}

export interface FilesContentChunk {
  data: Buffer;
  n: number;
  sha256: Buffer;
}

export interface FilesDailyUse {
  bytes: Int8;
  day: string;
  files: number;
  owner: string;
}

export interface FilesFile {
  bytes: Int8;
  height: number | null;
  id: string;
  name: string;
  /**
   * Account (identity) that sent it or for whom the house made it.
   */
  owner: string;
  pages: number | null;
  received_at: Timestamp;
  sha256: Buffer;
  type: string;
  viewing_sha256: Buffer | null;
  width: number | null;
}

export interface FilesKeeping {
  file_id: string;
  kept_at: Timestamp;
  /**
   * What needs it: 'dossier:<id>', 'birth-act:<id>'.
   */
  reference: string;
}

export interface FilesOpening {
  account_id: string;
  agency_id: string;
  file_id: string;
  id: string;
  opened_at: Timestamp;
}

export interface FilesShare {
  agency_id: string;
  file_id: string;
  shared_at: Timestamp;
}

export interface FilesUpload {
  id: string;
  length: Int8;
  name: string;
  owner: string;
  received: Generated<Int8>;
  refused_because: string | null;
  started_at: Timestamp;
  state: Generated<string>;
  touched_at: Timestamp;
}

export interface FilesUploadChunk {
  data: Buffer;
  starts_at: Int8;
  upload_id: string;
}

export interface Tables {
  "files.content": FilesContent;
  "files.content_chunk": FilesContentChunk;
  "files.daily_use": FilesDailyUse;
  "files.file": FilesFile;
  "files.keeping": FilesKeeping;
  "files.opening": FilesOpening;
  "files.share": FilesShare;
  "files.upload": FilesUpload;
  "files.upload_chunk": FilesUploadChunk;
}
