import { isDate } from '#platform/time.ts';
import { directoryProblem } from '../errors.ts';
import type { AreaLevel } from './model.ts';
import { cleanName } from './names.ts';

/** Units as they stood on one day. */
export interface UnitSnapshot {
  form: 'units';
  units: { code: string; level: AreaLevel; fullName: string; provinceCode: string }[];
}

/** Old units and the new ones that hold their land. Codes are padded; an empty `oldCode` is a district without communes. */
export interface SuccessionTable {
  form: 'successions';
  rows: {
    oldCode: string;
    oldFullName: string;
    districtCode: string;
    districtName: string;
    oldProvinceCode: string;
    newCode: string;
    newFullName: string;
    newProvinceCode: string;
  }[];
}

/** Acts that gave units another name or type on a day. */
export interface ActList {
  form: 'acts';
  acts: { on: string; code: string; fullName: string; instrument: string }[];
}

export type AreaFile = UnitSnapshot | SuccessionTable | ActList;

const unreadable = (reason: string) => directoryProblem('unreadable-areas', { params: { reason } });

/**
 * Reads one of three forms, told apart by content: JSON `[{ Code, FullName, Wards: [{ Code, FullName, ProvinceCode }] }]`,
 * CSV with the columns wardCode, ward, district, districtCode, provinceCode, newWardCode, newWard, newProvinceCode,
 * or JSON `{ acts: [{ on, code, fullName, instrument }] }`.
 * @throws directory.unreadable-areas
 */
export function readAreaFile(content: string): AreaFile {
  const text = content.replace(/^\uFEFF/, '');
  if (/^\s*[[{]/.test(text)) return readJson(text);
  if (text.slice(0, text.indexOf('\n')).includes('newWardCode')) return readSuccessions(text);
  throw unreadable('neither a JSON list of units or acts nor a CSV table with a column newWardCode.');
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function readJson(text: string): UnitSnapshot | ActList {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw directoryProblem('unreadable-areas', { params: { reason: 'the JSON is broken.' }, cause });
  }
  return isRecord(parsed) && Array.isArray(parsed.acts) ? readActs(parsed.acts) : readUnits(parsed);
}

function readActs(rows: unknown[]): ActList {
  const acts = rows.map((row) => {
    if (!isRecord(row)) throw unreadable('an act is not an object.');
    const { on, code, fullName, instrument } = row;
    if (
      typeof on !== 'string' ||
      !isDate(on) ||
      typeof code !== 'string' ||
      typeof fullName !== 'string' ||
      typeof instrument !== 'string'
    )
      throw unreadable('an act needs on (YYYY-MM-DD), code, fullName and instrument.');
    return { on, code, fullName, instrument: cleanName(instrument) };
  });
  return { form: 'acts', acts };
}

function readUnits(parsed: unknown): UnitSnapshot {
  if (!Array.isArray(parsed) || parsed.length === 0) throw unreadable('the JSON is not a list of provinces.');
  const units: UnitSnapshot['units'] = [];
  for (const province of parsed as unknown[]) {
    if (!isRecord(province) || typeof province.Code !== 'string' || typeof province.FullName !== 'string')
      throw unreadable('a province lacks Code or FullName.');
    units.push({ code: province.Code, level: 'province', fullName: province.FullName, provinceCode: province.Code });
    const wards: unknown = province.Wards ?? [];
    if (!Array.isArray(wards)) throw unreadable(`Wards of ${province.Code} is not a list.`);
    for (const ward of wards as unknown[]) {
      if (!isRecord(ward) || typeof ward.Code !== 'string' || typeof ward.FullName !== 'string')
        throw unreadable(`a commune of ${province.Code} lacks Code or FullName.`);
      units.push({ code: ward.Code, level: 'commune', fullName: ward.FullName, provinceCode: province.Code });
    }
  }
  return { form: 'units', units };
}

const COLUMNS = [
  'wardCode',
  'ward',
  'district',
  'districtCode',
  'provinceCode',
  'newWardCode',
  'newWard',
  'newProvinceCode',
] as const;

function readSuccessions(text: string): SuccessionTable {
  const [header = [], ...lines] = splitCsv(text);
  const at = new Map(COLUMNS.map((column) => [column, header.indexOf(column)]));
  const missing = COLUMNS.filter((column) => (at.get(column) ?? -1) < 0);
  if (missing.length) throw unreadable(`the columns ${missing.join(', ')} are missing.`);
  const rows: SuccessionTable['rows'] = [];
  for (const line of lines) {
    const cell = (column: (typeof COLUMNS)[number]): string => line[at.get(column) ?? -1] ?? '';
    if (line.length < 2) continue;
    rows.push({
      oldCode: padded(cell('wardCode'), 5),
      oldFullName: cell('ward'),
      districtCode: padded(cell('districtCode'), 3),
      districtName: cell('district'),
      oldProvinceCode: padded(cell('provinceCode'), 2),
      newCode: padded(cell('newWardCode'), 5),
      newFullName: cell('newWard'),
      newProvinceCode: padded(cell('newProvinceCode'), 2),
    });
  }
  return { form: 'successions', rows };
}

/** A code that a spreadsheet turned into a number: '7.0' → '00007'. Empty stays empty. */
function padded(text: string, digits: number): string {
  const code = text.trim().replace(/\.0+$/, '');
  return code === '' ? '' : code.padStart(digits, '0');
}

/** RFC 4180: quoted cells may hold commas, line ends and doubled quotes. */
function splitCsv(text: string): string[][] {
  const rows: string[][] = [];
  for (const line of text.matchAll(/(?:"(?:[^"]|"")*"|[^\r\n"]+|(?<=^|,)(?=,))+/gmu))
    rows.push(
      [...line[0].matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/gu)].map(
        (cell) => cell[1]?.replaceAll('""', '"') ?? cell[2] ?? '',
      ),
    );
  return rows;
}

/** The day that a file name tells ('units-2026-07.json' → the last day of July 2026); undefined where it tells none. */
export function dayOfFileName(name: string): string | undefined {
  const found = /(\d{4})-(\d{2})(?:-(\d{2}))?/.exec(name);
  if (!found) return undefined;
  const [, year = '', month = '', day] = found;
  if (Number(month) < 1 || Number(month) > 12) return undefined;
  return `${year}-${month}-${day ?? String(new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate())}`;
}
