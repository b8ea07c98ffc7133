import type { FormPage } from '#modules/forms/index.ts';
import type { Actor } from '#platform/access.ts';
import type { Answers } from '../../shapes.ts';
import type { Typed } from './read-fields.ts';

/**
 * Fills boxes about the reader from the account, where the form says so with HTML's own word for it
 * (`autocomplete: 'name'`) and nothing was answered yet. Nothing is stored before the person continues.
 */
export function prefill(
  page: FormPage,
  typed: Typed,
  answers: Answers,
  actor: Actor,
): { typed: Typed; prefilled: string[] } {
  const facts: Record<string, string> = actor.kind === 'citizen' ? { name: actor.name } : {};
  const filled: Typed = { ...typed };
  const prefilled: string[] = [];
  for (const field of page.fields) {
    const fact = field.autocomplete === undefined ? undefined : facts[field.autocomplete];
    if (fact === undefined || answers[field.key] !== undefined || field.kind !== 'text') continue;
    filled[field.key] = fact;
    prefilled.push(field.key);
  }
  return { typed: filled, prefilled };
}
