import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#platform/id.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import { createNotices, type Notices } from '../index.ts';

let node: TestNode;
let notices: Notices;

before(async () => {
  node = await startNode({ build: (deps) => [(notices = createNotices(deps))] });
});
after(() => node.close());

const daysAgo = (days: number) => new Date(node.deps.clock.now().getTime() - days * 86_400_000);

async function write(noticeAge: number, attemptAge: number): Promise<void> {
  const { pool } = node.database;
  const [id, account] = [newId(), newId()];
  await pool.query(
    "insert into notices.notice (id, account_id, subject_vi, subject_en, body_vi, body_en, at) values ($1, $2, $3, '', '', '', $4)",
    [id, account, `${noticeAge}`, daysAgo(noticeAge)],
  );
  await pool.query('insert into notices.reading (notice_id, account_id, read_at) values ($1, $2, $3)', [
    id,
    account,
    daysAgo(noticeAge),
  ]);
  await pool.query(
    "insert into notices.delivery_attempt (id, notice_id, channel, outcome, reason, at) values ($1, $2, 'email', 'accepted', $3, $4)",
    [newId(), id, `${attemptAge}`, daysAgo(attemptAge)],
  );
}

const all = async (query: string): Promise<unknown[]> =>
  (await node.database.pool.query<{ one: unknown }>(query)).rows.map((row) => row.one);

test('notices, attempts and unconfirmed addresses are forgotten in their time; what is younger stays', async () => {
  const { pool } = node.database;
  await write(5 * 365 + 1, 5 * 365 + 1);
  await write(5 * 365 - 1, 366);
  await write(1, 1);
  for (const [email, age, confirmed] of [
    ['never@example.vn', 31, false],
    ['waiting@example.vn', 29, false],
    ['wanted@example.vn', 900, true],
  ] as const)
    await pool.query(
      'insert into notices.address (account_id, email, code_sha256, set_at, confirmed_at) values ($1, $2, $3, $4, $5)',
      [newId(), email, Buffer.alloc(32), daysAgo(age), confirmed ? daysAgo(age) : null],
    );
  const forget = notices.parts.jobs?.find((one) => one.name === 'notices.forget-old');
  assert.ok(forget?.every);
  await forget.handle({}, { log: node.deps.log });
  assert.deepEqual(await all('select subject_vi as one from notices.notice order by at'), [`${5 * 365 - 1}`, '1']);
  assert.equal((await all('select notice_id as one from notices.reading')).length, 2);
  assert.deepEqual(await all('select reason as one from notices.delivery_attempt'), ['1']);
  assert.deepEqual(await all('select email as one from notices.address order by email'), [
    'waiting@example.vn',
    'wanted@example.vn',
  ]);
});

test('the application cannot remove a notice of the last year', async () => {
  await refuses('delete from notices.notice');
  await refuses('delete from notices.delivery_attempt');
  await node.database.pool.query("select notices.forget_before('infinity', 'infinity')");
  assert.deepEqual(await all('select subject_vi as one from notices.notice'), ['1']);
  assert.deepEqual(await all('select reason as one from notices.delivery_attempt'), ['1']);
});

async function refuses(command: string): Promise<void> {
  await assert.rejects(node.database.pool.query(command), { code: '42501' }, command);
}
