/** The engine's days as the contract answers them. */
import { addDays } from '#platform/time.ts';
import { dayOf } from './day.ts';
import { holidaysWithCompensation } from './holidays.ts';
import type { Day, DayKind, Span, WorkCalendar } from './types.ts';

export interface ShownDay {
  date: string;
  kind: DayKind;
  spans: Span[];
  name?: { vi: string; en: string };
  decisionNo?: string;
}

const time = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const show = ({ date, kind, spans, name, decisionNo }: Day): ShownDay => ({
  date,
  kind,
  spans: spans.map((span) => ({ from: time(span.from), to: time(span.to) })),
  ...(name === undefined ? {} : { name }),
  ...(decisionNo === undefined ? {} : { decisionNo }),
});

export function showDays(calendar: WorkCalendar, from: string, to: string): ShownDay[] {
  const days: ShownDay[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) days.push(show(dayOf(calendar, date)));
  return days;
}

/** The days of a year that are not what their weekday says: computed and announced ones. */
export function showYear(calendar: WorkCalendar, year: number): ShownDay[] {
  const computed = holidaysWithCompensation(year, calendar.choices.get(year)).map((day) => day.date);
  const announced = [...calendar.overrides.keys()].filter((date) => date.startsWith(`${year}-`));
  return [...new Set([...computed, ...announced])].toSorted().map((date) => show(dayOf(calendar, date)));
}
