import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin } from '#test/world/filled-database.ts';
import { testCluster } from '#test/world/cluster.ts';
import { lookPool } from '#test/world/look-pool.ts';

test('a database may be dropped while a pool of a test still says goodbye to it', async () => {
  const { owner } = await testCluster();
  const pool = lookPool({ ...owner, max: 1 });
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
  const pid = rows[0]?.pid;
  assert.ok(pid);
  const gone = new Promise((resolve) => pool.once('remove', resolve));
  const told = new Promise<Error>((resolve) => pool.once('error', resolve));
  // A server that does not come to hearing the goodbye, as on a machine with much to do.
  process.kill(pid, 'SIGSTOP');
  await pool.end();
  await admin((client) => client.query('select pg_terminate_backend($1)', [pid]));
  process.kill(pid, 'SIGCONT');
  await gone;
  assert.match((await told).message, /terminating connection/);
});
