/**
 * The 12-digit personal number (số định danh cá nhân): `PPP C YY RRRRRR`.
 *
 * - `PPP` place of birth registration (see place-prefixes.ts); `C` sex and century; `YY` birth year; `R` six random digits.
 * - There is no check digit: one wrong key in the last six digits may be another living person. Never accept
 *   the number alone; compare digits 4–6 with sex and birth year where the number is typed, and ask for the name or birth date.
 * - It is text: leading zeros matter. It reveals sex, year and place, so it is personal data: never in a URL or a log line.
 *
 * Source: Nghị định 137/2015/NĐ-CP, Điều 13; Luật Căn cước 26/2023/QH15, Điều 12; Thông tư 59/2021/TT-BCA.
 */
import { isKnownPlacePrefix } from './place-prefixes.ts';

export type Sex = 'male' | 'female';

declare const personalIdBrand: unique symbol;
/** A well-formed 12-digit number. Get one from `parsePersonalId` or from the draw. */
export type PersonalId = string & { readonly [personalIdBrand]: true };

export type PersonalNumberParts = {
  personalId: PersonalId;
  /** 3 digits. Not always one of the 63: births registered abroad have other codes. */
  placePrefix: string;
  sex: Sex;
  /** 1900–2399, four digits. */
  birthYear: number;
  /** 6 digits. */
  serial: string;
};

const firstYear = 1900;
const lastYear = 2399;

/** The digit for sex and century: 1900s 0/1, 2000s 2/3 … 2300s 8/9 (male/female). Throws RangeError outside 1900–2399. */
export function centurySexDigit(sex: Sex, birthYear: number): number {
  if (!Number.isInteger(birthYear) || birthYear < firstYear || birthYear > lastYear) {
    throw new RangeError(`birth year must be ${firstYear}–${lastYear}`);
  }
  return (Math.floor(birthYear / 100) - 19) * 2 + (sex === 'female' ? 1 : 0);
}

/** Takes the number apart. Surrounding and grouping spaces are allowed (people write 019 226 000123). */
export function parsePersonalId(text: string): PersonalNumberParts | undefined {
  const digits = text.replace(/[\s.]/gu, '');
  if (!/^[0-9]{12}$/u.test(digits)) return undefined;
  const centurySex = Number(digits[3]);
  return {
    personalId: digits as PersonalId,
    placePrefix: digits.slice(0, 3),
    sex: centurySex % 2 === 0 ? 'male' : 'female',
    birthYear: 1900 + Math.floor(centurySex / 2) * 100 + Number(digits.slice(4, 6)),
    serial: digits.slice(6),
  };
}

export type NumberFinding = 'malformed' | 'sex-differs' | 'birth-year-differs' | 'unknown-place';

/**
 * Compares a typed number with what is known of the person.
 * `errors` cannot be right; `warnings` may be (a place outside the 63 is a birth registered abroad, or a code newer than ours).
 */
export function checkPersonalId(
  text: string,
  known: { sex?: Sex | undefined; birthYear?: number | undefined },
): { errors: NumberFinding[]; warnings: NumberFinding[] } {
  const parts = parsePersonalId(text);
  if (!parts) return { errors: ['malformed'], warnings: [] };
  const errors: NumberFinding[] = [];
  if (known.sex !== undefined && parts.sex !== known.sex) errors.push('sex-differs');
  if (known.birthYear !== undefined && parts.birthYear !== known.birthYear) errors.push('birth-year-differs');
  return { errors, warnings: isKnownPlacePrefix(parts.placePrefix) ? [] : ['unknown-place'] };
}

/** Numbers are drawn inside a block: the first six digits, the same for everyone of one place, sex and birth year. */
export type NumberBlock = { placePrefix: string; sex: Sex; birthYear: number };

/** How many numbers a block holds, for ever: six random digits. */
export const blockSize = 1_000_000;

/** `prefix·1000 + C·100 + YY`, the block column of `population.person_number`. */
export function blockCode(block: NumberBlock): number {
  if (!/^[0-9]{3}$/u.test(block.placePrefix)) throw new RangeError('place prefix must be three digits');
  return Number(block.placePrefix) * 1000 + centurySexDigit(block.sex, block.birthYear) * 100 + (block.birthYear % 100);
}

/** Writes the number of `serial` (0–999,999) in a block. */
export function formatPersonalId(block: NumberBlock, serial: number): PersonalId {
  if (!Number.isInteger(serial) || serial < 0 || serial >= blockSize) throw new RangeError('serial must be 0–999999');
  return `${String(blockCode(block)).padStart(6, '0')}${String(serial).padStart(6, '0')}` as PersonalId;
}

/** For people's eyes only: `019 226 000123` → `019 226 •••123`. */
export function maskPersonalId(personalId: string): string {
  return `${personalId.slice(0, 3)} ${personalId.slice(3, 6)} •••${personalId.slice(9)}`;
}
