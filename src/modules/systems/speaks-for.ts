import { vnDate } from '#platform/time.ts';
import type { AgencyFacts, SystemsDeps } from './deps.ts';
import { systemsProblem } from './errors.ts';

/** No tree of agencies is deeper; a circle in the data must not hang the node. */
const DEEPEST = 6;

/** Whether an agency stands below another, at whatever depth. */
export async function isBelow(
  { directory }: Pick<SystemsDeps, 'directory'>,
  agency: AgencyFacts,
  above: string,
): Promise<boolean> {
  let parent = agency.parentId;
  for (let depth = 0; parent !== null && depth < DEEPEST; depth += 1) {
    if (parent === above) return true;
    parent = (await directory.getAgency(parent)).parentId;
  }
  return false;
}

export function hasEnded({ clock }: Pick<SystemsDeps, 'clock'>, agency: AgencyFacts): boolean {
  return agency.validTo !== null && agency.validTo < vnDate(clock.now());
}

/** The agencies that an officer names for a system: each of them below the own one. @throws systems.unknown-agency, systems.not-below */
export async function agenciesBelow(
  deps: SystemsDeps,
  codes: readonly string[],
  ownAgencyId: string,
): Promise<AgencyFacts[]> {
  const found: AgencyFacts[] = [];
  for (const [index, code] of codes.entries()) {
    const agency = await deps.directory.findAgencyByCode(code);
    const field = { path: `body/speaksFor/${index}`, vi: `Xin xem lại mã ${code}.`, en: `Check the code ${code}.` };
    if (!agency) throw systemsProblem('unknown-agency', { params: { code }, fields: [{ ...field, code: 'unknown' }] });
    if (!(await isBelow(deps, agency, ownAgencyId)))
      throw systemsProblem('not-below', { params: { code }, fields: [{ ...field, code: 'not-below' }] });
    if (!found.some(({ id }) => id === agency.id)) found.push(agency);
  }
  return found;
}
