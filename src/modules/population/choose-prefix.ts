/**
 * Which of the 63 place codes a birth registered today receives. Decision record 0005 tells why.
 *
 * Every province of today kept the code of one of the provinces it was formed from, so `0` + today's code is always in
 * the list; but that code may be another old province's (44 is Quảng Trị today and was Quảng Bình).
 */
import { legalAssumption } from '#platform/legal.ts';
import { isKnownPlacePrefix } from './place-prefixes.ts';

/**
 * - `former-province`: the province that the commune of registration belonged to until 30 June 2025, where known.
 * - `province-of-today`: the code that the merged province kept.
 */
export type PrefixRule = 'former-province' | 'province-of-today';

export const prefixRules: readonly PrefixRule[] = ['former-province', 'province-of-today'];

/** Used where `population.place_rule` has no row for the day. */
export const defaultPrefixRule: PrefixRule = legalAssumption({
  id: 'population.place-prefix-after-2025',
  statement:
    'A birth registered since 1 July 2025 takes the three-digit place code of the province that the commune of registration belonged to before the mergers; where that is not known, the code that the merged province kept.',
  source:
    'Nghị định 137/2015/NĐ-CP, Điều 13; Thông tư 59/2021/TT-BCA; any instruction of the Ministry of Public Security on place codes after Nghị quyết 202/2025/QH15',
  value: 'former-province',
  configuredBy: 'table population.place_rule (rule by date of registration)',
});

/**
 * Five special zones (đặc khu) were made of whole island districts and have no commune before them, so the register of
 * areas cannot answer for them. Commune code of today → two-digit code of the former province.
 */
const specialZones: Readonly<Record<string, string>> = Object.freeze({
  '11948': '31', // Bạch Long Vĩ, Hải Phòng
  '19742': '45', // Cồn Cỏ, Quảng Trị
  '20333': '48', // Hoàng Sa, Đà Nẵng
  '21548': '51', // Lý Sơn, Quảng Ngãi
  '26732': '77', // Côn Đảo, Bà Rịa – Vũng Tàu
});

export type RegistrationPlace = {
  /** Commune of registration, code of today, 5 digits. */
  areaCode: string;
  /** Its province, code of today, 2 digits. */
  provinceCode: string;
  /** The province it belonged to on 30 June 2025, code of that time, 2 digits; missing when not known. */
  formerProvinceCode?: string | null | undefined;
};

/** @returns three digits of the frozen list, or undefined where neither code leads to one (then nothing is drawn). */
export function choosePlacePrefix(rule: PrefixRule, place: RegistrationPlace): string | undefined {
  const former = specialZones[place.areaCode] ?? place.formerProvinceCode;
  const candidates = rule === 'former-province' ? [former, place.provinceCode] : [place.provinceCode];
  return candidates
    .filter((code) => code !== null && code !== undefined)
    .map((code) => code.padStart(3, '0'))
    .find(isKnownPlacePrefix);
}
