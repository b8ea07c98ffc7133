import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createClient, type NodeClient } from '#platform/client.ts';
import { testClock } from '#platform/clock.ts';
import { newId } from '#platform/id.ts';
import type { ActingFor } from '#platform/access.ts';
import {
  actFor,
  continueSignIn,
  endOtherSessions,
  endSession,
  listCapacities,
  listOffers,
  listSessions,
  listSignIns,
  prepareProof,
  signIn,
  signOut,
  stepUp,
  viewFlow,
  whoAmI,
  whyEnded,
} from '../contract.ts';
import { deviceName, sameBrowser } from '../device.ts';
import {
  bearer,
  enter,
  lastCode,
  ngoc,
  officerId,
  officerPassword,
  signedIn,
  startIdentity,
  type IdentityWorld,
  type SignedIn,
} from './world.ts';

const clock = testClock('2026-11-23T02:00:00Z');
const child: ActingFor = {
  mandateId: newId(),
  kind: 'person',
  id: newId(),
  name: 'Nông Gia Bảo',
  scope: ['dossier:*'],
};
let standing = true;
let world: IdentityWorld;

before(async () => {
  world = await startIdentity({
    clock,
    with: {
      mandates: {
        standing: async (mandateId) => (standing && mandateId === child.mandateId ? child : undefined),
        capacitiesOf: async () => [{ ...child, relation: 'parent', validTo: null }],
      },
    },
  });
});
after(() => world?.close());

const AGENTS = {
  phone:
    'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36',
  newerPhone:
    'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
  phoneAsDesk: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  firefox: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0',
  edge: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0',
};

const browser = (agent: string, cookies: Record<string, string>): NodeClient =>
  createClient(world.node.url, () => ({
    'user-agent': agent,
    cookie: Object.entries(cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join('; '),
  }));

interface Browser {
  session: SignedIn;
  device: string;
  client: NodeClient;
}

/** Signs in as a browser does, and keeps its two cookies. */
async function open(agent = AGENTS.phone, device?: string): Promise<Browser> {
  const body = {
    personalId: ngoc.personalId,
    proof: { kind: 'password' as const, password: ngoc.password },
    browser: true,
  };
  const session = signedIn(await browser(agent, device ? { lt_device: device } : {}).call(signIn, { body }));
  const kept = session.deviceToken ?? device ?? '';
  return { session, device: kept, client: browser(agent, { lt_session: session.token, lt_device: kept }) };
}

const statusOf = async (client: NodeClient): Promise<number> => (await client.call(whoAmI, {})).status;
const events = async (name: string): Promise<Record<string, string>[]> =>
  (
    await world.node.database.pool.query<{ payload: Record<string, string> }>(
      'select payload from platform.event where name = $1 order by id',
      [name],
    )
  ).rows.map(({ payload }) => payload);
const evidenceOf = async () => (await world.evidence.historyOf(`account:${world.ngocAccount}`)).map(({ kind }) => kind);

test('a stolen session cookie on another device is refused, ends the session, and its owner is told', async () => {
  const thieves: [string, (own: Browser) => NodeClient][] = [
    ['without the device cookie', ({ session }) => browser(AGENTS.phone, { lt_session: session.token })],
    [
      'with another device cookie',
      ({ session }) => browser(AGENTS.phone, { lt_session: session.token, lt_device: 'x'.repeat(32) }),
    ],
    [
      'in another browser',
      ({ session, device }) => browser(AGENTS.firefox, { lt_session: session.token, lt_device: device }),
    ],
    [
      'on another system',
      ({ session, device }) => browser(AGENTS.edge, { lt_session: session.token, lt_device: device }),
    ],
    ['as the token of a program', ({ session }) => bearer(world.node, session.token)],
  ];
  for (const [how, thief] of thieves) {
    const own = await open();
    assert.equal(await statusOf(own.client), 200);
    const before = (await events('identity.session-ended@1')).length;
    assert.equal(await statusOf(thief(own)), 401, how);
    assert.equal(await statusOf(own.client), 401, `${how}: nobody goes on with it`);
    assert.equal(await statusOf(thief(own)), 401, how);
    const ended = await events('identity.session-ended@1');
    assert.equal(ended.length, before + 1, `${how}: ended once`);
    assert.equal(ended.at(-1)?.['why'], 'other-device');
    assert.equal((await events('notices.notice-wanted@1')).at(-1)?.['accountId'], world.ngocAccount);
    assert.deepEqual(await own.client.get(whyEnded, {}), { why: 'other-device' });
  }
  assert.equal(
    (await evidenceOf()).filter((kind) => kind === 'identity.session-shown-elsewhere').length,
    thieves.length,
  );
});

test('a browser that was updated, or shows the site as on a desk, is still the same; a program needs no device', async () => {
  const { session, device, client } = await open();
  for (const agent of [AGENTS.newerPhone, AGENTS.phoneAsDesk])
    assert.equal(await statusOf(browser(agent, { lt_session: session.token, lt_device: device })), 200);
  assert.equal(await statusOf(client), 200);
  assert.ok(!sameBrowser(deviceName(AGENTS.phone), deviceName(AGENTS.edge)));
  const program = signedIn(await enter(world.node, { personalId: ngoc.personalId, code: ngoc.password }));
  assert.equal(program.deviceToken, undefined);
  assert.equal(await statusOf(bearer(world.node, program.token)), 200);
});

test('a first sign-in from a new browser is told to the owner; from a known one, or the first ever, it is not', async () => {
  const fresh = await startIdentity({ clock });
  const told = async (): Promise<number> =>
    Number(
      (
        await fresh.node.database.pool.query(
          "select count(*) from platform.event where name = 'notices.notice-wanted@1'",
        )
      ).rows[0].count,
    );
  const body = {
    personalId: ngoc.personalId,
    proof: { kind: 'password' as const, password: ngoc.password },
    browser: true,
  };
  const at = (agent: string, device?: string) =>
    createClient(fresh.node.url, () => ({ 'user-agent': agent, ...(device ? { cookie: `lt_device=${device}` } : {}) }));
  const first = signedIn(await at(AGENTS.phone).call(signIn, { body }));
  assert.equal(await told(), 0);
  const again = signedIn(await at(AGENTS.phone, first.deviceToken).call(signIn, { body }));
  assert.equal(again.deviceToken, undefined, 'the browser keeps its device cookie');
  assert.equal(await told(), 0);
  signedIn(await at(AGENTS.firefox).call(signIn, { body }));
  assert.equal(await told(), 1);
  await fresh.close();
});

test('open sessions are listed, one is ended, the others are ended, and nobody ends another’s', async () => {
  await world.node.database.pool.query(
    "update identity.session set ended_at = now(), ended_why = 'signed-out' where ended_at is null",
  );
  const [phone, desk] = [await open(), await open(AGENTS.firefox)];
  const program = bearer(
    world.node,
    signedIn(await enter(world.node, { personalId: ngoc.personalId, code: ngoc.password })).token,
  );
  const { sessions } = await phone.client.get(listSessions, {});
  assert.deepEqual(
    sessions.map(({ browser: name, system, current }) => [name, system, current]).sort(),
    [
      ['Chrome', 'Android', true],
      ['Firefox', 'Windows', false],
      [undefined, undefined, false],
    ].sort(),
  );
  const officer = bearer(world.node, signedIn(await enter(world.node, { officerId, code: officerPassword })).token);
  const firefox = sessions.find(({ browser: name }) => name === 'Firefox')?.id ?? '';
  const foreign = await officer.call(endSession, { params: { sessionId: firefox } });
  assert.deepEqual([foreign.status, foreign.ok || foreign.problem.code], [404, 'identity.session-not-found']);
  assert.equal((await phone.client.call(endSession, { params: { sessionId: newId() } })).status, 404);
  assert.deepEqual(await phone.client.get(endSession, { params: { sessionId: firefox } }), { ended: true });
  assert.equal(await statusOf(desk.client), 401);
  assert.deepEqual(await desk.client.get(whyEnded, {}), { why: 'ended-from-list' });
  assert.deepEqual(await phone.client.get(endOtherSessions, {}), { ended: 1 });
  assert.equal(await statusOf(program), 401);
  assert.equal(await statusOf(phone.client), 200);
  assert.equal(await statusOf(officer), 200);
  assert.deepEqual(await phone.client.get(signOut, {}), { ended: true });
  assert.deepEqual(await phone.client.get(whyEnded, {}), {}, 'signing out was their own wish');
});

test('the history has every attempt with its browser, newest first, page by page, and only one’s own', async () => {
  const { client } = await open(AGENTS.firefox);
  for (let n = 0; n < 31; n++)
    await world.node.database.pool.query(
      `insert into identity.sign_in (id, account_id, subject, source, succeeded, at, kind)
       values ($1, $2, '\\x00', '198.51.100.1', false, $3, 'sms-code')`,
      [newId(), world.ngocAccount, clock.now()],
    );
  const first = await client.get(listSignIns, { query: {} });
  assert.equal(first.signIns.length, 30);
  assert.equal(first.more, true);
  assert.deepEqual([first.signIns[0]?.kind, first.signIns[0]?.succeeded], ['sms-code', false]);
  const seen = [...first.signIns];
  for (let page = first; page.more;) {
    page = await client.get(listSignIns, { query: { before: page.signIns.at(-1)?.id ?? '' } });
    seen.push(...page.signIns);
  }
  assert.equal(new Set(seen.map(({ id }) => id)).size, seen.length);
  assert.ok(seen.some((one) => one.succeeded && one.browser === 'Firefox' && one.kind === 'password'));
  const { rows } = await world.node.database.pool.query(
    'select count(*)::int as n from identity.sign_in where account_id = $1',
    [world.ngocAccount],
  );
  assert.equal(seen.length, rows[0].n);
});

test('when a session was last used is kept to ten minutes, not to the request', async () => {
  const { client, session } = await open();
  const seen = async (): Promise<string> =>
    (await client.get(listSessions, {})).sessions.find(({ current }) => current)?.seenAt ?? '';
  const began = await seen();
  clock.advance(9 * 60_000);
  assert.equal(await seen(), began);
  clock.advance(2 * 60_000);
  assert.equal(await seen(), clock.now().toISOString());
  assert.ok(session.expiresAt > clock.now().toISOString());
});

test('one more proof in place raises the level of the session, and only a right one', async () => {
  const officer = bearer(world.node, signedIn(await enter(world.node, { officerId, code: officerPassword })).token);
  const now = await officer.get(listOffers, { query: { level: 2 } });
  assert.equal(now.level, 2);
  assert.deepEqual(now.offers.map(({ kind }) => kind).sort(), ['password', 'sms-code']);
  clock.advance(5 * 60 * 60_000);
  const wrong = await officer.call(stepUp, { body: { proof: { kind: 'password', password: 'sai' } } });
  assert.deepEqual([wrong.status, wrong.ok || wrong.problem.code], [401, 'identity.wrong-proof']);
  const proved = await officer.get(stepUp, { body: { proof: { kind: 'password', password: officerPassword } } });
  assert.deepEqual([proved.level, proved.provedAt], [2, clock.now().toISOString()]);
  // A code that was sent for signing in does not confirm anything in a session.
  const begun = await createClient(world.node.url).get(signIn, {
    body: { officerId, proof: { kind: 'password', password: officerPassword } },
  });
  const flow = begun.outcome === 'more' ? begun.flow : '';
  await createClient(world.node.url).get(prepareProof, { body: { flow, kind: 'sms-code' } });
  const code = await lastCode(world.node);
  assert.equal((await officer.call(stepUp, { body: { proof: { kind: 'sms-code', code } } })).status, 401);
  await officer.get(prepareProof, { body: { kind: 'sms-code' } });
  const own = await officer.get(stepUp, { body: { proof: { kind: 'sms-code', code: await lastCode(world.node) } } });
  assert.equal(own.level, 2);
  assert.equal((await createClient(world.node.url).call(prepareProof, { body: { kind: 'sms-code' } })).status, 401);
});

test('a code works once, and a flow in the hands of another browser does not open', async () => {
  const client = createClient(world.node.url);
  const body = { officerId, proof: { kind: 'password' as const, password: officerPassword }, send: true };
  const begun = await client.get(signIn, { body });
  assert.ok(begun.outcome === 'more');
  assert.equal(begun.sent, 'sms-code');
  const proof = { kind: 'sms-code' as const, code: await lastCode(world.node) };
  assert.equal((await client.call(continueSignIn, { body: { flow: begun.flow, proof } })).ok, true);
  const again = await client.call(continueSignIn, { body: { flow: begun.flow, proof } });
  assert.deepEqual([again.status, again.ok || again.problem.code], [401, 'identity.wrong-proof']);
  const atBrowser = await browser(AGENTS.phone, {}).get(signIn, { body: { ...body, browser: true } });
  assert.ok(atBrowser.outcome === 'more');
  for (const [operation, input] of [
    [viewFlow, { body: { flow: atBrowser.flow } }],
    [continueSignIn, { body: { flow: atBrowser.flow, proof: { kind: 'sms-code' as const, code: '000000' } } }],
    [prepareProof, { body: { flow: atBrowser.flow, kind: 'sms-code' as const } }],
  ] as const) {
    const foreign = await browser(AGENTS.phone, { lt_device: 'y'.repeat(32) }).call(operation, input as never);
    assert.deepEqual([foreign.status, foreign.ok || foreign.problem.code], [410, 'identity.flow-over'], operation.id);
  }
});

test('a password that was changed after it was given in a flow proves nothing any more', async () => {
  const client = createClient(world.node.url);
  const begun = await client.get(signIn, {
    body: { officerId, proof: { kind: 'password', password: officerPassword }, send: true },
  });
  assert.ok(begun.outcome === 'more');
  const code = await lastCode(world.node);
  clock.advance(1000);
  await world.node.database.pool.query('update identity.password set changed_at = $1 where account_id = $2', [
    clock.now(),
    world.officerAccount,
  ]);
  const late = await client.call(continueSignIn, { body: { flow: begun.flow, proof: { kind: 'sms-code', code } } });
  assert.deepEqual([late.status, late.ok || late.problem.code], [410, 'identity.flow-over']);
  signedIn(await enter(world.node, { officerId, code: officerPassword }));
});

test('an officer does not begin with a code to a phone, and no kind comes in another’s shape', async () => {
  const client = createClient(world.node.url);
  const byCode = await client.call(signIn, { body: { officerId, proof: { kind: 'sms-code', code: '123456' } } });
  assert.deepEqual([byCode.status, byCode.ok || byCode.problem.code], [400, 'identity.kind-unknown']);
  for (const proof of [
    { kind: 'password', code: '1' },
    { kind: 'password', password: 1 },
    { kind: 'password', password: '' },
  ]) {
    const odd = await client.call(signIn, { body: { personalId: ngoc.personalId, proof: proof as never } });
    assert.deepEqual([odd.status, odd.ok || odd.problem.code], [400, 'platform.bad-input'], JSON.stringify(proof));
  }
});

test('a citizen signs in by a code alone, at level 1, and by two proofs where more is wanted', async () => {
  await world.identity.createAccounts([
    {
      name: 'Cụ Lường',
      code: 'cu-ong',
      citizen: { personId: newId(), personalId: '006045000001' },
      phone: '0900000777',
    },
    {
      name: 'Cụ Hoàng',
      code: 'cu-ba',
      citizen: { personId: newId(), personalId: '006148000002' },
      phone: '0900000777',
    },
  ]);
  const client = createClient(world.node.url);
  // An elderly couple shares a phone: each signs in with their own number, the phone is only where the code arrives.
  const names = [];
  for (const personalId of ['006045000001', '006148000002']) {
    const begun = await client.get(signIn, { body: { personalId, send: true } });
    assert.ok(begun.outcome === 'more');
    const proof = { kind: 'sms-code' as const, code: await lastCode(world.node) };
    const session = signedIn(await client.call(continueSignIn, { body: { flow: begun.flow, proof } }));
    names.push(session.me.name);
    assert.equal((await bearer(world.node, session.token).get(listOffers, { query: {} })).level, 1);
  }
  assert.deepEqual(names, ['Cụ Lường', 'Cụ Hoàng']);
  const more = await client.get(signIn, {
    body: { personalId: '006045000001', proof: { kind: 'password', password: 'cu-ong' }, level: 2, send: true },
  });
  assert.ok(more.outcome === 'more');
  assert.deepEqual(
    more.offers.map(({ kind }) => kind),
    ['sms-code'],
  );
  const proof = { kind: 'sms-code' as const, code: await lastCode(world.node) };
  const session = signedIn(await client.call(continueSignIn, { body: { flow: more.flow, proof } }));
  const open = await world.identity.sessionOf(session.token);
  assert.equal(open?.assurance.level, 2);
  assert.deepEqual(
    open?.proofs.map(({ kind }) => kind),
    ['password', 'sms-code'],
  );
});

test('a session acts for somebody by a mandate that stands, and ends with it', async () => {
  const { client, session } = await open();
  const { capacities } = await client.get(listCapacities, {});
  assert.deepEqual(
    capacities.map(({ name, relation }) => [name, relation]),
    [[child.name, 'parent']],
  );
  const strange = await client.call(actFor, { body: { mandateId: newId() } });
  assert.deepEqual([strange.status, strange.ok || strange.problem.code], [403, 'identity.mandate-not-standing']);
  assert.equal((await client.get(actFor, { body: { mandateId: child.mandateId } })).actingFor?.name, child.name);
  assert.equal((await client.get(listCapacities, {})).current, child.mandateId);
  const [first] = await world.evidence.historyOf(`mandate:${child.mandateId}`);
  assert.equal(first?.kind, 'identity.capacity-chosen');
  await client.get(actFor, { body: { mandateId: null } });
  assert.equal((await client.get(listCapacities, {})).current, undefined);
  await client.get(actFor, { body: { mandateId: child.mandateId } });
  standing = false;
  assert.equal(await statusOf(client), 401);
  assert.deepEqual(await client.get(whyEnded, {}), { why: 'mandate-ended' });
  const last = (await events('identity.session-ended@1')).at(-1);
  assert.equal(last?.['why'], 'mandate-ended');
  standing = true;
  assert.equal(await statusOf(client), 401, 'it does not come back');
  assert.ok(session.token);
});

test('what rests on a session knows its proofs, and asks the database once for a citizen', async () => {
  const { session, device } = await open();
  const { pool } = world.node.database;
  const presented = { by: 'cookie' as const, device, userAgent: AGENTS.phone };
  let asked = 0;
  const query = pool.query.bind(pool) as (...given: unknown[]) => unknown;
  pool.query = ((...given: unknown[]) => {
    asked += 1;
    return query(...given);
  }) as typeof pool.query;
  try {
    const found = await world.identity.sessionOf(session.token, presented);
    assert.equal(found?.accountId, world.ngocAccount);
    assert.equal(found?.provedAt.toISOString(), found?.proofs[0]?.at);
    assert.equal(asked, 1);
    assert.equal((await world.identity.sessions.actorFor(session.token, presented)).kind, 'citizen');
    assert.equal(asked, 2);
  } finally {
    pool.query = query as typeof pool.query;
  }
});
