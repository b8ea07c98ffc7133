import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testClock } from '#platform/clock.ts';
import { addPasskey, beginPasskey, getSecurity, removePasskey, renamePasskey } from '#modules/identity/contract.ts';
import { passkey } from '#modules/identity/verification/passkey.ts';
import type { AccountFacts } from '#modules/identity/verification/kind.ts';
import { listInbox } from '#modules/notices/contract.ts';
import { problemOf, startFactors, type Citizen, type FactorsNode } from './one-account.ts';
import { softKey } from './soft-key.ts';

const clock = testClock('2026-11-23T02:00:00Z');
const rp = { rpId: 'lienthong.test', origin: 'http://lienthong.test' };
const call = { source: '203.0.113.7', locale: 'vi' } as const;
let node: FactorsNode;
before(async () => {
  node = await startFactors(clock);
});
after(() => node?.close());

type Key = ReturnType<typeof softKey>;
type Behaviour = Partial<Parameters<Key['sign']>[0]>;

async function begin(one: Citizen, level: 1 | 2 = 2) {
  const begun = await node.call(beginPasskey, {}, one.actor(level));
  assert.ok(begun.ok, JSON.stringify(begun));
  return { ticket: begun.answer.ticket, challenge: String(begun.answer.options['challenge']) };
}

async function add(one: Citizen, key: Key, how: Behaviour = {}) {
  const { ticket, challenge } = await begin(one);
  const response = key.register({ ...rp, challenge, ...how });
  return node.call(addPasskey, { body: { ticket, response, name: 'Điện thoại' } }, one.actor(2));
}

async function challengeFor(account: AccountFacts | undefined) {
  const prepared = (await passkey.prepare?.(node.identityDeps, account, call)) as {
    ticket: string;
    options: { challenge: string; allowCredentials?: { id: string }[] };
  };
  return { ticket: prepared.ticket, challenge: prepared.options.challenge, allowed: prepared.options.allowCredentials };
}

const verify = (account: AccountFacts | undefined, ticket: string, response: { id: string }) =>
  passkey.verify(node.identityDeps, account, { kind: 'passkey', ticket, response }, call);

test('a key is added and signs in without a number; its flags decide what it proves', async () => {
  for (const [how, proves] of [
    [{}, 'passkey'],
    [{ userVerified: true, synced: true }, 'passkey-verified'],
    [{ userVerified: true }, 'passkey-bound'],
  ] as const) {
    const one = await node.citizen();
    const key = softKey();
    assert.ok((await add(one, key, how)).ok, proves);
    const { ticket, challenge } = await challengeFor(undefined);
    const response = key.sign({ ...rp, challenge, ...how });
    const given = { kind: 'passkey', ticket, response } as const;
    assert.equal(await passkey.ownerOf?.(node.identityDeps, given), one.accountId);
    const proof = await verify(await node.facts(one), ticket, response);
    assert.equal(proof?.kind, proves);
    assert.equal(await verify(await node.facts(one), ticket, response), undefined, 'the same answer again');
  }
});

test('a key that was bound is not any more when it says that it can be copied', async () => {
  const one = await node.citizen();
  const key = softKey();
  await add(one, key, { userVerified: true });
  const { ticket, challenge } = await challengeFor(await node.facts(one));
  const proof = await verify(
    await node.facts(one),
    ticket,
    key.sign({ ...rp, challenge, userVerified: true, synced: true }),
  );
  assert.equal(proof?.kind, 'passkey-verified');
});

test('wrong answers are refused: origin, host, challenge, type, signature, owner, time', async () => {
  const [one, other] = [await node.citizen(), await node.citizen()];
  const [key, foreign] = [softKey(), softKey()];
  await add(one, key, { userVerified: true });
  const mine = await node.facts(one);
  const wrong: [string, Behaviour][] = [
    ['another origin', { origin: 'https://lienthong.test' }],
    ['a phishing origin', { origin: 'http://lienthong.test.evil.example' }],
    ['another port', { origin: 'http://lienthong.test:8081' }],
    ['another host', { rpId: 'evil.example' }],
    ['another challenge', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
    ['a registration', { type: 'webauthn.create' }],
  ];
  for (const [what, how] of wrong) {
    const { ticket, challenge } = await challengeFor(mine);
    assert.equal(await verify(mine, ticket, key.sign({ ...rp, challenge, ...how })), undefined, what);
  }
  const { ticket, challenge } = await challengeFor(mine);
  const signed = foreign.sign({ ...rp, challenge });
  assert.equal(await verify(mine, ticket, { ...signed, id: key.id }), undefined, 'signed by another key');
  assert.equal(await verify(mine, ticket, { ...signed, id: '%00' }), undefined, 'no id');
  const right = key.sign({ ...rp, challenge });
  assert.equal(await verify(await node.facts(other), ticket, right), undefined, 'of another account');
  assert.equal(await verify(undefined, ticket, right), undefined, 'of nobody');
  assert.equal(await verify(mine, `${ticket}x`, right), undefined, 'a changed ticket');
  const adding = await begin(one);
  assert.equal(
    await verify(mine, adding.ticket, key.sign({ ...rp, challenge: adding.challenge })),
    undefined,
    'a ticket for adding',
  );
  assert.ok(await verify(mine, ticket, right), 'and the right one is still good');
  const late = await challengeFor(mine);
  clock.advance(5 * 60_000 + 1000);
  assert.equal(await verify(mine, late.ticket, key.sign({ ...rp, challenge: late.challenge })), undefined, 'too late');
});

test('a counter that goes back stops the key for good, and its owner is told', async () => {
  const one = await node.citizen();
  const key = softKey();
  await add(one, key, { counter: 5 });
  const answer = async (counter: number) => {
    const { ticket, challenge } = await challengeFor(await node.facts(one));
    return verify(await node.facts(one), ticket, key.sign({ ...rp, challenge, counter }));
  };
  assert.ok(await answer(6));
  const both = await Promise.all([answer(7), answer(7)]);
  assert.equal(both.filter(Boolean).length, 1, 'of two at the same count one is the copy');
  assert.equal(await answer(9), undefined, 'nobody knows which is which: the key is stopped');
  const seen = await node.call(getSecurity, {}, one.actor());
  assert.ok(seen.ok && seen.answer.passkeys[0]?.stopped);
  await node.runJobs();
  const inbox = await node.call(listInbox, {}, one.actor());
  assert.ok(inbox.ok && inbox.answer.notices.some(({ subject }) => subject.vi.includes('sao chép')));
});

test('adding is refused: replayed, of another account, another origin, known, without two factors', async () => {
  const [one, other] = [await node.citizen(), await node.citizen()];
  const key = softKey();
  const { ticket, challenge } = await begin(one, 1);
  const response = key.register({ ...rp, challenge });
  const as = (who: Citizen, body: { ticket: string; response: { id: string } }) =>
    node.call(addPasskey, { body }, who.actor(2));
  assert.equal(problemOf(await as(other, { ticket, response })), 'identity.passkey-refused');
  const elsewhere = key.register({ ...rp, challenge, origin: 'https://evil.example' });
  assert.equal(problemOf(await as(one, { ticket, response: elsewhere })), 'identity.passkey-refused');
  assert.equal(problemOf(await as(one, { ticket, response: { id: 'x' } })), 'identity.passkey-refused');
  assert.ok((await as(one, { ticket, response })).ok);
  assert.equal(problemOf(await as(one, { ticket, response })), 'identity.passkey-refused', 'replayed');
  assert.equal(problemOf(await add(other, key)), 'identity.passkey-known');
  const weak = await node.call(beginPasskey, {}, one.actor(1));
  assert.equal(problemOf(weak), 'platform.step-up', 'with a key there, a password alone adds none');
});

test('a key is renamed and removed by its owner alone', async () => {
  const [one, other] = [await node.citizen(), await node.citizen()];
  const key = softKey();
  const added = await add(one, key);
  assert.ok(added.ok);
  const params = { passkeyId: added.answer.passkeyId };
  const rename = (who: Citizen, name: string) => node.call(renamePasskey, { params, body: { name } }, who.actor());
  assert.equal(problemOf(await rename(other, 'Của tôi')), 'identity.passkey-not-found');
  assert.equal(problemOf(await rename(one, '   ')), 'platform.bad-input');
  assert.ok((await rename(one, 'Máy tính ở nhà')).ok);
  assert.equal(problemOf(await node.call(removePasskey, { params }, other.actor(2))), 'identity.passkey-not-found');
  assert.equal(problemOf(await node.call(removePasskey, { params }, one.actor(1))), 'platform.step-up');
  assert.ok((await node.call(removePasskey, { params }, one.actor(2))).ok);
  const { ticket, challenge } = await challengeFor(await node.facts(one));
  assert.equal(await verify(await node.facts(one), ticket, key.sign({ ...rp, challenge })), undefined);
  assert.equal(await passkey.offer(node.identityDeps, await node.facts(one)), undefined);
});
