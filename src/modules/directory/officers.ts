import { sql } from 'kysely';
import { isId } from '#platform/id.ts';
import type { Database } from '#platform/database/database.ts';
import { directoryProblem } from './errors.ts';
import { POSITION } from './posts/read-posts.ts';
import type { Appointment, Officer } from './shapes.ts';

export const APPOINTMENT = sql`
  select a.id, a.officer_id as "officerId", a.agency_id as "agencyId", a.post_id as "postId", p.unit, a.kind, ${POSITION} as position, a.rights, a.decision,
    a.valid_from as "validFrom", a.valid_to as "validTo"
  from directory.appointment a join directory.post p on p.id = a.post_id`;

const IN_FORCE = (on: string) => sql`a.valid_from <= ${on} and (a.valid_to is null or a.valid_to >= ${on})`;

/** What an officer holds on a day, the newest first. */
export async function appointmentsOf(database: Database, officerId: string, on: string): Promise<Appointment[]> {
  if (!isId(officerId)) return [];
  const found = await sql<Appointment>`${APPOINTMENT} where a.officer_id = ${officerId} and ${IN_FORCE(on)}
    order by a.valid_from desc, a.id desc`.execute(database.of<unknown>());
  return found.rows;
}

/**
 * An officer with the post held on a day. One who holds none keeps the name and the last post, without any right.
 * @throws directory.unknown-officer
 */
export async function getOfficer(database: Database, id: string, on: string): Promise<Officer> {
  if (!isId(id)) throw directoryProblem('unknown-officer');
  const found = await sql<{
    name: string;
    personId: string | null;
    agencyId: string | null;
    position: string | null;
    rights: string[] | null;
    inForce: boolean;
  }>`
    select o.name, o.person_id as "personId", a.agency_id as "agencyId", ${POSITION} as position, a.rights, coalesce(${IN_FORCE(on)}, false) as "inForce"
    from directory.officer o
    left join directory.appointment a on a.officer_id = o.id
    left join directory.post p on p.id = a.post_id
    where o.id = ${id}
    order by "inForce" desc, a.valid_from desc nulls last, a.id desc limit 1`.execute(database.of<unknown>());
  const row = found.rows[0];
  if (!row) throw directoryProblem('unknown-officer');
  return {
    id,
    name: row.name,
    position: row.position ?? '',
    agencyId: row.agencyId ?? '',
    rights: row.inForce ? (row.rights ?? []) : [],
    ...(row.personId ? { personId: row.personId } : {}),
  };
}

/** Those who hold a post at an agency on a day, in the order of their appointments. */
export async function listOfficers(
  database: Database,
  agencyId: string,
  on: string,
): Promise<(Officer & { appointmentId: string })[]> {
  if (!isId(agencyId)) return [];
  const found = await sql<{
    id: string;
    name: string;
    personId: string | null;
    position: string;
    rights: string[];
    appointmentId: string;
  }>`
    select o.id, o.name, o.person_id as "personId", ${POSITION} as position, a.rights, a.id as "appointmentId"
    from directory.appointment a join directory.post p on p.id = a.post_id join directory.officer o on o.id = a.officer_id
    where a.agency_id = ${agencyId} and ${IN_FORCE(on)} order by a.appointed_at, a.id`.execute(database.of<unknown>());
  return found.rows.map(({ personId, ...officer }) => ({ ...officer, agencyId, ...(personId ? { personId } : {}) }));
}

/** Ids of those who have a right on a day, at one agency or anywhere. */
export async function officersWith(
  database: Database,
  right: string,
  on: string,
  agencyId?: string,
): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select distinct a.officer_id as id from directory.appointment a
    where ${right} = any (a.rights) and ${IN_FORCE(on)} ${agencyId ? sql`and a.agency_id = ${agencyId}` : sql``}
    order by 1`.execute(database.of<unknown>());
  return found.rows.map(({ id }) => id);
}

/** The agencies where somebody holds a post with a right on a day: in one look, since whoever asks asks for thousands. */
export async function agenciesWith(database: Database, right: string, on: string): Promise<ReadonlySet<string>> {
  const found = await sql<{ agencyId: string }>`
    select distinct a.agency_id as "agencyId" from directory.appointment a
    where ${right} = any(a.rights) and ${IN_FORCE(on)}`.execute(database.of<unknown>());
  return new Set(found.rows.map((one) => one.agencyId));
}
