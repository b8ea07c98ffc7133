import { checkAll, nextPage, stopFor, visiblePages, type FormDefinition, type FormPage } from '#modules/forms/index.ts';
import type { Answers } from '../../shapes.ts';
import { paths } from './paths.ts';

/** Where a page stands on the way: "Câu 3 trên 14". The total follows the answers given so far. */
export function placeOf(form: FormDefinition, pageId: string, answers: Answers): { number: number; total: number } {
  const pages = visiblePages(form, answers);
  return { number: pages.findIndex((page) => page.id === pageId) + 1, total: pages.length };
}

export function findPage(form: FormDefinition, pageId: string, answers: Answers): FormPage | undefined {
  return visiblePages(form, answers).find((page) => page.id === pageId);
}

export function pageBefore(form: FormDefinition, pageId: string, answers: Answers): FormPage | undefined {
  const pages = visiblePages(form, answers);
  return pages[pages.findIndex((page) => page.id === pageId) - 1];
}

/** The first question that still wants an answer, or undefined when the answers can be checked. */
export function firstGap(form: FormDefinition, answers: Answers): string | undefined {
  return checkAll(form, answers)[0]?.pageId;
}

/**
 * Where to go after a page was saved: to the stop page where the person is not eligible, back to the check-answers page
 * after a change there (over questions that the change has opened), else to the next question.
 */
export function afterSaving(
  form: FormDefinition,
  draft: { draftId: string; answers: Answers },
  pageId: string,
  changing: boolean,
): string {
  const { draftId, answers } = draft;
  if (stopFor(form, answers)) return paths.stopped(draftId, pageId);
  if (changing) {
    const gap = firstGap(form, answers);
    return gap === undefined ? paths.check(draftId) : paths.question(draftId, gap, true);
  }
  const next = nextPage(form, pageId, answers);
  return next ? paths.question(draftId, next.id) : paths.check(draftId);
}

/** Where a person continues who comes back to a draft. */
export function whereToContinue(
  form: FormDefinition,
  draft: { draftId: string; answers: Answers; pageId: string | null },
): string {
  const { draftId, answers, pageId } = draft;
  if (pageId !== null && stopFor(form, answers)) return paths.stopped(draftId, pageId);
  const gap = firstGap(form, answers);
  return gap === undefined ? paths.check(draftId) : paths.question(draftId, gap);
}
