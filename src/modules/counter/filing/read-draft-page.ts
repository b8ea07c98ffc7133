import { readPage } from '#modules/forms/index.ts';
import type { FileableVersion } from './catalogue.ts';
import { counterProblem } from '../errors.ts';
import { knownAnswers } from './examine.ts';
import type { Answers } from '../shapes.ts';

/** What a page's submission makes of the stored answers, and which keys belong to that page. */
export interface PageSaved {
  keys: string[];
  /** of this page only */
  own: Answers;
  /** stored answers with this page's replaced */
  all: Answers;
}

/** Throws `counter.unknown-page`, `counter.answers-not-valid` (with the fields). */
export function readDraftPage(
  version: FileableVersion,
  pageId: string,
  submitted: Answers,
  stored: Answers,
  today: string,
): PageSaved {
  const page = version.form.pages.find((one) => one.id === pageId);
  if (!page) throw counterProblem('unknown-page');
  const keys = page.fields.map((field) => field.key);
  const { answers, errors } = readPage(version.form, pageId, knownAnswers(version, submitted), {
    today,
    answers: stored,
  });
  if (errors.length > 0) throw counterProblem('answers-not-valid', { fields: errors });
  const own: Answers = {};
  for (const [key, value] of Object.entries(answers)) if (value !== undefined) own[key] = value;
  const others = Object.fromEntries(Object.entries(stored).filter(([key]) => !keys.includes(key)));
  return { keys, own, all: { ...others, ...own } };
}

/** Whether the stored answers of these keys are already these: then saving again changes nothing. */
export function sameAnswers(keys: string[], a: Answers, b: Answers): boolean {
  return keys.every((key) => JSON.stringify(a[key] ?? null) === JSON.stringify(b[key] ?? null));
}

/**
 * Answers given without the pages (an API client, a supplement), read as the pages would have read them: dates, spaces,
 * capital letters. What a page refuses stays as it is, for `checkAll` to tell.
 */
export function tidyAnswers(version: FileableVersion, given: Answers, today: string): Answers {
  const tidy: Answers = { ...given };
  for (const page of version.form.pages) {
    const { answers } = readPage(version.form, page.id, tidy, { today, answers: tidy });
    for (const [key, value] of Object.entries(answers)) if (value !== undefined) tidy[key] = value;
  }
  return tidy;
}
