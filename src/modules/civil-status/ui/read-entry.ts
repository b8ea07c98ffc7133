import type { EntryKey } from '../entry.ts';
import { readTypedDate, showDate } from './dates.ts';

/** Every box of the form, as typed: kept in the page after a refusal, compared with what the parent filed. */
export type Typed = Partial<Record<EntryKey, string>>;

export const boxes: readonly EntryKey[] = [
  'childFullName',
  'childBirthDate',
  'childGender',
  'birthPlaceName',
  'birthPlaceArea',
  'childEthnicGroup',
  'childNationality',
  'childHomeTown',
  'motherFullName',
  'motherBirthDate',
  'motherPersonalId',
  'motherEthnicGroup',
  'motherNationality',
  'motherResidenceArea',
  'fatherDeclared',
  'fatherFullName',
  'fatherBirthDate',
  'fatherPersonalId',
  'fatherEthnicGroup',
  'fatherNationality',
  'fatherResidenceArea',
  'declarantRelation',
  'declarantFullName',
  'declarantPersonalId',
];

const required: readonly EntryKey[] = [
  'childFullName',
  'childBirthDate',
  'childGender',
  'birthPlaceName',
  'childEthnicGroup',
  'childNationality',
  'childHomeTown',
  'motherFullName',
  'declarantRelation',
  'declarantFullName',
];
const wholeDates: readonly EntryKey[] = ['childBirthDate'];
const datesOrYears: readonly EntryKey[] = ['motherBirthDate', 'fatherBirthDate'];
const numbers: readonly EntryKey[] = ['motherPersonalId', 'fatherPersonalId', 'declarantPersonalId'];

export type BoxError = 'required' | 'not-a-date' | 'not-a-number';

export function typedOf(form: FormData): Typed {
  const typed: Typed = {};
  for (const box of boxes) {
    const value = form.get(box);
    if (typeof value === 'string') typed[box] = value;
  }
  return typed;
}

/** What the parent filed, as the boxes show it. */
export function typedFromFiled(filed: Typed): Typed {
  const typed: Typed = { ...filed };
  for (const box of [...wholeDates, ...datesOrYears])
    if (typed[box] !== undefined) typed[box] = showDate(typed[box] ?? '');
  return typed;
}

function readBox(box: EntryKey, text: string): string | undefined {
  if (wholeDates.includes(box)) return readTypedDate(text);
  return datesOrYears.includes(box) ? readTypedDate(text, { yearIsEnough: true }) : text;
}

/** The entry that the boxes say, or what is wrong with which box. */
export function readEntry(typed: Typed): {
  entry: Record<string, string>;
  errors: Partial<Record<EntryKey, BoxError>>;
} {
  const entry: Record<string, string> = {};
  const errors: Partial<Record<EntryKey, BoxError>> = {};
  for (const box of boxes) {
    const text = (typed[box] ?? '').trim();
    let value = readBox(box, text);
    if (value === undefined) {
      errors[box] = 'not-a-date';
      continue;
    }
    if (numbers.includes(box)) {
      value = value.replace(/[\s.]/gu, '');
      if (value !== '' && !/^[0-9]{12}$/u.test(value)) errors[box] = 'not-a-number';
    }
    if (value === '' && required.includes(box)) errors[box] = 'required';
    if (value !== '') entry[box] = value;
  }
  return { entry, errors };
}

/** Boxes that say something else than the parent filed; a double space or another way to write a date is no difference. */
export function changedBoxes(filed: Typed, typed: Typed): EntryKey[] {
  const { entry } = readEntry(typed);
  const { entry: before } = readEntry(typedFromFiled(filed));
  const tidy = (text: string | undefined): string => (text ?? '').normalize('NFC').replace(/\s+/gu, ' ');
  return boxes.filter((box) => tidy(entry[box]) !== tidy(before[box]));
}
