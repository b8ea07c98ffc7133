import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { newId } from '#platform/id.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import { createClientBook, type ClientBook } from '../clients/client-book.ts';
import { clientRoutes } from '../clients/routes.ts';
import * as contract from '../contract/clients.ts';
import { doors, newClient, officerOf, publicKey, tester } from './world.ts';

let node: TestNode;
let beside: TestNode;
let book: ClientBook;
let elsewhere: ClientBook;
const recorded: { kind: string; subject: string }[] = [];

before(async () => {
  node = await startNode({
    build(deps) {
      book = createClientBook(deps);
      return [{ parts: { name: 'sign-on', served: clientRoutes(doors(deps, recorded)) } }];
    },
  });
  beside = await startNode({
    beside: node,
    build(deps) {
      elsewhere = createClientBook(deps);
      return [{ parts: { name: 'sign-on' } }];
    },
  });
});
after(async () => {
  await beside?.close();
  await node?.close();
});

const keeper = officerOf('ministry', ['sign-on.clients']);
const other = officerOf('province', ['sign-on.clients', 'sign-on.approve']);
const approver = officerOf('office', ['sign-on.approve']);

async function register(changed: Parameters<typeof newClient>[0] = {}, actor = keeper) {
  const made = await node.call(contract.registerClient, { body: newClient(changed) }, actor);
  assert.ok(made.ok, JSON.stringify(made));
  return made.answer;
}

function code(answer: { ok: boolean; problem?: { code: string } }): string | undefined {
  return answer.ok ? undefined : answer.problem?.code;
}

test('a client begins in test mode, with the scopes of its data only', async () => {
  const { client, secret } = await register();
  assert.equal(secret, null);
  assert.deepEqual(
    [client.mode, client.scopes, client.keys.map(({ kid, alg }) => [kid, alg]), client.issuer],
    ['test', ['openid', 'profile'], [['khoa-1', 'ES256']], 'http://lienthong.test/oidc'],
  );
  assert.deepEqual(client.may, { keep: true, decide: false, suspend: true, resume: true });
  assert.ok(
    recorded.some(({ kind, subject }) => kind === 'sign-on.client-registered' && subject === `client:${client.id}`),
  );
});

test('an officer of another agency meets a client that is not there', async () => {
  const { client } = await register();
  const params = { clientId: client.id };
  const tries = [
    await node.call(contract.getClient, { params }, other),
    await node.call(contract.updateClient, { params, body: { version: 1, changes: { nameVi: 'Chiếm lấy' } } }, other),
    await node.call(contract.putLive, { params }, other),
    await node.call(contract.suspendClient, { params, body: { reason: 'Không thích' } }, other),
    await node.call(contract.decideProposal, { params, body: { version: 1, agrees: true } }, other),
    await node.call(contract.setKeys, { params, body: { keys: [publicKey] } }, other),
    await node.call(
      contract.addTester,
      { params, body: { personalNumber: tester.number, fullName: tester.fullName } },
      other,
    ),
  ];
  assert.deepEqual(
    tries.map(code),
    Array.from(tries, () => 'sign-on.no-such-client'),
  );
  const none = await node.call(contract.getClient, { params: { clientId: newId() } }, keeper);
  assert.equal(code(none), 'sign-on.no-such-client');
  const listed = await node.call(contract.listClients, { query: {} }, other);
  assert.ok(listed.ok && listed.answer.clients.every(({ id }) => id !== client.id));
});

test('a secret is shown once, kept sealed, and renewed at once', async () => {
  const { client, secret } = await register({ authMethod: 'client_secret_basic', keys: undefined as never });
  assert.match(secret ?? '', /^[\w-]{43}$/);
  const params = { clientId: client.id };
  const page = await node.call(contract.getClient, { params }, keeper);
  assert.ok(page.ok && !JSON.stringify(page.answer).includes(secret ?? '?'));
  const { rows } = await sql<{
    row: string;
  }>`select to_jsonb(c)::text as row from sign_on.client c where id = ${client.id}`.execute(node.database.of());
  assert.ok(rows[0] && !rows[0].row.includes(secret ?? '?'), 'the row does not hold the secret');
  assert.equal((await book.find(client.id))?.secret, secret);
  const renewed = await node.call(contract.rotateSecret, { params }, keeper);
  assert.ok(renewed.ok && renewed.answer.secret !== secret);
  const stale = { ...keeper, assurance: { level: 1 as const, provedAt: new Date().toISOString(), methods: ['pwd'] } };
  assert.equal(code(await node.call(contract.rotateSecret, { params }, stale)), 'platform.step-up');
});

test('going live takes two officers, and everything that it must have', async () => {
  const { client } = await register({ redirectUris: ['http://localhost:3000/quay-lai'], postLogoutRedirectUris: [] });
  const params = { clientId: client.id };
  assert.deepEqual(
    client.missingForLive.map(({ path }) => path),
    ['redirectUris'],
  );
  const early = await node.call(contract.putLive, { params }, keeper);
  assert.equal(code(early), 'sign-on.not-ready-for-live');
  const changed = await node.call(
    contract.updateClient,
    { params, body: { version: 1, changes: { redirectUris: ['https://trich-luc.example.gov.vn/quay-lai'] } } },
    keeper,
  );
  assert.ok(changed.ok && changed.answer.client.facts.redirectUris[0]?.startsWith('https://'));
  const asked = await node.call(contract.putLive, { params }, keeper);
  assert.ok(asked.ok && asked.answer.client.proposal?.toLive);
  const { version } = asked.answer.client;
  const yes = { params, body: { version, agrees: true } };
  const both = { ...keeper, rights: ['sign-on.clients', 'sign-on.approve'] };
  assert.equal(code(await node.call(contract.decideProposal, yes, both)), 'sign-on.not-your-own-proposal');
  const silent = await node.call(contract.decideProposal, { params, body: { version, agrees: false } }, approver);
  assert.equal(code(silent), 'sign-on.reason-needed');
  const stale = await node.call(
    contract.decideProposal,
    { params, body: { version: version - 1, agrees: true } },
    approver,
  );
  assert.equal(code(stale), 'sign-on.client-changed');
  const waiting = await node.call(contract.listClients, { query: { of: 'waiting' } }, approver);
  assert.ok(waiting.ok && waiting.answer.waiting >= 1 && waiting.answer.clients.some(({ id }) => id === client.id));
  const live = await node.call(contract.decideProposal, yes, approver);
  assert.ok(live.ok && live.answer.client.mode === 'live' && live.answer.client.proposal === null);
  assert.equal(code(await node.call(contract.decideProposal, yes, approver)), 'sign-on.nothing-proposed');
  assert.equal(code(await node.call(contract.putLive, { params }, keeper)), 'sign-on.already-live');
  assert.deepEqual(
    live.answer.client.history.map(({ kind }) => kind),
    ['put-live', 'live-proposed', 'changed', 'registered'],
  );
});

async function makeLive() {
  const { client } = await register();
  const params = { clientId: client.id };
  const asked = await node.call(contract.putLive, { params }, keeper);
  assert.ok(asked.ok);
  const live = await node.call(
    contract.decideProposal,
    { params, body: { version: asked.answer.client.version, agrees: true } },
    approver,
  );
  assert.ok(live.ok);
  return live.answer.client;
}

test('a change of a live client waits, and takes effect as it was read by the second officer', async () => {
  const { id, version } = await makeLive();
  const params = { clientId: id };
  const moved = ['https://trich-luc-moi.example.gov.vn/quay-lai'];
  const loopback = await node.call(
    contract.updateClient,
    { params, body: { version, changes: { redirectUris: ['http://localhost:3000/'] } } },
    keeper,
  );
  assert.equal(code(loopback), 'sign-on.facts-incorrect');
  const asked = await node.call(
    contract.updateClient,
    { params, body: { version, changes: { redirectUris: moved } } },
    keeper,
  );
  assert.ok(asked.ok);
  assert.deepEqual(asked.answer.client.facts.redirectUris, ['https://trich-luc.example.gov.vn/quay-lai']);
  assert.deepEqual(asked.answer.client.proposal?.changes, { redirectUris: moved });
  assert.deepEqual((await book.find(id))?.facts.redirectUris, ['https://trich-luc.example.gov.vn/quay-lai']);
  const national = officerOf('office', ['sign-on.clients', 'sign-on.approve']);
  assert.equal(code(await node.call(contract.withdrawProposal, { params }, national)), 'sign-on.no-such-client');
  const agreed = await node.call(
    contract.decideProposal,
    { params, body: { version: asked.answer.client.version, agrees: true } },
    approver,
  );
  assert.ok(agreed.ok);
  assert.deepEqual(agreed.answer.client.facts.redirectUris, moved);
});

test('two who change at the same time: the second is told and loses nothing', async () => {
  const { client } = await register();
  const params = { clientId: client.id };
  const change = (nameVi: string) =>
    node.call(contract.updateClient, { params, body: { version: client.version, changes: { nameVi } } }, keeper);
  const answers = await Promise.all([change('Tên thứ nhất'), change('Tên thứ hai')]);
  assert.deepEqual(answers.map(code).sort(), ['sign-on.client-changed', undefined].sort());
});

test('a suspended client is known as such in every process; a live one goes on with an approver only', async () => {
  const { id } = await makeLive();
  const params = { clientId: id };
  assert.equal((await elsewhere.find(id))?.suspendedAt, null);
  const stopped = await node.call(contract.suspendClient, { params, body: { reason: 'Nghi lộ khóa riêng' } }, keeper);
  assert.ok(stopped.ok && stopped.answer.client.suspended);
  await heard(async () => (await elsewhere.find(id))?.suspendedAt !== null);
  assert.equal(code(await node.call(contract.resumeClient, { params }, keeper)), 'sign-on.resumed-by-approver');
  assert.equal(
    code(await node.call(contract.setKeys, { params, body: { keys: [publicKey] } }, keeper)),
    'sign-on.client-suspended',
  );
  assert.ok((await node.call(contract.resumeClient, { params }, approver)).ok);
  assert.equal(code(await node.call(contract.resumeClient, { params }, approver)), 'sign-on.not-suspended');
});

/** Live messages arrive when they arrive. */
async function heard(done: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await done())) {
    assert.ok(Date.now() < end, 'the other process never heard');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('keys: public, with an id of their own, strong; a private key is refused and not kept', async () => {
  const { client } = await register();
  const params = { clientId: client.id };
  const short = { kty: 'RSA', kid: 'ngan', n: Buffer.alloc(128, 0xc1).toString('base64url'), e: 'AQAB' };
  const refused: [Record<string, unknown>[], string][] = [
    [[{ ...publicKey, d: 'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI' }], 'private'],
    [[{ kty: 'oct', k: 'c2VjcmV0', kid: 'a' }], 'private'],
    [[{ ...publicKey, kid: undefined }], 'no-kid'],
    [[publicKey, publicKey], 'kid-twice'],
    [[{ ...publicKey, use: 'enc' }], 'use'],
    [[{ ...publicKey, alg: 'none' }], 'algorithm'],
    [[{ ...publicKey, crv: 'secp256k1' }], 'algorithm'],
    [[{ ...publicKey, y: 'AAAA' }], 'unreadable'],
    [[short], 'too-short'],
  ];
  for (const [keys, fault] of refused) {
    const answer = await node.call(contract.setKeys, { params, body: { keys } }, keeper);
    assert.equal(code(answer), 'sign-on.keys-incorrect', fault);
    assert.equal(answer.ok ? '' : answer.problem.errors?.[0]?.code, fault);
  }
  const { rows } = await sql<{
    row: string;
  }>`select coalesce(string_agg(to_jsonb(c)::text, ''), '') as row from sign_on.client_change c`.execute(
    node.database.of(),
  );
  assert.ok(!rows[0]?.row.includes('jpsQnnGQmL'));
  const set = await node.call(
    contract.setKeys,
    { params, body: { keys: [publicKey, { ...publicKey, kid: 'khoa-2' }] } },
    keeper,
  );
  assert.ok(set.ok && set.answer.client.keys.length === 2);
});

test('testers sign in while a client is tried out; strangers do not', async () => {
  const { client } = await register();
  const params = { clientId: client.id };
  const add = (fullName: string) =>
    node.call(contract.addTester, { params, body: { personalNumber: '0190 9600 1234', fullName } }, keeper);
  assert.equal(await book.admits(client, tester.accountId), false);
  assert.equal(code(await add('Người Khác')), 'sign-on.no-such-tester');
  assert.ok((await add(tester.fullName)).ok);
  const twice = await add(tester.fullName);
  assert.ok(twice.ok && twice.answer.client.testers.length === 1);
  assert.equal(await book.admits(client, tester.accountId), true);
  const gone = await node.call(contract.removeTester, { params: { ...params, accountId: tester.accountId } }, keeper);
  assert.ok(gone.ok);
  assert.equal(await book.admits(client, tester.accountId), false);
  assert.equal(await book.admits({ ...client, mode: 'live' }, tester.accountId), true);
  const told = await sql<{
    count: number;
  }>`select count(*)::int as count from platform.event where name like 'notices.%' and payload->>'accountId' = ${tester.accountId}`.execute(
    node.database.of(),
  );
  assert.equal(told.rows[0]?.count, 1, 'the person is told once');
});

test('facts that are not right are refused item by item', async () => {
  const twice = [
    { item: 'sex', reason: 'Để xưng hô đúng.' },
    { item: 'sex', reason: 'Để xưng hô đúng.' },
  ];
  const tries: [Parameters<typeof newClient>[0], string][] = [
    [{ redirectUris: ['https://*.example.gov.vn/'] }, 'redirectUris'],
    [{ postLogoutRedirectUris: ['ftp://example.gov.vn/'] }, 'postLogoutRedirectUris'],
    [{ backchannelLogoutUri: 'http://example.gov.vn/dang-xuat' }, 'backchannelLogoutUri'],
    [{ data: twice }, 'data'],
    [{ legalBasis: ' – ' }, 'legalBasis'],
    [{ authMethod: 'none' }, 'authMethod'],
    [{ keys: undefined as never }, 'keys'],
    [
      { kind: 'native', authMethod: 'none', backchannelLogoutUri: 'https://example.gov.vn/dang-xuat' },
      'backchannelLogoutUri',
    ],
  ];
  for (const [changed, path] of tries) {
    const answer = await node.call(contract.registerClient, { body: newClient(changed) }, keeper);
    assert.equal(code(answer), 'sign-on.facts-incorrect', path);
    assert.ok(!answer.ok && answer.problem.errors?.some((one) => one.path === path), path);
  }
  const unknown = await node.call(
    contract.registerClient,
    { body: newClient({ data: [{ item: 'religion', reason: 'Tò mò mà thôi.' }] }) },
    keeper,
  );
  assert.equal(code(unknown), 'platform.bad-input');
});

test('the history of a client is never rewritten, and a client is never removed', async () => {
  await assert.rejects(
    sql`update sign_on.client_change set kind = 'x'`.execute(node.database.of()),
    /permission denied/,
  );
  await assert.rejects(sql`delete from sign_on.client`.execute(node.database.of()), /permission denied/);
  const owner = new pg.Client(node.owner);
  await owner.connect();
  const { rows } = await owner.query<{ count: number }>('select count(*)::int as count from sign_on.client_change');
  await owner.end();
  assert.ok((rows[0]?.count ?? 0) > 10);
});
