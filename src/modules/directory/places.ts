import type { Actor } from '#platform/access.ts';
import type { Placed } from './access.ts';
import type { AgencyBook } from './agency-book.ts';
import type { AreaBook } from './areas/book.ts';
import type { AgencyLevel } from './shapes.ts';

/** Where agencies sit, for the rule of who may manage them. */
export interface Places {
  of(level: AgencyLevel, areaCode: string | null): Placed;
  ofActor(actor: Actor): Placed | undefined;
  standsOn(areaCode: string, on: string): boolean;
}

export function placesOf(areas: AreaBook, agencies: AgencyBook, today: string): Places {
  const of = (level: AgencyLevel, areaCode: string | null): Placed => {
    if (areaCode === null) return { level, province: null };
    // An agency of a province that was merged belongs to the province of today.
    const then = areas.at(areaCode, today) ?? areas.versions(areaCode).at(-1);
    const heir = then && areas.heirs(then, today)[0];
    return { level, province: heir?.provinceCode ?? null };
  };
  return {
    of,
    ofActor(actor) {
      const own = actor.kind === 'officer' ? agencies.find(actor.agencyId) : undefined;
      return own && of(own.level, own.areaCode);
    },
    standsOn: (areaCode, on) => areas.at(areaCode, on) !== undefined,
  };
}
