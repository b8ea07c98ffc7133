import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { getConsignment, sendConsignment, type Envelope } from '#modules/exchange/contract.ts';
import { nextTry, nextTryOfNode } from '#modules/exchange/peers/back-off.ts';
import { drainPeer, nextMost } from '#modules/exchange/peers/drain-peer.ts';
import { addDrain } from '#modules/exchange/peers/jobs.ts';
import { MOST_COPIES, PREFIX } from '#modules/exchange/peers/messages.ts';
import type { Tables } from '#modules/exchange/tables.ts';
import { agencies, binh, huong, letter, newKey } from './axis.ts';
import { openFederation, type Federation } from './federation.ts';

// After an absence: what waited for a node goes within seconds of its return, and not when a pause of another time is over.
const { ducXuan, ministry } = agencies;
const MINUTE = 60_000;

let fed: Federation;
before(async () => {
  fed = await openFederation({ tinh: [ducXuan], bo: [ministry] });
  // They have spoken with each other before.
  const first = await sent();
  await fed.settle();
  assert.equal(await stateOf(first), 'delivered');
});
after(() => fed?.close());

async function sent(more: Partial<Envelope> = {}): Promise<string> {
  const answered = await fed.node('tinh').send(letter({ to: [ministry.code], ...more }), { key: newKey() });
  assert.ok(answered.ok, JSON.stringify(answered.ok || answered.problem));
  return (answered.answer as { consignmentId: string }).consignmentId;
}

async function stateOf(consignmentId: string): Promise<string | undefined> {
  const answered = await fed.node('tinh').node.call(getConsignment, { params: { consignmentId } }, huong);
  assert.ok(answered.ok);
  return answered.answer.deliveries[0]?.transport;
}

async function peerAt(name: string): Promise<{ failures: number; pauseMs: number }> {
  const { rows } = await fed
    .node(name)
    .node.deps.database.pool.query<{ failures: number; next_try_at: Date | null }>(
      'select failures, next_try_at from exchange.peer',
    );
  const [row] = rows;
  return {
    failures: row?.failures ?? 0,
    pauseMs: row?.next_try_at ? row.next_try_at.getTime() - fed.clock.now().getTime() : 0,
  };
}

/** The node is away until something waits for it and several tries have failed. */
async function isAwayFor(name: string, hours: number): Promise<string> {
  fed.wire.down.add(name);
  const id = await sent();
  await fed.settle();
  for (let hour = 0; hour < hours; hour += 1) {
    fed.clock.advance(60 * MINUTE);
    await fed.sweep();
  }
  assert.equal(await stateOf(id), 'queued');
  fed.wire.down.delete(name);
  return id;
}

/** As a worker that begins. */
async function begins(name: string): Promise<void> {
  const { deps } = fed.node(name).node;
  await deps.database.transaction<unknown, void>((trx) => deps.jobs.add(trx, 'exchange.resume', {}));
  await fed.settle();
}

async function asOwner(name: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client(fed.node(name).node.owner);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The disk of that node's database is full for what is written there. */
async function fullDisk(name: string, table: string): Promise<() => Promise<void>> {
  await asOwner(
    name,
    `create or replace function exchange.no_room() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`,
    `create trigger no_room before insert on ${table} for each row execute function exchange.no_room()`,
  );
  return () => asOwner(name, `drop trigger no_room on ${table}`);
}

test('the pause of a node that does not answer stays below a minute, that of one copy grows to an hour', () => {
  const now = new Date('2026-11-23T02:00:00Z');
  const pause = (at: Date): number => (at.getTime() - now.getTime()) / 1000;
  for (let failures = 1; failures < 5000; failures += 1) {
    assert.ok(pause(nextTryOfNode(now, failures, () => 1)) <= 45);
    assert.ok(pause(nextTryOfNode(now, failures, () => 0)) >= 2.5);
  }
  assert.equal(pause(nextTry(now, 5000, () => 0.5)), 3600);
});

test('a request is as large as the other side can take within seconds', () => {
  assert.equal(nextMost(100, 200), MOST_COPIES, 'a fast one has as much as fits');
  assert.equal(nextMost(500, 60_000), 33, 'a slow one as much as it takes in four seconds');
  assert.equal(nextMost(100, 600_000), 20, 'and never less than a few');
  assert.equal(nextMost(1, 0), MOST_COPIES);
});

test('a node that starts says so, and what waited for it comes at once', async () => {
  const id = await isAwayFor('bo', 5);
  const { failures, pauseMs } = await peerAt('tinh');
  assert.ok(failures >= 5 && pauseMs > 0, JSON.stringify({ failures, pauseMs }));
  await begins('bo');
  assert.equal(await stateOf(id), 'delivered', 'the clock stood still meanwhile');
  assert.equal((await peerAt('tinh')).failures, 0);
});

test('after a cut that nobody tells the end of, documents go on within a minute', async () => {
  const id = await isAwayFor('bo', 3);
  fed.clock.advance(46_000);
  await fed.sweep();
  assert.equal(await stateOf(id), 'delivered');
});

test('whoever speaks to us is there: a letter from the other side ends its pause', async () => {
  const id = await isAwayFor('bo', 2);
  const { node } = fed.node('bo');
  const theirs = await node.call(
    sendConsignment,
    { body: { key: newKey(), envelope: letter({ from: ministry.code, to: [ducXuan.code] }) } },
    binh,
  );
  assert.ok(theirs.ok);
  await fed.settle();
  assert.equal(await stateOf(id), 'delivered');
});

test('a node that starts takes up its own queue: the pauses that it had set others are over', async () => {
  const id = await isAwayFor('bo', 2);
  await begins('tinh');
  assert.equal(await stateOf(id), 'delivered');
});

test('a job that finds another at work leaves the job for the end of the pause in its place', async () => {
  const { pool } = fed.node('tinh').node.deps.database;
  const client = await pool.connect();
  try {
    // Another process has the turn with that node.
    await client.query("select pg_advisory_lock(hashtext('exchange.peer'), hashtext('bo'))");
    const keys = async (): Promise<string[]> => {
      const owner = new pg.Client(fed.node('tinh').node.owner);
      await owner.connect();
      const { rows } = await owner.query<{ key: string }>(
        "select key from graphile_worker._private_jobs where key like 'exchange.drain-peer:bo:%' order by key",
      );
      await owner.end();
      return rows.map(({ key }) => key);
    };
    const at = new Date(Date.now() + 60 * MINUTE);
    const { deps } = fed.node('tinh').node;
    await deps.database.transaction<Tables, void>((trx) => addDrain(trx, 'bo', at));
    await drainPeer(fed.node('tinh').exchangeDeps, 'bo', deps.log);
    assert.deepEqual(await keys(), ['exchange.drain-peer:bo:again', 'exchange.drain-peer:bo:later']);
  } finally {
    await client.query("select pg_advisory_unlock(hashtext('exchange.peer'), hashtext('bo'))");
    client.release();
  }
});

test('a greeting of nobody is refused, and ends no pause', async () => {
  const id = await isAwayFor('bo', 2);
  const forged = await fed.forge('bo', 'tinh', {
    method: 'POST',
    path: `${PREFIX}/hello`,
    body: Buffer.from('{}'),
    key: 'ngoai',
  });
  assert.equal(forged.status, 401);
  assert.ok((await peerAt('tinh')).pauseMs > 0);
  await begins('bo');
  assert.equal(await stateOf(id), 'delivered');
});

test('a full disk at the recipient’s node holds the node up, not the copies one by one', async () => {
  const more = await fullDisk('bo', 'exchange.consignment');
  const ids = [await sent(), await sent(), await sent()];
  await fed.settle();
  const { pool } = fed.node('tinh').node.deps.database;
  assert.equal(fed.calls.at(-1)?.status, 503, 'for the whole request');
  assert.equal((await peerAt('tinh')).failures, 1);
  for (let tries = 0; tries < 20; tries += 1) {
    fed.clock.advance(MINUTE);
    await fed.sweep();
  }
  const { rows } = await pool.query(
    "select from exchange.delivery where transport = 'queued' and (next_try_at is not null or peer_attempts > 1)",
  );
  assert.equal(rows.length, 0, 'no copy has a pause of its own');
  await more();
  fed.clock.advance(46_000);
  await fed.sweep();
  for (const id of ids) assert.equal(await stateOf(id), 'delivered');
});

test('a full disk under the sender’s node is said by name, and the same key works when there is room', async () => {
  const more = await fullDisk('tinh', 'exchange.consignment');
  const body = { key: newKey(), envelope: letter({ to: [ministry.code] }) };
  const refused = await fed.node('tinh').node.call(sendConsignment, { body }, huong);
  assert.ok(!refused.ok);
  assert.equal(refused.status, 503);
  assert.equal(refused.problem.code, 'platform.no-room');
  await more();
  const taken = await fed.node('tinh').node.call(sendConsignment, { body }, huong);
  assert.ok(taken.ok);
});
