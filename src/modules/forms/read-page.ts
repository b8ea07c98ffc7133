import { brokenChecks } from './check.ts';
import { readFields } from './read-fields.ts';
import type { Answers, FormDefinition, FormPage, PageReading, ReadContext, Submitted } from './types.ts';

/**
 * Reads what was sent for one page. Keys that the page does not ask are ignored; fields are read in order, and a field
 * whose condition is not met is neither required nor kept. Text becomes NFC with single spaces. Checks between fields
 * are applied when they touch this page and everything that they need is known (`context.answers` holds the answers of
 * the other pages).
 *
 * @throws RangeError when the form has no such page
 */
export function readPage(
  form: FormDefinition,
  pageId: string,
  submitted: Submitted,
  context: ReadContext = {},
): PageReading {
  const page = form.pages.find((one) => one.id === pageId);
  if (page === undefined) throw new RangeError(`the form ${form.id} has no page '${pageId}'`);
  const others = withoutPage(page, context.answers ?? {});
  const { answers, errors } = readFields(page, submitted, others, context);
  const wrong = new Set(errors.map((error) => error.path));
  const touched = brokenChecks(form, { ...others, ...answers }, context).filter(
    ({ check, field }) => field.pageId === pageId && !check.fields.some((key) => wrong.has(key)),
  );
  for (const { error } of touched) {
    if (!errors.some((one) => one.path === error.path)) errors.push(error);
  }
  for (const error of errors) delete answers[error.path];
  return { answers, errors };
}

function withoutPage(page: FormPage, answers: Answers): Answers {
  const own = new Set(page.fields.map((field) => field.key));
  return Object.fromEntries(Object.entries(answers).filter(([key]) => !own.has(key)));
}
