import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import * as client from 'openid-client';
import { sql } from 'kysely';
import { createClient } from '#platform/client.ts';
import * as contract from '../contract.ts';
import { keyPair, people, startProvider, type Browser, type KeyPair, type ProviderWorld } from './provider-world.ts';

const REDIRECT = 'http://127.0.0.1:9999/quay-lai';
const data = [
  { item: 'full-name', reason: 'Điền vào tờ khai.' },
  { item: 'birth-date', reason: 'Tính tuổi hưởng chế độ.' },
];
let world: ProviderWorld;
let keys: KeyPair;
let hearing: Server;
let heard: string[] = [];

before(async () => {
  keys = await keyPair();
  world = await startProvider();
  hearing = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      heard.push(body);
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(hearing, 'listening');
});
after(async () => {
  hearing?.close();
  await world?.close();
});

async function configured(changed: Parameters<ProviderWorld['client']>[0] = {}): Promise<client.Configuration> {
  const { port } = hearing.address() as AddressInfo;
  const id = await world.client({
    keys: [keys.publicJwk],
    redirectUris: [REDIRECT],
    data,
    backchannelLogoutUri: `http://127.0.0.1:${port}/dang-xuat`,
    ...changed,
  });
  return client.discovery(
    new URL(world.issuer),
    id,
    { id_token_signed_response_alg: 'ES256' },
    client.PrivateKeyJwt({ key: keys.privateKey, kid: keys.publicJwk.kid }),
    { execute: [client.allowInsecureRequests] },
  );
}

async function signIn(config: client.Configuration, browser: Browser) {
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const to = client.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT,
    scope: 'openid profile',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
  });
  const back = await browser.through(to.href);
  return client.authorizationCodeGrant(config, back, { pkceCodeVerifier: verifier, expectedState: state });
}

const api = (browser: Browser) =>
  createClient(world.url, () => ({ authorization: `Bearer ${browser.cookie('lt_session')}` }));

const idOf = (config: client.Configuration): string => config.clientMetadata().client_id;

test('a person sees who was told what, and when; nobody else does', async () => {
  const config = await configured();
  const lan = await world.signedIn('lan');
  const tokens = await signIn(config, lan);
  const mine = async (who: Browser) =>
    (await api(who).get(contract.listMyClients, {})).clients.find(({ clientId }) => clientId === idOf(config));
  const before = await mine(lan);
  assert.ok(before?.allowed && before.lastAt !== null && before.givenAt !== null);
  assert.deepEqual(
    before.items.map(({ what, why, may, received }) => [what.vi, why, may, received]),
    [
      ['Họ và tên', 'Điền vào tờ khai.', true, false],
      ['Ngày, tháng, năm sinh', 'Tính tuổi hưởng chế độ.', true, false],
    ],
  );
  await client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '');
  const told = await mine(lan);
  assert.ok(told?.dataAt && told.items.every(({ received }) => received));
  assert.equal(await mine(await world.signedIn('nam')), undefined);
});

test('withdrawing ends the tokens, tells the client, and the client has to ask again', async () => {
  const config = await configured();
  const lan = await world.signedIn('lan');
  const tokens = await signIn(config, lan);
  const sub = tokens.claims()?.sub ?? '';
  const params = { clientId: idOf(config) };
  heard = [];
  const stranger = await api(await world.signedIn('nam')).call(contract.withdrawConsent, { params });
  assert.ok(!stranger.ok && stranger.problem.code === 'sign-on.nothing-allowed');
  await client.fetchUserInfo(config, tokens.access_token, sub);
  const done = await api(lan).call(contract.withdrawConsent, { params });
  assert.ok(done.ok, JSON.stringify(done));
  await assert.rejects(client.fetchUserInfo(config, tokens.access_token, sub));
  await world.node.runJobs();
  assert.equal(heard.length, 1, 'the client is told once');
  const [, claims = ''] = (new URLSearchParams(heard[0]).get('logout_token') ?? '').split('.');
  assert.equal((JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub?: string }).sub, sub);
  const again = await api(lan).call(contract.withdrawConsent, { params });
  assert.ok(!again.ok && again.problem.code === 'sign-on.nothing-allowed');
  const to = client.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT,
    scope: 'openid profile',
    code_challenge: await client.calculatePKCECodeChallenge(client.randomPKCECodeVerifier()),
    code_challenge_method: 'S256',
  });
  assert.equal((await lan.go(to.href)).pathname, '/dang-nhap/ung-dung', 'the person is asked again');
  const left = (await api(lan).get(contract.listMyClients, {})).clients.find((one) => one.clientId === params.clientId);
  assert.equal(left?.allowed, false, 'what was, stays to be read');
});

const ciba = (config: client.Configuration, more: Record<string, string> = {}) =>
  client.initiateBackchannelAuthentication(config, {
    scope: 'openid profile',
    login_hint: people.lan.personalId,
    binding_message: 'MAY-07',
    ...more,
  });

const waiting = async (who: Browser) => (await api(who).get(contract.listMyApprovals, {})).approvals;
const decide = (who: Browser, approvalId: string, allow: boolean) =>
  api(who).call(contract.decideApproval, { params: { approvalId }, body: { allow } });

/** What a token request says, once. */
async function poll(config: client.Configuration, authReqId: string): Promise<string> {
  try {
    const tokens = await client.genericGrantRequest(config, 'urn:openid:params:grant-type:ciba', {
      auth_req_id: authReqId,
    });
    return tokens.access_token;
  } catch (error) {
    return (error as { error?: string }).error ?? String(error);
  }
}

test('a person lets another device in: asked, compared, agreed, once', async () => {
  const config = await configured({ secondDevice: true });
  const asked = await ciba(config);
  assert.equal(await poll(config, asked.auth_req_id), 'authorization_pending');
  const lan = await world.signedIn('lan');
  const [one] = await waiting(lan);
  assert.ok(one);
  assert.deepEqual(
    [one.message, one.items.map(({ what }) => what.vi)],
    ['MAY-07', ['Họ và tên', 'Ngày, tháng, năm sinh']],
  );
  // Not somebody else's.
  const nam = await world.signedIn('nam');
  assert.equal((await waiting(nam)).length, 0);
  const wrong = await decide(nam, one.id, true);
  assert.ok(!wrong.ok && wrong.problem.code === 'sign-on.no-such-approval');
  const both = await Promise.all([decide(lan, one.id, true), decide(lan, one.id, true)]);
  assert.equal(both.filter(({ ok }) => ok).length, 1, 'one answer counts');
  const token = await poll(config, asked.auth_req_id);
  const info = await client.fetchUserInfo(config, token, client.skipSubjectCheck);
  assert.equal(info.name, people.lan.name);
  assert.notEqual(await poll(config, asked.auth_req_id), token);
  assert.equal(await poll(config, asked.auth_req_id), 'invalid_grant', 'single use');
  // Used twice: all of it ends.
  await assert.rejects(client.fetchUserInfo(config, token, client.skipSubjectCheck));
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from platform.event
    where name like 'notices.%' and payload->>'accountId' = ${world.accounts.lan}`.execute(world.node.database.of());
  assert.ok((rows[0]?.count ?? 0) >= 1, 'the person is told');
});

test('by the subject of an earlier sign-in; a refusal reaches the client as such', async () => {
  const config = await configured({ secondDevice: true });
  const lan = await world.signedIn('lan');
  const sub = (await signIn(config, lan)).claims()?.sub ?? '';
  const asked = await ciba(config, { login_hint: sub });
  const [one] = await waiting(lan);
  assert.ok((await decide(lan, one?.id ?? '', false)).ok);
  assert.equal(await poll(config, asked.auth_req_id), 'access_denied');
});

test('agreeing wants a proof of the last minutes at the level that was asked for', async () => {
  const config = await configured({ secondDevice: true });
  const asked = await ciba(config, { acr_values: 'LoA2' });
  const weak = await world.signedIn('lan');
  const [one] = await waiting(weak);
  const refused = await decide(weak, one?.id ?? '', true);
  assert.ok(!refused.ok && refused.problem.code === 'platform.step-up');
  assert.equal(await poll(config, asked.auth_req_id), 'authorization_pending');
  const strong = await world.signedIn('lan', ['password', 'totp']);
  assert.ok((await decide(strong, one?.id ?? '', true)).ok);
  assert.match(await poll(config, asked.auth_req_id), /^[\w-]{20,}/);
});

test('an expired request is nobody’s; requests do not pile up; strangers and other clients ask nobody', async () => {
  const config = await configured({ secondDevice: true });
  const lan = await world.signedIn('lan');
  const asked = await Promise.all([1, 2, 3, 4, 5].map(() => ciba(config).catch((error: { error?: string }) => error)));
  const refused = asked.filter((one) => !('auth_req_id' in one));
  assert.deepEqual(
    refused.map((one) => (one as { error?: string }).error),
    ['access_denied', 'access_denied'],
  );
  const mine = (await waiting(lan)).filter(({ id }) => id);
  assert.equal(mine.length, 3);
  await world.node.database.pool.query("update sign_on.approval set expires_at = now() - interval '1 second'");
  assert.equal((await waiting(lan)).length, 0);
  const late = await decide(lan, mine[0]?.id ?? '', true);
  assert.ok(!late.ok && late.problem.code === 'sign-on.no-such-approval');
  assert.ok('auth_req_id' in (await ciba(config)), 'after they expired there is room again');
  for (const hint of ['001190099999', 'khong-co-ai', world.accounts.lan, '']) {
    const nobody = await ciba(config, { login_hint: hint }).catch((error: { error?: string }) => error);
    assert.ok(['unknown_user_id', 'invalid_request'].includes((nobody as { error?: string }).error ?? ''), hint);
  }
  for (const message of ['Hãy đồng ý', 'bấm https://x.vn', 'A', 'X'.repeat(21)]) {
    const wordy = await ciba(config, { binding_message: message }).catch((error: { error?: string }) => error);
    assert.equal((wordy as { error?: string }).error, 'invalid_binding_message', message);
  }
  const without = await configured();
  const none = await ciba(without).catch((error: { error?: string }) => error);
  assert.equal((none as { error?: string }).error, 'invalid_request', 'this client was not given the right to ask');
});
