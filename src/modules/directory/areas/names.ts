import { compareVietnamese, fold, nfc } from '#platform/text.ts';
import type { Area, AreaKind, AreaLevel } from './model.ts';

const WORDS: Record<AreaKind, string> = {
  province: 'Tỉnh',
  city: 'Thành phố',
  district: 'Huyện',
  commune: 'Xã',
  ward: 'Phường',
  township: 'Thị trấn',
  'special-zone': 'Đặc khu',
};

const KINDS_OF: Record<AreaLevel, AreaKind[]> = {
  province: ['province', 'city'],
  district: ['district'],
  commune: ['special-zone', 'township', 'commune', 'ward'],
};

/** One spelling for one name: NFC, the straight apostrophe of Ê-đê and M'nông names as ’, single spaces. */
export function cleanName(text: string): string {
  return nfc(text)
    .replace(/['`´ʼ]/gu, '’')
    .replace(/\s+/gu, ' ')
    .trim();
}

/**
 * Splits 'Xã Ba Bể' into its kind and name; the word of the kind is compared without regard to case because public
 * data write unit 06325 as 'xã Bắc Sơn'. Answers undefined when no word of that level stands in front.
 */
export function splitFullName(
  fullName: string,
  level: AreaLevel,
): { kind: AreaKind; name: string; repaired: boolean } | undefined {
  const clean = cleanName(fullName);
  const lower = clean.toLowerCase();
  for (const kind of KINDS_OF[level]) {
    const word = WORDS[kind];
    if (lower.startsWith(`${word.toLowerCase()} `))
      return { kind, name: clean.slice(word.length + 1), repaired: !clean.startsWith(word) };
  }
  return undefined;
}

export function fullNameOf(kind: AreaKind, name: string): string {
  return `${WORDS[kind]} ${name}`;
}

/** Inside a sentence or an address: 'xã Ba Bể', 'tỉnh Thái Nguyên'. */
export function fullNameInside(kind: AreaKind, name: string): string {
  return `${WORDS[kind].toLowerCase()} ${name}`;
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/u;

/**
 * Two spellings of one syllable differ only in where the tone mark stands (Hòa, Hoà; Thủy, Thuỷ). The key moves
 * every tone to the end of its syllable, so that such names compare equal while Phó and Phố do not. Hyphens and
 * dashes between syllables count as spaces.
 */
export function spellingKey(text: string): string {
  return cleanName(text)
    .toLowerCase()
    .normalize('NFD')
    .split(/[\s\-–]+/u)
    .map((syllable) => {
      const tone = TONES.exec(syllable)?.[0] ?? '';
      return syllable.replace(TONES, '') + tone;
    })
    .join(' ');
}

/** What a search compares: without marks, punctuation as spaces. */
export function searchKey(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Sorted as a Vietnamese list is: by name, then by code. */
export function inVietnameseOrder(areas: Area[]): Area[] {
  return areas.sort((a, b) => compareVietnamese(a.name, b.name) || (a.code < b.code ? -1 : 1));
}
