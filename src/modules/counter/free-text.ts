import { counterProblem } from './errors.ts';

/** Free text as it is kept, without blanks around it. The platform has seen to NFC; blanks alone are `counter.text-not-valid`. */
export function keepText(text: string): string {
  const kept = text.trim();
  if (kept === '') throw counterProblem('text-not-valid');
  return kept;
}

/**
 * Text that the official font can print. A name typed on a phone may hold an emoji or a foreign script, and a paper must not
 * fail for it: such characters are shown as a small square on paper and stay whole in the record.
 */
export function printable(text: string): string {
  return text.normalize('NFC').replaceAll(/[^\u0020-\u007e\u00a0-\u024f\u1e00-\u1eff\u2010-\u2026\u20ab\n]/gu, '□');
}
