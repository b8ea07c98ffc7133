import type { Locale } from '../text/language.ts';

/** One line of an error summary. `href` is `#<id of the control>`. */
export type ErrorItem = { href: string; text: string };

/** What `fieldErrors` makes of a refusal: lines for the summary and the text beside each control. */
export type FieldErrors = {
  items: readonly ErrorItem[];
  /** The text for the control of this name, or undefined. */
  of(name: string): string | undefined;
};

/** An error of one field as the server sends it: in both languages, or already in the reader's (`message`). */
export type FieldProblem = { path: string; code?: string; vi?: string; en?: string; message?: string };

export const noErrors: FieldErrors = { items: [], of: () => undefined };

/**
 * Turns the `fields` of a problem into summary lines and inline texts, in the order given, with the same words in both
 * places. A path may be 'childFullName' or '/childFullName'; the control's id is that name.
 */
export function fieldErrors(fields: readonly FieldProblem[] | undefined, locale: Locale): FieldErrors {
  if (!fields || fields.length === 0) return noErrors;
  const texts = new Map<string, string>();
  const items: ErrorItem[] = [];
  for (const field of fields) {
    const name = field.path.replace(/^[/#]+/, '');
    const text = field[locale] ?? field.message ?? field.vi ?? field.code ?? '';
    // The first error of a control is the one to put right first; a second line to the same box only confuses.
    if (texts.has(name)) continue;
    texts.set(name, text);
    items.push({ href: `#${name}`, text });
  }
  return { items, of: (name) => texts.get(name) };
}

/** Errors for a page that found them itself: `errorsOf({ q: 'Hãy gõ ít nhất 2 chữ' })`. */
export function errorsOf(texts: Record<string, string | undefined>): FieldErrors {
  const entries = Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    items: entries.map(([name, text]) => ({ href: `#${name}`, text })),
    of: (name) => texts[name],
  };
}
