import type { PlatformDeps } from '#platform/room.ts';
import { inVietnameseOrder } from './areas/names.ts';
import { AreaSearch } from './areas/search.ts';
import type { AreaBook, WhichUnit } from './areas/book.ts';
import { REFORM_DAY, type Area, type AreaLevel, type AreaVersion } from './areas/model.ts';
import { readBook, readFormerNames } from './areas/store.ts';
import { keep } from './caches.ts';
import { directoryProblem } from './errors.ts';
import type { FoundUnit } from './shapes.ts';

/** The questions about areas. `on` is 'YYYY-MM-DD'. */
export interface AreaReads {
  /** The unit that carried a code on a day (today unless told). @throws directory.unknown-area */
  getArea(code: string, on?: string): Promise<Area>;
  /** As getArea, without throwing. */
  findArea(code: string, on?: string): Promise<Area | undefined>;
  /** @throws directory.unknown-area for a code that nobody has carried by then */
  whichUnit(code: string, on?: string): Promise<WhichUnit>;
  listProvinces(on?: string): Promise<Area[]>;
  /** @throws directory.unknown-area */
  listCommunes(provinceCode: string, on?: string): Promise<Area[]>;
  /** Units in force on a day, by words with or without marks; the best first, 20 unless told. */
  searchAreas(text: string, on?: string, options?: { level?: AreaLevel; limit?: number }): Promise<Area[]>;
  /** Units of every time (or of the day `on`), and names that ended before July 2025, with the units of today on the same land. */
  traceUnit(text: string, on?: string): Promise<{ units: FoundUnit[]; more: boolean }>;
}

const MOST_TRACED = 30;

const unknown = (code: string, on: string) => directoryProblem('unknown-area', { params: { code, on } });

export function createAreaReads(
  deps: Pick<PlatformDeps, 'database'>,
  today: () => string,
): { reads: AreaReads; book(): Promise<AreaBook>; forget(): void } {
  const book = keep(() => readBook(deps.database));
  const search = keep(async () => new AreaSearch(await book.get(), await readFormerNames(deps.database)));

  const reads: AreaReads = {
    async getArea(code, on = today()) {
      const area = await reads.findArea(code, on);
      if (!area) throw unknown(code, on);
      return area;
    },
    async findArea(code, on = today()) {
      const all = await book.get();
      const area = all.at(code, on);
      return area && all.show(area);
    },
    async whichUnit(code, on = today()) {
      const found = (await book.get()).whichUnit(code, on, today());
      if (!found) throw unknown(code, on);
      return found;
    },
    async listProvinces(on = today()) {
      const all = await book.get();
      return inVietnameseOrder(all.inForce('province', on).map((area) => all.show(area)));
    },
    async listCommunes(provinceCode, on = today()) {
      const all = await book.get();
      if (!all.at(provinceCode, on)) throw unknown(provinceCode, on);
      return inVietnameseOrder(all.inForce('commune', on, provinceCode).map((area) => all.show(area)));
    },
    async searchAreas(text, on = today(), options = {}) {
      const all = await book.get();
      const found = (await search.get()).search(text, on, {
        limit: options.limit ?? 20,
        ...(options.level ? { level: options.level } : {}),
      });
      return found.map((area) => all.show(area));
    },
    async traceUnit(text, on) {
      const all = await book.get();
      const now = today();
      const found = (await search.get()).trace(text, MOST_TRACED + 1, on);
      const heirsOf = (areas: readonly AreaVersion[]) =>
        inVietnameseOrder(areas.flatMap((area) => all.heirs(area, now)).map((heir) => all.show(heir)));
      const units = found.slice(0, MOST_TRACED).map(({ area, former }): FoundUnit => {
        if (!area) {
          const heirs = (former?.areaCodes ?? []).flatMap((code) => all.at(code, REFORM_DAY) ?? []);
          return {
            code: null,
            path: former?.path ?? '',
            validFrom: null,
            validTo: null,
            instrument: null,
            today: heirsOf(heirs),
          };
        }
        return {
          code: area.code,
          path: all.show(area).path,
          validFrom: area.validFrom,
          validTo: area.validTo,
          instrument: all.successors(area)[0]?.instrument ?? null,
          today: heirsOf([area]),
        };
      });
      return { units, more: found.length > MOST_TRACED };
    },
  };
  return {
    reads,
    book: book.get,
    forget() {
      book.drop();
      search.drop();
    },
  };
}
