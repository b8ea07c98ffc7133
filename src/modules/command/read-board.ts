import { sql } from 'kysely';
import type { OfficerActor } from '#platform/access.ts';
import type { AnswerOf } from '#platform/operation.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { addDays, vnDate } from '#platform/time.ts';
import type { getBoard, Kinds } from './contract.ts';
import type { Tables } from './tables.ts';

export interface DirectoryDoor {
  getAgency(
    id: string,
  ): Promise<{ id: string; name: string; shortName: string; level: string; parentId: string | null }>;
  listAgencies(
    filter: Record<string, never>,
  ): Promise<{ id: string; name: string; shortName: string; parentId: string | null }[]>;
}

type Kind = (typeof Kinds)[number];

const DAYS = 14;

/** The board of an officer's own scope, in a few small reads over what was counted. */
export async function readBoard(
  deps: PlatformDeps & { directory: DirectoryDoor },
  actor: OfficerActor,
): Promise<AnswerOf<typeof getBoard>> {
  const now = deps.clock.now();
  const today = vnDate(now);
  const scope = await scopeOf(deps.directory, actor.agencyId);
  const ids = [...scope.names.keys()];
  const db = deps.database.of<Tables>();
  const tallies = db.selectFrom('command.tally').where('agency_id', 'in', ids);
  const [byAgency, byDay, byHour, inHand, happenings] = await Promise.all([
    tallies
      .where('day', '=', today)
      .select(['agency_id', 'kind', sql<number>`sum(n)::int`.as('n')])
      .groupBy(['agency_id', 'kind'])
      .execute(),
    tallies
      .where('day', '>', addDays(today, -DAYS))
      .where('kind', 'in', ['filed', 'resolved'])
      .select(['day', 'kind', sql<number>`sum(n)::int`.as('n')])
      .groupBy(['day', 'kind'])
      .execute(),
    tallies
      .where('day', '=', today)
      .where('kind', '=', 'filed')
      .select(['hour', sql<number>`sum(n)::int`.as('n')])
      .groupBy('hour')
      .execute(),
    db
      .selectFrom('command.in_hand')
      .where('agency_id', 'in', ids)
      .select(sql<number>`coalesce(sum(greatest(0, n)), 0)::int`.as('n'))
      .executeTakeFirst(),
    db
      .selectFrom('command.happening')
      .where('agency_id', 'in', ids)
      .selectAll()
      .orderBy('at', 'desc')
      .limit(12)
      .execute(),
  ]);
  const total = (kind: Kind, agencyId?: string): number =>
    byAgency
      .filter((row) => row.kind === kind && (!agencyId || row.agency_id === agencyId))
      .reduce((sum, row) => sum + row.n, 0);
  const onDay = (day: string, kind: string): number =>
    byDay.find((row) => row.day === day && row.kind === kind)?.n ?? 0;
  return {
    scope: { name: scope.name, agencies: ids.length },
    asOf: now.toISOString(),
    today: {
      filed: total('filed'),
      accepted: total('accepted'),
      resolved: total('resolved'),
      onTime: total('on-time'),
      late: total('late'),
      returned: total('returned'),
      births: total('births'),
      numbers: total('numbers'),
      certificates: total('certificates'),
    },
    inHand: inHand?.n ?? 0,
    days: Array.from({ length: DAYS }, (_, index) => addDays(today, index - DAYS + 1)).map((day) => ({
      day,
      filed: onDay(day, 'filed'),
      resolved: onDay(day, 'resolved'),
    })),
    hours: Array.from({ length: 24 }, (_, hour) => byHour.find((row) => row.hour === hour)?.n ?? 0),
    agencies: ids
      .map((id) => ({
        id,
        name: scope.names.get(id) ?? '',
        filed: total('filed', id),
        resolved: total('resolved', id),
        births: total('births', id),
      }))
      .filter((agency) => agency.filed + agency.resolved + agency.births > 0)
      .toSorted((a, b) => b.filed - a.filed || a.name.localeCompare(b.name, 'vi'))
      .slice(0, 12),
    happenings: happenings.map((row) => ({
      id: `${row.event_id}-${row.kind}`,
      kind: row.kind,
      agency: scope.names.get(row.agency_id) ?? '',
      at: row.at.toISOString(),
    })),
  };
}

/** National bodies and ministries see everybody, others themselves and what is below them. */
async function scopeOf(
  directory: DirectoryDoor,
  agencyId: string,
): Promise<{ name: string; names: Map<string, string> }> {
  const own = await directory.getAgency(agencyId);
  const all = await directory.listAgencies({});
  const everybody = own.level === 'national' || own.level === 'ministry';
  const within = new Set([agencyId]);
  for (let grew = true; grew;) {
    grew = false;
    for (const one of all)
      if (one.parentId && within.has(one.parentId) && !within.has(one.id)) {
        within.add(one.id);
        grew = true;
      }
  }
  const seen = everybody ? all : all.filter((one) => within.has(one.id));
  return { name: everybody ? 'Toàn quốc' : own.name, names: new Map(seen.map((one) => [one.id, one.name])) };
}
