import { legalAssumption } from '#platform/legal.ts';
import type { CalendarVersion, Span, WorkingWeek } from './types.ts';

const officeDay: Span[] = [
  { from: '07:30', to: '11:30' },
  { from: '13:30', to: '17:30' },
];

/** Monday to Friday, eight hours. */
export const standardWeek: WorkingWeek = legalAssumption({
  id: 'calendar.office-hours',
  statement:
    'State offices work Monday to Friday, 07:30–11:30 and 13:30–17:30, unless an agency has set its own hours.',
  source: 'Bộ luật Lao động 2019, Điều 105; hours of each locality',
  value: { 1: officeDay, 2: officeDay, 3: officeDay, 4: officeDay, 5: officeDay, 6: [] as Span[], 7: [] as Span[] },
  configuredBy: 'calendar.set-hours, per agency and date',
});

const sameDayCutoff: string = legalAssumption({
  id: 'calendar.same-day-cutoff',
  statement:
    'A same-day dossier received after 15:00 is due on the next working day; at 15:00 sharp it is still in time.',
  source: 'Luật Hộ tịch 2014, Điều 16; Nghị định 118/2025/NĐ-CP',
  value: '15:00',
  configuredBy: 'calendar.set-hours (sameDayCutoff); a procedure may carry its own',
});

const workingDayRule: CalendarVersion['workingDayRule'] = legalAssumption({
  id: 'calendar.working-day-rule',
  statement:
    'A limit in working days counts eight working hours a day from the moment of receipt, as national systems do ("whole-days" counts from the next day and ends at closing).',
  source: 'Bộ luật Dân sự 2015, Điều 147–148; Nghị định 118/2025/NĐ-CP',
  value: 'eight-hours' as CalendarVersion['workingDayRule'],
  configuredBy: 'calendar.set-hours (workingDayRule), per agency and date',
});

legalAssumption({
  id: 'calendar.calendar-day-end',
  statement:
    'A limit in calendar days does not count the day of receipt and ends when its last day closes, moved to the next working day where it is a day off (the law says 24:00; after closing nobody can collect a result).',
  source: 'Bộ luật Dân sự 2015, Điều 147–148',
  value: 'closing of the last working day',
  configuredBy: 'code (src/modules/calendar/limits.ts)',
});

/** What holds for every agency that has not set its own hours. */
export const standardVersion: CalendarVersion = {
  validFrom: '1900-01-01',
  week: standardWeek,
  sameDayCutoff,
  workingDayRule,
};
