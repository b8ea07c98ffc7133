import { evaluate, isFilled, keysOfRule } from './rule.ts';
import type { Answers, Field, FormContext, FormDefinition, FormPage } from './types.ts';

/**
 * The pages that are asked, in order. Rules look at answers as they will be kept, so a page that depends on an answer
 * of a hidden page is hidden too.
 */
export function visiblePages(form: FormDefinition, answers: Answers, context: FormContext = {}): FormPage[] {
  const kept = keepAsked(form, answers, context);
  return form.pages.filter((page) => page.when === undefined || evaluate(page.when, kept, context) === true);
}

/** The page after `pageId`, or undefined when the answers are to be checked next. An unknown page starts at the first. */
export function nextPage(
  form: FormDefinition,
  pageId: string,
  answers: Answers,
  context: FormContext = {},
): FormPage | undefined {
  const position = form.pages.findIndex((page) => page.id === pageId);
  return visiblePages(form, answers, context).find((page) => form.pages.indexOf(page) > position);
}

/** The fields of a page that are asked with these answers. */
export function visibleFields(page: FormPage, answers: Answers, context: FormContext = {}): Field[] {
  return page.fields.filter((field) => field.when === undefined || evaluate(field.when, answers, context) === true);
}

/**
 * The fields to put on a page before it is answered. A field that depends on another field of the same page is always
 * there, marked `conditional`, because without JavaScript nothing can appear while a person types; what does not apply
 * is dropped when the page is read.
 */
export function fieldsToRender(
  page: FormPage,
  answers: Answers,
  context: FormContext = {},
): { field: Field; conditional: boolean }[] {
  const ownKeys = new Set(page.fields.map((field) => field.key));
  return page.fields.flatMap((field): { field: Field; conditional: boolean }[] => {
    if (field.when === undefined) return [{ field, conditional: false }];
    if (keysOfRule(field.when).some((key) => ownKeys.has(key))) return [{ field, conditional: true }];
    return evaluate(field.when, answers, context) === true ? [{ field, conditional: false }] : [];
  });
}

/**
 * The answers that count: those of visible fields, and those that follow from others. Everything else (unknown keys,
 * answers of pages that are no longer asked) is left out. Idempotent.
 */
export function keepVisible(form: FormDefinition, answers: Answers, context: FormContext = {}): Answers {
  const kept = keepAsked(form, answers, context);
  for (const derived of form.derived ?? []) {
    const source = derived.cases.find((one) => evaluate(one.when, kept, context) === true);
    const value = source === undefined ? undefined : kept[source.from];
    if (value !== undefined) kept[derived.key] = value;
  }
  return kept;
}

/** One pass in page order: a rule may only look backwards or at its own page (`definitionFaults` sees to it). */
function keepAsked(form: FormDefinition, answers: Answers, context: FormContext): Answers {
  const kept: Answers = {};
  for (const page of form.pages) {
    if (page.when !== undefined && evaluate(page.when, kept, context) !== true) continue;
    for (const field of page.fields) {
      const value = answers[field.key];
      if (!isFilled(value)) continue;
      if (field.when !== undefined && evaluate(field.when, kept, context) !== true) continue;
      kept[field.key] = value;
    }
  }
  return kept;
}
