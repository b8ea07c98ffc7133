import type { Static } from 'typebox';
import { listCommunes, listProvinces, traceUnit, whichUnit } from '#modules/directory/contract.ts';
import type { Field } from '#modules/forms/index.ts';
import type { PageApi } from '#platform/web/api.ts';
import type { Answers } from '../../shapes.ts';
import { formNames, type Fields } from './read-fields.ts';

type Area = Static<(typeof listProvinces)['answer']>['provinces'][number];

export interface Place {
  code: string;
  /** 'Phường Phan Đình Phùng, tỉnh Thái Nguyên' */
  path: string;
}

/** What a person did with the controls of one place. */
export interface PlaceInput {
  code: string;
  province: string;
  /** The name that was searched for; undefined where nothing was. */
  searched: string | undefined;
}

export interface FoundPlace {
  /** The name of then, where the unit was reorganised. */
  formerly: string | null;
  today: Place[];
}

/** Everything that the control of one place shows. */
export interface PlaceView {
  level: 'commune' | 'province' | 'any';
  provinces: { value: string; label: string }[];
  province: string;
  provinceName: string;
  /** Null until a province is chosen. */
  communes: { value: string; label: string }[] | null;
  code: string;
  /** The chosen unit is not one of today: what it is called now. */
  reorganised: { formerly: string; today: Place[] } | null;
  /** Places given earlier in the same form. */
  reuse: Place[];
  searched: string;
  found: { places: FoundPlace[]; more: boolean } | null;
}

const PROVINCE = /^[0-9]{2}$/;
const COMMUNE = /^[0-9]{5}$/;

export function readPlace(key: string, fields: Fields): PlaceInput {
  const searched = fields[formNames.searched(key)]?.trim();
  return {
    code: (fields[key] ?? '').trim(),
    province: (fields[formNames.province(key)] ?? '').trim(),
    searched: searched === '' ? undefined : searched,
  };
}

/**
 * A province was chosen, or changed, after the page had listed the communes of another (or of none): the person is
 * between the two steps of the choice, which is no mistake.
 */
export function isBetweenSteps(field: Pick<Field, 'key' | 'areaLevel'>, fields: Fields): boolean {
  if (field.areaLevel === 'province') return false;
  const province = fields[formNames.province(field.key)] ?? '';
  return PROVINCE.test(province) && province !== (fields[formNames.listed(field.key)] ?? '');
}

export async function viewPlace(
  api: PageApi,
  field: Pick<Field, 'key' | 'areaLevel'>,
  input: PlaceInput,
  answers: Answers,
): Promise<PlaceView> {
  const level = field.areaLevel ?? 'any';
  const [{ provinces }, unit, found, reuse] = await Promise.all([
    api.call(listProvinces, { query: {} }),
    findUnit(api, input.code),
    input.searched === undefined ? null : search(api, input.searched, level),
    level === 'province' ? [] : placesOf(api, otherCodes(field.key, answers, input.code), 'today'),
  ]);
  const chosen = unit?.unit ?? null;
  const province = PROVINCE.test(input.province) ? input.province : (chosen?.provinceCode ?? '');
  const isOfProvince = chosen !== null && chosen.provinceCode === province;
  const communes = level === 'province' || province === '' ? null : await communesOf(api, province);
  return {
    level,
    provinces: provinces.map((area) => ({ value: area.code, label: area.fullName })),
    province,
    provinceName: provinces.find((area) => area.code === province)?.fullName ?? '',
    communes,
    code: level === 'province' ? input.code : isOfProvince ? input.code : '',
    reorganised:
      unit !== null && chosen === null && unit.formerly !== null
        ? { formerly: unit.formerly.path, today: unit.today.map(placeOf) }
        : null,
    reuse,
    searched: input.searched ?? '',
    found,
  };
}

/** Names of codes, for showing answers. A code that is not known is left out. */
export async function namesOf(api: PageApi, codes: readonly string[]): Promise<Map<string, string>> {
  const places = await placesOf(api, codes, 'ever');
  return new Map(places.map((place) => [place.code, place.path]));
}

/** What is wrong with a code that the form's own reading cannot see: it names nothing, or a unit that is no more. */
export async function faultOf(
  api: PageApi,
  code: string,
): Promise<{ unknown: true } | { abolished: string[] } | undefined> {
  if (!PROVINCE.test(code) && !COMMUNE.test(code)) return undefined;
  const unit = await findUnit(api, code);
  if (unit === null) return { unknown: true };
  return unit.unit ? undefined : { abolished: unit.today.map((area) => area.fullName) };
}

async function findUnit(api: PageApi, code: string) {
  if (!PROVINCE.test(code) && !COMMUNE.test(code)) return null;
  const tried = await api.try(whichUnit, { params: { code }, query: {} });
  return tried.ok ? tried.answer : null;
}

async function communesOf(api: PageApi, province: string): Promise<{ value: string; label: string }[]> {
  const tried = await api.try(listCommunes, { params: { code: province }, query: {} });
  return tried.ok ? tried.answer.communes.map((area) => ({ value: area.code, label: area.fullName })) : [];
}

async function search(api: PageApi, text: string, level: PlaceView['level']): Promise<NonNullable<PlaceView['found']>> {
  const tried = await api.try(traceUnit, { query: { q: text.slice(0, 100) } });
  if (!tried.ok) return { places: [], more: false };
  const fits = (area: Area): boolean => level === 'any' || area.level === level;
  const places = tried.answer.units
    .map((unit) => {
      const today = unit.today.filter(fits).map(placeOf);
      return { formerly: today.length === 1 && today[0]?.path === unit.path ? null : unit.path, today };
    })
    .filter((unit) => unit.today.length > 0);
  return { places: places.slice(0, MOST_FOUND), more: tried.answer.more || places.length > MOST_FOUND };
}

/** Lines of search results on one page of a phone. */
const MOST_FOUND = 8;
/** Places to offer again. */
const MOST_REUSED = 3;

function otherCodes(key: string, answers: Answers, code: string): string[] {
  const codes = Object.entries(answers).flatMap(([name, value]) =>
    name !== key && typeof value === 'string' && COMMUNE.test(value) && value !== code ? [value] : [],
  );
  return [...new Set(codes)].slice(0, MOST_REUSED);
}

async function placesOf(api: PageApi, codes: readonly string[], when: 'today' | 'ever'): Promise<Place[]> {
  const units = await Promise.all(codes.map((code) => findUnit(api, code)));
  return units.flatMap((unit, index) => {
    const code = codes[index];
    const area = unit?.unit ?? (when === 'ever' ? unit?.formerly : undefined);
    return area && code !== undefined ? [{ code, path: area.path }] : [];
  });
}

function placeOf(area: Area): Place {
  return { code: area.code, path: area.path };
}
