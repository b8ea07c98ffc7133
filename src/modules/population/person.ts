import type { Selectable } from 'kysely';
import type { PersonState } from './facts.ts';
import { nameForms } from './names.ts';
import type { Sex } from './personal-number.ts';
import type { PopulationPerson } from './tables.ts';

/** A person as the register knows them now. */
export type Person = {
  id: string;
  /** 12 digits; null for people without a number (foreigners, a number not yet drawn). */
  personalId: string | null;
  fullName: string;
  sex: Sex;
  /** 'YYYY-MM-DD'; null where only the year is known. */
  birthDate: string | null;
  birthYear: number;
  /** Code of the list of 54 ethnic groups. */
  ethnicGroup: string | null;
  /** Country code, 'VN'. */
  nationality: string | null;
  homeTownArea: string | null;
  residenceArea: string | null;
  residenceDetail: string | null;
  diedOn: string | null;
};

/** The columns of `population.person` that follow from the facts. Undefined where name, sex or birth is missing. */
export function personColumns(state: PersonState) {
  if (!state.name || !state.sex || !state.birth) return undefined;
  const name = nameForms(state.name.fullName);
  return {
    full_name: name.asWritten,
    name_canonical: name.canonical,
    name_unaccented: name.unaccented,
    sex: state.sex.sex,
    birth_year: state.birth.year,
    birth_date: state.birth.date,
    ethnic_group: state.ethnicGroup?.code ?? null,
    nationality: state.nationality?.code ?? null,
    home_town_area: state.homeTown?.areaCode ?? null,
    residence_area: state.residence?.areaCode ?? null,
    residence_detail: state.residence?.detail ?? null,
    died_on: state.death?.date ?? null,
  };
}

export function asPerson(row: Selectable<PopulationPerson> & { personal_id: string | null }): Person {
  return {
    id: row.id,
    personalId: row.personal_id,
    fullName: row.full_name,
    sex: row.sex === 'female' ? 'female' : 'male',
    birthDate: row.birth_date,
    birthYear: row.birth_year,
    ethnicGroup: row.ethnic_group,
    nationality: row.nationality,
    homeTownArea: row.home_town_area,
    residenceArea: row.residence_area,
    residenceDetail: row.residence_detail,
    diedOn: row.died_on,
  };
}
