import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import * as client from 'openid-client';
import { withdrawConsent } from '#modules/sign-on/contract.ts';
import { accountStopped } from '#modules/identity/events.ts';
import { signOut } from '#modules/identity/contract.ts';
import { artefactHash } from '#modules/sign-on/provider/store.ts';
import { createClient } from '#platform/client.ts';
import { begin, exchange, REDIRECT, refusal, signIn, webClient } from './flows.ts';
import {
  heardByAll,
  keyPair,
  startProvider,
  type Browser,
  type KeyPair,
  type ProviderWorld,
} from './provider-world.ts';

// What one process remembers of codes, grants and sessions, while another changes them.
let world: ProviderWorld;
let second: ProviderWorld;
let keys: KeyPair;
let owner: pg.Client;

before(async () => {
  keys = await keyPair();
  world = await startProvider();
  second = await startProvider({ beside: world });
  owner = new pg.Client(world.node.owner);
  await owner.connect();
});
after(async () => {
  await owner?.end();
  await second?.close();
  await world?.close();
});

const at = (place: ProviderWorld, browser: Browser) =>
  createClient(place.url, () => ({ authorization: `Bearer ${browser.cookie('lt_session')}` }));
const idOf = (config: client.Configuration): string => config.clientMetadata().client_id;
/** The same browser at the other process, as behind a balancer. */
const elsewhere = (browser: Browser): Browser => browser.stolen(second.url);
const silently = async (config: client.Configuration, browser: Browser): Promise<URL> => {
  const { to } = await begin(config, { prompt: 'none' });
  return browser.go(`${to.pathname}${to.search}`);
};
const answerOf = (url: URL): string | null =>
  url.href.startsWith(REDIRECT) ? (url.searchParams.get('error') ?? 'a code') : url.pathname;

/** A code asked for at one process and shown at another. */
async function showAt(place: ProviderWorld, config: client.Configuration, back: URL, verifier: string) {
  const { token_endpoint: address = '' } = config.serverMetadata();
  const there = new URL(new URL(address).pathname, place.url).href;
  const moved: client.CustomFetch = (url, options) =>
    fetch(url === address ? there : url, options as unknown as RequestInit);
  config[client.customFetch] = moved;
  try {
    return await exchange(config, back, { verifier, state: back.searchParams.get('state') ?? '' });
  } finally {
    delete config[client.customFetch];
  }
}

test('a code of one process is good at the other, once: the one that remembers it refuses it, and ends what came of it', async () => {
  const config = await webClient(world, keys);
  const browser = await world.signedIn('lan');
  for (const [first, then] of [
    [second, world],
    [world, second],
    [world, world],
  ] as const) {
    const begun = await begin(config);
    const back = await browser.through(begun.to.href);
    const tokens = await showAt(first, config, back, begun.verifier);
    assert.ok((await client.tokenIntrospection(config, tokens.access_token)).active);
    assert.equal(await refusal(showAt(then, config, back, begun.verifier)), 'invalid_grant');
    // The grant has ended with it; the next round's code is asked for where that is known.
    await heardByAll(world.node);
    assert.equal((await client.tokenIntrospection(config, tokens.access_token)).active, false);
  }
});

test('a code that is shown twice at one process at the same moment gives one token at most, and that one ends', async () => {
  const config = await webClient(world, keys);
  const browser = await world.signedIn('lan');
  for (let round = 0; round < 5; round++) {
    const begun = await begin(config);
    const back = await browser.through(begun.to.href);
    const answers = await Promise.allSettled([exchange(config, back, begun), exchange(config, back, begun)]);
    const given = answers.filter((one) => one.status === 'fulfilled');
    assert.equal(given.length, 1);
    for (const { value } of given)
      assert.equal((await client.tokenIntrospection(config, value.access_token)).active, false);
  }
});

test('a code whose account was stopped gives nothing, and is used up by having been shown', async () => {
  const config = await webClient(world, keys);
  const begun = await begin(config);
  const back = await (await world.signedIn('nam')).through(begun.to.href);
  const locked = (when: string) =>
    owner.query(`update identity.account set locked_at = ${when} where id = $1`, [world.accounts.nam]);
  await locked('now()');
  assert.equal(await refusal(exchange(config, back, begun)), 'invalid_grant');
  await locked('null');
  assert.equal(await refusal(exchange(config, back, begun)), 'invalid_grant', 'the code was still good');
});

test('consent withdrawn at one process: refused at once there, and at the other with the message', async () => {
  const config = await webClient(world, keys);
  const browser = await world.signedIn('lan');
  const there = elsewhere(browser);
  await signIn(config, browser);
  assert.deepEqual(
    [answerOf(await silently(config, browser)), answerOf(await silently(config, there))],
    ['a code', 'a code'],
  );
  const begun = await begin(config);
  const back = await browser.through(begun.to.href);
  await at(second, browser).call(withdrawConsent, { params: { clientId: idOf(config) } });
  assert.equal(answerOf(await silently(config, there)), 'consent_required', 'where it was withdrawn');
  await heardByAll(world.node);
  assert.equal(answerOf(await silently(config, browser)), 'consent_required', 'where it was remembered');
  assert.equal(await refusal(exchange(config, back, begun)), 'invalid_grant', 'a code from before');
});

test('signed out or suspended at one process: refused at the other, whatever it remembers', async () => {
  const config = await webClient(world, keys);
  const browser = await world.signedIn('lan');
  const there = elsewhere(browser);
  await signIn(config, browser);
  assert.equal(answerOf(await silently(config, there)), 'a code');
  await world.change(idOf(config), { active: false, suspended_at: new Date() });
  await heardByAll(second.node);
  const { to } = await begin(config);
  assert.equal((await there.fetch(`${to.pathname}${to.search}`)).status, 400, 'suspended');
  await world.change(idOf(config), { active: true, suspended_at: null });
  await heardByAll(second.node);
  assert.equal(answerOf(await silently(config, there)), 'a code');
  await at(world, browser).call(signOut, {});
  assert.equal(answerOf(await silently(config, there)), 'login_required', 'signed out');
});

test('an account stopped: its grants are forgotten by every process with the delivery', async () => {
  const config = await webClient(world, keys);
  const browser = await world.signedIn('lan');
  const there = elsewhere(browser);
  await signIn(config, browser);
  assert.equal(answerOf(await silently(config, there)), 'a code');
  const { deps } = world.node;
  await deps.database.transaction<unknown, void>(async (trx) => {
    await deps.publish(trx, accountStopped, { accountId: world.accounts.lan, how: 'locked' });
  });
  await world.node.runJobs();
  await heardByAll(second.node);
  const { rows } = await owner.query<{ n: number }>(
    "select count(*)::int as n from sign_on.lasting where client_id = $1 and kind = 'Grant' and ended_at is null",
    [idOf(config)],
  );
  assert.equal(rows[0]?.n, 0);
  await silently(config, there);
  const after = await owner.query<{ grant: string }>(
    "select grant_id as grant from sign_on.lasting where client_id = $1 and kind = 'Grant' and ended_at is null",
    [idOf(config)],
  );
  assert.ok(after.rows.length === 1, 'the ended grant was used from memory');
});

test('a session that grows at two processes keeps the clients of both', async () => {
  const configs = await Promise.all([1, 2, 3, 4].map(() => webClient(world, keys)));
  const [one, two, three, four] = configs;
  assert.ok(one && two && three && four);
  // Allowed once, in another session: then nobody is asked, and the session keeps its identifier.
  const earlier = await world.signedIn('lan');
  for (const config of configs) await signIn(config, earlier);
  const browser = await world.signedIn('lan');
  await signIn(one, browser);
  await signIn(one, browser);
  const there = elsewhere(browser);
  for (const config of [two, three]) assert.equal(answerOf(await silently(config, there)), 'a code');
  // Remembered here with one client; the fourth is added to what stands in the table.
  await signIn(four, browser);
  const { rows } = await owner.query<{ known: string[] }>(
    `select array(select jsonb_object_keys(payload->'authorizations')) as known from sign_on.lasting where id = $1`,
    [artefactHash('Session', browser.cookie('lt_oidc') ?? '')],
  );
  assert.deepEqual(
    rows.map(({ known }) => known.toSorted()),
    [configs.map(idOf).toSorted()],
  );
});
