import { formatDateTime, vnDate, vnTime } from '#platform/time.ts';

/** '14:05' for today, '14:05, 22/11/2026' for another day. */
export function savedTime(at: string, now: Date = new Date()): string {
  const saved = new Date(at);
  return vnDate(saved) === vnDate(now) ? vnTime(saved) : formatDateTime(saved);
}
