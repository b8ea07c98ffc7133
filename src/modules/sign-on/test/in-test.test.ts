import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as client from 'openid-client';
import { begin, exchange, nativeClient, refusal, signIn, webClient } from './flows.ts';
import { keyPair, startProvider, type KeyPair, type ProviderWorld } from './provider-world.ts';

// Outside the demo world, where everybody tries everything, a client in test is for its testers.
let world: ProviderWorld;
let keys: KeyPair;
before(async () => {
  keys = await keyPair();
  world = await startProvider({ env: { WORLD: 'none' } });
});
after(() => world?.close());

const idOf = (config: client.Configuration): string => config.clientMetadata().client_id;
const pool = () => world.node.database.pool;
const letTry = (config: client.Configuration) =>
  pool().query('insert into sign_on.client_tester (client_id, account_id, name, added_at) values ($1, $2, $3, now())', [
    idOf(config),
    world.accounts.lan,
    'Trần Thị Lan',
  ]);
const takeOff = (config: client.Configuration) =>
  pool().query('delete from sign_on.client_tester where client_id = $1', [idOf(config)]);

test('a stranger is told so on a page of ours, and the client is refused; once live, everybody enters', async () => {
  const config = await webClient(world, keys);
  const browser = await world.signedIn('lan');
  const told = await browser.go((await begin(config)).to.href);
  assert.equal(told.pathname, '/dang-nhap/ung-dung');
  assert.equal((await browser.answer(told)).searchParams.get('error'), 'access_denied', 'agreeing helps nothing');
  const silent = await browser.go((await begin(config, { prompt: 'none' })).to.href);
  assert.equal(silent.searchParams.get('error'), 'access_denied');
  await world.change(idOf(config), { mode: 'live' });
  const begun = await begin(config);
  const tokens = await exchange(config, await browser.through(begun.to.href), begun);
  assert.ok(tokens.access_token);
});

test('who is taken off the testers enters no more, though allowed before, and the tokens are worth nothing', async () => {
  const web = await webClient(world, keys);
  const app = await nativeClient(world, { dpopBound: false });
  await letTry(web);
  await letTry(app);
  const browser = await world.signedIn('lan');
  const seen = await signIn(web, browser);
  const silently = async () => (await browser.go((await begin(web, { prompt: 'none' })).to.href)).searchParams;
  assert.ok((await silently()).get('code'), 'allowed before, not asked again');
  const tokens = await signIn(app, browser, { scope: 'openid offline_access', prompt: 'consent' });
  const told = () => client.fetchUserInfo(app, tokens.access_token, client.skipSubjectCheck);
  await told();
  assert.equal((await client.tokenIntrospection(web, seen.access_token)).active, true);
  await takeOff(web);
  await takeOff(app);
  assert.equal((await silently()).get('error'), 'access_denied');
  assert.notEqual(await refusal(told()), 'not refused');
  assert.deepEqual(await client.tokenIntrospection(web, seen.access_token), { active: false });
  assert.equal(await refusal(client.refreshTokenGrant(app, tokens.refresh_token ?? '')), 'invalid_grant');
});
