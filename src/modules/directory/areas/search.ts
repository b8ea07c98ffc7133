import { compareVietnamese } from '#platform/text.ts';
import type { AreaBook } from './book.ts';
import { REFORM_DAY, type AreaLevel, type AreaVersion, type FormerName } from './model.ts';
import { cleanName, searchKey } from './names.ts';

interface Entry {
  area: AreaVersion;
  /** ' xa ba be': words are found at their beginning. */
  own: string;
  /** ' huyen ba be tinh bac kan', one string for all communes of a district. */
  around: string;
}

/** A commune known by name only, with all the communes of the reform that hold its land. */
export interface FormerUnit {
  path: string;
  areaCodes: string[];
}

interface FormerEntry {
  former: FormerUnit;
  /** ' phuong 13' */
  own: string;
  key: string;
}

export interface Traced {
  /** Null for a unit that is known by name only. */
  area: AreaVersion | null;
  former: FormerUnit | null;
  rank: number;
}

/** Finds units by words without marks: every word typed must begin a word of the unit's full path. */
export class AreaSearch {
  readonly #entries: Entry[];
  readonly #former: FormerEntry[];

  constructor(book: AreaBook, formerNames: readonly FormerName[]) {
    this.#entries = [];
    const shared = new Map<string, string>();
    for (const area of book.areas()) {
      const { fullName, path } = book.show(area);
      const rest = path.slice(fullName.length);
      let around = shared.get(rest);
      if (around === undefined) shared.set(rest, (around = ` ${searchKey(rest)}`));
      this.#entries.push({ area, own: ` ${searchKey(fullName)}`, around });
    }
    const units = new Map<string, FormerUnit>();
    for (const name of formerNames) {
      const path = [name.fullName, inside(name.districtName), inside(name.provinceName)].filter(Boolean).join(', ');
      const unit = units.get(path);
      if (unit) unit.areaCodes.push(name.areaCode);
      else units.set(path, { path, areaCodes: [name.areaCode] });
    }
    this.#former = [...units.values()].map((former) => ({
      former,
      own: ` ${searchKey(former.path.slice(0, former.path.indexOf(',')))}`,
      key: ` ${searchKey(former.path)}`,
    }));
  }

  /** Units in force on a day, the best first. */
  search(text: string, on: string, options: { level?: AreaLevel; limit: number }): AreaVersion[] {
    const asked = ask(text);
    if (!asked) return [];
    const found: { area: AreaVersion; rank: number }[] = [];
    for (const entry of this.#entries) {
      const { area } = entry;
      if (area.validFrom > on || (area.validTo !== null && area.validTo < on)) continue;
      if (options.level && area.level !== options.level) continue;
      const rank = asked.rank(entry);
      if (rank !== undefined) found.push({ area, rank });
    }
    return found
      .sort(
        (a, b) =>
          a.rank - b.rank || a.area.code.length - b.area.code.length || compareVietnamese(a.area.name, b.area.name),
      )
      .slice(0, options.limit)
      .map(({ area }) => area);
  }

  /** Units of all times (or of one day) and names of before, the best first. */
  trace(text: string, limit: number, on?: string): Traced[] {
    const asked = ask(text);
    if (!asked) return [];
    const found: Traced[] = [];
    for (const entry of this.#entries) {
      const { area } = entry;
      if (on !== undefined && (area.validFrom > on || (area.validTo !== null && area.validTo < on))) continue;
      const rank = asked.rank(entry);
      if (rank !== undefined) found.push({ area, former: null, rank });
    }
    // Nothing is known of their days but that they ended before the reform.
    if (on === undefined || on < REFORM_DAY)
      for (const { former, own, key } of this.#former)
        if (asked.words.every((word) => key.includes(` ${word}`)))
          found.push({ area: null, former, rank: own.includes(` ${asked.key}`) ? 2 : AROUND });
    // Where units bear the name themselves, those that only lie in a district or province of that name are not meant.
    const named = found.some((one) => one.rank < AROUND);
    return found
      .filter((one) => !named || one.rank < AROUND)
      .sort((a, b) => a.rank - b.rank || sortName(a).localeCompare(sortName(b), 'vi'))
      .slice(0, limit);
  }
}

const sortName = ({ area, former }: Traced): string => (area ? `${area.name} ${area.validFrom}` : (former?.path ?? ''));

const inside = (fullName: string): string => fullName.charAt(0).toLowerCase() + fullName.slice(1);

/** The rank of a unit that has some of the words only around it. */
const AROUND = 3;

function ask(text: string): { key: string; words: string[]; rank(entry: Entry): number | undefined } | undefined {
  const key = searchKey(text);
  if (key === '') return undefined;
  const words = key.split(' ');
  const typed = cleanName(text).toLowerCase();
  const code = /^\d{2,5}$/.test(key) ? key : undefined;
  return {
    key,
    words,
    rank({ area, own, around }) {
      if (code !== undefined && area.code === code) return -1;
      if (!words.every((word) => own.includes(` ${word}`) || around.includes(` ${word}`))) return undefined;
      // Someone who typed the marks means exactly that name.
      if (area.name.toLowerCase() === typed) return 0;
      if (own === ` ${key}` || own.endsWith(` ${key}`)) return 1;
      return own.includes(` ${key}`) ? 2 : AROUND;
    },
  };
}
