import type { Config } from '#platform/config.ts';
import { AXIS_TYPES, CONTENT_TYPES, type ContentType } from './content/types.ts';

/** What may be sent, and how much of it. */
export interface FileRules {
  types: readonly ContentType[];
  /** Bytes of one file. */
  maxBytes: number;
  /** What one account may send in a day of Vietnam's calendar; `null` for what the house makes itself. */
  daily: { files: number; bytes: number } | null;
}

/** A day's allowance in bytes is this share of (largest file × files per day): few people send only the largest. */
const DAILY_SHARE = 0.25;

/** Certificates and receipts with embedded fonts are far below it. */
const HOUSE_MAX_BYTES = 50 * 1024 * 1024;

/** The rules for people, from the node's settings (FILE_MAX_MB, FILES_PER_DAY). */
export function rulesForPeople({ files }: Pick<Config, 'files'>): FileRules {
  return {
    types: CONTENT_TYPES,
    maxBytes: files.maxBytes,
    daily: {
      files: files.perDay,
      bytes: Math.max(files.maxBytes, Math.round(files.maxBytes * files.perDay * DAILY_SHARE)),
    },
  };
}

/** For what the house makes itself: certificates, receipts. */
export const HOUSE_RULES: FileRules = {
  types: ['application/pdf'],
  maxBytes: HOUSE_MAX_BYTES,
  daily: null,
};

/** What goes over the document axis. */
export interface AxisRules {
  types: readonly ContentType[];
  /** Bytes of one file. */
  maxBytes: number;
  /** Bytes that one account, program or other node may begin to send in a day of Vietnam's calendar. */
  dailyBytes: number;
}

/** From the node's settings (AXIS_FILE_MAX_MB, AXIS_DAILY_GB). */
export function rulesForAxis({ files }: Pick<Config, 'files'>): AxisRules {
  return { types: AXIS_TYPES, maxBytes: files.axisMaxBytes, dailyBytes: files.axisDailyBytes };
}

/** Bytes as people read them: 10485760 → '10'. */
export function inMegabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toLocaleString('vi-VN', { maximumFractionDigits: 1 });
}

/** 214748364800 → '200'. */
export function inGigabytes(bytes: number): string {
  return inMegabytes(bytes / 1024);
}
