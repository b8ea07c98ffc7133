import { sql, type SqlBool } from 'kysely';
import type { OfficerActor } from '#platform/access.ts';
import { vnDate } from '#platform/time.ts';
import { platformProblem } from '#platform/problem.ts';
import { mayReadRegisters } from '../access.ts';
import type { DocumentsDeps } from '../deps.ts';
import { findType } from '../document-types.ts';
import { copyKinds } from '../legal.ts';
import { printed } from '../notation.ts';
import { searchFor } from './search-for.ts';
import { cut, readPlace } from './paging.ts';
import type { RegisterLine } from '../shapes.ts';
import type { OutgoingState } from '../states.ts';
import type { Tables } from '../tables.ts';
import { incomingStateWords, nameOf, stateWords } from '../words.ts';

export type Book = 'out' | 'in' | 'copy';

export interface RegisterQuery {
  book: Book;
  year: number;
  type?: string;
  q?: string;
  after?: string;
  limit?: number;
}

interface Row {
  id: string;
  at: Date;
  number: number;
  notation: string;
  on: string;
  type: string;
  subject: string;
  other: string;
  person: string;
  post: string;
  state: string;
}

/** Where the lines of each book come from: one shape for all three. */
const sources = (today: string): Record<Book, ReturnType<typeof sql>> => ({
  out: sql`select e.id, e.at, e.number, o.notation, o.issued_on::text as "on", o.type, o.subject, o.search, o.signer_name as person, coalesce(v.content->'signer'->>'position', '') as post, o.state,
      (select string_agg(r->>'name', '; ') from jsonb_array_elements(v.content->'recipients') r) as other
    from documents.register_entry e join documents.outgoing o on o.id = e.document_id
    join documents.outgoing_version v on v.outgoing_id = o.id and v.version = o.version`,
  in: sql`select e.id, e.at, e.number, i.notation, i.issued_on::text as "on", i.type, i.subject, i.search, coalesce(case when i.lead_post_id is not null and i.state in ('assigned', 'in-progress') then
        (select string_agg(h.name, ', ' order by h.kind = 'stand-in', h.name) from directory.shared_holder h
          where h.post_id = i.lead_post_id and h.valid_from <= ${today}::date and (h.valid_to is null or h.valid_to >= ${today}::date))
      else i.lead_name end, '') as person, coalesce(i.lead_post_name, '') as post, i.state,
      i.sender_name as other
    from documents.register_entry e join documents.incoming i on i.id = e.document_id`,
  copy: sql`select e.id, e.at, e.number, c.notation, c.made_on::text as "on", c.kind as type, c.of_subject as subject,
      lower(unaccent(c.of_subject || ' ' || c.of_notation || ' ' || c.number || '/' || c.notation)) as search, c.signer_name as person, c.signer_position as post, c.kind as state, c.of_notation as other
    from documents.register_entry e join documents.copy c on c.id = e.document_id`,
});

/** One page of a register book of the own agency, the latest line first. @throws platform.not-allowed */
export async function listRegister(
  deps: DocumentsDeps,
  query: RegisterQuery,
  actor: OfficerActor,
): Promise<{ lines: RegisterLine[]; next: string | null }> {
  const { limit = 50 } = query;
  const rows = await readRegister(deps, { ...query, limit: limit + 1 }, actor);
  const page = cut(rows, limit, (row) => ({ at: row.at, id: row.id }));
  return { lines: page.rows.map((row) => lineOf(query.book, row)), next: page.next };
}

export async function readRegister(deps: DocumentsDeps, query: RegisterQuery, actor: OfficerActor): Promise<Row[]> {
  if (!mayReadRegisters(actor)) throw platformProblem('not-allowed');
  const after = query.after ? readPlace(query.after) : undefined;
  const { rows } = await sql<Row>`
    select * from (${sources(vnDate(deps.clock.now()))[query.book]} where e.agency_id = ${actor.agencyId} and e.book = ${query.book} and e.year = ${query.year}) line
    where ${query.type === undefined ? sql<SqlBool>`true` : sql<SqlBool>`line.type = ${query.type}`}
      and ${searchFor({ search: sql`line.search`, date: sql`line."on"::date` }, query.q)}
      and ${after ? sql<SqlBool>`(line.at, line.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql<SqlBool>`true`}
    order by line.at desc, line.id desc limit ${query.limit ?? 50}`.execute(deps.database.of<Tables>());
  return rows;
}

export function lineOf(book: Book, row: Row): RegisterLine {
  return {
    id: row.id,
    number: row.number,
    notation: book === 'in' ? row.notation : printed(row.number, row.notation),
    on: row.on,
    type: book === 'copy' ? copyKinds[row.type as keyof typeof copyKinds] : (findType(row.type)?.vi ?? row.type),
    subject: row.subject,
    other: row.other ?? '',
    person: row.person,
    post: row.post,
    state:
      book === 'out'
        ? stateWords[row.state as OutgoingState].vi
        : book === 'in'
          ? nameOf(incomingStateWords, row.state).vi
          : '',
    enteredAt: row.at.toISOString(),
  };
}
