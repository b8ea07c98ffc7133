// Generated from the migrations by scripts/types.ts. Not edited by hand.

import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export type Int8 = ColumnType<number, bigint | number | string, bigint | number | string>;

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface FilesAxisDay {
  bytes: Int8;
  day: string;
  sender: string;
}

export interface FilesBlob {
  id: string;
  started_at: Timestamp;
}

export interface FilesBlobChunk {
  blob_id: string;
  data: Buffer;
  starts_at: Int8;
}

export interface FilesContent {
  /**
   * Where the bytes lie; null: in content_chunk.
   */
  blob_id: string | null;
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

export interface FilesTransfer {
  blob_id: string | null;
  bytes: Int8;
  received: Generated<Int8>;
  /**
   * 'account:<id>', 'program:<id>', 'node:<id>'; 'house' for the node itself.
   */
  sender: string;
  sha256: Buffer;
  touched_at: Timestamp;
  type: string | null;
}

export interface FilesUpload {
  /**
   * Set for an upload under the rules of the document axis; null for a person's own files.
   */
  blob_id: string | null;
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
  "files.axis_day": FilesAxisDay;
  "files.blob": FilesBlob;
  "files.blob_chunk": FilesBlobChunk;
  "files.content": FilesContent;
  "files.content_chunk": FilesContentChunk;
  "files.daily_use": FilesDailyUse;
  "files.file": FilesFile;
  "files.keeping": FilesKeeping;
  "files.opening": FilesOpening;
  "files.share": FilesShare;
  "files.transfer": FilesTransfer;
  "files.upload": FilesUpload;
  "files.upload_chunk": FilesUploadChunk;
}
