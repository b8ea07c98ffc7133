import { CalendarVietnamese } from 'date-chinese';

const text = ({ year, month, day }: { year: number; month: number; day: number }): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/**
 * The first day of the lunar year that begins in `year`, 'YYYY-MM-DD', by the astronomy of the UTC+7 meridian. A Chinese
 * calendar (UTC+8) is a day or a month off in some years: 1985, 2007, 2030.
 */
export function lunarNewYear(year: number): string {
  return text(newYear(year).toGregorian(year));
}

/** The solar date of a day in a month (not the leap one) of the lunar year that begins in `year`. */
export function lunarDate(year: number, month: number, day: number): string {
  const [cycle, yearOfCycle] = newYear(year).get();
  return text(new CalendarVietnamese(cycle, yearOfCycle, month, false, day).toGregorian(year));
}

function newYear(year: number): CalendarVietnamese {
  const calendar = new CalendarVietnamese();
  return calendar.fromJDE(calendar.newYear(year));
}
