import type { SummaryRow as AnswerRow, SummarySection } from '#modules/forms/index.ts';
import { paths } from './paths.ts';

export interface CheckSection {
  key: string;
  /** Null over questions that have one answer each: their rows are named by what was asked. */
  title: string | null;
  rows: { key: string; value: string | undefined; change: { href: string; what: string } }[];
}

/**
 * The answers in lists of a length that can be read: questions of one answer stand together, a
 * question of several answers is a list with a heading. No heading is said twice.
 */
export function checkSections(
  draftId: string,
  sections: readonly SummarySection[],
  locale: 'vi' | 'en',
): CheckSection[] {
  const lists: CheckSection[] = [];
  for (const { pageId, title, rows } of sections) {
    const row = (answer: AnswerRow, name: string): CheckSection['rows'][number] => ({
      key: name,
      value: answer.empty ? undefined : answer.value,
      change: {
        href: `${paths.question(draftId, pageId, true)}#${answer.key}`,
        what: answer.label.charAt(0).toLocaleLowerCase(locale) + answer.label.slice(1),
      },
    });
    const [only, ...more] = rows;
    if (only === undefined) continue;
    const last = lists.at(-1);
    if (more.length > 0) lists.push({ key: pageId, title, rows: rows.map((answer) => row(answer, answer.label)) });
    else if (last && last.title === null) last.rows.push(row(only, only.label));
    else lists.push({ key: pageId, title: null, rows: [row(only, only.label)] });
  }
  return lists;
}
