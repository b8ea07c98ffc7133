import type { Actor } from '#platform/access.ts';
import type { Placed } from './access.ts';
import type { AgencyBook } from './agency-book.ts';
import type { AreaBook } from './areas/book.ts';
import type { Agency, AgencyLevel } from './shapes.ts';

/** Where agencies sit, for the rules of who may manage them. */
export interface Places {
  of(agency: Agency): Placed;
  /** Of an agency that is about to be entered. */
  ofNew(agency: { level: AgencyLevel; areaCode: string | null; parentId: string | null }): Placed;
  ofActor(actor: Actor): Placed | undefined;
  standsOn(areaCode: string, on: string): boolean;
}

export function placesOf(areas: AreaBook, agencies: AgencyBook, today: string): Places {
  const place = (level: AgencyLevel, areaCode: string | null, line: string[]): Placed => {
    if (areaCode === null) return { level, province: null, commune: null, line };
    // An agency of a province that was merged belongs to the province of today.
    const then = areas.at(areaCode, today) ?? areas.versions(areaCode).at(-1);
    const heir = then && areas.heirs(then, today)[0];
    return {
      level,
      province: heir?.provinceCode ?? null,
      commune: heir?.level === 'commune' ? heir.code : null,
      line,
    };
  };
  const lineFrom = (id: string | null): string[] => {
    const line: string[] = [];
    // Parents are entered by people: a circle must not keep us here.
    for (let next = id; next !== null && !line.includes(next); next = agencies.find(next)?.parentId ?? null)
      line.push(next);
    return line;
  };
  const of = (agency: Agency): Placed => place(agency.level, agency.areaCode, lineFrom(agency.id));
  return {
    of,
    ofNew: ({ level, areaCode, parentId }) => place(level, areaCode, lineFrom(parentId)),
    ofActor(actor) {
      const own = actor.kind === 'officer' ? agencies.find(actor.agencyId) : undefined;
      return own && of(own);
    },
    standsOn: (areaCode, on) => areas.at(areaCode, on) !== undefined,
  };
}
