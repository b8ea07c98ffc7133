/** Work calendars of every shape that an agency may set: half-days, Saturdays, odd hours, announced days, both rules. */
import * as fc from 'fast-check';
import { addDays } from '#platform/time.ts';
import { standardVersion } from '../standard.ts';
import type { Override, Span, WorkCalendar } from '../types.ts';

const fullDay: Span[] = [
  { from: '07:30', to: '11:30' },
  { from: '13:30', to: '17:30' },
];
const someSpans: fc.Arbitrary<Span[]> = fc.constantFrom(
  [],
  fullDay,
  [{ from: '07:30', to: '11:30' }],
  [{ from: '08:00', to: '12:00' }],
  [
    { from: '07:00', to: '11:30' },
    { from: '13:00', to: '17:00' },
    { from: '18:00', to: '20:00' },
  ],
  [{ from: '00:00', to: '23:59' }],
);

const override: fc.Arbitrary<Override> = fc.record({
  date: fc.integer({ min: 0, max: 500 }).map((days) => addDays('2026-01-01', days)),
  kind: fc.constantFrom('holiday' as const, 'compensatory' as const, 'working' as const),
  name: fc.constant({ vi: 'Ngày được thông báo', en: 'Announced day' }),
  decisionNo: fc.constant('TB 9/2026'),
});

export const calendars: fc.Arbitrary<WorkCalendar> = fc
  .record({
    weekdays: fc.tuple(someSpans, someSpans, someSpans, someSpans),
    saturday: someSpans,
    sunday: fc.constantFrom<Span[]>([], [], fullDay),
    sameDayCutoff: fc.constantFrom('15:00', '11:00', '16:30'),
    workingDayRule: fc.constantFrom('eight-hours' as const, 'whole-days' as const),
    overrides: fc.array(override, { maxLength: 6 }),
  })
  .map(({ weekdays: [two, three, four, five], saturday, sunday, overrides, ...rest }) => ({
    versions: [
      { ...standardVersion, ...rest, week: { 1: fullDay, 2: two, 3: three, 4: four, 5: five, 6: saturday, 7: sunday } },
    ],
    overrides: new Map(overrides.map((one) => [one.date, one])),
    choices: new Map(),
  }));
