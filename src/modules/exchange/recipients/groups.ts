import { actorReference, type AgencyActor } from '#platform/access.ts';
import { breaksConstraint } from '#platform/database/database.ts';
import { newId } from '#platform/id.ts';
import type { AnswerOf } from '#platform/operation.ts';
import type { getGroup, listGroups, saveGroup } from '../contract/recipients.ts';
import type { AgencyFacts, ExchangeDeps } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';
import { resolveRecipients } from '../accept/resolve-sides.ts';
import type { Tables } from '../tables.ts';
import { houseGroups, membersOfHouse } from './house-groups.ts';

interface GroupRow {
  id: string;
  name: string;
  version: number;
  codes: string[];
  changed_at: Date;
}

/** The newest version of each group of an agency. */
async function newest(deps: ExchangeDeps, agencyId: string): Promise<GroupRow[]> {
  return deps.database
    .of<Tables>()
    .selectFrom('exchange.recipient_group')
    .distinctOn('name')
    .select(['id', 'name', 'version', 'codes', 'changed_at'])
    .where('agency_id', '=', agencyId)
    .orderBy('name')
    .orderBy('version', 'desc')
    .execute();
}

const shapeOf = (row: GroupRow) => ({
  groupId: row.id,
  name: row.name,
  version: row.version,
  members: row.codes.length,
  changedAt: row.changed_at.toISOString(),
});

export async function readGroups(deps: ExchangeDeps, actor: AgencyActor): Promise<AnswerOf<typeof listGroups>> {
  const groups = (await newest(deps, actor.agencyId)).map(shapeOf);
  return { groups, house: await houseGroups(deps) };
}

export interface OfferedGroup {
  ref: string;
  name: string;
  members: number;
  /** The agency's own, of its province, or of the whole country; not those of other provinces. */
  near: boolean;
}

/** All that an agency may choose from: its own groups first, then those of the house. */
export async function groupsOf(deps: ExchangeDeps, agencyId: string): Promise<OfferedGroup[]> {
  const own = (await newest(deps, agencyId)).map((row) => ({
    ref: row.id,
    name: row.name,
    members: row.codes.length,
    near: true,
  }));
  const { code } = await deps.directory.getAgency(agencyId);
  const house = (await houseGroups(deps)).map((group) => {
    const [, province] = group.ref.split(':');
    return { ...group, near: province === undefined || code === province || code.startsWith(`${province}.`) };
  });
  return [...own, ...house];
}

/** Writes the next version. @throws exchange.group-changed and the refusals of resolveRecipients */
export async function keepGroup(
  deps: ExchangeDeps,
  { name, version, codes }: { name: string; version?: number; codes: string[] },
  actor: AgencyActor,
): Promise<AnswerOf<typeof saveGroup>> {
  await resolveRecipients(deps, codes);
  const before = (await newest(deps, actor.agencyId)).find((row) => row.name === name);
  if (before?.version !== version) throw exchangeProblem('group-changed');
  const row: GroupRow = {
    id: before?.id ?? newId(),
    name,
    version: (version ?? 0) + 1,
    codes,
    changed_at: deps.clock.now(),
  };
  try {
    await deps.database.transaction<Tables, void>(async (trx) => {
      await trx
        .insertInto('exchange.recipient_group')
        .values({ ...row, agency_id: actor.agencyId, changed_by: JSON.stringify(actorReference(actor)) })
        .execute();
    });
  } catch (error) {
    // Of two next versions at once the second meets whichever of the two indexes is looked at first.
    if (breaksConstraint(error, 'recipient_group_name') || breaksConstraint(error, 'recipient_group_pkey'))
      throw exchangeProblem('group-changed', { cause: error });
    throw error;
  }
  return shapeOf(row);
}

/** Who stands in a group: an agency's own by its id, one of the house by its name. @throws exchange.group-unknown */
export async function readGroup(deps: ExchangeDeps, ref: string, agencyId: string): Promise<AnswerOf<typeof getGroup>> {
  const house = await membersOfHouse(deps, ref);
  if (house) return { ref, name: house.name, members: house.members.map(named) };
  const row = (await newest(deps, agencyId)).find((one) => one.id === ref);
  if (!row) throw exchangeProblem('group-unknown');
  const members: { code: string; name: string }[] = [];
  for (const code of row.codes) {
    const agency = await deps.directory.findAgencyByCode(code);
    members.push({ code, name: agency?.name ?? code });
  }
  return { ref, name: row.name, version: row.version, members };
}

const named = ({ code, name }: AgencyFacts) => ({ code, name });
