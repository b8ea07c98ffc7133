import { sql, type SqlBool } from 'kysely';
import type { OfficerActor } from '#platform/access.ts';
import type { DocumentsDeps } from '../deps.ts';
import { printed } from '../notation.ts';
import { searchFor } from '../registers/search-for.ts';
import { cut, readPlace } from '../registers/paging.ts';
import type { OutgoingShelf } from '../registers/shelves.ts';
import type { OutgoingLine } from '../shapes.ts';
import type { OutgoingState } from '../states.ts';
import type { Tables } from '../tables.ts';

export interface OutgoingQuery {
  shelf?: OutgoingShelf;
  q?: string;
  year?: number;
  type?: string;
  after?: string;
  limit?: number;
}

const drafted = (actor: OfficerActor) => sql<SqlBool>`(case when o.drafter_post_id is null
  then o.drafter_officer_id = ${actor.officerId} else o.drafter_post_id = ${actor.postId ?? null}::uuid end)`;

/** What of the agency this officer may see: the same as `mayOutgoing(…, 'read')`, said to the database. */
function visible(actor: OfficerActor) {
  const all = actor.rights.some((right) => right === 'documents.clerk' || right === 'documents.approve');
  if (all) return sql<SqlBool>`o.agency_id = ${actor.agencyId}`;
  const drafts = actor.rights.includes('documents.draft');
  const signs = actor.rights.includes('documents.sign');
  return sql<SqlBool>`o.agency_id = ${actor.agencyId} and (
    (${drafts} and ${drafted(actor)}) or (${signs} and o.signer_officer_id = ${actor.officerId})
    or (o.state = 'issued' and exists (select from documents.outgoing_reader r where r.outgoing_id = o.id and r.officer_id = ${actor.officerId})))`;
}

const shelfClause = (shelf: OutgoingShelf, actor: OfficerActor) => {
  switch (shelf) {
    case 'mine':
      return sql<SqlBool>`${drafted(actor)} and o.state not in ('issued', 'discarded', 'voided')`;
    case 'to-approve':
      return sql<SqlBool>`o.state = 'in-review'`;
    case 'to-number':
      return sql<SqlBool>`o.state = 'approved'`;
    case 'to-sign':
      return sql<SqlBool>`o.state = 'numbered' and o.signer_officer_id = ${actor.officerId}`;
    case 'to-issue':
      return sql<SqlBool>`o.state = 'signed'`;
    case 'issued':
      return sql<SqlBool>`o.state = 'issued'`;
    case 'all':
      return sql<SqlBool>`true`;
  }
};

/** One page of a shelf, newest step first. */
export async function listOutgoing(
  deps: DocumentsDeps,
  query: OutgoingQuery,
  actor: OfficerActor,
): Promise<{ rows: OutgoingLine[]; next: string | null; counts: Record<string, number> }> {
  const { shelf = 'all', limit = 50 } = query;
  const after = query.after ? readPlace(query.after) : undefined;
  const db = deps.database.of<Tables>();
  const found = await db
    .selectFrom('documents.outgoing as o')
    .selectAll()
    .where(visible(actor))
    .where(shelfClause(shelf, actor))
    .$if(query.year !== undefined, (q) => q.where('o.year', '=', query.year ?? 0))
    .$if(query.type !== undefined, (q) => q.where('o.type', '=', query.type ?? ''))
    .where(searchFor({ search: sql`o.search`, date: sql`o.issued_on` }, query.q))
    .$if(after !== undefined, (q) =>
      q.where(sql<SqlBool>`(o.state_at, o.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid)`),
    )
    .orderBy('o.state_at', 'desc')
    .orderBy('o.id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = cut(found, limit, (row) => ({ at: row.state_at, id: row.id }));
  return {
    rows: page.rows.map((row) => ({
      id: row.id,
      // The database lets in no other state.
      state: row.state as OutgoingState,
      type: row.type,
      subject: row.subject,
      urgency: row.urgency,
      notation: row.number === null || row.notation === null ? null : printed(row.number, row.notation),
      issuedOn: row.issued_on,
      drafterName: row.drafter_name,
      signerName: row.signer_name,
      stateAt: row.state_at.toISOString(),
    })),
    next: page.next,
    counts: await countShelves(deps, actor),
  };
}

/** Counting stops at a hundred: more only means "many", and it bounds the work. */
async function countShelves(deps: DocumentsDeps, actor: OfficerActor): Promise<Record<string, number>> {
  const shelves = ['mine', 'to-approve', 'to-number', 'to-sign', 'to-issue'] as const;
  const db = deps.database.of<Tables>();
  const counts = await Promise.all(
    shelves.map(async (shelf) => {
      const rows = await db
        .selectFrom('documents.outgoing as o')
        .select('o.id')
        .where(visible(actor))
        .where(shelfClause(shelf, actor))
        .limit(100)
        .execute();
      return [shelf, rows.length] as const;
    }),
  );
  return Object.fromEntries(counts);
}
