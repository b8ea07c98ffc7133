import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { isDate } from '#platform/time.ts';
import { likePattern } from '../notation.ts';

/** More words than these narrow nothing down. */
const MOST_WORDS = 8;

/** What somebody typed into the search box: dates as people write them (2/9/2026, 02-09-2026), and words. */
export function readSearch(typed: string): { dates: string[]; words: string[] } {
  const dates: string[] = [];
  const words: string[] = [];
  for (const word of typed.split(/\s+/u).filter(Boolean)) {
    const [, day = '', month = '', year = ''] = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/u.exec(word) ?? [];
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const before = words.at(-1);
    if (isDate(date)) dates.push(date);
    // A small number by itself stands in half of all lines: it belongs to the word before it ("tổ 3", "quý 4").
    else if (before !== undefined && /^\d{1,2}$/u.test(word)) words[words.length - 1] = `${before} ${word}`;
    else words.push(word);
  }
  return { dates, words: words.slice(0, MOST_WORDS) };
}

/** Every word stands somewhere in number, subject or body, without marks; a date is the date of the document. */
export function searchFor(
  columns: { search: RawBuilder<unknown>; date: RawBuilder<unknown> },
  typed: string | undefined,
): RawBuilder<SqlBool> {
  const { dates, words } = readSearch(typed ?? '');
  const conditions = [
    ...dates.map((date) => sql`${columns.date} = ${date}::date`),
    ...words.map((word) => sql`${columns.search} like ${likePattern(word)}`),
  ];
  return conditions.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
}
