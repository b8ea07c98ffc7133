import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import * as client from 'openid-client';
import { createClient } from '#platform/client.ts';
import { newId } from '#platform/id.ts';
import { addDays, vnDate } from '#platform/time.ts';
import { actFor } from '#modules/identity/contract.ts';
import { endMandate } from '#modules/mandates/contract.ts';
import { begin, exchange, nativeClient, refusal, signIn, webClient, type Begun } from './flows.ts';
import { keyPair, people, startProvider, type Browser, type KeyPair, type ProviderWorld } from './provider-world.ts';

// Officers by their post, and people by mandates of the room that keeps them: what clients are told, and that the end is the end.
let world: ProviderWorld;
let keys: KeyPair;

before(async () => {
  keys = await keyPair();
  world = await startProvider();
});
after(() => world?.close());

const today = vnDate(new Date());
const data = [{ item: 'full-name' as const, reason: 'Điền vào tờ khai.' }];
const asPerson = (browser: Browser) =>
  createClient(world.url, () => ({ authorization: `Bearer ${browser.cookie('lt_session')}` }));

/** What only time does. */
async function asOwner(text: string, values: unknown[]): Promise<void> {
  const owner = new pg.Client(world.node.owner);
  await owner.connect();
  try {
    assert.equal((await owner.query(text, values)).rowCount, 1);
  } finally {
    await owner.end();
  }
}

/** All that a person may hold in one capacity: an app that renews, a system that asks, and a code that nobody has used yet. */
interface Held {
  app: client.Configuration;
  DPoP: client.DPoPHandle;
  appTokens: client.TokenEndpointResponse;
  web: client.Configuration;
  webTokens: client.TokenEndpointResponse;
  act: unknown;
  unused: { begun: Begun; back: URL };
}

async function signInEverywhere(browser: Browser, scope = 'openid profile'): Promise<Held> {
  const app = await nativeClient(world, { actingFor: true, data });
  const web = await webClient(world, keys, { actingFor: true, data });
  const DPoP = client.getDPoPHandle(app, await client.randomDPoPKeyPair());
  const asked = { scope: `${scope} offline_access`, prompt: 'consent' };
  const appTokens = await signIn(app, browser, asked, { DPoP });
  const webTokens = await signIn(web, browser, { scope });
  const begun = await begin(web, { scope });
  const unused = { begun, back: await browser.through(begun.to.href) };
  return { app, DPoP, appTokens, web, webTokens, act: webTokens.claims()?.['act'], unused };
}

async function worksWith({ app, DPoP, appTokens, web, webTokens, act }: Held): Promise<Record<string, unknown>> {
  const renewed = await client.refreshTokenGrant(app, appTokens.refresh_token ?? '', undefined, { DPoP });
  Object.assign(appTokens, renewed);
  const inside = await client.tokenIntrospection(web, webTokens.access_token);
  assert.deepEqual([inside.active, inside['act']], [true, act]);
  await client.fetchUserInfo(app, appTokens.access_token, client.skipSubjectCheck, { DPoP });
  return client.fetchUserInfo(web, webTokens.access_token, client.skipSubjectCheck);
}

async function opensNothing({ app, DPoP, appTokens, web, webTokens, unused }: Held): Promise<void> {
  const renewed = client.refreshTokenGrant(app, appTokens.refresh_token ?? '', undefined, { DPoP });
  assert.equal(await refusal(renewed), 'invalid_grant');
  // One after the other: a refusal that comes while another is waited for is one that nobody handles, and fails the test.
  for (const tell of [
    () => client.fetchUserInfo(web, webTokens.access_token, client.skipSubjectCheck),
    () => client.fetchUserInfo(app, appTokens.access_token, client.skipSubjectCheck, { DPoP }),
  ])
    assert.notEqual(await refusal(tell()), 'not refused', 'userinfo goes on telling');
  assert.equal(await refusal(exchange(web, unused.back, unused.begun)), 'invalid_grant');
  assert.deepEqual(await client.tokenIntrospection(web, webTokens.access_token), { active: false });
}

test('an officer is known by agency and position, and by nothing once the post has ended', async () => {
  const browser = await world.signedIn('officer');
  const held = await signInEverywhere(browser, 'openid officer account');
  assert.equal(held.act, undefined);
  const info = await worksWith(held);
  assert.deepEqual(
    [info['agency_code'], info['agency_name'], info['position'], info['account_kind'], info['name']],
    ['G15', 'Bộ Tư pháp', world.officer.position, 'officer', undefined],
  );
  const citizen = await signIn(held.web, await world.signedIn('lan'), { scope: 'openid officer' });
  const told = await client.fetchUserInfo(held.web, citizen.access_token, client.skipSubjectCheck);
  assert.deepEqual([told['agency_code'], told['position']], [undefined, undefined]);
  await asOwner('update directory.appointment set valid_to = $1 where officer_id = $2', [
    addDays(today, -1),
    world.officer.officerId,
  ]);
  await opensNothing(held);
  const silent = await browser.go((await begin(held.web, { prompt: 'none' })).to.href);
  assert.equal(silent.searchParams.get('error'), 'login_required');
});

/** Nam gives Lan an authority, and Lan signs in with it at the portal. */
async function actingForNam(scope = ['client:*']): Promise<{ mandateId: string; browser: Browser }> {
  const { lan, nam } = people;
  const authority = { principalId: nam.personId, agentId: lan.personId, scope, days: 30 };
  await world.room.loadMandates({ organisations: [], guardians: [], authorities: [authority] });
  const capacities = await world.room.capacitiesOf(lan.personId, today);
  const mandateId = capacities.find(({ id }) => id === nam.personId)?.mandateId ?? '';
  const browser = await world.signedIn('lan');
  await asPerson(browser).get(actFor, { body: { mandateId } });
  return { mandateId, browser };
}

const setDays = (mandateId: string, from: string, to: string) =>
  asOwner('update mandates.mandate set valid_from = $2, valid_to = $3 where id = $1', [mandateId, from, to]);

for (const [name, days] of [
  ['whose last day is over', [-10, -1]],
  ['that begins tomorrow', [1, 30]],
] as const)
  test(`a mandate ${name}: no token, no refresh, no userinfo and no sign-in by it`, async () => {
    const { mandateId, browser } = await actingForNam();
    const held = await signInEverywhere(browser);
    assert.equal((await worksWith(held)).name, people.nam.name);
    assert.ok(held.act);
    await setDays(mandateId, addDays(today, days[0]), addDays(today, days[1]));
    await opensNothing(held);
    const silent = await browser.go((await begin(held.web, { prompt: 'none' })).to.href);
    assert.equal(silent.searchParams.get('error'), 'login_required');
    const again = asPerson(await world.signedIn('lan')).get(actFor, { body: { mandateId } });
    await assert.rejects(again, /identity\.mandate-not-standing/);
    // On its last day it still counts.
    await setDays(mandateId, addDays(today, -10), today);
    const lastDay = await actingForNam();
    assert.equal((await worksWith(await signInEverywhere(lastDay.browser))).name, people.nam.name);
  });

test('a mandate that its principal ends takes every token with it; the agent’s own stay', async () => {
  const own = await signInEverywhere(await world.signedIn('lan'));
  const { mandateId, browser } = await actingForNam();
  const held = await signInEverywhere(browser);
  await worksWith(held);
  await asPerson(await world.signedIn('nam')).get(endMandate, { params: { mandateId }, body: {} });
  // At once, before anybody has heard of it.
  await opensNothing(held);
  await world.node.runJobs();
  const { rows } = await world.node.database.pool.query(
    "select count(*)::int as alive from sign_on.lasting where kind = 'RefreshToken' and ended_at is null and payload->>'accountId' like $1",
    [`%~${mandateId}`],
  );
  assert.equal(rows[0].alive, 0);
  assert.equal((await worksWith(own)).name, people.lan.name);
});

test('a mandate for one procedure signs in nowhere; one for a client signs in there and nowhere else', async () => {
  const [here, there] = [
    await webClient(world, keys, { actingFor: true }),
    await webClient(world, keys, { actingFor: true }),
  ];
  const stopped = async (config: client.Configuration, browser: Browser): Promise<string | null> => {
    const page = await browser.go((await begin(config)).to.href);
    return page.pathname === '/dang-nhap/ung-dung'
      ? (await browser.answer(page)).searchParams.get('error')
      : page.searchParams.get('error');
  };
  const procedure = await actingForNam(['dossier:1.001193']);
  assert.equal(await stopped(here, procedure.browser), 'access_denied');
  const silent = await procedure.browser.go((await begin(here, { prompt: 'none' })).to.href);
  assert.equal(silent.searchParams.get('error'), 'account_selection_required');
  const by = { params: { mandateId: procedure.mandateId }, body: {} };
  await asPerson(await world.signedIn('nam')).get(endMandate, by);
  const one = await actingForNam([`client:${here.clientMetadata().client_id}`]);
  assert.equal(await stopped(here, one.browser), null);
  assert.equal(await stopped(there, one.browser), 'access_denied');
});

test('acting for an organisation: its name, its kind and its tax number by the national portal’s names', async () => {
  const company = 'Công ty TNHH Chè Tân Cương';
  await world.room.loadMandates({
    organisations: [
      {
        id: newId(),
        taxNumber: '4600123456',
        name: company,
        kind: 'enterprise',
        activeFrom: '2015-03-02',
        entry: 'ĐKDN 4600123456',
        representative: { personId: people.lan.personId, entryOn: '2015-03-02' },
        staff: [],
      },
    ],
    guardians: [],
    authorities: [],
  });
  const found = await world.room.capacitiesOf(people.lan.personId, today);
  const mandateId = found.find(({ kind }) => kind === 'organisation')?.mandateId ?? '';
  const browser = await world.signedIn('lan');
  const web = await webClient(world, keys, { actingFor: true, data });
  const claims = async () => {
    const tokens = await signIn(web, browser, { scope: 'openid dichvucong' });
    const info = await client.fetchUserInfo(web, tokens.access_token, client.skipSubjectCheck);
    return [info['HoVaTen'], info['LoaiTaiKhoan'], info['MaSoThue']];
  };
  assert.deepEqual(await claims(), [people.lan.name, 'citizen', undefined]);
  await asPerson(browser).get(actFor, { body: { mandateId } });
  assert.deepEqual(await claims(), [company, 'organisation', '4600123456']);
});
