import { vnDate } from '#platform/time.ts';
import type { AgencyFacts, ExchangeDeps } from '../deps.ts';

interface HouseGroup {
  name: string;
  members: AgencyFacts[];
}

/** A province's committee by its code; its communes by who stands below it. */
const COMMUNES = /^communes:(.{1,35})$/;

/**
 * Groups that the directory of agencies is itself, as it stands today: all ministries, all provinces, all communes of a province. Nobody
 * keeps a list that goes stale with every reform. Undefined where there is no such group.
 */
export async function membersOfHouse(deps: ExchangeDeps, ref: string): Promise<HouseGroup | undefined> {
  if (ref === 'ministries') return { name: 'Các bộ, cơ quan ngang bộ', members: await standing(deps, 'ministry') };
  if (ref === 'provinces')
    return { name: 'Ủy ban nhân dân các tỉnh, thành phố', members: await standing(deps, 'province') };
  const [, code] = COMMUNES.exec(ref) ?? [];
  const province = code === undefined ? undefined : await deps.directory.findAgencyByCode(code);
  if (!province) return undefined;
  const communes = await standing(deps, 'commune', province.id);
  return communes.length === 0 ? undefined : { name: `Các xã, phường thuộc ${province.name}`, members: communes };
}

async function standing(
  { directory, clock }: ExchangeDeps,
  level: 'ministry' | 'province' | 'commune',
  parentId?: string,
): Promise<AgencyFacts[]> {
  const today = vnDate(clock.now());
  const all = await directory.listAgencies({ level, ...(parentId ? { parentId } : {}) });
  return all.filter(({ code, validTo }) => code !== '' && (validTo === null || validTo >= today));
}

export async function houseGroups(deps: ExchangeDeps): Promise<{ ref: string; name: string; members: number }[]> {
  const provinces = await standing(deps, 'province');
  const refs = ['ministries', 'provinces', ...provinces.map(({ code }) => `communes:${code}`)];
  const found = await Promise.all(
    refs.map(async (ref) => {
      const group = await membersOfHouse(deps, ref);
      return group && group.members.length > 0 ? { ref, name: group.name, members: group.members.length } : undefined;
    }),
  );
  return found.filter((one) => one !== undefined);
}
