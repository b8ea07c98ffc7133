import { parseTime, weekdayOf } from './clock-face.ts';
import { holidayOn } from './holidays.ts';
import type { CalendarVersion, Day, Span, Text, WorkCalendar, WorkingWeek } from './types.ts';

const minutes = (spans: readonly Span[]): Day['spans'] =>
  spans.map((span) => ({ from: parseTime(span.from), to: parseTime(span.to) })).toSorted((a, b) => a.from - b.from);

/** What is wrong with the spans of one day, in words for the officer who sets them; empty means sound. */
export function spanFaults(spans: readonly Span[]): Text[] {
  const faults: Text[] = [];
  let last = -1;
  for (const { from, to } of minutes(spans)) {
    if (from >= to) faults.push({ vi: 'Hãy đặt giờ bắt đầu trước giờ kết thúc', en: 'Set the start before the end' });
    if (from < last) {
      faults.push({ vi: 'Hãy tách các buổi làm việc, đừng để chồng lên nhau', en: 'Keep the spans of a day apart' });
    }
    last = to;
  }
  return faults;
}

/** The version in force on a date. */
export function versionOn(calendar: WorkCalendar, date: string): CalendarVersion {
  const found = calendar.versions.findLast((version) => version.validFrom <= date) ?? calendar.versions[0];
  if (found === undefined) throw new RangeError('a work calendar needs at least one version');
  return found;
}

const usualSpans = (week: WorkingWeek): readonly Span[] =>
  [week[1], week[2], week[3], week[4], week[5], week[6], week[7]].find((spans) => spans.length > 0) ?? [];

/** Days already worked out, per calendar: a calendar is never changed, it is replaced. */
const known = new WeakMap<WorkCalendar, Map<string, Day>>();

/** What kind of day it is for this agency. Announced days win over computed ones, computed ones over the week. */
export function dayOf(calendar: WorkCalendar, date: string): Day {
  let days = known.get(calendar);
  if (days === undefined) known.set(calendar, (days = new Map()));
  let day = days.get(date);
  if (day === undefined) days.set(date, (day = workOut(calendar, date)));
  return day;
}

function workOut(calendar: WorkCalendar, date: string): Day {
  const { week } = versionOn(calendar, date);
  const ofWeekday = week[weekdayOf(date)];
  const announced = calendar.overrides.get(date);
  if (announced?.kind === 'working') {
    const spans = announced.spans ?? (ofWeekday.length > 0 ? ofWeekday : usualSpans(week));
    const { name, decisionNo } = announced;
    return { date, kind: spans.length > 0 ? 'working' : 'weekly-off', spans: minutes(spans), name, decisionNo };
  }
  if (announced !== undefined) {
    return { date, kind: announced.kind, spans: [], name: announced.name, decisionNo: announced.decisionNo };
  }
  const holiday = holidayOn(date, calendar.choices);
  if (holiday !== undefined) return { date, kind: holiday.kind, spans: [], name: holiday.name };
  return { date, kind: ofWeekday.length > 0 ? 'working' : 'weekly-off', spans: minutes(ofWeekday) };
}
