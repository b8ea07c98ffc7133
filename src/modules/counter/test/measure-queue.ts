// How quick the officers' list is over a million dossiers of one agency: node src/modules/counter/test/measure-queue.ts [rows]
import { listQueue } from '../contract.ts';
import { queueFilters } from '../reading/queue-filters.ts';
import { sql } from 'kysely';
import pg from 'pg';
import { mai, openOffice } from './office.ts';

const rows = Number(process.argv[2] ?? 1_000_000);
const office = await openOffice();
const filed = await office.file();
const owner = new pg.Client(office.node.owner);
await owner.connect();
// Only the projection is filled: the list reads nothing else. A tenth is open, as in a busy year.
await owner.query('alter table counter.queue_entry drop constraint queue_entry_dossier_id_fkey');
await owner.query(
  `insert into counter.queue_entry (dossier_id, agency_id, code, state, stage, clock, procedure_code, procedure_version_id, applicant_name,
      filed_at, due_at, sort_at)
    select gen_random_uuid(), q.agency_id, 'X-' || n, s.state, s.stage, s.clock, q.procedure_code, q.procedure_version_id,
      'Nguyễn Thị Thu Hà', t, t + interval '3 days', case s.stage when 'in-progress' then t + interval '3 days' else t end
    from generate_series(1, $1::int) n
    cross join lateral (select timestamptz '2026-11-23T03:00:00Z' - n * interval '30 seconds' as t) times
    cross join lateral (select * from (values (0, 'submitted', 'to-accept', 'none'), (1, 'accepted', 'in-progress', 'running'),
      (2, 'accepted', 'waiting', 'paused'), (3, 'resolved', 'to-return', 'stopped')) v(k, state, stage, clock) where k = n % 40
      union all select 9, 'returned', 'done', 'stopped' where n % 40 > 3) s
    cross join (select * from counter.queue_entry where dossier_id = $2) q`,
  [rows, filed.dossierId],
);
await owner.query('vacuum analyze counter.queue_entry');
const report: Record<string, unknown>[] = [];
for (const filter of queueFilters) {
  const times: number[] = [];
  let shown = 0;
  for (let n = 0; n < 20; n += 1) {
    const started = performance.now();
    const page = await office.node.call(listQueue, { query: { filter } }, mai);
    times.push(performance.now() - started);
    shown = page.ok ? page.answer.rows.length : -1;
  }
  const sorted = times.toSorted((a, b) => a - b);
  report.push({ filter, rows: shown, p50_ms: Math.round(sorted[10] ?? 0), p95_ms: Math.round(sorted[18] ?? 0) });
}
process.stdout.write(`${report.map((line) => JSON.stringify(line)).join('\n')}\n`);
const { rows: plan } = await sql<{
  'QUERY PLAN': string;
}>`explain (analyze, buffers, costs off) select dossier_id from counter.queue_entry
  where agency_id = ${mai.agencyId} and stage <> 'done' order by filed_at, dossier_id limit 51`.execute(
  office.node.database.of(),
);
process.stdout.write(`${plan.map((line) => line['QUERY PLAN']).join('\n')}\n`);
await owner.end();
await office.close();
