import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { SignJWT } from 'jose';
import * as client from 'openid-client';
import { begin, exchange, nativeClient, REDIRECT, refusal, signIn, webClient } from './flows.ts';
import { Browser, heardByAll, keyPair, startProvider, type KeyPair, type ProviderWorld } from './provider-world.ts';

let world: ProviderWorld;
let second: ProviderWorld;
let keys: KeyPair;
let config: client.Configuration;

before(async () => {
  keys = await keyPair();
  world = await startProvider();
  second = await startProvider({ beside: world });
  config = await webClient(world, keys);
});
after(async () => {
  await second?.close();
  await world?.close();
});

const clientId = () => config.clientMetadata().client_id;
const userinfo = (token: string) => client.fetchUserInfo(config, token, client.skipSubjectCheck);

test('a redirect address is the registered one, letter for letter', async () => {
  const browser = await world.signedIn('lan');
  for (const address of [
    `${REDIRECT}/`,
    `${REDIRECT}?a=1`,
    REDIRECT.toUpperCase(),
    REDIRECT.replace('9999', '9998'),
    'http://localhost:9999/quay-lai',
    'https://evil.example/quay-lai',
    `http://127.0.0.1:9999@evil.example/quay-lai`,
    'javascript:alert(1)',
    `${REDIRECT}#x`,
    `${REDIRECT}%00`,
  ]) {
    const { to } = await begin(config, { redirect_uri: address });
    const response = await browser.fetch(to.href);
    assert.deepEqual([response.status, response.headers.get('location')], [400, null], address);
    assert.match(await response.text(), /<h1[^>]*>Không đăng nhập được/);
  }
});

test('an unknown or suspended client is told on a page of ours, and nobody is sent anywhere', async () => {
  const browser = await world.signedIn('lan');
  const stopped = await webClient(world, keys);
  await world.change(stopped.clientMetadata().client_id, { active: false, suspended_at: new Date() });
  const suspended = await begin(stopped);
  const unknown = await begin(config, {});
  unknown.to.searchParams.set('client_id', randomUUID());
  for (const { to } of [suspended, unknown]) {
    const response = await browser.fetch(to.href);
    assert.deepEqual([response.status, response.headers.get('location')], [400, null]);
    assert.doesNotMatch(await response.text(), /oops|invalid_client|at \w+ \(/);
  }
});

test('a code works once, and what came of it ends when it is shown again', async () => {
  const begun = await begin(config);
  const back = await (await world.signedIn('lan')).through(begun.to.href);
  const tokens = await exchange(config, back, begun);
  await userinfo(tokens.access_token);
  assert.equal(await refusal(exchange(config, back, begun)), 'invalid_grant');
  assert.notEqual(await refusal(userinfo(tokens.access_token)), 'not refused', 'the stolen code left its token alive');
});

test('the same code at two processes at once is a code shown twice', async () => {
  for (let round = 0; round < 5; round++) {
    const begun = await begin(config);
    const back = await (await world.signedIn('lan')).through(begun.to.href);
    const body = async () =>
      new URLSearchParams({
        grant_type: 'authorization_code',
        code: back.searchParams.get('code') ?? '',
        redirect_uri: REDIRECT,
        code_verifier: begun.verifier,
        client_id: clientId(),
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await assertion(),
      });
    const requests = await Promise.all([body(), body()]);
    const answers = await Promise.all(
      [world.url, second.url].map((url, index) =>
        fetch(`${url}/oidc/token`, { method: 'POST', body: requests[index] ?? null }),
      ),
    );
    const statuses = answers.map(({ status }) => status).toSorted();
    assert.ok(statuses.filter((status) => status === 200).length <= 1, `both processes took it: ${statuses.join()}`);
    for (const answer of answers) {
      if (answer.status !== 200) continue;
      const { access_token: token } = (await answer.json()) as { access_token: string };
      assert.notEqual(await refusal(userinfo(token)), 'not refused', 'the token of a code shown twice lives on');
    }
  }
});

async function assertion(changed: Record<string, unknown> = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({
    iss: clientId(),
    sub: clientId(),
    aud: world.issuer,
    jti: randomUUID(),
    iat: now,
    exp: now + 60,
    ...changed,
  })
    .setProtectedHeader({ alg: 'ES256', kid: keys.publicJwk.kid })
    .sign(keys.privateKey);
}

async function asClient(signed: string): Promise<{ status: number; error?: string }> {
  const response = await fetch(`${world.issuer}/introspect`, {
    method: 'POST',
    body: new URLSearchParams({
      token: 'nothing',
      client_id: clientId(),
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: signed,
    }),
  });
  const { error } = (await response.json()) as { error?: string };
  return { status: response.status, ...(error ? { error } : {}) };
}

test('a client’s clock may be five minutes off, and no more; an assertion works once', async () => {
  const now = Math.floor(Date.now() / 1000);
  for (const [name, changed, ok] of [
    ['right', {}, true],
    ['four minutes fast', { iat: now + 240, nbf: now + 240, exp: now + 300 }, true],
    ['four minutes slow', { iat: now - 300, exp: now - 240 }, true],
    ['seven minutes fast', { iat: now + 420, nbf: now + 420, exp: now + 480 }, false],
    ['seven minutes slow', { iat: now - 480, exp: now - 420 }, false],
    ['made for a day', { exp: now + 86_400 }, false],
    ['for another server', { aud: 'https://evil.example' }, false],
    ['of another client', { iss: randomUUID() }, false],
  ] as const) {
    const { status } = await asClient(await assertion(changed));
    assert.equal(status === 200, ok, `${name}: ${status}`);
  }
  const once = await assertion();
  assert.deepEqual([(await asClient(once)).status, (await asClient(once)).status], [200, 401]);
});

test('a code of one client is of no use to another', async () => {
  const begun = await begin(config);
  const back = await (await world.signedIn('lan')).through(begun.to.href);
  const other = await webClient(world, keys);
  assert.equal(await refusal(exchange(other, back, begun)), 'invalid_grant');
  assert.ok((await exchange(config, back, begun)).access_token, 'the owner lost the code by it');
});

test('without the verifier, or with another, a code is worth nothing; without a challenge there is none', async () => {
  const begun = await begin(config);
  const back = await (await world.signedIn('lan')).through(begun.to.href);
  const wrong = { ...begun, verifier: client.randomPKCECodeVerifier() };
  assert.equal(await refusal(exchange(config, back, wrong)), 'invalid_grant');
  const { to } = await begin(config);
  to.searchParams.delete('code_challenge');
  to.searchParams.delete('code_challenge_method');
  assert.equal((await (await world.signedIn('lan')).go(to.href)).searchParams.get('error'), 'invalid_request');
  const plain = await begin(config, { code_challenge_method: 'plain' });
  assert.equal((await (await world.signedIn('lan')).go(plain.to.href)).searchParams.get('error'), 'invalid_request');
});

test('a client that must push its requests is not taken at the word of an address', async () => {
  const strict = await webClient(world, keys);
  await world.change(strict.clientMetadata().client_id, { require_par: true });
  const browser = await world.signedIn('lan');
  const refused = await browser.go((await begin(strict)).to.href);
  assert.equal(refused.searchParams.get('error'), 'invalid_request');
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const to = await client.buildAuthorizationUrlWithPAR(strict, {
    redirect_uri: REDIRECT,
    scope: 'openid',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
  });
  assert.ok((await exchange(strict, await browser.through(to.href), { verifier, state })).access_token);
});

test('a refresh token works once; shown again, the whole family ends', async () => {
  const native = await nativeClient(world);
  const DPoP = client.getDPoPHandle(native, await client.randomDPoPKeyPair());
  const asked = { scope: 'openid offline_access', prompt: 'consent' };
  const tokens = await signIn(native, await world.signedIn('lan'), asked, { DPoP });
  const old = tokens.refresh_token ?? '';
  const renewed = await client.refreshTokenGrant(native, old, undefined, { DPoP });
  assert.equal(await refusal(client.refreshTokenGrant(native, old, undefined, { DPoP })), 'invalid_grant');
  assert.equal(
    await refusal(client.refreshTokenGrant(native, renewed.refresh_token ?? '', undefined, { DPoP })),
    'invalid_grant',
  );
  await assert.rejects(client.fetchUserInfo(native, renewed.access_token, client.skipSubjectCheck, { DPoP }));
});

test('the same refresh token at two processes at once is one shown twice', async () => {
  const asked = { scope: 'openid offline_access', prompt: 'consent' };
  // Bound to no key, so that nothing but the token itself can be what is refused.
  const app = await nativeClient(world, { dpopBound: false });
  const shownAt = (url: string, token: string): Promise<Response> =>
    fetch(`${url}/oidc/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: token,
        client_id: app.clientMetadata().client_id,
      }),
    });
  for (let round = 0; round < 5; round++) {
    const { refresh_token: token = '' } = await signIn(app, await world.signedIn('lan'), asked);
    const answers = await Promise.all([world.url, second.url].map((url) => shownAt(url, token)));
    const statuses = answers.map(({ status }) => status);
    assert.ok(statuses.filter((status) => status === 200).length <= 1, `both processes took it: ${statuses.join()}`);
    assert.ok(
      statuses.every((status) => status === 200 || status === 400),
      statuses.join(),
    );
    await heardByAll(world.node);
    for (const answer of answers) {
      if (answer.status !== 200) continue;
      const given = (await answer.json()) as { access_token: string; refresh_token: string };
      assert.notEqual(await refusal(userinfo(given.access_token)), 'not refused', 'the access token lives on');
      assert.equal((await shownAt(world.url, given.refresh_token)).status, 400, 'the refresh token lives on');
    }
  }
});

test('a level that is asked for and not reached', async () => {
  const browser = await world.signedIn('nam');
  const begun = await begin(config, { acr_values: 'LoA3' });
  const page = await browser.go(begun.to.href);
  assert.deepEqual([page.pathname, page.searchParams.get('muc')], ['/dang-nhap/xac-nhan', '3']);
  const told = await browser.go(page.searchParams.get('ve') ?? '');
  assert.equal(told.pathname, '/dang-nhap/ung-dung');
  const back = await browser.answer(told, true);
  assert.equal(back.searchParams.get('error'), 'unmet_authentication_requirements');
  const silent = await begin(config, { acr_values: 'LoA3', prompt: 'none' });
  assert.equal((await browser.go(silent.to.href)).searchParams.get('error'), 'unmet_authentication_requirements');
  const strong = await world.signedIn('lan', ['password', 'passkey-bound']);
  const tokens = await signIn(config, strong, { acr_values: 'LoA3 LoA4' });
  assert.equal(tokens.claims()?.['acr'], 'LoA4');
});

test('a client’s own least level holds, whatever it asks for', async () => {
  const strict = await webClient(world, keys, { leastLevel: 2 });
  const page = await (await world.signedIn('lan')).go((await begin(strict, { acr_values: 'LoA1' })).to.href);
  assert.deepEqual([page.pathname, page.searchParams.get('muc')], ['/dang-nhap/xac-nhan', '2']);
});

test('prompt=login and an age that is over want a proof made now', async () => {
  const browser = await world.signedIn('lan');
  await signIn(config, browser);
  for (const asked of [{ prompt: 'login' }, { max_age: '0' }] as Record<string, string>[]) {
    const page = await browser.go((await begin(config, asked)).to.href);
    assert.deepEqual([page.pathname, page.searchParams.get('trong')], ['/dang-nhap/xac-nhan', '0'], String(asked));
    const back = await browser.go(page.searchParams.get('ve') ?? '');
    assert.equal(back.searchParams.get('error'), 'login_required', 'nothing was proved');
  }
});

test('a victim lured to an attacker’s interaction signs nobody in', async () => {
  const attacker = await world.signedIn('nam');
  const fresh = await webClient(world, keys);
  const begun = await begin(fresh);
  const question = await attacker.go(begun.to.href);
  const uid = attacker.interaction();
  const victim = await world.signedIn('lan');
  for (const lure of [
    `/oidc/interaction/${uid}`,
    `/oidc/interaction/${uid}?tu=dang-nhap`,
    `/oidc/interaction/${uid}/finish?phieu=x`,
    `/oidc/auth/${uid}`,
  ]) {
    const response = await victim.fetch(lure);
    assert.deepEqual([response.status, response.headers.get('location')], [400, null], lure);
  }
  // The attacker's own ticket shown to the victim's session opens nothing.
  await assert.rejects(victim.answer(question), /ticket-over|410/);
  // And the victim's answer to a question of their own does not fit the attacker's interaction.
  const own = await begin(fresh);
  const mine = await victim.go(own.to.href);
  const sealed = await victim.decision(mine);
  const forged = await attacker.fetch(`/oidc/interaction/${uid}/finish?phieu=${sealed}`);
  assert.equal(forged.headers.get('location'), `/oidc/interaction/${uid}`, 'taken for an answer of the attacker');
});

test('odd and enormous parameters are refused, never a failure of ours', async () => {
  const browser = await world.signedIn('lan');
  const { to } = await begin(config);
  const odd = (change: (search: URLSearchParams) => void): string => {
    const url = new URL(to);
    change(url.searchParams);
    return url.href;
  };
  for (const address of [
    odd((search) => search.set('client_id', '\u0000')),
    odd((search) => search.set('client_id', 'x'.repeat(10_000))),
    odd((search) => search.set('client_id', '../../etc')),
    odd((search) => search.append('client_id', 'again')),
    odd((search) => search.set('scope', `openid ${'a '.repeat(5000)}`)),
    odd((search) => search.set('scope', 'openid \u0000')),
    odd((search) => search.set('prompt', 'none login')),
    odd((search) => search.set('max_age', '-1')),
    odd((search) => search.set('response_type', 'code id_token')),
    odd((search) => search.set('response_mode', 'fragment')),
    odd((search) => search.set('request', '{}')),
    odd((search) => search.set('request_uri', 'http://169.254.169.254/')),
    odd((search) => search.set('id_token_hint', 'a.b.c')),
    odd((search) => search.set('claims', '{"id_token":{"sub":{"value":"x"}}}')),
    odd((search) => search.set('resource', 'https://evil.example')),
    odd((search) => search.set('nonce', '\u0000'.repeat(50))),
    odd((search) => search.set('state', '\u{1F600}\u0000'.repeat(200))),
    `${world.issuer}/auth?%`,
    `${world.issuer}/auth?client_id[]=1`,
    `${world.issuer}/interaction/%00`,
    `${world.issuer}/nowhere`,
  ]) {
    const response = await browser.fetch(address);
    assert.ok(response.status < 500, `${response.status} for ${address.slice(0, 200)}`);
    assert.doesNotMatch(await response.text(), /oops|node_modules|at \w+ \(/, address.slice(0, 200));
  }
  for (const body of [
    '\u0000',
    'grant_type=authorization_code&code=%00',
    `code=${'x'.repeat(200_000)}`,
    '{"grant_type":1}',
  ]) {
    const response = await fetch(`${world.issuer}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });
    assert.ok(response.status >= 400 && response.status < 500, `${response.status} for ${body.slice(0, 50)}`);
  }
});

test('the database away in the middle: a clean refusal, and all goes on when it is back', async () => {
  const begun = await begin(config);
  const back = await (await world.signedIn('lan')).through(begun.to.href);
  const { pool } = world.node.database;
  const { query, connect } = pool;
  const gone = async (): Promise<never> => {
    throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  };
  Object.assign(pool, { query: gone, connect: gone });
  try {
    const response = await fetch(`${world.issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'authorization_code', code: 'x', client_id: randomUUID() }),
    });
    assert.equal(response.status, 503);
    assert.equal(((await response.json()) as { error: string }).error, 'temporarily_unavailable');
    const page = await new Browser(world.url).fetch(
      `${world.issuer}/auth?client_id=${randomUUID()}&response_type=code`,
    );
    assert.equal(page.status, 503);
    assert.doesNotMatch(await page.text(), /ECONNREFUSED|oops/);
  } finally {
    Object.assign(pool, { query, connect });
  }
  assert.ok((await exchange(config, back, begun)).access_token);
});

test('guessing at a client’s key is slowed for the address, and only there', async () => {
  const other = await keyPair();
  const now = Math.floor(Date.now() / 1000);
  const guess = async () =>
    asClient(
      await new SignJWT({ iss: clientId(), sub: clientId(), aud: world.issuer, jti: randomUUID(), exp: now + 60 })
        .setProtectedHeader({ alg: 'ES256', kid: keys.publicJwk.kid })
        .sign(other.privateKey),
    );
  const statuses = new Set<number>();
  // A minute may end in between, and the count with it: then the second hundred and twenty are slowed.
  for (let tries = 0; tries < 260 && !statuses.has(429); tries++) statuses.add((await guess()).status);
  assert.deepEqual([...statuses], [401, 429]);
});

test('whatever Host a caller writes, addresses are those of the node', async () => {
  const response = await new Browser(world.url).fetch('/oidc/.well-known/openid-configuration', {
    headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
  });
  assert.doesNotMatch(await response.text(), /evil\.example/);
});
