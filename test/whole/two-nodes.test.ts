import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { finishUpstream, describeUpstream } from '#modules/identity/upstream/contract.ts';
import { whoAmI } from '#modules/identity/contract.ts';
import { enterClient } from '#modules/sign-on/clients/register-client.ts';
import { Browser, keyPair } from '#modules/sign-on/test/provider-world.ts';
import { newClient } from '#modules/sign-on/test/world.ts';
import type { ProofKind } from '#modules/identity/index.ts';
import { createClient } from '#platform/client.ts';
import { demoPeople } from '#seeds/demo/index.ts';
import { freePort } from '#test/world/free-port.ts';
import { exportJWK } from 'jose';
import { demoCitizens } from '../../src/worlds/demo-citizens.ts';
import { startHouse, type WholeHouse } from './house.ts';

// Two nodes of ours: the province (B) lets people sign in by the word of the nation (A). Each has its own people, keys and sessions.
const NAME = 'Cổng quốc gia thử';
const [ha] = demoCitizens(demoPeople);
const onlyAtA = {
  personalId: '001190998877',
  fullName: 'Phan Thị Bưởi',
  birthDate: '1990-08-15',
  sex: 'female' as const,
};
let a: WholeHouse;
let b: WholeHouse;

before(async () => {
  const [portA, portB] = [await freePort(), await freePort()];
  const [urlA, urlB] = [`http://127.0.0.1:${portA}`, `http://127.0.0.1:${portB}`];
  const key = await keyPair('nut-b');
  a = await startHouse({ pages: true, env: { PORT: String(portA), PUBLIC_URL: urlA, SIGN_ON_INNER_ADDRESSES: 'yes' } });
  b = await startHouse({
    pages: true,
    env: {
      PORT: String(portB),
      PUBLIC_URL: urlB,
      UPSTREAM_ISSUER: `${urlA}/oidc`,
      UPSTREAM_CLIENT_ID: 'nut-b',
      UPSTREAM_KEY: JSON.stringify({ ...(await exportJWK(key.privateKey)), kid: 'nut-b' }),
      UPSTREAM_NAME: NAME,
      UPSTREAM_SCOPE: 'openid profile personal_number',
      UPSTREAM_NUMBER_CLAIM: 'personal_number',
    },
  });
  const { directory, evidence, population, identity } = a.house.doors;
  const [agency] = await directory.listAgencies({});
  await enterClient(
    { ...a.node.deps, directory, evidence, population, identity },
    {
      ...newClient({
        keys: [key.publicJwk],
        redirectUris: [`${urlB}/dang-nhap/cong-khac/ve`],
        postLogoutRedirectUris: [`${urlB}/`],
        backchannelLogoutUri: null,
        data: (['full-name', 'birth-date', 'personal-number'] as const).map((item) => ({
          item,
          reason: 'Để đối chiếu với dữ liệu dân cư của tỉnh.',
        })),
      }),
      id: 'nut-b',
      agencyId: agency?.id ?? '',
    },
    { kind: 'system', name: 'test' },
  );
});
after(async () => {
  await b?.close();
  await a?.close();
});

/** A browser with a session at A, proved in these ways. */
async function atA(personalId: string, kinds: readonly ProofKind[]): Promise<Browser> {
  const { identity, population } = a.house.doors;
  const person = await population.findByNumber(personalId, {
    actor: { kind: 'system', name: 'test' },
    purpose: 'phép thử',
    legalBasis: 'phép thử',
    caseRef: 'world:test',
  });
  const accountId = (await identity.accountOfPerson(person?.id ?? '')) ?? '';
  const at = new Date().toISOString();
  const { token } = await identity.startSession({
    accountId,
    proofs: kinds.map((kind) => ({ kind, at })),
    source: '::1',
  });
  return new Browser(a.url, { lt_session: token });
}

/** From the button at B to the way back, allowing at A what is asked. */
async function there(browserB: Browser, browserA: Browser, back = '/cua-toi/ho-so'): Promise<URL> {
  const start = await browserB.fetch(`/dang-nhap/cong-khac?ve=${encodeURIComponent(back)}`);
  return browserA.through(start.headers.get('location') ?? '');
}

test('somebody whom A has proved with two factors signs in at B, and B knows them by the number', async () => {
  const browserB = new Browser(b.url);
  const page = await (await browserB.fetch('/dang-nhap')).text();
  assert.match(page, new RegExp(`Đăng nhập bằng.*${NAME}`, 's'));
  const returned = await there(browserB, await atA(ha?.personalId ?? '', ['password', 'totp']));
  assert.equal(returned.origin, b.url);
  const answer = await browserB.fetch(returned.href);
  assert.equal(answer.headers.get('location'), '/cua-toi/ho-so', await answer.text());
  const mine = await browserB.fetch('/cua-toi/ho-so');
  assert.equal(mine.status, 200);
  const me = createClient(b.url, () => ({ authorization: `Bearer ${browserB.cookie('lt_session')}` }));
  await assert.rejects(() => me.get(whoAmI, {}), 'the session is for its browser');
  assert.equal(browserB.cookie('lt_upstream'), undefined, 'nothing of the flow is left in the browser');
  assert.equal(
    await b.count(`select count(*) from identity.proofing where how = 'upstream'`),
    0,
    'the account that B had already keeps its level and is not opened twice',
  );
  assert.equal(await b.count(`select count(*) from evidence.record where kind = 'identity.upstream-signed-in'`), 1);
  const again = await browserB.fetch(returned.href);
  assert.equal(again.status, 410, 'the way back leads in once');
});

test('one factor at A is not enough for B: A asks for another before it answers', async () => {
  const browserB = new Browser(b.url);
  const start = await browserB.fetch('/dang-nhap/cong-khac');
  const at = await (await atA(ha?.personalId ?? '', ['password'])).go(start.headers.get('location') ?? '');
  assert.equal(at.origin, a.url);
  assert.equal(at.pathname, '/dang-nhap/xac-nhan');
});

test('somebody whom only A knows is told so at B, in words, and gets no session', async () => {
  const { population, identity } = a.house.doors;
  const { personId } = await population.recordPerson(onlyAtA, {
    actor: { kind: 'system', name: 'test' },
    source: 'test',
  });
  await identity.createAccounts([
    { name: onlyAtA.fullName, code: 'mật khẩu', citizen: { personId, personalId: onlyAtA.personalId }, level: 2 },
  ]);
  const browserB = new Browser(b.url);
  const returned = await there(browserB, await atA(onlyAtA.personalId, ['passkey-bound']));
  const refused = await browserB.fetch(returned.href);
  assert.equal(refused.status, 403);
  const text = await refused.text();
  assert.match(text, /chưa có số định danh/);
  assert.doesNotMatch(text, new RegExp(onlyAtA.personalId), 'the number is not repeated');
  assert.doesNotMatch(text, /code=/, 'nor is the code of A');
  assert.equal(browserB.cookie('lt_session'), undefined);
});

test('a way back that was begun in another browser leads nowhere', async () => {
  const [mine, theirs] = [new Browser(b.url), new Browser(b.url)];
  await mine.fetch('/dang-nhap/cong-khac');
  const returned = await there(theirs, await atA(ha?.personalId ?? '', ['password', 'totp']));
  assert.equal((await mine.fetch(returned.href)).status, 403);
  assert.equal((await new Browser(b.url).fetch(returned.href)).status, 410);
  assert.equal(mine.cookie('lt_session'), undefined);
});

test('A goes away in the middle: B says so calmly, its sessions go on, and passwords still open it', async () => {
  const signedIn = new Browser(b.url);
  await signedIn.fetch((await there(signedIn, await atA(ha?.personalId ?? '', ['password', 'totp']))).href);
  const late = new Browser(b.url);
  const returned = await there(late, await atA(ha?.personalId ?? '', ['password', 'totp']));
  const flow = late.cookie('lt_upstream') ?? '';
  await a.node.process.stop();
  const answer = await late.fetch(returned.href);
  assert.equal(answer.status, 503);
  assert.match(await answer.text(), /hiện chưa trả lời/);
  assert.equal(late.cookie('lt_upstream'), flow, 'what the browser kept is good for another try');
  const called = await createClient(b.url).call(finishUpstream, { body: { answer: returned.search.slice(1), flow } });
  assert.equal(called.ok ? '' : called.problem.code, 'identity.upstream-unavailable');
  assert.equal((await createClient(b.url).get(describeUpstream, {})).upstream?.state, 'down');
  const page = await (await new Browser(b.url).fetch('/dang-nhap')).text();
  assert.match(page, /hiện chưa trả lời/);
  assert.doesNotMatch(page, /href="\/dang-nhap\/cong-khac/, 'no button that leads nowhere');
  assert.equal((await signedIn.fetch('/cua-toi/ho-so')).status, 200);
  assert.ok(await b.as({ personalId: ha?.personalId ?? '' }), 'the password is not asked of A');
});
