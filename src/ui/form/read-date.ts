/** What was typed into a `DateField`: the parts as typed, and the date where they make one. */
export type TypedDate = {
  parts: { day: string; month: string; year: string };
  iso: string | undefined;
  empty: boolean;
};

/**
 * Reads the three boxes of `DateField name=…` from a submitted form. Spaces are dropped; a date that the calendar does
 * not have (31 April) gives `iso: undefined` with the parts kept, so that the page can show them again.
 */
export function readDate(form: { get(name: string): unknown }, name: string): TypedDate {
  const part = (box: string): string => {
    const value = form.get(`${name}-${box}`);
    return typeof value === 'string' ? value.trim() : '';
  };
  const parts = { day: part('day'), month: part('month'), year: part('year') };
  const empty = !parts.day && !parts.month && !parts.year;
  return { parts, iso: isoOf(parts), empty };
}

function isoOf({ day, month, year }: TypedDate['parts']): string | undefined {
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year)) return undefined;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === iso ? iso : undefined;
}
