/** What must hold inside an entry before it may stand in the register. Pure. */
import type { FieldProblem } from '#platform/problem.ts';
import { isDate } from '#platform/time.ts';
import { checkPersonalId, type Sex } from '#modules/population/index.ts';
import { entryKeys, type BirthEntry, type EntryKey } from './entry.ts';
import { leastParentAge } from './legal.ts';

const problem = (path: EntryKey, code: string, vi: string, en: string): FieldProblem => ({ path, code, vi, en });

const names: readonly EntryKey[] = ['childFullName', 'motherFullName', 'fatherFullName', 'declarantFullName'];
const people = [
  { role: 'mother', sex: 'female', who: { vi: 'người mẹ', en: 'the mother' } },
  { role: 'father', sex: 'male', who: { vi: 'người cha', en: 'the father' } },
] as const;

/**
 * What the certificate can print, as code points from–to: ASCII, Latin with the marks of Vietnamese and of the other languages of
 * the country (ƀ, č, ĕ, ŏ …), combining marks, and the signs of ordinary text.
 */
const printable: readonly (readonly [number, number])[] = [
  [0x20, 0x7e],
  [0xa0, 0x180],
  [0x1a0, 0x1a1],
  [0x1af, 0x1b0],
  [0x1cd, 0x1dc],
  [0x243, 0x243],
  [0x2bc, 0x2bc],
  [0x300, 0x304],
  [0x306, 0x306],
  [0x309, 0x309],
  [0x30c, 0x30c],
  [0x31b, 0x31b],
  [0x323, 0x323],
  [0x1e00, 0x1e95],
  [0x1ea0, 0x1ef9],
  [0x2013, 0x2014],
  [0x2018, 0x201d],
  [0x2026, 0x2026],
];

/**
 * Whether the official font has a shape for all of it. Anything else (an emoji, a Han character) must not get into the book,
 * because the act could then never be printed.
 */
export function isPrintable(text: string): boolean {
  return [...text.normalize('NFC')].every((sign) => {
    const code = sign.codePointAt(0) ?? 0;
    return printable.some(([from, to]) => from <= code && code <= to);
  });
}

/** @param today the day of registration in Vietnam, 'YYYY-MM-DD' */
export function checkEntry(entry: BirthEntry, today: string): FieldProblem[] {
  const found: FieldProblem[] = [];
  for (const key of entryKeys) {
    if (!isPrintable(entry[key] ?? '')) {
      found.push(
        problem(
          key,
          'strange-characters',
          'Bỏ các ký tự không in được trong mục này (hình vẽ, chữ tượng hình…)',
          'Remove the characters that cannot be printed',
        ),
      );
    }
  }
  for (const key of names) {
    // A name may hold letters of any people of the country, spaces, hyphens and apostrophes; never digits or signs.
    if (entry[key] !== undefined && !/^\p{L}[\p{L}\p{M} .'’-]*$/u.test(entry[key])) {
      found.push(
        problem(key, 'not-a-name', 'Họ và tên chỉ gồm chữ cái và dấu cách', 'A name has letters and spaces only'),
      );
    }
  }
  if (!isDate(entry.childBirthDate)) {
    found.push(
      problem(
        'childBirthDate',
        'not-a-date',
        'Ngày sinh của con không có trong lịch',
        'This birth date does not exist',
      ),
    );
    return found;
  }
  if (entry.childBirthDate > today) {
    found.push(
      problem(
        'childBirthDate',
        'in-future',
        'Ngày sinh của con không thể sau ngày hôm nay',
        'The birth date cannot be after today',
      ),
    );
  }
  if (entry.fatherDeclared === 'yes' && !entry.fatherFullName) {
    found.push(
      problem(
        'fatherFullName',
        'required',
        'Ghi họ và tên người cha, hoặc chọn không khai về người cha',
        'Enter the father’s name, or choose not to declare a father',
      ),
    );
  }
  for (const person of people) found.push(...checkParent(entry, person.role, person.sex, person.who));
  if (entry.motherPersonalId && entry.motherPersonalId === entry.fatherPersonalId) {
    found.push(
      problem(
        'fatherPersonalId',
        'same-as-mother',
        'Số định danh của cha đang trùng với của mẹ',
        'The father’s number is the mother’s',
      ),
    );
  }
  return found;
}

function checkParent(
  entry: BirthEntry,
  role: 'mother' | 'father',
  sex: Sex,
  who: { vi: string; en: string },
): FieldProblem[] {
  const [birth, number] = [entry[`${role}BirthDate`], entry[`${role}PersonalId`]];
  const found: FieldProblem[] = [];
  if (birth && birth.length === 10 && !isDate(birth)) {
    found.push(
      problem(
        `${role}BirthDate`,
        'not-a-date',
        `Ngày sinh của ${who.vi} không có trong lịch`,
        `The birth date of ${who.en} does not exist`,
      ),
    );
  } else if (birth && Number(entry.childBirthDate.slice(0, 4)) - Number(birth.slice(0, 4)) < leastParentAge) {
    found.push(
      problem(
        `${role}BirthDate`,
        'too-young',
        `Xem lại năm sinh của ${who.vi}: phải trước năm sinh của con ít nhất ${leastParentAge} năm`,
        `See the birth year of ${who.en}: at least ${leastParentAge} years before the child’s`,
      ),
    );
  }
  if (!number) return found;
  const { errors } = checkPersonalId(number, { sex, birthYear: birth ? Number(birth.slice(0, 4)) : undefined });
  if (errors.includes('sex-differs')) {
    found.push(
      problem(
        `${role}PersonalId`,
        'sex-differs',
        `Số định danh này không phải của ${sex === 'female' ? 'nữ' : 'nam'}. Xem lại từng chữ số`,
        'This number belongs to the other sex. Check each digit',
      ),
    );
  }
  if (errors.includes('birth-year-differs')) {
    found.push(
      problem(
        `${role}PersonalId`,
        'birth-year-differs',
        `Số định danh không khớp với năm sinh của ${who.vi}. Xem lại từng chữ số`,
        `This number does not agree with the birth year of ${who.en}`,
      ),
    );
  }
  return found;
}
