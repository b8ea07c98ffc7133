/**
 * Names as the certificate prints them. Codes are looked up once, on the day of registration, and kept with the act: a
 * place that is renamed later, or a list that is reworded, must not change what an old act says.
 */
import { Type, type Static } from 'typebox';
import { tidyEntry, type BirthEntry } from './entry.ts';
import type { DirectoryDoor, ProceduresDoor } from './doors.ts';

const text = Type.String();
export const Printed = Type.Object({
  agency: text,
  parentAgency: text,
  registrationPlace: text,
  birthPlace: text,
  homeTown: text,
  childEthnicGroup: text,
  childNationality: text,
  motherEthnicGroup: text,
  motherNationality: text,
  motherResidence: text,
  fatherEthnicGroup: text,
  fatherNationality: text,
  fatherResidence: text,
});
export type Printed = Static<typeof Printed>;

export type Choices = { ethnicGroups: Choice[]; nationalities: Choice[]; relations: Choice[] };
export type Choice = { value: string; label: { vi: string; en: string } };

/** The lists that the form of the dossier's procedure version offers, so that the act uses the same words. */
export async function choicesOf(procedures: ProceduresDoor, versionId: string): Promise<Choices> {
  const { form } = await procedures.getVersion(versionId);
  const fields = form?.pages.flatMap((page) => page.fields) ?? [];
  const options = (key: string): Choice[] => fields.find((field) => field.key === key)?.options ?? [];
  return {
    ethnicGroups: options('childEthnicGroup'),
    nationalities: options('childNationality'),
    relations: options('declarantRelation'),
  };
}

const countries = new Intl.DisplayNames('vi', { type: 'region', fallback: 'code' });

function countryName(code: string | undefined, choices: Choices): string {
  if (!code) return '';
  const known = choices.nationalities.find((one) => one.value === code)?.label.vi;
  return known ?? (/^[A-Z]{2}$/u.test(code) ? (countries.of(code) ?? code) : code);
}

function ethnicGroupName(code: string | undefined, choices: Choices): string {
  return choices.ethnicGroups.find((one) => one.value === code)?.label.vi ?? code ?? '';
}

/** Kinds of places in small letters inside a sentence: “phường Phan Đình Phùng, tỉnh Thái Nguyên”. */
const inSentence = (name: string): string => name.charAt(0).toLocaleLowerCase('vi') + name.slice(1);

/**
 * The full name of a commune or province on a day, with its province; undefined where no unit had the code then.
 * `dates` are tried in turn: an answer may name a commune by its code of before July 2025.
 */
export async function placeName(
  directory: DirectoryDoor,
  code: string,
  dates: readonly string[],
): Promise<string | undefined> {
  for (const on of dates) {
    const area = await directory.findArea(code, on);
    if (area) return area.path;
  }
  return undefined;
}

/** The last day of the 63 provinces. */
export const lastDayBeforeMergers = '2025-06-30';

/** @returns the texts to print, and the fields whose place has no name on any of the days in question */
export async function printedOf(
  entry: BirthEntry,
  about: { agencyId: string; agencyArea: string; today: string; choices: Choices },
  directory: DirectoryDoor,
): Promise<{ printed: Printed; unknownPlaces: (keyof BirthEntry)[] }> {
  const { choices, today } = about;
  const e = tidyEntry(entry);
  const unknownPlaces: (keyof BirthEntry)[] = [];
  const place = async (key: keyof BirthEntry): Promise<string> => {
    const code = e[key];
    if (!code) return '';
    const name = await placeName(directory, code, [today, e.childBirthDate, lastDayBeforeMergers]);
    if (name === undefined) unknownPlaces.push(key);
    return name ?? '';
  };
  const agency = await directory.getAgency(about.agencyId);
  const parent = agency.parentId ? await directory.getAgency(agency.parentId).catch(() => undefined) : undefined;
  const area = await placeName(directory, about.agencyArea, [today]);
  const birthArea = await place('birthPlaceArea');
  return {
    printed: {
      agency: agency.name,
      parentAgency: parent?.name ?? '',
      registrationPlace: area ? `${agency.name}, ${inSentence(area.split(', ').slice(1).join(', '))}` : agency.name,
      birthPlace: birthArea ? `${e.birthPlaceName}, ${inSentence(birthArea)}` : e.birthPlaceName,
      homeTown: await place('childHomeTown'),
      childEthnicGroup: ethnicGroupName(e.childEthnicGroup, choices),
      childNationality: countryName(e.childNationality, choices),
      motherEthnicGroup: ethnicGroupName(e.motherEthnicGroup, choices),
      motherNationality: countryName(e.motherNationality, choices),
      motherResidence: await place('motherResidenceArea'),
      fatherEthnicGroup: ethnicGroupName(e.fatherEthnicGroup, choices),
      fatherNationality: countryName(e.fatherNationality, choices),
      fatherResidence: await place('fatherResidenceArea'),
    },
    unknownPlaces,
  };
}
