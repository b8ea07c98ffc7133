import assert from 'node:assert/strict';
import { test } from 'node:test';
import { vnInstant } from '#platform/time.ts';
import { workingMinutes } from '../count.ts';
import { dueAt } from '../due.ts';
import { standardVersion } from '../standard.ts';
import type { CalendarVersion, Due, Limit, Override, Pause, WorkCalendar } from '../types.ts';

const office: WorkCalendar = { versions: [standardVersion], overrides: new Map(), choices: new Map() };
const withVersion = (change: Partial<CalendarVersion>): WorkCalendar => ({
  ...office,
  versions: [{ ...standardVersion, ...change }],
});
const wholeDays = withVersion({ workingDayRule: 'whole-days' });
const saturdays = withVersion({ week: { ...standardVersion.week, 6: [{ from: '07:30', to: '11:30' }] } });
const withDay = (override: Override): WorkCalendar => ({ ...office, overrides: new Map([[override.date, override]]) });

const at = (date: string, time: string) => vnInstant(date, time);
const due = (calendar: WorkCalendar, received: Date, limit: Limit, pauses: Pause[] = []) =>
  dueAt(calendar, { receivedAt: received, limit, pauses });
const codes = (result: Due) => result.trace.map((step) => step.code);
const sameDay: Limit = { unit: 'same-day' };
const days = (amount: number): Limit => ({ unit: 'working-day', amount });

test('same day: in time until 15:00 sharp, then the next working day', () => {
  assert.deepEqual(due(office, at('2026-11-23', '09:12'), sameDay).dueAt, at('2026-11-23', '17:30'));
  assert.deepEqual(due(office, at('2026-11-23', '15:00'), sameDay).dueAt, at('2026-11-23', '17:30'));
  // Tuesday 24 November 2026 is the Day of Vietnamese Culture.
  const late = due(office, at('2026-11-23', '15:01'), sameDay);
  assert.deepEqual(late.dueAt, at('2026-11-25', '17:30'));
  assert.deepEqual(codes(late), ['received', 'limit', 'after-cutoff', 'day-off', 'due']);
  assert.match(late.trace[3]?.vi ?? '', /^Thứ Ba 24\/11\/2026: nghỉ Ngày Văn hóa Việt Nam, không tính\.$/);
});

test('same day: before opening, on a day off, on a half-day, with the procedure’s own cutoff', () => {
  assert.deepEqual(due(office, at('2026-11-23', '05:00'), sameDay).dueAt, at('2026-11-23', '17:30'));
  assert.deepEqual(due(office, at('2026-11-21', '10:00'), sameDay).dueAt, at('2026-11-23', '17:30'));
  assert.deepEqual(due(saturdays, at('2026-11-21', '10:00'), sameDay).dueAt, at('2026-11-21', '11:30'));
  assert.deepEqual(due(saturdays, at('2026-11-21', '13:00'), sameDay).dueAt, at('2026-11-23', '17:30'));
  const own: Limit = { unit: 'same-day', cutoff: '16:00' };
  assert.deepEqual(due(office, at('2026-11-23', '15:30'), own).dueAt, at('2026-11-23', '17:30'));
});

test('working days of eight hours run from the minute of receipt', () => {
  assert.deepEqual(due(office, at('2026-11-02', '10:15'), days(3)).dueAt, at('2026-11-05', '10:15'));
  assert.deepEqual(due(office, at('2026-11-23', '10:00'), days(1)).dueAt, at('2026-11-25', '10:00'));
  const evening = due(office, at('2026-11-02', '20:00'), days(1));
  assert.deepEqual(evening.dueAt, at('2026-11-03', '17:30'));
  assert.ok(codes(evening).includes('starts'));
});

test('whole working days: the day of receipt is not counted', () => {
  assert.deepEqual(due(wholeDays, at('2026-11-02', '10:15'), days(3)).dueAt, at('2026-11-05', '17:30'));
  assert.deepEqual(due(wholeDays, at('2026-11-20', '08:00'), days(1)).dueAt, at('2026-11-23', '17:30'));
});

test('working hours, over noon, over a weekend, over a Saturday morning', () => {
  const eight: Limit = { unit: 'working-hour', amount: 8 };
  assert.deepEqual(due(office, at('2026-11-05', '14:30'), eight).dueAt, at('2026-11-06', '14:30'));
  assert.deepEqual(due(office, at('2026-11-06', '14:30'), eight).dueAt, at('2026-11-09', '14:30'));
  assert.deepEqual(due(saturdays, at('2026-11-06', '14:30'), eight).dueAt, at('2026-11-09', '08:30'));
});

test('calendar days: receipt not counted; an end on a day off moves on', () => {
  const ten: Limit = { unit: 'calendar-day', amount: 10 };
  assert.deepEqual(due(office, at('2026-11-02', '10:00'), ten).dueAt, at('2026-11-12', '17:30'));
  const onHoliday = due(office, at('2026-11-14', '10:00'), ten);
  assert.deepEqual(onHoliday.dueAt, at('2026-11-25', '17:30'));
  assert.deepEqual(codes(onHoliday), ['received', 'limit', 'moved', 'due']);
});

test('announced days win: a working Saturday, a holiday of one’s own, a computed day taken back', () => {
  const name = { vi: 'Làm bù', en: 'Made-up working day' };
  const swap = withDay({ date: '2026-08-22', kind: 'working', name, decisionNo: 'TB 1' });
  assert.deepEqual(due(swap, at('2026-08-21', '17:00'), days(1)).dueAt, at('2026-08-22', '17:00'));
  const closed = withDay({ date: '2026-11-03', kind: 'holiday', name: { vi: 'Bão', en: 'Storm' }, decisionNo: 'QĐ 2' });
  const storm = due(closed, at('2026-11-02', '10:00'), days(1));
  assert.deepEqual(storm.dueAt, at('2026-11-04', '10:00'));
  assert.match(storm.trace.find((step) => step.code === 'day-off')?.vi ?? '', /nghỉ Bão \(QĐ 2\)/);
  const back = withDay({ date: '2026-11-24', kind: 'working', name, decisionNo: 'TB 3' });
  assert.deepEqual(due(back, at('2026-11-23', '10:00'), days(1)).dueAt, at('2026-11-24', '10:00'));
});

test('a pause takes its time out; a reset starts again; an open one tells what would be', () => {
  const received = at('2026-11-02', '10:00');
  const pause = (resume: Pause['resume'], to?: Date): Pause => ({ from: at('2026-11-03', '10:00'), to, resume });
  const back = at('2026-11-06', '10:00');
  const goesOn = due(office, received, days(3), [pause('continue', back)]);
  assert.deepEqual(goesOn.dueAt, at('2026-11-10', '10:00'));
  assert.match(goesOn.trace.find((step) => step.code === 'resumed')?.vi ?? '', /còn lại 2 ngày làm việc/);
  assert.deepEqual(due(office, received, days(3), [pause('reset', back)]).dueAt, at('2026-11-11', '10:00'));
  const standing = dueAt(office, { receivedAt: received, limit: days(3), pauses: [pause('continue')], asOf: back });
  assert.deepEqual([standing.dueAt, standing.paused], [at('2026-11-10', '10:00'), true]);
  assert.equal(due(office, received, days(3), [pause('continue', back)]).paused, false);
});

test('a new version of the hours rules from its first day', () => {
  const morningsOnly = { ...standardVersion, validFrom: '2026-11-09', week: { ...standardVersion.week } };
  for (const weekday of [1, 2, 3, 4, 5] as const) morningsOnly.week[weekday] = [{ from: '08:00', to: '12:00' }];
  const calendar = { ...office, versions: [standardVersion, morningsOnly] };
  assert.equal(workingMinutes(calendar, at('2026-11-06', '00:00'), at('2026-11-10', '00:00')), 480 + 240);
});

test('senseless limits and a calendar that never works are refused', () => {
  for (const amount of [0, -1, 1.5, 4000, Number.NaN]) {
    assert.throws(() => due(office, at('2026-11-02', '10:00'), days(amount)), RangeError);
  }
  const never = withVersion({ week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } });
  assert.throws(() => due(never, at('2026-11-02', '10:00'), days(1)), RangeError);
});
