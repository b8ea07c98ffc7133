import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as client from 'openid-client';
import { begin, exchange, nativeClient, REDIRECT, refusal, signIn, webClient } from './flows.ts';
import { keyPair, people, PHONE, province, startProvider, type KeyPair, type ProviderWorld } from './provider-world.ts';

let world: ProviderWorld;
let keys: KeyPair;

before(async () => {
  keys = await keyPair();
  world = await startProvider();
});
after(() => world?.close());

const data = (...items: ('full-name' | 'birth-date' | 'personal-number')[]) =>
  items.map((item) => ({ item, reason: 'Điền vào tờ khai.' }));

test('a web client signs a person in: private key, PAR, PKCE, ID token, userinfo, introspection, revocation', async () => {
  const config = await webClient(world, keys, { data: data('full-name', 'birth-date') });
  assert.equal(config.serverMetadata().issuer, world.issuer);
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const nonce = client.randomNonce();
  const to = await client.buildAuthorizationUrlWithPAR(config, {
    redirect_uri: REDIRECT,
    scope: 'openid profile account',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  const browser = await world.signedIn('lan');
  const back = await browser.through(to.href);
  const tokens = await client.authorizationCodeGrant(config, back, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
  });
  const claims = tokens.claims();
  assert.ok(claims);
  assert.equal(claims['acr'], 'LoA1');
  assert.deepEqual(claims['amr'], ['pwd']);
  assert.equal(claims['name'], undefined, 'personal data come from userinfo, where the reading is recorded');
  const info = await client.fetchUserInfo(config, tokens.access_token, claims.sub);
  assert.equal(info.name, people.lan.name);
  assert.equal(info.birthdate, '1990-05-19');
  assert.equal(info.gender, undefined, 'told though not registered');
  assert.equal(info['account_level'], 2);
  const { rows } = await world.node.database.pool.query(
    "select purpose, data from evidence.record where kind = 'population.person-read' order by at desc limit 1",
  );
  assert.match(rows[0].purpose, /Cấp bản sao trích lục của Bộ Tư pháp/);
  assert.equal(rows[0].data.caseRef, `client:${config.clientMetadata().client_id}`);
  const inside = await client.tokenIntrospection(config, tokens.access_token);
  assert.deepEqual([inside.active, inside.sub], [true, claims.sub]);
  await client.tokenRevocation(config, tokens.access_token);
  assert.equal((await client.tokenIntrospection(config, tokens.access_token)).active, false);
});

test('who is signed in on the portal is asked once per client, and not at all the next time', async () => {
  const config = await webClient(world, keys);
  const browser = await world.signedIn('lan');
  const first = await begin(config);
  const question = await browser.go(first.to.href);
  assert.equal(question.pathname, '/dang-nhap/ung-dung');
  await browser.answer(question);
  const again = await begin(config);
  assert.ok((await browser.go(again.to.href)).searchParams.get('code'), 'asked again in the same browser');
  const elsewhere = await world.signedIn('lan');
  const silent = await begin(config, { prompt: 'none' });
  assert.ok((await elsewhere.go(silent.to.href)).searchParams.get('code'), 'asked again in another browser');
});

test('more data than was allowed, other words or another person are asked about', async () => {
  const config = await webClient(world, keys, { data: data('full-name', 'personal-number') });
  const browser = await world.signedIn('lan');
  await signIn(config, browser);
  const more = await begin(config, { scope: 'openid profile personal_number' });
  assert.equal((await browser.go(more.to.href)).pathname, '/dang-nhap/ung-dung');
  const other = await world.signedIn('nam');
  assert.equal((await other.go((await begin(config)).to.href)).pathname, '/dang-nhap/ung-dung');
  await world.node.database.pool.query('update sign_on.consent set version = 0');
  const later = await world.signedIn('lan');
  assert.equal((await later.go((await begin(config)).to.href)).pathname, '/dang-nhap/ung-dung');
});

test('allowed in several windows at once: every window is led back, and one consent stands', async () => {
  for (const round of [1, 2, 3]) {
    const config = await webClient(world, keys);
    const windows = await Promise.all(Array.from({ length: 6 }, () => world.signedIn('lan')));
    const begun = await Promise.all(windows.map(() => begin(config, { prompt: 'consent' })));
    const asked = await Promise.all(windows.map((browser, n) => browser.go(begun[n]?.to.href ?? '')));
    const back = await Promise.all(windows.map((browser, n) => browser.answer(asked[n] ?? new URL(world.url))));
    assert.deepEqual(
      back.map((to) => to.searchParams.has('code')),
      back.map(() => true),
      `round ${round}`,
    );
    const { rows } = await world.node.database.pool.query<{ standing: number; all: number }>(
      `select count(*) filter (where withdrawn_at is null)::int as standing, count(*)::int as all
       from sign_on.consent where client_id = $1`,
      [config.clientMetadata().client_id],
    );
    assert.deepEqual(rows, [{ standing: 1, all: 6 }]);
  }
});

test('a refusal reaches the client as access_denied, and nothing is remembered', async () => {
  const config = await webClient(world, keys);
  const browser = await world.signedIn('lan');
  const begun = await begin(config);
  const back = await browser.answer(await browser.go(begun.to.href), false);
  assert.deepEqual([back.searchParams.get('error'), back.searchParams.get('state')], ['access_denied', begun.state]);
  assert.equal((await browser.go((await begin(config)).to.href)).pathname, '/dang-nhap/ung-dung');
});

test('nobody signed in is led to sign in and comes back; silently, the client is told', async () => {
  const config = await webClient(world, keys);
  const { Browser } = await import('./provider-world.ts');
  const browser = new Browser(world.url);
  const begun = await begin(config);
  const page = await browser.go(begun.to.href);
  assert.equal(page.pathname, '/dang-nhap');
  const back = page.searchParams.get('ve') ?? '';
  assert.match(back, /^\/oidc\/interaction\/[\w-]+\?tu=dang-nhap$/);
  browser.set('lt_session', (await world.signedIn('lan')).cookie('lt_session') ?? '');
  const question = await browser.go(back);
  const tokens = await exchange(config, await browser.answer(question), begun);
  assert.ok(tokens.claims()?.sub);
  const silent = await new Browser(world.url).go((await begin(config, { prompt: 'none' })).to.href);
  assert.equal(silent.searchParams.get('error'), 'login_required');
});

test('a phone app: no key, proofs of possession, refresh that rotates', async () => {
  const config = await nativeClient(world, { data: data('full-name') });
  const proof = client.getDPoPHandle(config, await client.randomDPoPKeyPair());
  const browser = await world.signedIn('lan');
  const tokens = await signIn(
    config,
    browser,
    { scope: 'openid profile offline_access', prompt: 'consent' },
    { DPoP: proof },
  );
  assert.equal(tokens.token_type, 'dpop');
  const sub = tokens.claims()?.sub ?? '';
  const info = await client.fetchUserInfo(config, tokens.access_token, sub, { DPoP: proof });
  assert.equal(info.name, people.lan.name);
  const renewed = await client.refreshTokenGrant(config, tokens.refresh_token ?? '', undefined, { DPoP: proof });
  assert.notEqual(renewed.refresh_token, tokens.refresh_token);
  assert.equal((await client.fetchUserInfo(config, renewed.access_token, sub, { DPoP: proof })).sub, sub);
  await assert.rejects(client.fetchUserInfo(config, renewed.access_token, sub), 'a stolen token works without its key');
  const thief = client.getDPoPHandle(config, await client.randomDPoPKeyPair());
  await assert.rejects(
    client.fetchUserInfo(config, renewed.access_token, sub, { DPoP: thief }),
    'a stolen token works with another key',
  );
  assert.equal(
    await refusal(client.refreshTokenGrant(config, renewed.refresh_token ?? '', undefined, { DPoP: thief })),
    'invalid_grant',
  );
});

test('subjects: one per sector, the same for clients of a sector, never the account’s id', async () => {
  const browser = await world.signedIn('lan');
  const subOf = async (changed: Parameters<typeof webClient>[2]) =>
    (await signIn(await webClient(world, keys, changed), browser)).claims()?.sub;
  const [own, shared, sharedToo, foreign] = [
    await subOf({}),
    await subOf({ sharesSubject: true }),
    await subOf({ sharesSubject: true }),
    await subOf({ sharesSubject: true, agencyId: province }),
  ];
  assert.equal(shared, sharedToo);
  assert.equal(new Set([own, shared, foreign, world.accounts.lan, people.lan.personId]).size, 5);
});

test('the names of the national portal come by its scope, and only of registered data', async () => {
  const config = await webClient(world, keys, { data: data('full-name', 'personal-number') });
  const browser = await world.signedIn('lan');
  const tokens = await signIn(config, browser, { scope: 'openid dichvucong' });
  const info = await client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '');
  assert.deepEqual(
    [info['HoVaTen'], info['SoDinhDanh'], info['NgayThangNamSinh'], info['LoaiTaiKhoan']],
    [people.lan.name, people.lan.personalId, undefined, 'citizen'],
  );
  assert.equal(info.name, undefined);
});

test('a confirmed phone is told to who registered it, with a record', async () => {
  const { pool } = world.node.database;
  const config = await webClient(world, keys, { data: [{ item: 'phone', reason: 'Báo lịch hẹn.' }] });
  const tokens = await signIn(config, await world.signedIn('lan'), { scope: 'openid phone' });
  const info = await client.fetchUserInfo(config, tokens.access_token, client.skipSubjectCheck);
  assert.deepEqual([info.phone_number, info.phone_number_verified], [PHONE, true]);
  const { rows } = await pool.query("select data from evidence.record where kind = 'sign-on.contact-told'");
  assert.deepEqual(rows[0].data.kinds, ['phone']);
  assert.ok(!JSON.stringify(rows).includes(PHONE));
});

test('a client of another sector does not learn about a token', async () => {
  const config = await webClient(world, keys);
  const tokens = await signIn(config, await world.signedIn('lan'));
  const other = await webClient(world, keys, { agencyId: province });
  assert.deepEqual(await client.tokenIntrospection(other, tokens.access_token), { active: false });
});
