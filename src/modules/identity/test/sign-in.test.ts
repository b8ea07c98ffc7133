import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testClock } from '#platform/clock.ts';
import type { TestNode } from '#test/world/node.ts';
import type { Identity } from '#modules/identity/index.ts';
import { listDemoPeople, listSignInPosts, signOut, whoAmI } from '#modules/identity/contract.ts';
import { safeReturn } from '#modules/identity/ui/session-cookie.ts';
import {
  agency,
  appointment,
  bearer,
  enter as enterAt,
  ngoc,
  officerId,
  signedIn,
  startIdentity,
  type IdentityWorld,
  type Typed,
} from './world.ts';

const clock = testClock('2026-11-23T02:00:00Z');
let world: IdentityWorld;
let node: TestNode;
let identity: Identity;

before(async () => {
  world = await startIdentity({ clock });
  ({ node, identity } = world);
});
after(() => world?.close());

const as = (token: string) => bearer(node, token);

const enter = (typed: Typed) => enterAt(node, typed);

test('a citizen signs in with the personal number, however it is spaced, and out again', async () => {
  const entered = signedIn(await enter({ personalId: '006 198 933 952', code: '123456' }));
  assert.equal(entered.me.name, ngoc.name);
  const client = as(entered.token);
  assert.equal((await client.get(whoAmI, {})).kind, 'citizen');
  assert.deepEqual(await client.get(signOut, {}), { ended: true });
  assert.equal((await client.call(whoAmI, {})).status, 401, 'the session goes on after signing out');
});

test('an officer acts with the appointment in force, and has nothing to sign in to without one', async () => {
  const entered = signedIn(await enter({ officerId, code: '654321' }));
  assert.deepEqual(entered.me.rights, ['civil-status.register']);
  assert.equal(entered.me.agencyName, agency.name);
  world.appointments = [];
  assert.equal((await as(entered.token).call(whoAmI, {})).status, 401);
  const without = await enter({ officerId, code: '654321' });
  assert.deepEqual([without.status, without.ok || without.problem.code], [403, 'identity.no-post']);
  world.appointments = [appointment];
});

test('an officer with two posts chooses one, acts with that one only, and not after it has ended', async () => {
  const other = {
    id: '0199aaaa-0000-7000-8000-000000000004',
    agencyId: '0199aaaa-0000-7000-8000-000000000005',
    position: 'Công chức biệt phái',
    rights: ['counter.accept'],
  };
  world.appointments = [other, appointment];
  const unchosen = await enter({ officerId, code: '654321' });
  assert.deepEqual([unchosen.status, unchosen.ok || unchosen.problem.code], [409, 'identity.which-post']);
  const strange = await enter({ officerId, code: '654321', appointmentId: '0199aaaa-0000-7000-8000-000000000009' });
  assert.equal(strange.ok || strange.problem.code, 'identity.no-post');
  for (const post of [other, appointment]) {
    const entered = signedIn(await enter({ officerId, code: '654321', appointmentId: post.id }));
    const me = await as(entered.token).get(whoAmI, {});
    assert.deepEqual([me.agencyId, me.position, me.rights], [post.agencyId, post.position, post.rights]);
    world.appointments = [other, appointment].filter((one) => one !== post);
    assert.equal((await as(entered.token).call(whoAmI, {})).status, 401, 'the other post takes its place');
    world.appointments = [other, appointment];
  }
  world.appointments = [appointment];
});

test('an unknown number and a wrong code are refused alike', async () => {
  const wrong = await enter({ personalId: ngoc.personalId, code: '000000' });
  const unknown = await enter({ personalId: '001099999999', code: '000000' });
  assert.ok(!wrong.ok && !unknown.ok);
  assert.equal(wrong.status, 401);
  const { requestId: _one, ...first } = wrong.problem;
  const { requestId: _two, ...second } = unknown.problem;
  assert.deepEqual(first, second);
});

test('a session ends by itself', async () => {
  const entered = signedIn(await enter({ personalId: ngoc.personalId, code: '123456' }));
  clock.advance(12 * 3_600_000 + 1000);
  assert.equal((await as(entered.token).call(whoAmI, {})).status, 401);
});

test('guessing is slowed down and never locks the account for good', async () => {
  const guess = () => enter({ officerId, code: 'đoán' });
  for (let tries = 0; tries < 8; tries++) assert.equal((await guess()).status, 401);
  const slowed = await enter({ officerId, code: '654321' });
  assert.ok(!slowed.ok);
  assert.equal(slowed.problem.code, 'identity.too-many-attempts');
  assert.equal(slowed.response.headers.get('retry-after'), '900');
  assert.ok((await enter({ personalId: ngoc.personalId, code: '123456' })).ok, 'another person is slowed down too');
  clock.advance(16 * 60_000);
  assert.ok((await enter({ officerId, code: '654321' })).ok);
});

test('neither the number nor the token nor the code is in the database', async () => {
  const { rows } = await node.database.pool.query(
    "select (select string_agg(a::text, ' ') from identity.account a) || (select string_agg(p::text, ' ') from identity.password p) || (select coalesce(string_agg(s::text, ' '), '') from identity.session s) || (select string_agg(i::text, ' ') from identity.sign_in i) as everything",
  );
  assert.doesNotMatch(rows[0].everything, /006198933952|123456\b.*\$argon|654321/);
  assert.match(rows[0].everything, /\$argon2id\$/);
});

test('what was tried cannot be rewritten by the application', async () => {
  await assert.rejects(node.database.pool.query('update identity.sign_in set succeeded = true'), /permission denied/);
  await assert.rejects(node.database.pool.query('delete from identity.sign_in'), /permission denied/);
});

test('ended sessions are forgotten after 90 days and attempts after a year; what is younger stays', async () => {
  const { pool } = node.database;
  await pool.query('delete from identity.session');
  const account = "(select id from identity.account where kind = 'citizen')";
  const daysAgo = (days: number) => new Date(clock.now().getTime() - days * 86_400_000);
  for (const [mark, expires, ended] of [
    ['signed out long ago', daysAgo(91), daysAgo(91)],
    ['expired long ago', daysAgo(91), null],
    ['signed out', daysAgo(89), daysAgo(89)],
    ['open', daysAgo(-1), null],
  ] as const)
    await pool.query(
      `insert into identity.session (id, token_hash, account_id, proofs, source, created_at, seen_at, expires_at, ended_at, ended_why)
       values (gen_random_uuid(), $1, ${account}, '[]', 'test', $2, $2, $2, $3, case when $3::timestamptz is not null then 'signed-out' end)`,
      [Buffer.from(mark), expires, ended],
    );
  for (const days of [2000, 364])
    await pool.query(
      "insert into identity.sign_in (id, subject, source, succeeded, at) values (gen_random_uuid(), 'x', $1, false, $2)",
      [`${days} days`, daysAgo(days)],
    );
  const forget = identity.parts.jobs?.find((one) => one.name === 'identity.forget-old');
  assert.ok(forget?.every);
  await forget.handle({}, { log: node.deps.log });
  const sessions = await pool.query('select token_hash from identity.session order by expires_at');
  assert.deepEqual(
    sessions.rows.map((row) => row.token_hash.toString()),
    ['signed out', 'open'],
  );
  const attempts = await pool.query("select source from identity.sign_in where source like '% days'");
  assert.deepEqual(
    attempts.rows.map((row) => row.source),
    ['364 days'],
  );
  for (const days of [31, 29])
    await pool.query(
      "insert into identity.sign_in (id, subject, source, succeeded, at) values (gen_random_uuid(), 'x', 'by hand ' || $1::int, false, now() - make_interval(days => $1::int))",
      [days],
    );
  await pool.query("select identity.forget_sign_ins_before('infinity')");
  const left = await pool.query("select source from identity.sign_in where source like 'by hand %'");
  assert.deepEqual(
    left.rows.map((row) => row.source),
    ['by hand 29'],
    'the last thirty days are not to be removed by anybody',
  );
});

test('the lists for the sign-in pages', async () => {
  const posts = await node.call(listSignInPosts, { query: { agencyId: agency.id } });
  assert.deepEqual(posts.ok && posts.answer.officers.map((one) => one.name), ['Bế Văn Hậu']);
  const people = await node.call(listDemoPeople, {});
  assert.equal(people.ok && people.answer.citizens.length, 1);
});

test('signing in never leads to another site', () => {
  assert.equal(safeReturn('/nop-ho-so/1.001193', '/'), '/nop-ho-so/1.001193');
  for (const evil of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/a\nLocation: x',
    null,
  ])
    assert.equal(safeReturn(evil, '/'), '/', String(evil));
});
