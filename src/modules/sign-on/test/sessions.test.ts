import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, test } from 'node:test';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as client from 'openid-client';
import { newId } from '#platform/id.ts';
import { signOut } from '#modules/identity/contract.ts';
import { accountStopped } from '#modules/identity/events.ts';
import { readSignOutQuestion } from '#modules/sign-on/contract.ts';
import { createClient } from '#platform/client.ts';
import { begin, nativeClient, refusal, signIn, webClient } from './flows.ts';
import { keyPair, people, startProvider, type Browser, type KeyPair, type ProviderWorld } from './provider-world.ts';

let world: ProviderWorld;
let keys: KeyPair;
let receiver: Server;
let receiverUrl: string;
/** Logout tokens as they came, and what to answer the next ones with. */
const heard: string[] = [];
const answers: number[] = [];

before(async () => {
  keys = await keyPair();
  world = await startProvider();
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      heard.push(new URLSearchParams(body).get('logout_token') ?? '');
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const address = receiver.address();
  receiverUrl = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}/het-phien`;
});
after(async () => {
  receiver?.close();
  await world?.close();
});

const asPerson = (browser: Browser) =>
  createClient(world.url, () => ({ authorization: `Bearer ${browser.cookie('lt_session')}` }));
const alive = async (config: client.Configuration, token: string): Promise<boolean> =>
  (await client.tokenIntrospection(config, token)).active;

async function signedInAt(browser: Browser, changed: Parameters<typeof webClient>[2] = {}) {
  const config = await webClient(world, keys, { backchannelLogoutUri: receiverUrl, ...changed });
  return { config, tokens: await signIn(config, browser) };
}

test('signing out on the portal ends every token and tells every client; the next silent sign-in is refused', async () => {
  const browser = await world.signedIn('lan');
  const one = await signedInAt(browser);
  const two = await signedInAt(browser);
  const elsewhere = await signedInAt(await world.signedIn('lan'));
  heard.length = 0;
  await asPerson(browser).get(signOut, {});
  await world.node.runJobs();
  assert.deepEqual(
    [await alive(one.config, one.tokens.access_token), await alive(two.config, two.tokens.access_token)],
    [false, false],
  );
  assert.ok(await alive(elsewhere.config, elsewhere.tokens.access_token), 'another session of the person ended too');
  assert.equal(heard.length, 2);
  const set = createRemoteJWKSet(new URL(`${world.issuer}/jwks`));
  const claims = await Promise.all(
    heard.map(async (token) => (await jwtVerify(token, set, { issuer: world.issuer, typ: 'logout+jwt' })).payload),
  );
  const told = claims.find(({ aud }) => aud === one.config.clientMetadata().client_id);
  assert.equal(told?.sub, one.tokens.claims()?.sub);
  assert.equal(told?.['sid'], one.tokens.claims()?.['sid']);
  assert.deepEqual(told?.['events'], { 'http://schemas.openid.net/event/backchannel-logout': {} });
  const silent = await browser.go((await begin(one.config, { prompt: 'none' })).to.href);
  assert.equal(silent.searchParams.get('error'), 'login_required');
});

test('a client that does not answer is told again', async () => {
  const browser = await world.signedIn('lan');
  await signedInAt(browser);
  heard.length = 0;
  answers.push(500);
  await asPerson(browser).get(signOut, {});
  await world.node.runJobs();
  assert.equal(heard.length, 1);
  const { default: pg } = await import('pg');
  const owner = new pg.Client(world.node.owner);
  await owner.connect();
  const { rowCount } = await owner.query(
    "update graphile_worker._private_jobs set run_at = now() where attempts = 1 and task_id = (select id from graphile_worker._private_tasks where identifier = 'sign-on.tell-client')",
  );
  await owner.end();
  assert.equal(rowCount, 1, 'the notice was given up');
  await world.node.runJobs();
  assert.equal(heard.length, 2);
});

test('a stopped account: tokens that outlive a session end too', async () => {
  const native = await nativeClient(world);
  const DPoP = client.getDPoPHandle(native, await client.randomDPoPKeyPair());
  const browser = await world.signedIn('nam');
  const tokens = await signIn(native, browser, { scope: 'openid offline_access', prompt: 'consent' }, { DPoP });
  const { deps } = world.node;
  await deps.database.transaction<unknown, void>(async (trx) => {
    await deps.publish(trx, accountStopped, { accountId: world.accounts.nam, how: 'locked' });
  });
  await world.node.runJobs();
  assert.equal(
    await refusal(client.refreshTokenGrant(native, tokens.refresh_token ?? '', undefined, { DPoP })),
    'invalid_grant',
  );
});

test('a client asks to sign the person out: our page asks, the portal’s session ends, the way leads back', async () => {
  const browser = await world.signedIn('lan');
  const { config, tokens } = await signedInAt(browser);
  heard.length = 0;
  const to = client.buildEndSessionUrl(config, {
    id_token_hint: tokens.id_token ?? '',
    post_logout_redirect_uri: 'https://trich-luc.example.gov.vn/',
    state: 'xyz',
  });
  const page = await browser.go(to.href);
  assert.equal(page.pathname, '/dang-nhap/ung-dung/dang-xuat');
  const ticket = page.searchParams.get('phieu') ?? '';
  const question = await asPerson(browser).get(readSignOutQuestion, { body: { ticket } });
  assert.equal(question.client?.vi, 'Cấp bản sao trích lục');
  const send = (xsrf: string) =>
    browser.fetch('/oidc/logout/confirm', { method: 'POST', body: new URLSearchParams({ xsrf, logout: 'yes' }) });
  const forged = await send('made-up');
  assert.equal(forged.status, 400, 'another site signs people out');
  assert.ok(await alive(config, tokens.access_token));
  const confirmed = await send(question.proof);
  assert.equal(confirmed.headers.get('location'), 'https://trich-luc.example.gov.vn/?state=xyz');
  await world.node.runJobs();
  assert.equal(await alive(config, tokens.access_token), false);
  assert.equal(heard.length, 1, 'the client is told once');
  const silent = await browser.go((await begin(config, { prompt: 'none' })).to.href);
  assert.equal(silent.searchParams.get('error'), 'login_required');
});

test('an unregistered address after signing out is refused; who is signed out already goes straight back', async () => {
  const browser = await world.signedIn('lan');
  const { config } = await signedInAt(browser);
  const asked = (uri: string) =>
    client.buildEndSessionUrl(config, { post_logout_redirect_uri: uri, client_id: config.clientMetadata().client_id })
      .href;
  const refused = await browser.fetch(asked('https://evil.example/'));
  assert.deepEqual([refused.status, refused.headers.get('location')], [400, null]);
  browser.forget('lt_session');
  assert.equal(
    (await browser.go(asked('https://trich-luc.example.gov.vn/'))).origin,
    'https://trich-luc.example.gov.vn',
  );
});

test('a cookie of the provider is nothing without the session of the portal that it was made in', async () => {
  const browser = await world.signedIn('lan');
  const { config } = await signedInAt(browser);
  const thief = browser.stolen();
  thief.forget('lt_session');
  const silent = await thief.go((await begin(config, { prompt: 'none' })).to.href);
  assert.equal(silent.searchParams.get('error'), 'login_required');
  const other = await world.signedIn('nam');
  thief.set('lt_session', other.cookie('lt_session') ?? '');
  const question = await thief.go((await begin(config)).to.href);
  assert.equal(question.pathname, '/dang-nhap/ung-dung', 'the session of another person was believed');
});

test('acting for a child: the subject is the child, `act` the parent; over or not yet begun, it is nothing', async () => {
  const mandateId = newId();
  const hour = 3_600_000;
  const mandate = {
    agent: people.lan.personId,
    actingFor: {
      mandateId,
      kind: 'person' as const,
      id: people.child.personId,
      name: people.child.name,
      scope: ['client:*', 'dossier:*'],
    },
    from: new Date(Date.now() - hour),
    to: new Date(Date.now() + hour),
  };
  world.mandates.set(mandateId, mandate);
  const browser = await world.signedIn('lan');
  const config = await webClient(world, keys, { actingFor: true, sharesSubject: true });
  const self = (await signIn(config, browser)).claims();
  const { sessionId } = (await world.identity.sessionOf(browser.cookie('lt_session'))) ?? {};
  await world.node.database.pool.query('update identity.session set mandate_id = $1 where id = $2', [
    mandateId,
    sessionId,
  ]);
  const tokens = await signIn(config, browser);
  const claims = tokens.claims();
  assert.notEqual(claims?.sub, self?.sub);
  assert.deepEqual(claims?.['act'], { sub: self?.sub });
  assert.deepEqual((await client.tokenIntrospection(config, tokens.access_token))['act'], { sub: self?.sub });
  const info = await client.fetchUserInfo(config, tokens.access_token, claims?.sub ?? '');
  assert.equal(info.name, people.child.name);
  const alone = await webClient(world, keys);
  const told = await browser.go((await begin(alone)).to.href);
  assert.equal(told.pathname, '/dang-nhap/ung-dung');
  assert.equal((await browser.answer(told)).searchParams.get('error'), 'access_denied');
  mandate.to = new Date();
  await assert.rejects(
    client.fetchUserInfo(config, tokens.access_token, client.skipSubjectCheck),
    'over and still told',
  );
  Object.assign(mandate, { from: new Date(Date.now() + hour), to: new Date(Date.now() + 2 * hour) });
  await assert.rejects(client.fetchUserInfo(config, tokens.access_token, client.skipSubjectCheck), 'not yet in force');
});
