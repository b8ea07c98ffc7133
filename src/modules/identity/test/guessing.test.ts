import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createClient, type NodeClient } from '#platform/client.ts';
import { testClock } from '#platform/clock.ts';
import { isProblem } from '#platform/problem.ts';
import { continueSignIn, prepareProof, signIn } from '../contract.ts';
import { MOST_WRONG } from '../guessing.ts';
import { hashPassword, passwordMatches } from '../verification/password-pool.ts';
import {
  enter,
  lastCode,
  ngoc,
  officerId,
  officerPassword,
  signedIn,
  startIdentity,
  type IdentityWorld,
} from './world.ts';

const clock = testClock('2026-11-23T02:00:00Z');
let world: IdentityWorld;

before(async () => {
  // One proxy of ours in front: tests say from which address a call comes.
  world = await startIdentity({ clock, env: { TRUST_PROXY: '1' } });
});
after(() => world?.close());

const PHONE =
  'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36';
const from = (address: string, device?: string): NodeClient =>
  createClient(world.node.url, () => ({
    'x-forwarded-for': address,
    'user-agent': PHONE,
    ...(device ? { cookie: `lt_device=${device}` } : {}),
  }));
const guess = (client: NodeClient, password: string) =>
  client.call(signIn, { body: { personalId: ngoc.personalId, proof: { kind: 'password', password }, browser: true } });
/** The same without the wire, which is what ten thousand of them would measure: every call goes through the dispatcher. */
async function guessInside(source: string, password: string): Promise<string> {
  const { node } = world;
  try {
    await node.process.web?.dispatcher.dispatch(
      signIn.id,
      { body: { personalId: ngoc.personalId, proof: { kind: 'password', password } } },
      { actor: { kind: 'anonymous' }, requestId: 'guess', locale: 'vi', log: node.deps.log, source },
    );
    return 'in';
  } catch (error) {
    return isProblem(error) ? error.code : String(error);
  }
}
const address = (n: number): string => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
const wrongTries = async (): Promise<number> =>
  Number(
    (
      await world.node.database.pool.query(
        'select count(*) from identity.sign_in where not succeeded and account_id is not null',
      )
    ).rows[0].count,
  );

test('ten thousand guesses from a thousand addresses: a hundred are looked at, the owner still gets in, and nothing is for good', async () => {
  const owner = signedIn(
    await from('192.0.2.1').call(signIn, {
      body: { personalId: ngoc.personalId, proof: { kind: 'password', password: ngoc.password }, browser: true },
    }),
  );
  const device = owner.deviceToken ?? '';
  assert.match(device, /^[\w-]{32}$/);
  const evaluated = await wrongTries();
  const statuses = new Map<string, number>();
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let n = next++; n < 10_000; n = next++) {
      const code = await guessInside(address(n % 1000), `đoán-${n}`);
      statuses.set(code, (statuses.get(code) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 40 }, lane));
  assert.deepEqual([...statuses.keys()].sort(), ['identity.too-many-attempts', 'identity.wrong-credentials']);
  assert.equal(statuses.get('identity.wrong-credentials'), MOST_WRONG.everywhere);
  assert.equal((await wrongTries()) - evaluated, MOST_WRONG.everywhere, 'what is refused is not even looked at');

  // The right password is no help to a stranger now; at home, and on the owner's own phone wherever it is, it is.
  const stranger = await guess(from('203.0.113.9'), ngoc.password);
  assert.deepEqual([stranger.status, stranger.ok || stranger.problem.code], [429, 'identity.too-many-attempts']);
  signedIn(await guess(from('192.0.2.1'), ngoc.password));
  signedIn(await guess(from('203.0.113.77', device), ngoc.password));
  clock.advance(16 * 60_000);
  signedIn(await guess(from('203.0.113.9'), ngoc.password));
});

test('a stranger behind the owner’s own address cannot keep the owner’s device out; the device has its own eight', async () => {
  clock.advance(60 * 60_000);
  const client = from('198.51.100.4');
  const owner = signedIn(
    await client.call(signIn, {
      body: { personalId: ngoc.personalId, proof: { kind: 'password', password: ngoc.password }, browser: true },
    }),
  );
  for (let n = 0; n < MOST_WRONG.here; n++) assert.equal((await guess(client, `sai ${n}`)).status, 401);
  assert.equal((await guess(client, ngoc.password)).status, 429);
  const own = from('198.51.100.4', owner.deviceToken);
  signedIn(await guess(own, ngoc.password));
  for (let n = 0; n < MOST_WRONG.here; n++) assert.equal((await guess(own, `sai ${n}`)).status, 401);
  assert.equal((await guess(own, ngoc.password)).status, 429);
  clock.advance(16 * 60_000);
  signedIn(await guess(own, ngoc.password));
});

test('wrong codes do not use up the tries of passwords, nor the other way round', async () => {
  clock.advance(60 * 60_000);
  const client = from('198.51.100.20');
  const body = { officerId, proof: { kind: 'password' as const, password: officerPassword } };
  const begun = await client.get(signIn, { body });
  assert.equal(begun.outcome, 'more');
  const flow = begun.outcome === 'more' ? begun.flow : '';
  const tryCode = (code: string) => client.call(continueSignIn, { body: { flow, proof: { kind: 'sms-code', code } } });
  for (let n = 0; n < MOST_WRONG.here; n++) assert.equal((await tryCode('000000')).status, 401);
  await client.get(prepareProof, { body: { flow, kind: 'sms-code' } });
  const late = await tryCode(await lastCode(world.node));
  assert.deepEqual([late.status, late.ok || late.problem.code], [429, 'identity.too-many-attempts']);
  assert.equal((await client.call(signIn, { body })).ok, true, 'the password is not spoiled');
  clock.advance(16 * 60_000);
  signedIn(await enter(world.node, { officerId, code: officerPassword }, client));
});

test('unknown, wrong, locked and closed are refused alike, and so is a sign-in begun without a proof', async () => {
  clock.advance(60 * 60_000);
  const { pool } = world.node.database;
  const answers: unknown[] = [];
  const tryAs = async (personalId: string, password: string): Promise<void> => {
    const answer = await from('198.51.100.30').call(signIn, {
      body: { personalId, proof: { kind: 'password', password } },
    });
    assert.ok(!answer.ok);
    const { requestId: _, ...problem } = answer.problem;
    const begun = await from('198.51.100.30').get(signIn, { body: { personalId } });
    assert.equal(begun.outcome, 'more');
    const { flow, ...rest } = begun.outcome === 'more' ? begun : { flow: '' };
    const asked = await from('198.51.100.30').call(prepareProof, { body: { flow, kind: 'sms-code' } });
    answers.push({
      problem,
      rest,
      length: flow.length,
      asked: asked.ok ? Object.keys(asked.answer.prepared) : asked.problem.code,
    });
  };
  await tryAs('001099999999', ngoc.password);
  await tryAs(ngoc.personalId, 'sai');
  await pool.query("update identity.account set locked_at = now(), locked_why = 'x' where id = $1", [
    world.ngocAccount,
  ]);
  await tryAs(ngoc.personalId, ngoc.password);
  await pool.query(
    "update identity.account set locked_at = null, locked_why = null, closed_at = now(), closed_why = 'x' where id = $1",
    [world.ngocAccount],
  );
  await tryAs(ngoc.personalId, ngoc.password);
  await pool.query('update identity.account set closed_at = null, closed_why = null where id = $1', [
    world.ngocAccount,
  ]);
  for (const one of answers) assert.deepEqual(one, answers[0]);
  clock.advance(16 * 60_000);
  signedIn(await guess(from('198.51.100.30'), ngoc.password));
});

test('a full queue of passwords refuses at once and says when to come back; the rest is worked off', async () => {
  const { config } = world.node;
  const kept = await hashPassword(config, 'mật khẩu');
  const results = await Promise.allSettled(
    Array.from({ length: 130 }, (_, n) => passwordMatches(config, kept, n % 2 ? 'mật khẩu' : 'sai')),
  );
  const refused = results.filter((one) => one.status === 'rejected').map((one) => one.reason as unknown);
  assert.ok(refused.length > 0 && refused.length <= 30, `${refused.length} of 130`);
  for (const reason of refused) {
    assert.ok(isProblem(reason, 'identity.busy'));
    assert.equal(reason.status, 503);
    assert.ok((reason.detail.retryAfter ?? 0) > 0);
  }
  for (const [n, one] of results.entries()) if (one.status === 'fulfilled') assert.equal(one.value, n % 2 === 1);
  assert.equal(
    await passwordMatches(config, kept, 'ma\u0323\u0302t kh\u00e2\u0309u'),
    true,
    'NFD is the same password',
  );
});
