import { addDays, vnDate } from '#platform/time.ts';
import { daysBetween, minutesOf, parseTime } from './clock-face.ts';
import { afterWorkingMinutes, closingOf, isWorkingDay, workingDayFrom, workingMinutes } from './count.ts';
import { dayOf, versionOn } from './day.ts';
import type { Limit, WorkCalendar } from './types.ts';

/** Working minutes of one day where a limit in working days is counted by hours. */
export const DAY_MINUTES = 8 * 60;

const MOST_DAYS = 3_650;

/** One way of counting: how much there is, when so much is used up, and how much a stretch of time uses. */
export interface Measure {
  kind: 'minutes' | 'working-days' | 'calendar-days' | 'same-day';
  whole: number;
  /** The due instant when counting starts at `start` with `left` to go. */
  dueFrom(start: Date, left: number): Date;
  used(start: Date, until: Date): number;
}

/** @throws RangeError for an amount that is not a whole number from 1 to 3650 (87 600 for hours) */
export function measureOf(calendar: WorkCalendar, limit: Limit, receivedAt: Date): Measure {
  if (limit.unit === 'same-day') return sameDay(calendar, limit.cutoff);
  const most = limit.unit === 'working-hour' ? MOST_DAYS * 24 : MOST_DAYS;
  if (!Number.isInteger(limit.amount) || limit.amount < 1 || limit.amount > most) {
    throw new RangeError(`a limit must be a whole number from 1 to ${most}`);
  }
  if (limit.unit === 'calendar-day') return calendarDays(calendar, limit.amount);
  const byHours =
    limit.unit === 'working-hour' || versionOn(calendar, vnDate(receivedAt)).workingDayRule === 'eight-hours';
  if (byHours) return minutes(calendar, limit.amount * (limit.unit === 'working-hour' ? 60 : DAY_MINUTES));
  return workingDays(calendar, limit.amount);
}

function minutes(calendar: WorkCalendar, whole: number): Measure {
  return {
    kind: 'minutes',
    whole,
    dueFrom: (start, left) => afterWorkingMinutes(calendar, start, left),
    used: (start, until) => workingMinutes(calendar, start, until),
  };
}

/** Whole working days: the day on which counting starts is not counted, the last one counts until it closes. */
function workingDays(calendar: WorkCalendar, whole: number): Measure {
  return {
    kind: 'working-days',
    whole,
    dueFrom(start, left) {
      let day = left === 0 ? workingDayFrom(calendar, vnDate(start)) : undefined;
      let date = vnDate(start);
      for (let counted = 0; counted < left; counted++) {
        day = workingDayFrom(calendar, addDays(date, 1));
        date = day.date;
      }
      return closingOf(day ?? workingDayFrom(calendar, date));
    },
    used(start, until) {
      let counted = 0;
      for (let date = addDays(vnDate(start), 1); date <= vnDate(until); date = addDays(date, 1)) {
        if (isWorkingDay(calendar, date)) counted++;
      }
      return counted;
    },
  };
}

/** Civil Code 2015, Articles 147 and 148: the day of the event is not counted; an end on a day off moves on. */
function calendarDays(calendar: WorkCalendar, whole: number): Measure {
  return {
    kind: 'calendar-days',
    whole,
    dueFrom: (start, left) => closingOf(workingDayFrom(calendar, addDays(vnDate(start), left))),
    used: (start, until) => Math.max(0, daysBetween(vnDate(start), vnDate(until))),
  };
}

/** Due when the day of receipt closes; the next working day's closing when it came too late or on a day off. */
function sameDay(calendar: WorkCalendar, ownCutoff: string | undefined): Measure {
  return {
    kind: 'same-day',
    whole: 1,
    dueFrom(start) {
      const date = vnDate(start);
      return closingOf(
        isTooLateForToday(calendar, start, ownCutoff)
          ? workingDayFrom(calendar, addDays(date, 1))
          : workingDayFrom(calendar, date),
      );
    },
    used: () => 0,
  };
}

/** Received on a working day, but after the cutoff or after the agency closed. Exactly at the cutoff is in time. */
export function isTooLateForToday(calendar: WorkCalendar, at: Date, ownCutoff: string | undefined): boolean {
  const date = vnDate(at);
  const closing = dayOf(calendar, date).spans.at(-1)?.to;
  if (closing === undefined) return false;
  const now = minutesOf(at);
  return now > cutoffOn(calendar, date, ownCutoff) || now >= closing;
}

function cutoffOn(calendar: WorkCalendar, date: string, ownCutoff: string | undefined): number {
  return parseTime(ownCutoff ?? versionOn(calendar, date).sameDayCutoff);
}
