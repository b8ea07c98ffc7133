import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { Type } from 'typebox';
import { defineEvent, listen } from '#platform/events.ts';
import { job } from '#platform/jobs.ts';
import { startNode, type TestNode } from '#test/world/node.ts';

const rang = defineEvent('probe.rang@1', Type.Object({ n: Type.Integer() }));
let node: TestNode;
const heard: number[] = [];
const ran: unknown[] = [];
let begun = 0;

before(async () => {
  node = await startNode({
    worker: true,
    env: { WORKER_CONCURRENCY: '4' },
    build: () => [
      {
        parts: {
          name: 'probe',
          jobs: [
            job('probe.note', async (payload) => void ran.push(payload)),
            job('probe.come-round', async () => undefined, { every: '0 4 * * *' }),
            job<{ ms: number }>('probe.slow', async ({ ms }) => void (await wait(ms))),
            job('probe.begin', async () => void (begun += 1), { atStart: true }),
          ],
          listeners: [
            listen(rang, 'probe.hear', async (event, { trx }) => {
              if (event.payload.n === 13) await sql`select no_such_function()`.execute(trx).catch(() => undefined);
              heard.push(event.payload.n);
            }),
          ],
        },
      },
    ],
  });
});
after(() => node?.close());

async function until(condition: () => boolean | Promise<boolean>, within = 30_000): Promise<void> {
  const deadline = Date.now() + within;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, 'it did not happen in time');
    await wait(20);
  }
}

test('jobs added in a transaction run after its commit, and never after a rollback', async () => {
  await node.database.transaction((trx) => node.deps.jobs.add(trx, 'probe.note', { kept: true }));
  await node.database
    .transaction(async (trx) => {
      await node.deps.jobs.add(trx, 'probe.note', { kept: false });
      throw new Error('rolled back');
    })
    .catch(() => undefined);
  await until(() => ran.length > 0);
  await wait(100);
  assert.deepEqual(ran, [{ kept: true }]);
});

test('the same delivery twice has one effect', async () => {
  const id = await node.database.transaction((trx) => node.deps.publish(trx, rang, { n: 1 }));
  await until(() => heard.includes(1));
  await node.database.transaction((trx) => node.deps.jobs.add(trx, 'listen:probe.hear', { eventId: id }));
  await wait(300);
  assert.deepEqual(
    heard.filter((n) => n === 1),
    [1],
  );
});

test('work that swallowed a failed statement is not acknowledged', async () => {
  await node.database.transaction((trx) => node.deps.publish(trx, rang, { n: 13 }));
  await until(() => heard.includes(13));
  await wait(100);
  const { rows } = await node.database.pool.query(
    "select from platform.delivery where event_id in (select id from platform.event where payload->>'n' = '13')",
  );
  assert.equal(rows.length, 0, 'the aborted delivery counts as done');
});

test('the jobs of a worker that died come back at once, not after hours', async () => {
  const client = new pg.Client(node.owner);
  await client.connect();
  try {
    await client.query(
      `insert into graphile_worker._private_tasks (identifier) values ('probe.note') on conflict do nothing`,
    );
    await client.query(
      `select graphile_worker.add_job('probe.note', '{"of": "the dead"}', run_at => now() + interval '1 hour')`,
    );
    await client.query(
      `update graphile_worker._private_jobs set locked_by = 'worker-that-died', locked_at = now() - interval '1 minute', run_at = now() where run_at > now() + interval '30 minutes'`,
    );
    // The next process to start frees it.
    const other = await startNode({
      build: () => [{ parts: { name: 'probe', jobs: [job('probe.note', async (payload) => void ran.push(payload))] } }],
      beside: node,
      worker: true,
    });
    await until(() => ran.some((payload) => (payload as { of?: string }).of === 'the dead'));
    await other.close();
  } finally {
    await client.end();
  }
});

test('a job that is to run at the start runs once when the worker begins', async () => {
  await until(() => begun > 0);
  await wait(200);
  assert.ok(begun >= 1);
});

test('a job that a newer one of its key has replaced is taken away when its worker died, and is no failure', async () => {
  const client = new pg.Client(node.owner);
  await client.connect();
  try {
    const later = "run_at => now() + interval '1 hour', job_key => 'probe.keyed'";
    await client.query(`select graphile_worker.add_job('probe.note', '{"of": "first"}', ${later})`);
    await client.query(
      `update graphile_worker._private_jobs set locked_by = 'worker-that-died', locked_at = now() - interval '1 minute' where key = 'probe.keyed'`,
    );
    await client.query(`select graphile_worker.add_job('probe.note', '{"of": "second"}', ${later})`);
    const left = async (): Promise<{ key: string | null; attempts: number }[]> =>
      (
        await client.query<{ key: string | null; attempts: number }>(
          `select key, attempts from graphile_worker._private_jobs where payload->>'of' in ('first', 'second')`,
        )
      ).rows;
    assert.equal((await left()).length, 2);
    await until(async () => (await left()).length === 1, 15_000);
    assert.deepEqual(await left(), [{ key: 'probe.keyed', attempts: 0 }], 'the newer one still waits');
  } finally {
    await client.end();
  }
});

test('a worker that cannot write what is done begins anew, also where other jobs are done meanwhile', async () => {
  const client = new pg.Client(node.owner);
  await client.connect();
  try {
    const before = begun;
    await client.query(`create function probe_full() returns trigger language plpgsql as
      $$ begin raise exception 'No space left on device' using errcode = '53100'; end $$`);
    await client.query(`create trigger probe_full before delete on graphile_worker._private_jobs for each row
      when (old.payload::text like '%of the full disk%') execute function probe_full()`);
    await node.database.transaction(async (trx) => {
      for (const ms of [300, 500, 700]) await node.deps.jobs.add(trx, 'probe.slow', { ms });
      await node.deps.jobs.add(trx, 'probe.note', { of: 'of the full disk' });
    });
    await until(() => ran.some((payload) => (payload as { of?: string }).of === 'of the full disk'));
    await wait(1000);
    await client.query('drop trigger probe_full on graphile_worker._private_jobs');
    await node.database.transaction((trx) => node.deps.jobs.add(trx, 'probe.note', { of: 'after it' }));
    await until(() => ran.some((payload) => (payload as { of?: string }).of === 'after it'), 30_000);
    await until(() => begun > before);
  } finally {
    await client.end();
  }
});
