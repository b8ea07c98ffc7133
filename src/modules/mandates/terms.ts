import { sql } from 'kysely';
import { isDate, addDays } from '#platform/time.ts';
import type { MandatesDeps } from './deps.ts';
import { mandatesProblem } from './errors.ts';

/** The latest last day of an authority that is given on this day, by the rule in force. */
export async function latestLastDay(deps: MandatesDeps, today: string): Promise<string> {
  const { rows } = await sql<{ months: number }>`select longest_months as months from mandates.term_rule
    where valid_from <= ${today} order by valid_from desc limit 1`.execute(deps.database.of<unknown>());
  return addMonths(today, rows[0]?.months ?? 12);
}

/** The day before the same day that many months later: 36 months from 28/11/2026 end with 27/11/2029. */
function addMonths(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const total = year * 12 + (month - 1) + months;
  const first = `${Math.floor(total / 12)}-${String((total % 12) + 1).padStart(2, '0')}-01`;
  const longest = Number(addDays(addDays(first, 31).slice(0, 8) + '01', -1).slice(8));
  return addDays(addDays(first, Math.min(day, longest) - 1), -1);
}

/** @throws mandates.dates-not-valid: days that are none, a last one before the first, or a document from the future */
export function requireDays(days: { from: string; to?: string | null; documentOn?: string }, today: string): void {
  const { from, to, documentOn } = days;
  const all = [from, to, documentOn].filter((day): day is string => typeof day === 'string');
  if (!all.every(isDate) || (to && to < from) || (documentOn && documentOn > today))
    throw mandatesProblem('dates-not-valid');
}
