import { legalAssumption } from '#platform/legal.ts';
import { addDays } from '#platform/time.ts';
import { weekdayOf } from './clock-face.ts';
import { lunarDate, lunarNewYear } from './lunar.ts';
import type { Text, WorkCalendar, YearChoice } from './types.ts';

export interface Holiday {
  date: string;
  kind: 'holiday' | 'compensatory';
  name: Text;
}

const text = (vi: string, en: string): Text => ({ vi, en });
const TUESDAY = 2;
const TET_DAYS = 5;

/** The reunited country's holidays, as far as the moon is computed with certainty. */
const FIRST_YEAR = 1976;
const LAST_YEAR = 2199;

const firstCultureDay = legalAssumption({
  id: 'calendar.culture-day',
  statement: '24 November (Ngày Văn hóa Việt Nam) is a paid day off from 2026 on.',
  source: 'Nghị quyết 28/2026/QH16, in force 01/07/2026',
  value: '2026-11-24',
  configuredBy: 'calendar overrides (kind "working" takes the day back)',
});

const offDays: readonly number[] = legalAssumption({
  id: 'calendar.compensation',
  statement:
    'A public holiday on a Saturday or a Sunday is compensated on the next day that is neither weekend nor a day off already, whatever the hours of the agency.',
  source: 'Bộ luật Lao động 2019, Điều 111 khoản 3',
  value: [6, 7],
  configuredBy: 'calendar overrides',
});

legalAssumption({
  id: 'calendar.tet-days',
  statement:
    'Where no announcement is recorded, the five days of Tết are two before and three from the first day of the lunar year, or one and four where that makes Monday to Friday. It agrees with the announcements of 2019 to 2026.',
  source: 'Bộ luật Lao động 2019, Điều 112; yearly announcement',
  value: { before: 2, beforeWhenTetIsTuesday: 1 },
  configuredBy: 'calendar year choices and overrides',
});

legalAssumption({
  id: 'calendar.national-day',
  statement:
    'Where no announcement is recorded, the second day off of 2 September is the day before when that is a weekday, else the day after.',
  source: 'Bộ luật Lao động 2019, Điều 112; yearly announcement',
  value: 'before-if-weekday',
  configuredBy: 'calendar year choices and overrides',
});

const tetDayName = (position: number): Text =>
  position < 0
    ? text('Tết Nguyên đán (trước Tết)', 'Lunar New Year (before Tết)')
    : text(`Tết Nguyên đán (mùng ${position + 1})`, `Lunar New Year (day ${position + 1})`);

const isOff = (date: string): boolean => offDays.includes(weekdayOf(date));

/** The days off that the law names for a year, without compensation and without announcements of single days. */
export function publicHolidays(year: number, choice?: YearChoice): Holiday[] {
  const found: Holiday[] = [];
  const add = (date: string, name: Text): void => void found.push({ date, kind: 'holiday', name });
  add(`${year}-01-01`, text('Tết Dương lịch', 'New Year’s Day'));
  const tet = lunarNewYear(year);
  const before = choice?.tetDaysBefore ?? (weekdayOf(tet) === TUESDAY ? 1 : 2);
  for (let day = -before; day < TET_DAYS - before; day++) add(addDays(tet, day), tetDayName(day));
  add(lunarDate(year, 3, 10), text('Giỗ Tổ Hùng Vương', 'Hùng Kings’ Commemoration Day'));
  add(`${year}-04-30`, text('Ngày Chiến thắng', 'Victory Day'));
  add(`${year}-05-01`, text('Ngày Quốc tế lao động', 'International Labour Day'));
  const extra = choice?.nationalDayExtra ?? (isOff(`${year}-09-01`) ? 'after' : 'before');
  // The second day was added by the Labour Code of 2019, in force 01/01/2021.
  if (year >= 2021) add(extra === 'before' ? `${year}-09-01` : `${year}-09-03`, text('Quốc khánh', 'National Day'));
  add(`${year}-09-02`, text('Quốc khánh', 'National Day'));
  if (`${year}-11-24` >= firstCultureDay) {
    add(`${year}-11-24`, text('Ngày Văn hóa Việt Nam', 'Viet Nam Culture Day'));
  }
  return found.toSorted((a, b) => a.date.localeCompare(b.date));
}

/** The holidays of a year and their compensatory days, in order of date. A holiday is compensated once. */
export function holidaysWithCompensation(year: number, choice?: YearChoice): Holiday[] {
  const holidays = publicHolidays(year, choice);
  const taken = new Set(holidays.map((one) => one.date));
  const all = [...holidays];
  for (const holiday of holidays) {
    if (!isOff(holiday.date)) continue;
    let date = holiday.date;
    while (taken.has(date) || isOff(date)) date = addDays(date, 1);
    taken.add(date);
    all.push({
      date,
      kind: 'compensatory',
      name: text(`Nghỉ bù ${holiday.name.vi}`, `Day off in lieu of ${holiday.name.en}`),
    });
  }
  return all.toSorted((a, b) => a.date.localeCompare(b.date));
}

/** Computing the moon costs 2 ms a year; the answer depends on nothing but the year and its choice. */
const computed = new Map<string, ReadonlyMap<string, Holiday>>();

export function holidayOn(date: string, choices: WorkCalendar['choices']): Holiday | undefined {
  const year = Number(date.slice(0, 4));
  if (year < FIRST_YEAR || year > LAST_YEAR) return undefined;
  const choice = choices.get(year);
  const key = `${year}/${choice?.tetDaysBefore ?? ''}/${choice?.nationalDayExtra ?? ''}`;
  let days = computed.get(key);
  if (days === undefined) {
    days = new Map(holidaysWithCompensation(year, choice).map((one) => [one.date, one]));
    if (computed.size > 1_000) computed.clear();
    computed.set(key, days);
  }
  return days.get(date);
}
