// How fast personal numbers are drawn: `node bench/personal-number.ts`. Eight clients, one block, one run, commit included:
//   limit  one-row inserts with a commit each, without any uniqueness but a random primary key
//   ours   the draw: CSPRNG draw, insert under three unique keys, look only where it did not go in
//   peer   a counter row per block (update … returning) and the same insert: what is used where numbers run in order
// On the test server, which does not wait for the disk: read the ratios, not the absolute values. The last line is JSON.
import { randomUUID } from 'node:crypto';
import { sql, type Kysely, type Transaction } from 'kysely';
import { newId } from '#platform/id.ts';
import { drawNumber } from '#modules/population/draw-number.ts';
import { createPopulation } from '#modules/population/index.ts';
import type { Tables } from '#modules/population/tables.ts';
import { startNode } from '#test/world/node.ts';
import { printReport } from './common/report.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 3);
const clients = 8;
const at = new Date();
const block = { placePrefix: '019', sex: 'female', birthYear: 2026 } as const;

const node = await startNode({
  build: (deps) => [createPopulation({ ...deps, evidence: { record: async () => undefined } })],
  env: { DATABASE_POOL: String(clients) },
});
const database = node.database;
const db = database.of<Tables>() as Kysely<unknown>;

// A number needs a person; they are not what is measured.
const people = 200_000;
await sql`insert into population.person (id, full_name, name_canonical, name_unaccented, sex, birth_year, recorded_at, changed_at)
  select gen_random_uuid(), 'Lò Thị Mai', 'lò thị mai', 'lo thi mai', 'female', 2026, now(), now() from generate_series(1, ${people})`.execute(
  db,
);
const { rows } = await sql<{ id: string }>`select id from population.person`.execute(db);
const free = rows.map((row) => row.id);

/** Commits per second of `clients` workers. */
async function rate(work: (trx: Transaction<Tables>, personId: string) => Promise<unknown>): Promise<number> {
  let done = 0;
  const until = performance.now() + seconds * 1000;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < until) {
        const personId = free.pop();
        if (personId === undefined) return;
        await database.transaction<Tables, unknown>((trx) => work(trx, personId));
        done += 1;
      }
    }),
  );
  return done / ((performance.now() - started) / 1000);
}

const limit = await rate((trx) =>
  sql`insert into population.block_load (block, assigned, measured_at)
    values (${Math.floor(Math.random() * 2_000_000_000)}, 1, ${at}) on conflict do nothing`.execute(trx),
);
const ours = await rate((trx, personId) => drawNumber(trx, { block, sourceAct: newId(), personId, at, by: {} }));
await sql`insert into population.block_load values (-1, 0, now()) on conflict (block) do nothing`.execute(db);
const peer = await rate(async (trx, personId) => {
  const counter = await sql<{
    n: number;
  }>`update population.block_load set assigned = assigned + 1 where block = -1 returning assigned as n`.execute(trx);
  const number = 19_227_000_000 + (counter.rows[0]?.n ?? 0);
  await sql`insert into population.person_number (number, block, source_act, person_id, allocated_at, allocated_by)
    values (${number}, 19227, ${randomUUID()}, ${personId}, ${at}, '{}')`.execute(trx);
});
await node.close();

printReport({
  bench: 'personal-number',
  figures: [
    {
      what: 'Drawing a personal number',
      unit: 'numbers/s',
      ours,
      peer: { name: 'a counter row per block and the same insert', value: peer },
      limit: { name: 'one-row insert and commit', value: limit },
    },
  ],
  about: [
    `${clients} clients, ${seconds} s each, all births in one block (one place, sex and year), commit included, on a server that does not wait for the disk, so that the work is seen and not the disk. Ours draws from a CSPRNG and inserts under three unique keys; the peer is what is used where numbers run in order, and all clients wait for its one row.`,
  ],
});
