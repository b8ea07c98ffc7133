/** What the officer enters for the act: the same keys as the parent's answers, so that the two can be laid side by side. */
import { Type, type Static } from 'typebox';
import { Text } from '#platform/operation.ts';

const name = () => Text(200);
const code = (description: string) => Type.String({ pattern: '^[0-9A-Za-z-]{1,20}$', description });
const personalId = () => Type.String({ pattern: '^[0-9]{12}$', description: '12 digits' });
const date = () => Type.String({ format: 'date', description: 'YYYY-MM-DD' });
const dateOrYear = () =>
  Type.String({
    pattern: '^[0-9]{4}(-[0-9]{2}-[0-9]{2})?$',
    description: 'YYYY-MM-DD, or YYYY where only the year is known',
  });

const area = () => code('Commune (5 digits) or province (2 digits)');

export const BirthEntry = Type.Object(
  {
    childFullName: name(),
    childBirthDate: date(),
    childGender: Type.Union([Type.Literal('male'), Type.Literal('female')]),
    birthPlaceName: Text(300),
    birthPlaceArea: Type.Optional(area()),
    childEthnicGroup: code('Code of the list of 54 ethnic groups'),
    childNationality: code("Country, 'VN'"),
    childHomeTown: area(),
    motherFullName: name(),
    motherBirthDate: Type.Optional(dateOrYear()),
    motherPersonalId: Type.Optional(personalId()),
    motherEthnicGroup: Type.Optional(code('Ethnic group')),
    motherNationality: Type.Optional(code('Country')),
    motherResidenceArea: Type.Optional(area()),
    fatherDeclared: Type.Union([Type.Literal('yes'), Type.Literal('no')]),
    fatherFullName: Type.Optional(name()),
    fatherBirthDate: Type.Optional(dateOrYear()),
    fatherPersonalId: Type.Optional(personalId()),
    fatherEthnicGroup: Type.Optional(code('Ethnic group')),
    fatherNationality: Type.Optional(code('Country')),
    fatherResidenceArea: Type.Optional(area()),
    declarantRelation: code('mother, father, grandparent, relative or other'),
    declarantFullName: name(),
    declarantPersonalId: Type.Optional(personalId()),
  },
  { additionalProperties: false },
);
export type BirthEntry = Static<typeof BirthEntry>;
export type EntryKey = keyof BirthEntry;

export const entryKeys = Object.keys(BirthEntry.properties) as EntryKey[];
const fatherKeys = entryKeys.filter((key) => key.startsWith('father') && key !== 'fatherDeclared');

/** NFC and single spaces; empty answers and the father's details when no father is declared are left out. */
export function tidyEntry(entry: BirthEntry): BirthEntry {
  const tidy = Object.entries(entry).flatMap(([key, value]) => {
    const text = value.normalize('NFC').trim().replace(/\s+/gu, ' ');
    const dropped = text === '' || (entry.fatherDeclared === 'no' && fatherKeys.includes(key as EntryKey));
    return dropped ? [] : [[key, text] as const];
  });
  return Object.fromEntries(tidy) as BirthEntry;
}

/** The parent's answers under the entry's keys; what was not answered is absent. */
export function entryFromAnswers(answers: Readonly<Record<string, unknown>>): Partial<Record<EntryKey, string>> {
  const filled: Partial<Record<EntryKey, string>> = {};
  for (const key of entryKeys) {
    const answer = answers[key];
    if (typeof answer === 'string' && answer.trim() !== '')
      filled[key] = answer.normalize('NFC').trim().replace(/\s+/gu, ' ');
  }
  const relation = filled.declarantRelation;
  if (relation === 'mother' || relation === 'father') {
    // The form does not ask a parent's name a second time.
    filled.declarantFullName ??= filled[`${relation}FullName`];
    filled.declarantPersonalId ??= filled[`${relation}PersonalId`];
    if (filled.declarantFullName === undefined) delete filled.declarantFullName;
    if (filled.declarantPersonalId === undefined) delete filled.declarantPersonalId;
  }
  filled.fatherDeclared ??= filled.fatherFullName ? 'yes' : 'no';
  if (filled.fatherDeclared === 'no') for (const key of fatherKeys) delete filled[key];
  return filled;
}

export type EntryDifference = { field: EntryKey; filed: string | null; entered: string | null };

/** Where the officer's entry is not what the parent filed. Both sides are tidied first, so a double space is no difference. */
export function differencesOf(
  filed: Readonly<Partial<Record<EntryKey, string>>>,
  entry: Readonly<Partial<Record<EntryKey, string>>>,
): EntryDifference[] {
  return entryKeys
    .filter((field) => (filed[field] ?? null) !== (entry[field] ?? null))
    .map((field) => ({ field, filed: filed[field] ?? null, entered: entry[field] ?? null }));
}
