import { sql } from 'kysely';
import type { Actor } from '#platform/access.ts';
import type { AnswerOf } from '#platform/operation.ts';
import { officerOf, requireManaged } from './access.ts';
import type { getSystem, listSystems } from './contract.ts';
import type { SystemsDeps } from './deps.ts';
import { systemsProblem } from './errors.ts';
import { keyShape } from './key-shape.ts';
import type { Tables } from './tables.ts';
import type { SystemRow } from './write-change.ts';

type Line = AnswerOf<typeof listSystems>['systems'][number];

interface LineRow extends SystemRow {
  keys: number;
  seen_at: Date | null;
  by: 'key' | 'secret' | null;
}

const linesWhere = (deps: SystemsDeps, which: ReturnType<typeof sql>) =>
  sql<LineRow>`
    select s.*, seen.seen_at, seen.by, (select count(*)::int from systems.key k
      where k.system_id = s.id and (k.ends_at is null or k.ends_at > ${deps.clock.now()})) as keys
    from systems.system s left join systems.last_seen seen on seen.system_id = s.id
    where ${which} order by s.state = 'ended', s.name, s.id`.execute(deps.database.of<Tables>());

/** An agency's systems, and those of others that may speak in its name. */
export async function readSystems(deps: SystemsDeps, actor: Actor): Promise<AnswerOf<typeof listSystems>> {
  const { agencyId } = officerOf(actor);
  return { systems: await systemsOf(deps, agencyId), speakForUs: await thatSpeakFor(deps, agencyId) };
}

export async function systemsOf(deps: SystemsDeps, agencyId: string): Promise<Line[]> {
  const { rows } = await linesWhere(deps, sql`s.agency_id = ${agencyId}`);
  return Promise.all(rows.map((row) => lineOf(deps, row)));
}

async function thatSpeakFor(deps: SystemsDeps, agencyId: string): Promise<Line[]> {
  const { rows } = await linesWhere(
    deps,
    sql`s.state <> 'ended' and s.id in (select system_id from systems.represented where agency_id = ${agencyId})`,
  );
  return Promise.all(rows.map((row) => lineOf(deps, row)));
}

async function lineOf(deps: SystemsDeps, row: LineRow): Promise<Line> {
  const { id, code, name } = await deps.directory.getAgency(row.agency_id);
  return {
    systemId: row.id,
    name: row.name,
    agency: { id, code, name },
    state: row.state as Line['state'],
    rights: row.rights,
    keysInForce: row.keys,
    hasSecret: row.secret_hash !== null,
    ...(row.seen_at && row.by ? { lastSeen: { at: row.seen_at.toISOString(), by: row.by } } : {}),
  };
}

/** @throws systems.not-found */
export async function readSystem(
  deps: SystemsDeps,
  systemId: string,
  actor: Actor,
): Promise<AnswerOf<typeof getSystem>> {
  const { rows } = await linesWhere(deps, sql`s.id = ${systemId}`);
  const row = rows[0];
  requireManaged(actor, row && { agencyId: row.agency_id });
  if (!row) throw systemsProblem('not-found');
  const db = deps.database.of<Tables>();
  const keys = await db
    .selectFrom('systems.key')
    .selectAll()
    .where('system_id', '=', systemId)
    .orderBy('id', 'desc')
    .execute();
  const represented = await db
    .selectFrom('systems.represented')
    .select('agency_id')
    .where('system_id', '=', systemId)
    .execute();
  const changes = await db
    .selectFrom('systems.change')
    .select(['at', 'actor_name', 'kind', 'data'])
    .where('system_id', '=', systemId)
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  const agencies = await Promise.all(represented.map(({ agency_id }) => deps.directory.getAgency(agency_id)));
  return {
    ...(await lineOf(deps, row)),
    about: row.about,
    contactName: row.contact_name,
    contactEmail: row.contact_email,
    speaksFor: agencies.map(({ id, code, name }) => ({ id, code, name })),
    ...(row.state_why ? { stateWhy: row.state_why } : {}),
    ...(row.secret_at ? { secretAt: row.secret_at.toISOString() } : {}),
    keys: keys.map((key) => keyShape(key, deps.clock.now())),
    changes: changes.map((change) => ({
      at: change.at.toISOString(),
      by: change.actor_name,
      kind: change.kind,
      data: change.data as Record<string, unknown>,
    })),
    version: row.version,
  };
}
