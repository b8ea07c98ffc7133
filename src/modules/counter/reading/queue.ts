import type { OfficerActor } from '#platform/access.ts';
import type { Executor } from '#platform/database/database.ts';
import { isId } from '#platform/id.ts';
import { addDays, vnDate, vnInstant } from '#platform/time.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Static } from 'typebox';
import { mayHearQueue } from '../access.ts';
import type { Catalogue } from '../filing/catalogue.ts';
import type { listQueue as operation } from '../contract.ts';
import type { CounterDeps } from '../deps.ts';
import { on } from '../dossier-row.ts';
import { counterProblem } from '../errors.ts';
import { platformProblem } from '#platform/problem.ts';
import { type QueueFilter, queueFilters, type QueueRow } from '../shapes.ts';
import type { ClockState, DossierState, Stage } from '../states.ts';

type QueuePage = Static<(typeof operation)['answer']>;

/** Counting stops here: "1000 or more" is all that a person needs, and it bounds the work on a long queue. */
const mostCounted = 1000;

/** What a filter takes, and the one moment that it is ordered by: each is a walk along one index. */
function walkOf(
  filter: QueueFilter,
  actor: OfficerActor,
  now: Date,
): { where: RawBuilder<unknown>; by: 'sort_at' | 'due_at' | 'filed_at'; newestFirst?: boolean } {
  const mine = sql`agency_id = ${actor.agencyId}`;
  const timed = sql`${mine} and stage in ('to-accept', 'in-progress') and due_at is not null`;
  const tomorrow = vnInstant(addDays(vnDate(now), 1));
  switch (filter) {
    case 'open':
      return { where: sql`${mine} and stage <> 'done'`, by: 'filed_at' };
    case 'overdue':
      return { where: sql`${timed} and due_at < ${now}`, by: 'due_at' };
    case 'due-today':
      return { where: sql`${timed} and due_at >= ${now} and due_at < ${tomorrow}`, by: 'due_at' };
    case 'mine':
      return { where: sql`assignee_id = ${actor.officerId} and stage <> 'done' and ${mine}`, by: 'sort_at' };
    case 'done':
      return { where: sql`${mine} and stage = 'done'`, by: 'sort_at', newestFirst: true };
    default:
      return { where: sql`${mine} and stage = ${filter}`, by: 'sort_at' };
  }
}

interface Row {
  dossierId: string;
  code: string;
  state: Exclude<DossierState, 'draft'>;
  stage: Stage;
  clock: ClockState;
  procedureCode: string;
  procedureVersionId: string;
  applicantName: string;
  assigneeId: string | null;
  filedAt: Date;
  dueAt: Date | null;
  place: Date;
  /** the last day for the supplement that is waited for, 'YYYY-MM-DD' */
  answerBy: string | null;
}

/** The officers' list: one page along an index, and how many there are of each kind. */
export async function listQueue(
  deps: CounterDeps,
  catalogue: Catalogue,
  query: { filter?: QueueFilter; after?: string; limit?: number },
  actor: OfficerActor,
): Promise<QueuePage> {
  if (!mayHearQueue(actor, actor.agencyId)) throw platformProblem('not-allowed');
  const filter = query.filter ?? 'open';
  const limit = query.limit ?? 50;
  const now = deps.clock.now();
  const database = deps.database.of<unknown>();
  const [found, counts] = await Promise.all([
    readRows(database, filter, actor, now, limit, query.after ? readCursor(query.after) : undefined),
    countAll(database, actor, now),
  ]);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return {
    agencyId: actor.agencyId,
    filter,
    rows: await Promise.all(rows.map((row) => show(row, catalogue, now))),
    next: found.length > limit && last ? writeCursor(last.place, last.dossierId) : null,
    counts,
    at: now.toISOString(),
  };
}

async function readRows(
  executor: Executor,
  filter: QueueFilter,
  actor: OfficerActor,
  now: Date,
  limit: number,
  after: { at: Date; id: string } | undefined,
): Promise<Row[]> {
  const { where, by, newestFirst } = walkOf(filter, actor, now);
  const place = sql.ref(by);
  const way = newestFirst ? sql`desc` : sql`asc`;
  const further = newestFirst ? sql`<` : sql`>`;
  const from = after ? sql`and (${place}, dossier_id) ${further} (${after.at}::timestamptz, ${after.id}::uuid)` : sql``;
  const { rows } = await sql<Row>`
    select dossier_id as "dossierId", code, state, stage, clock, procedure_code as "procedureCode",
      procedure_version_id as "procedureVersionId", applicant_name as "applicantName", assignee_id as "assigneeId",
      filed_at as "filedAt", due_at as "dueAt", ${place} as place,
      case when stage = 'waiting' then (select r.answer_by::text from counter.supplement_request r
        where r.dossier_id = queue_entry.dossier_id and r.closed_at is null) end as "answerBy"
    from counter.queue_entry where ${where} ${from}
    order by ${place} ${way}, dossier_id ${way} limit ${limit + 1}`.execute(on(executor));
  return rows;
}

async function countAll(executor: Executor, actor: OfficerActor, now: Date): Promise<Record<string, number>> {
  const parts = queueFilters
    .filter((filter) => filter !== 'done')
    .map((filter) => {
      const { where } = walkOf(filter, actor, now);
      return sql`select ${filter}::text as filter, (select count(*)::int from
        (select 1 from counter.queue_entry where ${where} limit ${mostCounted}) counted) as many`;
    });
  const { rows } = await sql<{ filter: string; many: number }>`${sql.join(parts, sql` union all `)}`.execute(
    on(executor),
  );
  return Object.fromEntries(rows.map((row) => [row.filter, row.many]));
}

async function show(row: Row, catalogue: Catalogue, now: Date): Promise<QueueRow> {
  const version = await catalogue.version(row.procedureVersionId);
  const works = row.stage === 'to-accept' || row.stage === 'in-progress';
  const isOverdue = works && row.dueAt !== null && row.dueAt < now;
  return {
    dossierId: row.dossierId,
    code: row.code,
    state: row.state,
    stage: row.stage,
    clock: row.clock,
    procedureCode: row.procedureCode,
    procedureName: version.name,
    applicantName: row.applicantName,
    assigneeId: row.assigneeId,
    filedAt: row.filedAt.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    answerBy: row.answerBy,
    isAnswerLate: row.answerBy !== null && row.answerBy < vnDate(now),
    isOverdue,
    isDueToday: works && !isOverdue && row.dueAt !== null && vnDate(row.dueAt) === vnDate(now),
  };
}

/** The dossier after this one on its shelf, so that an officer goes on without returning to the list. */
export async function findNext(executor: Executor, dossierId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select n.dossier_id as id from counter.queue_entry q
    join lateral (select dossier_id from counter.queue_entry n
      where n.agency_id = q.agency_id and n.stage = q.stage and (n.sort_at, n.dossier_id) > (q.sort_at, q.dossier_id)
      order by n.sort_at, n.dossier_id limit 1) n on true
    where q.dossier_id = ${dossierId} and q.stage <> 'done'`.execute(on(executor));
  return rows[0]?.id ?? null;
}

/** Opaque to callers; PostgreSQL keeps microseconds where JavaScript has milliseconds, so times are stored rounded. */
export function writeCursor(at: Date, id: string): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');
}

/** Throws `counter.cursor-not-valid`. */
export function readCursor(cursor: string): { at: Date; id: string } {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ');
  const time = new Date(at);
  if (Number.isNaN(time.getTime()) || !isId(id)) throw counterProblem('cursor-not-valid');
  return { at: time, id };
}
