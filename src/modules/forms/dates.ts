/** Calendar dates as text, 'YYYY-MM-DD', without a time or a zone. */

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

const text = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** The date, or undefined where no such day exists (31 April, 29 February of a common year, a year before 1850). */
export function dateOf(year: number, month: number, day: number): string | undefined {
  if (!Number.isInteger(year) || year < 1850 || year > 9999) return undefined;
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
    ? text(year, month, day)
    : undefined;
}

export function isDate(value: string): boolean {
  const parts = DATE.exec(value);
  return parts !== null && dateOf(Number(parts[1]), Number(parts[2]), Number(parts[3])) === value;
}

const partsOf = (date: string): [number, number, number] => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return [year, month, day];
};

/** Moves by whole years; 29 February becomes 28 February where the year is common. */
export function addYears(date: string, years: number): string {
  const [year, month, day] = partsOf(date);
  const lastDay = new Date(Date.UTC(year + years, month, 0)).getUTCDate();
  return text(year + years, month, Math.min(day, lastDay));
}

/** Full years from `from` to `to`: an age. Negative when `to` is earlier. */
export function fullYearsBetween(from: string, to: string): number {
  if (to < from) return -fullYearsBetween(to, from);
  const years = partsOf(to)[0] - partsOf(from)[0];
  return addYears(from, years) <= to ? years : years - 1;
}
