import type { AnswerOf } from '#platform/operation.ts';
import type { prepareBirthEntry } from '../contract.ts';
import type { EntryKey } from '../entry.ts';
import { showDate } from './dates.ts';
import { words } from './words.ts';

export type Prepared = AnswerOf<typeof prepareBirthEntry>;
export type Locale = 'vi' | 'en';
export type Option = { value: string; label: string };

const isPlace = (box: EntryKey): boolean => box.endsWith('Area') || box === 'childHomeTown';

/** The list that a box offers; undefined where it is typed. */
export function optionsOf(prepared: Prepared, box: EntryKey, locale: Locale): Option[] | undefined {
  const t = words(locale);
  const list = (choices: { value: string; label: { vi: string; en: string } }[]) =>
    choices.map(({ value, label }) => ({ value, label: label[locale] }));
  if (isPlace(box)) return prepared.places.map(({ code, name }) => ({ value: code, label: name }));
  if (box.endsWith('EthnicGroup')) return list(prepared.choices.ethnicGroups);
  if (box.endsWith('Nationality')) return list(prepared.choices.nationalities);
  if (box === 'declarantRelation') return list(prepared.choices.relations);
  if (box === 'childGender')
    return [
      { value: 'male', label: t.male },
      { value: 'female', label: t.female },
    ];
  if (box === 'fatherDeclared')
    return [
      { value: 'yes', label: t.declared },
      { value: 'no', label: t.notDeclared },
    ];
  return undefined;
}

/** Codes as people read them. */
export function shownBy(prepared: Prepared, locale: Locale) {
  return (box: EntryKey, value: string): string =>
    optionsOf(prepared, box, locale)?.find((option) => option.value === value)?.label ?? showDate(value);
}
