/** What happens to typed text before it is judged. */

/** Signs without a shape that keyboards and copied text leave behind: zero-width spaces, joiners, byte order mark. */
const INVISIBLE = /[\u200B-\u200D\u2060\uFEFF\u00AD]/g;

/** NUL and the other control characters, lone surrogates, and the marks that turn the direction of writing. */
const REFUSED = /[\p{Cc}\p{Cs}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/u;

/** The longest text that is looked at; the schema of a field sets its own, smaller limit. */
export const LONGEST_TEXT = 2_000;

/** NFC, without invisible signs, single spaces, no space at either end. Tabs and line ends count as spaces. */
export function tidy(raw: string): string {
  return raw
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/[\t\r\n\p{Zs}]+/gu, ' ')
    .trim();
}

/** True for text that no person types: it is refused and never stored. To be asked of tidied text. */
export function hasStrangeCharacters(text: string): boolean {
  return REFUSED.test(text);
}

/** Digits only, for numbers that people type in groups: '0912 345 678', '019.094-001234'. */
export function digitsOnly(text: string): string {
  return text.replace(/[\s.\-()]/g, '');
}

/** Telephone numbers in the national form: '+84 912 345 678' → '0912345678'. */
export function nationalPhone(text: string): string {
  return digitsOnly(text).replace(/^(\+84|0084)0?/, '0');
}
