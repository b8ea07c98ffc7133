import { addDays } from '#platform/time.ts';
import type { AreaBook } from './book.ts';
import { LAST_DAY_BEFORE_REFORM, REFORM_DAY, type AreaVersion, type Succession } from './model.ts';
import { cleanName, fullNameOf, spellingKey, splitFullName } from './names.ts';
import { LEGACY_SINCE } from './provinces.ts';
import type { SuccessionTable, UnitSnapshot } from './read-file.ts';
import { ReportBuilder, type ImportReport } from './report.ts';

/** What an import would write. The book passed in already shows the result. */
export interface ImportPlan {
  newAreas: AreaVersion[];
  /** Versions that got a last day. */
  closed: AreaVersion[];
  newLinks: Succession[];
  /** Links that got another kind. */
  regraded: Succession[];
  /** Versions that begin on another day than was assumed; `area` shows the new one. */
  moved: { area: AreaVersion; from: string }[];
  report: ImportReport;
}

export interface Source {
  /** Shown in the rows and in the report. */
  name: string;
  /** The day that the units of a snapshot stood so. */
  asOf: string;
}

const INSTRUMENT = 'theo tệp dữ liệu';

/**
 * Compares a list of units with what is known for that day. A unit that is new or has another name or type opens a new
 * version on that day, marked unverified; nothing is ever removed; where we know a later version, ours stands.
 * Importing the same list again changes nothing.
 */
export function planUnits(book: AreaBook, file: UnitSnapshot, source: Source): ImportPlan {
  const report = new ReportBuilder();
  const plan: Omit<ImportPlan, 'report'> = { newAreas: [], closed: [], newLinks: [], regraded: [], moved: [] };
  const listed = new Set(file.units.map((unit) => unit.code));
  const byPlace = new Map(
    [...book.inForce('commune', source.asOf), ...book.inForce('province', source.asOf)].map((area) => [
      placeKey(area),
      area,
    ]),
  );
  const explained = new Set<string>();
  for (const unit of file.units) {
    const name = splitFullName(unit.fullName, unit.level);
    if (!name || !(unit.level === 'province' ? /^\d{2}$/ : /^\d{5}$/).test(unit.code)) {
      report.add('unknown', unit.code, `"${unit.fullName}" is not a unit that can be placed.`);
      continue;
    }
    if (name.repaired) report.add('corrected', unit.code, `The type of "${unit.fullName}" is spelt in another case.`);
    const wanted = { ...name, provinceCode: unit.provinceCode, level: unit.level };
    const known = book.at(unit.code, source.asOf);
    const twin = byPlace.get(placeKey(wanted));
    if (!known && twin && !listed.has(twin.code)) {
      explained.add(twin.code);
      report.add(
        'conflict',
        unit.code,
        `"${unit.fullName}" is known under the code ${twin.code}; the known code is kept.`,
      );
    } else if (!known) open(unit.code, wanted, undefined);
    else if (placeKey(known) === placeKey(wanted)) report.count('unchanged');
    else open(unit.code, wanted, known);
  }
  // A list of one province says nothing about the others.
  const several = file.units.filter((unit) => unit.level === 'province').length > 1;
  for (const area of byPlace.values()) {
    const covered = area.level === 'province' ? several : listed.has(area.provinceCode);
    if (covered && !listed.has(area.code) && !explained.has(area.code))
      report.add('conflict', area.code, `${fullNameOf(area.kind, area.name)} is not in the file; it is kept.`);
  }
  return { ...plan, report: report.finish(source.name, source.asOf) };

  function open(
    code: string,
    wanted: Pick<AreaVersion, 'kind' | 'name' | 'provinceCode' | 'level'>,
    known: AreaVersion | undefined,
  ): void {
    const described = fullNameOf(wanted.kind, wanted.name);
    if (wanted.level === 'commune' && !book.at(wanted.provinceCode, source.asOf))
      return report.add(
        'unknown',
        code,
        `${described} names the province ${wanted.provinceCode}, which did not exist on ${source.asOf}.`,
      );
    const later = book.versions(code).some((area) => area.validFrom >= source.asOf && area !== known);
    if (later || known?.validFrom === source.asOf || (known && known.validTo !== null))
      return report.add(
        'conflict',
        code,
        `The file says ${described}; a version from that day or later is known and is kept.`,
      );
    const opened: AreaVersion = {
      code,
      validFrom: source.asOf,
      validTo: null,
      level: wanted.level,
      kind: wanted.kind,
      name: wanted.name,
      provinceCode: wanted.provinceCode,
      districtName: null,
      instrument: INSTRUMENT,
      source: source.name,
      confidence: 'unverified',
    };
    if (known) {
      const link: Succession = {
        fromCode: code,
        fromSince: known.validFrom,
        toCode: code,
        toSince: source.asOf,
        kind: changeKind(known, opened),
        instrument: INSTRUMENT,
        source: source.name,
        confidence: 'unverified',
      };
      report.add('changed', code, `${fullNameOf(known.kind, known.name)} → ${described} from ${source.asOf}.`);
      known.validTo = addDays(source.asOf, -1);
      plan.closed.push(known);
      plan.newLinks.push(link);
      book.addLink(link);
    } else report.add('added', code, `${described} from ${source.asOf}.`);
    plan.newAreas.push(opened);
    book.addArea(opened);
  }
}

export function changeKind(from: AreaVersion, to: AreaVersion): Succession['kind'] {
  if (from.provinceCode !== to.provinceCode) return 'transfer';
  return spellingKey(from.name) === spellingKey(to.name) ? 'type-change' : 'rename';
}

function placeKey(area: Pick<AreaVersion, 'kind' | 'name' | 'provinceCode' | 'level'>): string {
  return `${area.level}|${area.kind}|${spellingKey(area.name)}|${area.provinceCode}`;
}

/** Adds what a table of old and new communes knows more: old units, and the links of communes that were divided. */
export function planSuccessions(book: AreaBook, file: SuccessionTable, source: Source): ImportPlan {
  const report = new ReportBuilder();
  const plan: Omit<ImportPlan, 'report'> = { newAreas: [], closed: [], newLinks: [], regraded: [], moved: [] };
  const doubted = new Set<string>();
  for (const row of file.rows) {
    const oldCode = row.oldCode || row.districtCode;
    const oldName = row.oldCode ? row.oldFullName : row.districtName;
    const level = row.oldCode ? 'commune' : 'district';
    const target = book.at(row.newCode, REFORM_DAY);
    if (!target || target.level !== 'commune') {
      report.add(
        'unknown',
        row.newCode,
        `"${row.newFullName}", where ${oldName} (${oldCode}) went, is not a commune of ${REFORM_DAY}.`,
      );
      continue;
    }
    const name = splitFullName(oldName, level);
    if (!name || !book.at(row.oldProvinceCode, LAST_DAY_BEFORE_REFORM)) {
      report.add('unknown', oldCode, `"${oldName}" of province ${row.oldProvinceCode} cannot be placed.`);
      continue;
    }
    const from = oldUnit(oldCode, { ...name, level, provinceCode: row.oldProvinceCode }, row.districtName);
    if (!from) continue;
    if (book.successors(from).some((link) => link.toCode === target.code && link.toSince === target.validFrom)) {
      report.count('unchanged');
      continue;
    }
    const link: Succession = {
      fromCode: from.code,
      fromSince: from.validFrom,
      toCode: target.code,
      toSince: target.validFrom,
      kind: 'merge',
      instrument: target.instrument,
      source: source.name,
      confidence: 'code',
    };
    report.add('added', oldCode, `${oldName} → ${fullNameOf(target.kind, target.name)} (${target.code}).`);
    plan.newLinks.push(link);
    book.addLink(link);
  }
  const fresh = new Set(plan.newLinks);
  plan.regraded = book.regrade().filter((link) => !fresh.has(link));
  report.count('changed', plan.regraded.length);
  return { ...plan, report: report.finish(source.name, source.asOf) };

  function oldUnit(
    code: string,
    unit: Pick<AreaVersion, 'kind' | 'name' | 'level' | 'provinceCode'>,
    districtName: string,
  ): AreaVersion | undefined {
    const known = book.at(code, LAST_DAY_BEFORE_REFORM);
    if (known) {
      if (placeKey(known) !== placeKey(unit) && !doubted.has(code)) {
        doubted.add(code);
        report.add(
          'conflict',
          code,
          `The file says ${fullNameOf(unit.kind, unit.name)} of province ${unit.provinceCode}; ${fullNameOf(known.kind, known.name)} of province ${known.provinceCode} is known and is kept.`,
        );
      }
      // Another spelling is still the same unit; another province is not.
      return known.provinceCode === unit.provinceCode ? known : undefined;
    }
    const area: AreaVersion = {
      code,
      validFrom: LEGACY_SINCE,
      validTo: LAST_DAY_BEFORE_REFORM,
      level: unit.level,
      kind: unit.kind,
      name: unit.name,
      provinceCode: unit.provinceCode,
      districtName: unit.level === 'commune' ? cleanName(districtName) : null,
      instrument: 'QĐ 124/2004/QĐ-TTg',
      source: source.name,
      confidence: 'code',
    };
    report.add('added', code, `${fullNameOf(unit.kind, unit.name)}, ${districtName}, until ${LAST_DAY_BEFORE_REFORM}.`);
    plan.newAreas.push(area);
    book.addArea(area);
    return area;
  }
}
