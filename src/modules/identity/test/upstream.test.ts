import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type pg from 'pg';
import { createEvidence } from '#modules/evidence/index.ts';
import { createNotices } from '#modules/notices/index.ts';
import { createPopulation, type Population } from '#modules/population/index.ts';
import { createClient } from '#platform/client.ts';
import { startAnotherProvider, type AnotherProvider } from '#test/world/another-provider.ts';
import { lookPool } from '#test/world/look-pool.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import { whoAmI } from '../contract.ts';
import { createIdentity, type Identity } from '../index.ts';
import { describeUpstream, finishUpstream, startUpstream } from '../upstream/contract.ts';

// The node as the client of another provider that may say anything. The whole flow with a right one is in test/whole/two-nodes.test.ts.
const ngoc = { personalId: '006198933952', fullName: 'Nông Thị Bích Ngọc', birthDate: '1998-04-12' };
const said = { sub: 'o-1', acr: 'LoA2', SoDinhDanh: ngoc.personalId, name: ngoc.fullName, birthdate: ngoc.birthDate };

let other: AnotherProvider;
let node: TestNode;
let identity: Identity;
let population: Population;
let look: pg.Pool;

before(async () => {
  other = await startAnotherProvider();
  node = await startNode({
    env: other.env,
    build(deps) {
      const evidence = createEvidence(deps);
      population = createPopulation({ ...deps, evidence });
      identity = createIdentity({
        ...deps,
        directory: {
          officersWith: async () => [],
          getAgency: async (id) => ({ id, name: '' }),
          getOfficer: async () => {
            throw new Error('not asked');
          },
          listAgencies: async () => [],
          listOfficers: async () => [],
          appointmentsOf: async () => [],
        },
        mandates: { standing: async () => undefined, capacitiesOf: async () => [] },
        evidence,
        population,
        demoCitizens: () => [],
      });
      return { rooms: [evidence, createNotices(deps), population, identity], sessions: identity.sessions };
    },
  });
  look = lookPool({ ...node.owner, max: 1 });
  await know(ngoc);
});
after(async () => {
  await look?.end();
  await node?.close();
  await other?.stop();
});
afterEach(() => {
  other.script = { claims: said };
});

async function know(person: { personalId: string; fullName: string; birthDate: string }): Promise<string> {
  const { personId } = await population.recordPerson(
    { ...person, sex: 'female' },
    { actor: { kind: 'system', name: 'test' }, source: 'test' },
  );
  return personId;
}

const anyone = () => createClient(node.url);
const start = (back?: string) => anyone().get(startUpstream, { body: back ? { back } : {} });
/** The answer, or the refusal. */
async function finish(answer: string, flow: string) {
  const called = await anyone().call(finishUpstream, { body: { answer, flow } });
  return called.ok ? { answer: called.answer } : { problem: called.problem };
}

/** Goes there and comes back. @returns what the node answers to the return page */
async function signIn(claims: Record<string, unknown> = said) {
  other.script = { ...other.script, claims };
  const begun = await start();
  return finish(new URL(await other.visit(begun.address)).search.slice(1), begun.flow);
}

async function refused(claims: Record<string, unknown>, code: string): Promise<void> {
  const before = await sessions();
  const answer = await signIn(claims);
  assert.equal(answer.problem?.code, `identity.${code}`);
  assert.doesNotMatch(answer.problem?.title ?? '{', /\{/, 'every word of the sentence is filled in');
  assert.equal(await sessions(), before, 'no session begins');
}

async function sessions(): Promise<number> {
  return Number((await look.query<{ n: string }>('select count(*) as n from identity.session')).rows[0]?.n);
}

async function rows<Row extends pg.QueryResultRow>(query: string): Promise<Row[]> {
  return (await look.query<Row>(query)).rows;
}

test('the first sign-in opens the account of that person, with the level that was proved there', async () => {
  const answer = await signIn();
  assert.equal(answer.answer?.opened, true);
  const me = createClient(node.url, () => ({ authorization: `Bearer ${answer.answer?.token}` }));
  assert.equal((await me.get(whoAmI, {})).name, ngoc.fullName);
  const actor = await identity.actorFor(answer.answer?.token ?? '');
  assert.equal(actor.kind === 'citizen' && actor.assurance?.level, 2);
  assert.deepEqual(actor.kind === 'citizen' && actor.assurance?.methods, ['fed', 'mfa']);
  assert.deepEqual(await rows('select how, level, detail from identity.proofing'), [
    { how: 'upstream', level: 1, detail: { issuer: other.issuer, acr: 'LoA2' } },
  ]);
  const [kept] = await rows<{ text: string }>(
    `select string_agg(data::text, ' ') as text from evidence.record where kind like 'identity.%'`,
  );
  assert.doesNotMatch(kept?.text ?? '', /006198933952|Nông/, 'the evidence names nobody');
  assert.equal(other.proved, 1, 'the node proved itself with its key and brought the verifier');
});

test('the second sign-in finds the account, and a stronger proof raises its level once', async () => {
  const again = await signIn({ ...said, acr: 'LoA3' });
  assert.equal(again.answer?.opened, false);
  const actor = await identity.actorFor(again.answer?.token ?? '');
  assert.equal(actor.kind === 'citizen' && actor.assurance?.level, 3);
  await signIn();
  const proofings = await rows<{ level: number }>('select level from identity.proofing order by at');
  assert.deepEqual(
    proofings.map(({ level }) => level),
    [1, 2],
    'a weaker proof afterwards takes nothing away',
  );
  assert.deepEqual(await rows('select count(*)::int as n from identity.account'), [{ n: 1 }]);
});

test('details that only userinfo tells are enough; birth dates may be written as on Vietnamese forms', async () => {
  other.script.userinfo = { SoDinhDanh: ngoc.personalId, name: ngoc.fullName, birthdate: '12/04/1998' };
  const answer = await signIn({ sub: 'o-1', acr: 'LoA2' });
  assert.ok(answer.answer?.token, answer.problem?.code);
});

test('the name may be spelled the other accepted way, but not be another', async () => {
  const hoa = { personalId: '006198933953', fullName: 'Lý Thị Hòa', birthDate: '1998-05-01' };
  await know(hoa);
  const claims = { ...said, sub: 'o-2', SoDinhDanh: hoa.personalId, birthdate: hoa.birthDate };
  assert.ok((await signIn({ ...claims, name: 'Lí Thị Hoà'.normalize('NFD') })).answer);
  await refused({ ...claims, name: 'Lý Thị Hoa' }, 'upstream-differs');
  await refused({ ...claims, name: hoa.fullName, birthdate: '1998-05-02' }, 'upstream-differs');
});

test('a number that is not in the register here, or details that are missing, open nothing', async () => {
  await refused({ ...said, SoDinhDanh: '006198999999' }, 'upstream-unknown');
  await refused(
    { sub: 'o-1', acr: 'LoA2', email: 'ngoc@example.vn', phone_number: '+84900000000' },
    'upstream-not-enough',
  );
  await refused({ ...said, birthdate: '' }, 'upstream-not-enough');
  await refused({ ...said, SoDinhDanh: '00619893395２' }, 'upstream-not-enough');
  await refused({ ...said, birthdate: '1998-02-30' }, 'upstream-not-enough');
});

test('a level that is too low, unknown or missing is not believed', async () => {
  await refused({ ...said, acr: 'LoA1' }, 'upstream-level-low');
  await refused({ ...said, acr: 'urn:other:gold' }, 'upstream-level-low');
  await refused({ ...said, acr: undefined }, 'upstream-level-low');
  await refused({ ...said, acr: ['LoA3'] }, 'upstream-level-low');
});

test('a subject of the other provider never becomes another person', async () => {
  const mai = { personalId: '006198933954', fullName: 'Hoàng Thị Mai', birthDate: '1998-06-01' };
  await know(mai);
  await refused(
    { ...said, SoDinhDanh: mai.personalId, name: mai.fullName, birthdate: mai.birthDate },
    'upstream-mixed',
  );
  assert.equal((await rows('select id from identity.account')).length, 2, 'and no account is left behind');
});

test('a locked or closed account is not entered through the other door', async () => {
  await look.query(`update identity.account set locked_at = now(), locked_why = 'thử'`);
  await refused(said, 'upstream-stopped');
  await look.query('update identity.account set locked_at = null, locked_why = null');
  assert.ok((await signIn()).answer);
});

test('an answer of another issuer, for another client, expired, forged or for another nonce is refused', async () => {
  for (const token of [
    (payload: object) => ({ ...payload, iss: 'https://elsewhere.example' }),
    (payload: object) => ({ ...payload, aud: 'another-client' }),
    (payload: object) => ({ ...payload, nonce: 'another' }),
    (payload: object) => ({ ...payload, exp: Date.now() / 1000 - 301, iat: Date.now() / 1000 - 900 }),
    (payload: object) => ({ ...payload, sub: '' }),
  ]) {
    other.script = { claims: said, token };
    await refused(said, 'upstream-answer-wrong');
  }
  other.script = { claims: said, forged: true };
  await refused(said, 'upstream-answer-wrong');
});

test('clocks that are five minutes apart do not lock anybody out', async () => {
  const now = Math.floor(Date.now() / 1000);
  for (const skew of [290, -290]) {
    other.script.token = (payload) => ({ ...payload, iat: now + skew, exp: now + skew + 60, auth_time: now + skew });
    const answer = await signIn();
    assert.ok(answer.answer, `${skew} s: ${answer.problem?.code}`);
    const actor = await identity.actorFor(answer.answer.token);
    const provedAt = actor.kind === 'citizen' ? Date.parse(actor.assurance?.provedAt ?? '') : Number.NaN;
    assert.ok(provedAt <= Date.now(), 'a proof is never of tomorrow');
  }
});

test('a mixed-up response names another issuer, or none, and is refused before any code is spent', async () => {
  const proved = other.proved;
  for (const back of [
    (address: URL) => address.searchParams.set('iss', 'https://elsewhere.example'),
    (address: URL) => address.searchParams.delete('iss'),
    (address: URL) => address.searchParams.set('state', 'another'),
    (address: URL) => address.searchParams.append('state', 'twice'),
  ]) {
    other.script = { claims: said, back };
    await refused(said, 'upstream-answer-wrong');
  }
  assert.equal(other.proved, proved);
});

test('an answer belongs to the browser in which the sign-in began', async () => {
  const [mine, theirs] = [await start(), await start()];
  const answer = new URL(await other.visit(theirs.address)).search.slice(1);
  assert.equal((await finish(answer, mine.flow)).problem?.code, 'identity.upstream-answer-wrong');
  assert.equal((await finish(answer, '-')).problem?.code, 'identity.upstream-flow-over');
  const changed = `${mine.flow.slice(0, -3)}AAA`;
  assert.equal((await finish(answer, changed)).problem?.code, 'identity.upstream-flow-over');
  assert.ok((await finish(answer, theirs.flow)).answer, 'its own browser still gets in');
});

test('an answer is good once, even where the other provider lets a code be spent again', async () => {
  for (const lax of [false, true]) {
    other.script = { claims: said, lax };
    const begun = await start();
    const answer = new URL(await other.visit(begun.address)).search.slice(1);
    assert.ok((await finish(answer, begun.flow)).answer);
    const again = await finish(answer, begun.flow);
    assert.equal(again.problem?.code, lax ? 'identity.upstream-flow-over' : 'identity.upstream-answer-wrong');
  }
});

test('whoever stops there is told so kindly; other errors of theirs are not blamed on the person', async () => {
  const error = (code: string) => (address: URL) => {
    address.searchParams.delete('code');
    address.searchParams.set('error', code);
  };
  other.script = { claims: said, back: error('access_denied') };
  await refused(said, 'upstream-refused');
  other.script = { claims: said, back: error('temporarily_unavailable') };
  await refused(said, 'upstream-unavailable');
  other.script = { claims: said, back: error('invalid_scope') };
  await refused(said, 'upstream-answer-wrong');
});

test('it goes away in the middle: nothing is half done, and open sessions go on', async () => {
  const { answer } = await signIn();
  for (const tokenEndpoint of ['cut', 'error'] as const) {
    other.script = { claims: said, tokenEndpoint };
    const begun = await start();
    const back = new URL(await other.visit(begun.address)).search.slice(1);
    const broken = await finish(back, begun.flow);
    assert.equal(broken.problem?.code, 'identity.upstream-unavailable');
    assert.equal((await anyone().get(describeUpstream, {})).upstream?.state, 'down');
    other.script = { claims: said };
    assert.ok((await finish(back, begun.flow)).answer, 'the same answer is good when it is back');
  }
  const me = createClient(node.url, () => ({ authorization: `Bearer ${answer?.token}` }));
  assert.equal((await me.get(whoAmI, {})).name, ngoc.fullName);
});

test('the way back leads only where the person wanted to go', async () => {
  const begun = await start('/cua-toi/ho-so?trang=2');
  const answer = await finish(new URL(await other.visit(begun.address)).search.slice(1), begun.flow);
  assert.equal(answer.answer?.back, '/cua-toi/ho-so?trang=2');
  const { searchParams } = new URL(begun.address);
  assert.equal(searchParams.get('acr_values'), 'LoA2 LoA3 LoA4', 'only levels that are enough are asked for');
  assert.equal(searchParams.get('redirect_uri'), `${node.config.publicUrl}/dang-nhap/cong-khac/ve`);
});

async function sayLogout(token: string): Promise<number> {
  const response = await fetch(`${node.url}/dang-nhap/cong-khac/thoat`, {
    method: 'POST',
    // As from another data centre: no page of ours sent it.
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://elsewhere.example' },
    body: new URLSearchParams({ logout_token: token }),
  });
  return response.status;
}

test('a logout that the other provider announces ends the sessions that rest on it, and no others', async () => {
  const open = async (token: string | undefined): Promise<boolean> =>
    (await identity.actorFor(token ?? '')).kind === 'citizen';
  const [first, second] = [await signIn({ ...said, sid: 's-1' }), await signIn({ ...said, sid: 's-2' })];
  for (const token of [
    await other.logoutToken({ sid: 's-1' }, { forged: true }),
    await other.logoutToken({ sid: 's-1', aud: 'another-client' }),
    await other.logoutToken({ sid: 's-1', iss: 'https://elsewhere.example' }),
    await other.logoutToken({ sid: 's-1', events: {} }),
    await other.logoutToken({ sid: 's-1', nonce: 'as-in-an-id-token' }),
    await other.logoutToken({
      sid: 's-1',
      iat: Math.floor(Date.now() / 1000) - 3600,
      exp: Math.floor(Date.now() / 1000) + 60,
    }),
    await other.logoutToken({}),
    'nonsense',
  ])
    assert.equal(await sayLogout(token), 400);
  assert.ok((await open(first.answer?.token)) && (await open(second.answer?.token)), 'nothing has ended');
  assert.equal(await sayLogout(await other.logoutToken({ sid: 's-1' })), 200);
  assert.equal(await open(first.answer?.token), false);
  assert.equal(await open(second.answer?.token), true);
  assert.equal(await sayLogout(await other.logoutToken({ sub: 'o-1' })), 200);
  assert.equal(await open(second.answer?.token), false, 'a logout of the subject ends all of theirs');
  assert.equal(await sayLogout(await other.logoutToken({ sid: 'of-somebody-else' })), 200);
});
