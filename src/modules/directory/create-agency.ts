import type { Context } from '#platform/operation.ts';
import { newId } from '#platform/id.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { mayManage } from './access.ts';
import { proposeOtherForm, readAgencyCode } from './agency-codes.ts';
import type { AgencyBook } from './agency-book.ts';
import { tellAgenciesChanged } from './caches.ts';
import { directoryProblem } from './errors.ts';
import { agencyChanged } from './events.ts';
import type { Places } from './places.ts';
import type { AgencyLevel } from './shapes.ts';
import { insertAgency } from './write-agency.ts';

export interface NewAgency {
  name: string;
  shortName: string;
  level: AgencyLevel;
  parentId?: string;
  areaCode?: string;
  codes: { code: string; validFrom: string }[];
  address?: string;
  phone?: string;
  validFrom: string;
}

/** Enters an agency into the directory. Answers its id and the same codes in the other form, for a person to confirm. */
export async function createAgency(
  deps: PlatformDeps,
  agencies: AgencyBook,
  places: Places,
  entry: NewAgency,
  ctx: Context,
): Promise<{ id: string; proposedCodes: string[] }> {
  const width = { national: 0, ministry: 0, province: 2, commune: 5 }[entry.level];
  if ((entry.areaCode?.length ?? 0) !== width) throw directoryProblem('area-does-not-fit', { fields: [areaField] });
  if (entry.areaCode && !places.standsOn(entry.areaCode, entry.validFrom))
    throw directoryProblem('unknown-area', { params: { code: entry.areaCode, on: entry.validFrom } });
  const parent = entry.parentId === undefined ? undefined : agencies.find(entry.parentId);
  if (entry.parentId && !parent) throw directoryProblem('unknown-agency');
  const own = places.ofActor(ctx.actor);
  const placed = places.ofNew({
    level: entry.level,
    areaCode: entry.areaCode ?? null,
    parentId: entry.parentId ?? null,
  });
  if (!mayManage(ctx.actor, own, placed) || (parent && !mayManage(ctx.actor, own, places.of(parent))))
    throw directoryProblem('outside-your-agency');
  const id = newId();
  await deps.database.transaction<unknown, void>(async (trx) => {
    await insertAgency(
      trx,
      {
        id,
        name: entry.name,
        shortName: entry.shortName,
        level: entry.level,
        parentId: entry.parentId ?? null,
        areaCode: entry.areaCode ?? null,
        codes: entry.codes.map((code) => ({ ...code, validTo: null })),
        address: entry.address ?? '',
        phone: entry.phone ?? '',
        validFrom: entry.validFrom,
        validTo: null,
        successorId: null,
      },
      ctx.actor,
    );
    await deps.publish(trx, agencyChanged, { agencyId: id, change: 'created' }, { actor: ctx.actor });
    await tellAgenciesChanged(deps, trx);
  });
  const given = new Set(entry.codes.map(({ code }) => readAgencyCode(code)?.code));
  return {
    id,
    proposedCodes: entry.codes.flatMap(({ code }) => proposeOtherForm(code) ?? []).filter((code) => !given.has(code)),
  };
}

const areaField = {
  path: 'areaCode',
  code: 'does-not-fit',
  vi: 'Mã địa bàn không hợp với cấp của cơ quan.',
  en: 'The area code does not fit the level of the agency.',
};
