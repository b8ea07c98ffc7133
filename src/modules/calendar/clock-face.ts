import { VIETNAM_OFFSET_MS } from '#platform/time.ts';
import type { Weekday } from './types.ts';

/** Civil time of Vietnam for the engine: dates as text, minutes since midnight, instants. */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** ISO weekday of 'YYYY-MM-DD': 1 Monday … 7 Sunday. */
export function weekdayOf(date: string): Weekday {
  return (((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1) as Weekday;
}

/** Minutes since midnight in Vietnam, with the seconds as a fraction. */
export function minutesOf(at: Date): number {
  return ((((at.getTime() + VIETNAM_OFFSET_MS) % DAY) + DAY) % DAY) / MINUTE;
}

/** The instant of a date and minutes since its midnight. */
export function instantOf(date: string, minutes: number): Date {
  return new Date(Date.parse(`${date}T00:00:00Z`) - VIETNAM_OFFSET_MS + Math.round(minutes * MINUTE));
}

/** 'HH:mm' → minutes since midnight. */
export function parseTime(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Whole days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY;
}
