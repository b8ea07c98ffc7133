/** Text as the house keeps it: Unicode NFC (TCVN 6909:2001). */
export function nfc(text: string): string {
  return text.normalize('NFC');
}

/**
 * The accent-insensitive form used for search: lower case, without tone and vowel marks, `đ` as `d`
 * (Unicode does not decompose it), white space folded. `fold('Đăng ký  KHAI SINH') === 'dang ky khai sinh'`.
 *
 * Letter by letter from a table, as far as the text is of the scripts in which a letter's fold does not depend on its neighbours; a
 * thousand characters took 70 µs by the rules below, which a document has to bear when it is taken over.
 */
export function fold(text: string): string {
  let folded = '';
  let space = true;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= TABLED || unit === CAPITAL_SIGMA) return foldByRules(text);
    const letter = (table[unit] ??= foldLetter(String.fromCharCode(unit)));
    if (letter !== ' ') {
      folded += letter;
      if (letter !== '') space = false;
    } else if (!space) {
      folded += ' ';
      space = true;
    }
  }
  return space ? folded.trimEnd() : folded;
}

/** Latin with all its marks, and what is printed between letters, end before this. */
const TABLED = 0x2070;
/** Greek: its small form depends on where in the word it stands. */
const CAPITAL_SIGMA = 0x03a3;
const table: (string | undefined)[] = [];

function foldLetter(letter: string): string {
  return /\s/u.test(letter) ? ' ' : foldByRules(letter);
}

function foldByRules(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Control characters other than tab, line feed and carriage return, and lone surrogates: never part of an answer. */
export function hasControlChars(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- finding control characters is the purpose
  return /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u0080-\u009F\uFFFE\uFFFF]/u.test(text) || !text.isWellFormed();
}

/** Compares as a Vietnamese dictionary does (a, ă, â, b, …). */
export const compareVietnamese: (a: string, b: string) => number = new Intl.Collator('vi').compare;

/** Money in whole đồng: 15000n → '15.000 đồng'. */
export function formatMoney(dong: bigint | number): string {
  return `${String(dong).replace(/\B(?=(\d{3})+(?!\d))/g, '.')} đồng`;
}
