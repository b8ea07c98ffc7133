import { nfc } from '#platform/text.ts';

/** The longest search text or code that is looked at; what is longer is cut, for no name of a procedure is. */
export const LONGEST_QUERY = 200;

/** Text from an address (`?q=`, `?ma=`) as we work with it: NFC, one space between words, no control characters. */
export function queryText(given: string | null): string {
  if (given === null) return '';
  return (
    nfc(given)
      // oxlint-disable-next-line no-control-regex -- taking control characters out is the purpose
      .replaceAll(/[\u0000-\u001F\u007F-\u009F\uFFFE\uFFFF\u200B\uFEFF]/gu, ' ')
      .toWellFormed()
      .replaceAll(/\s+/gu, ' ')
      .trim()
      .slice(0, LONGEST_QUERY)
      .toWellFormed()
  );
}

/** A path of this site to come back to; anything else (another site, a script) becomes the home page. */
export function safePath(given: string | null): string {
  if (given === null || given.length > 2000) return '/';
  if (!/^\/(?![/\\])[^\s\\]*$/u.test(given)) return '/';
  const address = new URL(given, 'https://here.invalid');
  return address.origin === 'https://here.invalid' ? `${address.pathname}${address.search}${address.hash}` : '/';
}
