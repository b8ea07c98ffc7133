import { readFields } from './read-fields.ts';
import { evaluate } from './rule.ts';
import type { Answers, Check, Eligibility, FieldError, FormContext, FormDefinition } from './types.ts';
import { keepVisible, visiblePages } from './visibility.ts';

interface BrokenCheck {
  check: Check;
  field: { key: string; pageId: string };
  error: FieldError;
}

/** The checks that are definitely broken, once per field they belong to that is on a page of the form. */
export function brokenChecks(form: FormDefinition, answers: Answers, context: FormContext): BrokenCheck[] {
  return form.checks.flatMap((check) => {
    if (evaluate(check.rule, answers, context) !== false) return [];
    return check.fields.flatMap((key) => {
      const page = form.pages.find((one) => one.fields.some((field) => field.key === key));
      if (page === undefined || answers[key] === undefined) return [];
      const error = { path: key, code: check.id, ...check.message, pageId: page.id };
      return [{ check, field: { key, pageId: page.id }, error }];
    });
  });
}

/**
 * Everything that still stands between these answers and filing, in page order: gaps, values that the fields refuse,
 * and checks between fields. Empty means complete. An error of a check is told once, at its first field.
 */
export function checkAll(form: FormDefinition, answers: Answers, context: FormContext = {}): FieldError[] {
  const kept = keepVisible(form, answers, context);
  const errors = visiblePages(form, answers, context).flatMap((page) => readFields(page, kept, kept, context).errors);
  const wrong = new Set(errors.map((error) => error.path));
  const told = new Set<string>();
  for (const { check, error } of brokenChecks(form, kept, context)) {
    if (told.has(check.id) || check.fields.some((key) => wrong.has(key))) continue;
    told.add(check.id);
    errors.push(error);
  }
  const order = new Map(form.pages.map((page, index) => [page.id, index]));
  return errors.toSorted((a, b) => (order.get(a.pageId) ?? 0) - (order.get(b.pageId) ?? 0));
}

/** The first reason why this person is not eligible, or undefined. "Not eligible" is a page of its own, never an error. */
export function stopFor(form: FormDefinition, answers: Answers, context: FormContext = {}): Eligibility | undefined {
  const kept = keepVisible(form, answers, context);
  return form.eligibility.find((one) => evaluate(one.rule, kept, context) === false);
}
