import { sql } from 'kysely';
import type { Executor } from '#platform/database/database.ts';
import { isId } from '#platform/id.ts';
import { legalAssumption } from '#platform/legal.ts';
import type { Post, PostEvent } from '../shapes.ts';

const WRITTEN = legalAssumption({
  id: 'directory.acting-posts-written',
  statement:
    'Who acts for a vacant post writes “Quyền” before its name, who is in charge of it “(phụ trách)” after it, and who stands in for an absent holder “(tạm thay)”.',
  source:
    'Nghị định 30/2020/NĐ-CP, Phụ lục I (how an acting signer is written); the other two are the custom of offices',
  value: { acting: 'Quyền ', 'in-charge': ' (phụ trách)', 'stand-in': ' (tạm thay)' },
  configuredBy: 'constant in directory/posts/read-posts.ts',
});

/** How the post of an appointment is written after a name: somebody who acts or stands in says so. */
export const POSITION = sql`case a.kind when 'acting' then ${sql.lit(WRITTEN.acting)} || p.title
  when 'in-charge' then p.title || ${sql.lit(WRITTEN['in-charge'])} when 'stand-in' then p.title || ${sql.lit(WRITTEN['stand-in'])} else p.title end`;

const QUERY = (on: string) => sql`
  select p.id, p.agency_id as "agencyId", p.title as name, p.unit, p.leads_unit as "leadsUnit", p.rights,
    p.valid_from as "validFrom", p.valid_to as "validTo",
    coalesce((select jsonb_agg(jsonb_build_object('appointmentId', a.id, 'officerId', a.officer_id, 'name', o.name, 'position', ${POSITION},
        'kind', a.kind, 'validFrom', a.valid_from, 'validTo', a.valid_to, 'now', a.valid_from <= ${on}::date) order by a.kind = 'stand-in', a.valid_from, a.id)
      from directory.appointment a join directory.officer o on o.id = a.officer_id
      where a.post_id = p.id and (a.valid_to is null or a.valid_to >= ${on}::date)), '[]') as people,
    (select max(a.valid_to) from directory.appointment a where a.post_id = p.id and a.valid_to < ${on}::date) as "lastHeld"
  from directory.post p`;

interface Row extends Omit<Post, 'holders' | 'coming' | 'vacant'> {
  people: (Post['holders'][number] & { now: boolean })[];
}

const postOf = ({ people, ...row }: Row, on: string): Post => {
  const without = ({ now: _now, ...person }: Row['people'][number]) => person;
  const holders = people.filter(({ now }) => now).map(without);
  return {
    ...row,
    holders,
    coming: people.filter(({ now }) => !now).map(without),
    vacant: holders.length === 0 && row.validFrom <= on && (row.validTo === null || row.validTo >= on),
  };
};

/** The posts of an agency that stand on a day or are to come, by unit, its leader first. */
export async function postsOf(db: Executor, agencyId: string, on: string): Promise<Post[]> {
  if (!isId(agencyId)) return [];
  const found =
    await sql<Row>`${QUERY(on)} where p.agency_id = ${agencyId} and (p.valid_to is null or p.valid_to >= ${on}::date)
    order by p.unit, not p.leads_unit, p.valid_from, p.id`.execute(db);
  return found.rows.map((row) => postOf(row, on));
}

/** Posts by id, also those that have ended. */
export async function findPosts(db: Executor, ids: readonly string[], on: string): Promise<Post[]> {
  const known = ids.filter(isId);
  if (known.length === 0) return [];
  const found = await sql<Row>`${QUERY(on)} where p.id = any(${known}::uuid[])`.execute(db);
  return found.rows.map((row) => postOf(row, on));
}

/** Everybody who ever held a post, the newest first, and what was done to the post. */
export async function historyOf(db: Executor, postId: string): Promise<PostEvent[]> {
  const held = await sql<PostEvent>`
    select a.id, 'held' as kind, a.appointed_at as at, o.name as person, ${POSITION} as name, a.kind as "as", a.decision,
      a.valid_from as "validFrom", a.valid_to as "validTo"
    from directory.appointment a join directory.officer o on o.id = a.officer_id join directory.post p on p.id = a.post_id
    where a.post_id = ${postId}
    union all
    select e.id, e.kind, e.at, null, e.data->>'name', null, '', (e.data->>'from')::date, (e.data->>'lastDay')::date
    from directory.post_event e where e.post_id = ${postId}
    order by at desc, id desc limit 500`.execute(db);
  return held.rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() }));
}
