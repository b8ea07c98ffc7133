import { sql, type SqlBool } from 'kysely';
import type { OfficerActor } from '#platform/access.ts';
import type { DocumentsDeps } from '../deps.ts';
import { vnDate } from '#platform/time.ts';
import { holderNames } from './post-assignment.ts';
import { searchFor } from '../registers/search-for.ts';
import { cut, readPlace } from '../registers/paging.ts';
import type { IncomingLine } from '../shapes.ts';
import type { IncomingShelf } from '../registers/shelves.ts';
import type { IncomingState } from '../states.ts';
import type { Tables } from '../tables.ts';

export interface IncomingQuery {
  shelf?: IncomingShelf;
  q?: string;
  year?: number;
  type?: string;
  after?: string;
  limit?: number;
}

const openStates = sql`('registered', 'assigned', 'in-progress')`;

const inPost = (actor: OfficerActor) => sql<SqlBool>`exists (
  select from documents.assignee_post a where a.incoming_id = i.id and a.post_id = ${actor.postId ?? null}::uuid)`;

/** Work that lies in the unit of the officer's post. */
const inUnit = (actor: OfficerActor, leading: boolean) => sql<SqlBool>`exists (
  select from documents.assignee_post a join directory.shared_post p on p.id = a.post_id
  join directory.shared_post own on own.id = ${actor.postId ?? null}::uuid and own.agency_id = p.agency_id and own.unit = p.unit
  where a.incoming_id = i.id and (own.leads_unit or not ${leading}))`;

const byName = (actor: OfficerActor) => sql<SqlBool>`exists (
  select from documents.assignee a where a.incoming_id = i.id and a.officer_id = ${actor.officerId})`;

/** What of the agency this officer may see: the same as `mayIncoming(…, 'read')`, said to the database. */
function visible(actor: OfficerActor) {
  const all = actor.rights.some((right) => right === 'documents.clerk' || right === 'documents.assign');
  if (all) return sql<SqlBool>`i.agency_id = ${actor.agencyId}`;
  return sql<SqlBool>`i.agency_id = ${actor.agencyId}
    and (${byName(actor)} or ${inPost(actor)} or ${inUnit(actor, true)})`;
}

const shelfClause = (shelf: IncomingShelf, actor: OfficerActor, now: Date) => {
  switch (shelf) {
    case 'to-register':
      return sql<SqlBool>`i.state = 'arrived'`;
    case 'to-assign':
      return sql<SqlBool>`i.state = 'registered'`;
    case 'mine':
      return sql<SqlBool>`i.state in ('assigned', 'in-progress') and (${byName(actor)} or ${inPost(actor)})`;
    case 'my-post':
      return sql<SqlBool>`i.state in ('assigned', 'in-progress') and ${inPost(actor)}`;
    case 'my-unit':
      return sql<SqlBool>`i.state in ('assigned', 'in-progress') and ${inUnit(actor, false)}`;
    case 'vacant':
      return sql<SqlBool>`i.state in ('assigned', 'in-progress') and exists (
        select from documents.assignee_post a where a.incoming_id = i.id and a.role <> 'informed' and not exists (
          select from directory.shared_holder h where h.post_id = a.post_id and h.valid_from <= ${vnDate(now)}::date
            and (h.valid_to is null or h.valid_to >= ${vnDate(now)}::date)))`;
    case 'open':
      return sql<SqlBool>`i.state in ${openStates}`;
    case 'overdue':
      return sql<SqlBool>`i.state in ${openStates} and i.due_at < ${now}`;
    case 'done':
      return sql<SqlBool>`i.state in ('done', 'refused')`;
    case 'all':
      return sql<SqlBool>`true`;
  }
};

/** One page of a shelf, the latest arrival first. */
export async function listIncoming(
  deps: DocumentsDeps,
  query: IncomingQuery,
  actor: OfficerActor,
): Promise<{ rows: IncomingLine[]; next: string | null; counts: Record<string, number> }> {
  const { shelf = 'all', limit = 50 } = query;
  const now = deps.clock.now();
  const after = query.after ? readPlace(query.after) : undefined;
  const found = await deps.database
    .of<Tables>()
    .selectFrom('documents.incoming as i')
    .selectAll()
    .select(
      sql<boolean>`exists (select from documents.reminder r
        where r.incoming_id = i.id and r.due_at = i.due_at and r.kind = 'due-soon')`.as('reminded'),
    )
    .where(visible(actor))
    .where(shelfClause(shelf, actor, now))
    .$if(query.year !== undefined, (q) => q.where('i.year', '=', query.year ?? 0))
    .$if(query.type !== undefined, (q) => q.where('i.type', '=', query.type ?? ''))
    .where(searchFor({ search: sql`i.search`, date: sql`i.issued_on` }, query.q))
    .$if(after !== undefined, (q) =>
      q.where(sql<SqlBool>`(i.arrived_at, i.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid)`),
    )
    .orderBy('i.arrived_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = cut(found, limit, (row) => ({ at: row.arrived_at, id: row.id }));
  const asked = page.rows.flatMap((row) => (row.lead_post_id ? [row.lead_post_id] : []));
  const posts = new Map(
    (await deps.directory.findPosts([...new Set(asked)], vnDate(now))).map((post) => [post.id, post]),
  );
  return {
    rows: page.rows.map((row) => ({
      id: row.id,
      // The database lets in no other state.
      state: row.state as IncomingState,
      number: row.number,
      year: row.year,
      senderName: row.sender_name,
      notation: row.notation,
      issuedOn: row.issued_on,
      type: row.type,
      subject: row.subject,
      urgency: row.urgency,
      secrecy: row.secrecy,
      arrivedAt: row.arrived_at.toISOString(),
      dueAt: row.due_at?.toISOString() ?? null,
      isOverdue: isOverdue(row, now),
      // The reminder was written with the due time that it was for: a later due time is not near.
      isDueSoon: row.reminded && !isOverdue(row, now) && !closed(row),
      // Of open work whoever holds the post today; of what is done whoever did it.
      leadName: closed(row) || !row.lead_post_id ? row.lead_name : holderNames(posts.get(row.lead_post_id)) || null,
      leadPost: row.lead_post_id ? (posts.get(row.lead_post_id)?.name ?? row.lead_post_name) : null,
      leadVacant: !closed(row) && row.lead_post_id !== null && holderNames(posts.get(row.lead_post_id)) === '',
    })),
    next: page.next,
    counts: await countShelves(deps, actor, now),
  };
}

const closed = ({ state }: { state: string }): boolean => ['done', 'refused'].includes(state);

export function isOverdue(row: { state: string; due_at: Date | null }, now: Date): boolean {
  return row.due_at !== null && row.due_at < now && !closed(row);
}

async function countShelves(deps: DocumentsDeps, actor: OfficerActor, now: Date): Promise<Record<string, number>> {
  const shelves = ['to-register', 'to-assign', 'mine', 'my-post', 'my-unit', 'vacant', 'overdue'] as const;
  const counts = await Promise.all(
    shelves.map(async (shelf) => {
      const rows = await deps.database
        .of<Tables>()
        .selectFrom('documents.incoming as i')
        .select('i.id')
        .where(visible(actor))
        .where(shelfClause(shelf, actor, now))
        .limit(100)
        .execute();
      return [shelf, rows.length] as const;
    }),
  );
  return Object.fromEntries(counts);
}
