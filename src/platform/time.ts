/**
 * Civil time of Vietnam: Asia/Ho_Chi_Minh is UTC+7 all year, without daylight saving (since 1975), so plain
 * arithmetic is exact for every date the house handles and much faster than Intl.
 */
export const VIETNAM_OFFSET_MS = 7 * 60 * 60 * 1000;

const shifted = (at: Date): Date => new Date(at.getTime() + VIETNAM_OFFSET_MS);

/** The calendar date in Vietnam at an instant: 'YYYY-MM-DD'. */
export function vnDate(at: Date): string {
  return shifted(at).toISOString().slice(0, 10);
}

/** 'HH:mm' in Vietnam. */
export function vnTime(at: Date): string {
  return shifted(at).toISOString().slice(11, 16);
}

/** The instant of a Vietnamese civil date and time: vnInstant('2026-11-23', '15:00'). */
export function vnInstant(date: string, time = '00:00'): Date {
  return new Date(`${date}T${time.length === 5 ? `${time}:00` : time}+07:00`);
}

/** 'dd/MM/yyyy' from an instant or from 'YYYY-MM-DD'. */
export function formatDate(value: Date | string): string {
  const date = typeof value === 'string' && value.length === 10 ? value : vnDate(new Date(value));
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

/** 'HH:mm, dd/MM/yyyy' in Vietnam. */
export function formatDateTime(value: Date | string): string {
  const at = new Date(value);
  return `${vnTime(at)}, ${formatDate(at)}`;
}

/** Adds whole days to 'YYYY-MM-DD'. */
export function addDays(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** Whether the text is a date that exists, 'YYYY-MM-DD' (2026-02-30 does not). */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

/** yyyyMMdd of a date, as dossier codes carry it. */
export function compactDate(date: string): string {
  return date.replaceAll('-', '');
}
