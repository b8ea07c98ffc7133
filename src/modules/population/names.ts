import { fold } from '#platform/text.ts';

/**
 * Vietnamese names in three forms, and how alike two of them are.
 *
 * `asWritten` is what the act says (NFC, spaces tidied) and is never altered. `canonical` is for comparing spellings that
 * are the same word: lower case, one place for the tone mark (hòa → hoà, thúy → thuý), i/y variants (Lí → Lý, Mĩ → Mỹ).
 * `unaccented` is for search: no marks, đ → d.
 */
export type NameForms = { asWritten: string; canonical: string; unaccented: string };

const toneShifts: readonly (readonly [RegExp, string])[] = [
  ['òa', 'oà'],
  ['óa', 'oá'],
  ['ỏa', 'oả'],
  ['õa', 'oã'],
  ['ọa', 'oạ'],
  ['òe', 'oè'],
  ['óe', 'oé'],
  ['ỏe', 'oẻ'],
  ['õe', 'oẽ'],
  ['ọe', 'oẹ'],
  ['ùy', 'uỳ'],
  ['úy', 'uý'],
  ['ủy', 'uỷ'],
  ['ũy', 'uỹ'],
  ['ụy', 'uỵ'],
  // Only at the end of a syllable: in "hoàn" or "khuỳnh" the place was never in doubt.
].map(([from, to]) => [new RegExp(`${from}$`, 'u'), to as string] as const);

const iToY: Readonly<Record<string, string>> = { i: 'y', ì: 'ỳ', í: 'ý', ỉ: 'ỷ', ĩ: 'ỹ', ị: 'ỵ' };

function canonicalSyllable(syllable: string): string {
  let result = syllable;
  for (const [from, to] of toneShifts) result = result.replace(from, to);
  // Lí = Lý, Mĩ = Mỹ, Quí = Quý; but not Thi/Thy or Vi/Vy, which parents tell apart.
  return result.replace(
    /^(h|k|l|m|s|t|qu)([iìíỉĩị])$/u,
    (_, start: string, vowel: string) => start + (iToY[vowel] ?? vowel),
  );
}

/** NFC, one space between syllables, none around. */
export function tidyName(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/gu, ' ');
}

export function nameForms(name: string): NameForms {
  const asWritten = tidyName(name);
  const canonical = asWritten.toLocaleLowerCase('vi').split(' ').map(canonicalSyllable).join(' ');
  return { asWritten, canonical, unaccented: fold(asWritten) };
}

/** Family name (họ), middle (chữ đệm), given name (tên), by position. One-syllable names have only a given name. */
export function nameParts(name: string): { family: string; middle: string; given: string } {
  const syllables = tidyName(name).split(' ');
  const given = syllables.at(-1) ?? '';
  return { family: syllables.length > 1 ? (syllables[0] ?? '') : '', middle: syllables.slice(1, -1).join(' '), given };
}

/** From surely the same to surely another. */
export type NameLikeness =
  | 'identical'
  | 'same-spelling-variant'
  | 'same-without-marks'
  | 'one-slip'
  | 'other-middle'
  | 'different';

function withinOneEdit(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let i = 0;
  while (i < short.length && short[i] === long[i]) i++;
  return short.slice(short.length === long.length ? i + 1 : i) === long.slice(i + 1);
}

/**
 * Compares syllable by syllable. Whole-string distance misleads on Vietnamese names: "Nguyễn Thị" alone is half of
 * many, so two strangers look alike.
 */
export function compareNames(a: string, b: string): NameLikeness {
  const [left, right] = [nameForms(a), nameForms(b)];
  if (left.asWritten.toLocaleLowerCase('vi') === right.asWritten.toLocaleLowerCase('vi')) return 'identical';
  if (left.canonical === right.canonical) return 'same-spelling-variant';
  if (left.unaccented === right.unaccented) return 'same-without-marks';
  if (withinOneEdit(left.unaccented, right.unaccented)) return 'one-slip';
  const [l, r] = [nameParts(left.unaccented), nameParts(right.unaccented)];
  return l.family === r.family && l.given === r.given ? 'other-middle' : 'different';
}
