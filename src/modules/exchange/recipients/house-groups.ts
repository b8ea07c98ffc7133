import { vnDate } from '#platform/time.ts';
import type { AgencyFacts, ExchangeDeps, ListedAgency } from '../deps.ts';

interface HouseGroup {
  name: string;
  members: AgencyFacts[];
}

/** A province's committee by its code; its communes by who stands below it. */
const COMMUNES = /^communes:(.{1,35})$/;
/** Its departments by the same. */
const DEPARTMENTS = /^departments:(.{1,35})$/;

/**
 * Groups that the directory of agencies is itself, as it stands today: all ministries, all provinces, all communes of a province. Nobody
 * keeps a list that goes stale with every reform. Undefined where there is no such group.
 */
export async function membersOfHouse(deps: ExchangeDeps, ref: string): Promise<HouseGroup | undefined> {
  if (ref === 'ministries') return { name: 'Các bộ, cơ quan ngang bộ', members: await standing(deps, 'ministry') };
  if (ref === 'provinces') return { name: 'Ủy ban nhân dân các tỉnh, thành phố', members: await provincesOf(deps) };
  const [, above] = DEPARTMENTS.exec(ref) ?? [];
  if (above !== undefined) return departmentsOf(deps, above);
  const [, code] = COMMUNES.exec(ref) ?? [];
  const province = code === undefined ? undefined : await deps.directory.findAgencyByCode(code);
  if (!province) return undefined;
  const communes = await standing(deps, 'commune', province.id);
  return communes.length === 0 ? undefined : { name: `Các xã, phường thuộc ${province.name}`, members: communes };
}

/** Departments stand at the level of the province as well, below its committee. */
async function provincesOf(deps: ExchangeDeps): Promise<AgencyFacts[]> {
  const all = await standing(deps, 'province');
  const ids = new Set(all.map(({ id }) => id));
  return all.filter(({ parentId }) => parentId === null || !ids.has(parentId));
}

async function departmentsOf(deps: ExchangeDeps, code: string): Promise<HouseGroup | undefined> {
  const province = await deps.directory.findAgencyByCode(code);
  const departments = province ? await standing(deps, 'province', province.id) : [];
  if (!province || departments.length === 0) return undefined;
  return { name: `Các sở, ban, ngành thuộc ${province.name}`, members: departments };
}

async function standing(
  { directory, clock }: ExchangeDeps,
  level: 'ministry' | 'province' | 'commune',
  parentId?: string,
): Promise<ListedAgency[]> {
  const today = vnDate(clock.now());
  const all = await directory.listAgencies({ level, ...(parentId ? { parentId } : {}) });
  return all.filter(({ code, validTo }) => code !== '' && (validTo === null || validTo >= today));
}

export async function houseGroups(deps: ExchangeDeps): Promise<{ ref: string; name: string; members: number }[]> {
  const provinces = await provincesOf(deps);
  const refs = [
    'ministries',
    'provinces',
    ...provinces.flatMap(({ code }) => [`departments:${code}`, `communes:${code}`]),
  ];
  const found = await Promise.all(
    refs.map(async (ref) => {
      const group = await membersOfHouse(deps, ref);
      return group && group.members.length > 0 ? { ref, name: group.name, members: group.members.length } : undefined;
    }),
  );
  return found.filter((one) => one !== undefined);
}
