import { addDays, vnDate } from '#platform/time.ts';
import { instantOf, minutesOf } from './clock-face.ts';
import { dayOf } from './day.ts';
import type { Day, WorkCalendar } from './types.ts';

/** Longest run of days off that is looked through before a calendar is taken for one that never works. */
const FARTHEST_DAYS = 3_660;

export function isWorkingDay(calendar: WorkCalendar, date: string): boolean {
  return dayOf(calendar, date).spans.length > 0;
}

/** The first working day on or after a date. */
export function workingDayFrom(calendar: WorkCalendar, date: string): Day {
  for (let day = date, looked = 0; looked < FARTHEST_DAYS; looked++, day = addDays(day, 1)) {
    const found = dayOf(calendar, day);
    if (found.spans.length > 0) return found;
  }
  throw new RangeError('this work calendar has no working time in the next ten years');
}

/** When a working day closes. */
export function closingOf(day: Day): Date {
  return instantOf(day.date, day.spans.at(-1)?.to ?? 0);
}

/** Whether the agency works at this instant. A span includes its first minute and not its end. */
export function isWorkingAt(calendar: WorkCalendar, at: Date): boolean {
  const now = minutesOf(at);
  return dayOf(calendar, vnDate(at)).spans.some((span) => span.from <= now && now < span.to);
}

/** The first instant on or after `at` at which the agency works. */
export function workingTimeFrom(calendar: WorkCalendar, at: Date): Date {
  if (isWorkingAt(calendar, at)) return at;
  const today = vnDate(at);
  const now = minutesOf(at);
  const later = dayOf(calendar, today).spans.find((span) => span.from > now);
  if (later !== undefined) return instantOf(today, later.from);
  const next = workingDayFrom(calendar, addDays(today, 1));
  return instantOf(next.date, next.spans[0]?.from ?? 0);
}

/** Working minutes in [from, to), to the millisecond; 0 when `to` is not after `from`. */
export function workingMinutes(calendar: WorkCalendar, from: Date, to: Date): number {
  if (to <= from) return 0;
  const first = vnDate(from);
  const last = vnDate(to);
  let total = 0;
  for (let date = first; date <= last; date = addDays(date, 1)) {
    const start = date === first ? minutesOf(from) : 0;
    const end = date === last ? minutesOf(to) : Number.POSITIVE_INFINITY;
    for (const span of dayOf(calendar, date).spans) {
      total += Math.max(0, Math.min(span.to, end) - Math.max(span.from, start));
    }
  }
  return total;
}

/** The instant at which `minutes` of working time since `from` are used up: a moment of closing rather than the next opening. */
export function afterWorkingMinutes(calendar: WorkCalendar, from: Date, minutes: number): Date {
  let left = minutes;
  let at = workingTimeFrom(calendar, from);
  for (;;) {
    const date = vnDate(at);
    const now = minutesOf(at);
    for (const span of dayOf(calendar, date).spans) {
      const start = Math.max(span.from, now);
      if (start >= span.to) continue;
      if (left <= span.to - start) return instantOf(date, start + left);
      left -= span.to - start;
    }
    const next = workingDayFrom(calendar, addDays(date, 1));
    at = instantOf(next.date, next.spans[0]?.from ?? 0);
  }
}
