import { addDays } from '#platform/time.ts';
import type { Act } from './acts.ts';
import { REFORM_DAY, versionKey, type Area, type AreaLevel, type AreaVersion, type Succession } from './model.ts';
import { fullNameInside, fullNameOf, inVietnameseOrder, spellingKey } from './names.ts';
import { regrade } from './succession.ts';

export interface WhichUnit {
  /** The unit that carried the code on that day; null when none did. */
  unit: Area | null;
  /** Where no unit carried the code on that day: the last one that had, before. */
  formerly: Area | null;
  /** What the unit (or `formerly`) became next; empty while it stands. */
  wasMergedInto: Area[];
  /** The units of today on the same land, itself included while it stands. */
  today: Area[];
}

/** All units and links, indexed by code and day. Pure: what the database holds, or what an import is about to write. */
export class AreaBook {
  readonly #byCode = new Map<string, AreaVersion[]>();
  readonly #out = new Map<string, Succession[]>();
  /** By level, and within a level by province: lists are asked for on every form that asks for a place. */
  readonly #lists = new Map<string, AreaVersion[]>();
  areaCount = 0;
  linkCount = 0;

  constructor(areas: Iterable<AreaVersion> = [], links: Iterable<Succession> = []) {
    for (const area of areas) this.addArea(area);
    for (const link of links) this.addLink(link);
  }

  addArea(area: AreaVersion): void {
    const versions = this.#byCode.get(area.code);
    if (!versions) this.#byCode.set(area.code, [area]);
    else {
      versions.push(area);
      versions.sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
    }
    for (const key of [area.level, `${area.level} ${area.provinceCode}`]) {
      const list = this.#lists.get(key);
      if (list) list.push(area);
      else this.#lists.set(key, [area]);
    }
    this.areaCount++;
  }

  addLink(link: Succession): void {
    const key = versionKey(link.fromCode, link.fromSince);
    const links = this.#out.get(key);
    if (links) links.push(link);
    else this.#out.set(key, [link]);
    this.linkCount++;
  }

  *areas(): Generator<AreaVersion> {
    for (const versions of this.#byCode.values()) yield* versions;
  }

  *links(): Generator<Succession> {
    for (const links of this.#out.values()) yield* links;
  }

  /** All versions of a code, oldest first. */
  versions(code: string): readonly AreaVersion[] {
    return this.#byCode.get(code) ?? [];
  }

  version(code: string, since: string): AreaVersion | undefined {
    return this.versions(code).find((area) => area.validFrom === since);
  }

  /** The version of a code in force on a day. */
  at(code: string, on: string): AreaVersion | undefined {
    return this.versions(code).find((area) => isInForce(area, on));
  }

  successors(area: AreaVersion): readonly Succession[] {
    return this.#out.get(versionKey(area.code, area.validFrom)) ?? [];
  }

  /** Closes the version in force on the eve of `act.on` and opens the next one with another type. Answers both, or undefined when nothing is to do. */
  changeType(
    code: string,
    act: Pick<Act, 'on' | 'kind' | 'instrument' | 'confidence'>,
    source: string,
  ): { closed: AreaVersion; opened: AreaVersion; link: Succession } | undefined {
    const closed = this.at(code, addDays(act.on, -1));
    if (!closed || closed.kind === act.kind || this.version(code, act.on)) return undefined;
    const opened: AreaVersion = {
      ...closed,
      validFrom: act.on,
      kind: act.kind,
      instrument: act.instrument,
      source,
      confidence: act.confidence,
    };
    const link: Succession = {
      fromCode: code,
      fromSince: closed.validFrom,
      toCode: code,
      toSince: act.on,
      kind: 'type-change',
      instrument: act.instrument,
      source,
      confidence: act.confidence,
    };
    closed.validTo = addDays(act.on, -1);
    this.addArea(opened);
    this.addLink(link);
    return { closed, opened, link };
  }

  /** Lets a version begin on another day, with its links; its predecessor of the same code ends on the eve. Answers the predecessor. */
  moveBeginning(area: AreaVersion, to: string): AreaVersion | undefined {
    const from = area.validFrom;
    const before = this.versions(area.code).findLast((one) => one.validFrom < from);
    for (const link of this.links()) if (link.toCode === area.code && link.toSince === from) link.toSince = to;
    const key = versionKey(area.code, from);
    const leaving = this.#out.get(key);
    if (leaving) {
      this.#out.delete(key);
      for (const link of leaving) link.fromSince = to;
      this.#out.set(versionKey(area.code, to), leaving);
    }
    area.validFrom = to;
    if (before) before.validTo = addDays(to, -1);
    return before;
  }

  /** Gives the commune links of the reform their kinds again, after links were added. Answers those that changed. */
  regrade(): Succession[] {
    const communes = [...this.links()].filter((link) => link.toSince === REFORM_DAY && link.toCode.length === 5);
    return regrade(
      communes,
      (code, since) => this.version(code, since),
      (from, to) =>
        spellingKey(this.at(from, addDays(REFORM_DAY, -1))?.name ?? from) ===
        spellingKey(this.at(to, REFORM_DAY)?.name ?? to),
    );
  }

  /** What others see of a version. The province is the one in force when the version began. */
  show(area: AreaVersion): Area {
    const province = area.level === 'province' ? area : this.#provinceOf(area);
    const fullName = fullNameOf(area.kind, area.name);
    const parts = [fullName];
    if (area.districtName) parts.push(area.districtName.charAt(0).toLowerCase() + area.districtName.slice(1));
    if (area.level !== 'province' && province) parts.push(fullNameInside(province.kind, province.name));
    return {
      code: area.code,
      name: area.name,
      fullName,
      path: parts.join(', '),
      kind: area.kind,
      level: area.level,
      provinceCode: area.provinceCode,
      provinceName: province ? fullNameOf(province.kind, province.name) : '',
      validFrom: area.validFrom,
      validTo: area.validTo,
    };
  }

  /** The newest name of the province while the unit stood: it may have changed its type since. */
  #provinceOf(area: AreaVersion): AreaVersion | undefined {
    const versions = this.versions(area.provinceCode);
    return versions.findLast(
      (province) =>
        (area.validTo === null || province.validFrom <= area.validTo) &&
        (province.validTo === null || province.validTo >= area.validFrom),
    );
  }

  inForce(level: AreaLevel, on: string, provinceCode?: string): AreaVersion[] {
    const list = this.#lists.get(provinceCode === undefined ? level : `${level} ${provinceCode}`) ?? [];
    return list.filter((area) => isInForce(area, on));
  }

  /** The units of `on` on the land of a version, following every link; itself while it stands. */
  heirs(area: AreaVersion, on: string): AreaVersion[] {
    const found = new Map<string, AreaVersion>();
    const seen = new Set<string>();
    const follow = (one: AreaVersion): void => {
      const key = versionKey(one.code, one.validFrom);
      if (seen.has(key)) return;
      seen.add(key);
      if (isInForce(one, on)) found.set(key, one);
      else for (const link of this.successors(one)) followTo(link);
    };
    const followTo = (link: Succession): void => {
      const next = this.version(link.toCode, link.toSince);
      if (next && next.validFrom <= on) follow(next);
    };
    follow(area);
    return [...found.values()];
  }

  /** Which unit carried a code on a day, and what became of it. Undefined for a code that never existed by then. */
  whichUnit(code: string, on: string, today: string): WhichUnit | undefined {
    const unit = this.at(code, on);
    const about = unit ?? this.versions(code).findLast((area) => area.validTo !== null && area.validTo < on);
    if (!about) return undefined;
    const next = this.successors(about).flatMap((link) => this.version(link.toCode, link.toSince) ?? []);
    return {
      unit: unit ? this.show(unit) : null,
      formerly: unit ? null : this.show(about),
      wasMergedInto: inVietnameseOrder(next.map((area) => this.show(area))),
      today: inVietnameseOrder(this.heirs(about, today).map((area) => this.show(area))),
    };
  }
}

function isInForce(area: AreaVersion, on: string): boolean {
  return area.validFrom <= on && (area.validTo === null || area.validTo >= on);
}
