import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { createClient } from '#platform/client.ts';
import { testClock } from '#platform/clock.ts';
import { newId } from '#platform/id.ts';
import { proofKinds, type Proof, type ProofKind } from '../assurance.ts';
import {
  changePassword,
  continueSignIn,
  getSecurity,
  listOffers,
  makeRecoveryCodes,
  prepareProof,
  signIn,
  stepUp,
} from '../contract.ts';
import { freshOthers, offersForNewPassword, standForPassword } from '../recovery/proved-without-password.ts';
import { bearer, lastCode, ngoc, signedIn, startIdentity, type IdentityWorld } from './world.ts';

const clock = testClock('2026-11-23T02:00:00Z');
let world: IdentityWorld;
before(async () => {
  world = await startIdentity({ clock });
});
after(() => world?.close());

const OLD = 'mật khẩu đã quên';
const NEXT = 'phở trâu Hà Giang';
const problemOf = (answer: { ok: boolean }) => ('problem' in answer ? (answer.problem as { code: string }).code : 'ok');
let made = 0;

/** Somebody with a password, a phone and recovery codes. */
async function somebody() {
  made += 1;
  const personalId = `0011900${String(made).padStart(5, '0')}`;
  const [accountId = ''] = await world.identity.createAccounts([
    { name: `Người ${made}`, code: OLD, citizen: { personId: newId(), personalId }, phone: `090000010${made}` },
  ]);
  const begin = (password: string) =>
    createClient(world.node.url).call(signIn, { body: { personalId, proof: { kind: 'password', password } } });
  const known = bearer(world.node, signedIn(await begin(OLD)).token);
  await known.get(prepareProof, { body: { kind: 'sms-code' } });
  await known.get(stepUp, { body: { proof: { kind: 'sms-code', code: await lastCode(world.node) } } });
  const { codes } = await known.get(makeRecoveryCodes, {});
  return { personalId, accountId, begin, known, codes };
}

/** Signed in by a message alone, as somebody is who does not know the password. */
async function byMessage(personalId: string) {
  const client = createClient(world.node.url);
  const { flow } = (await client.get(signIn, { body: { personalId } })) as { flow: string };
  await client.get(prepareProof, { body: { flow, kind: 'sms-code' } });
  const proof = { kind: 'sms-code' as const, code: await lastCode(world.node) };
  return bearer(world.node, signedIn(await client.call(continueSignIn, { body: { flow, proof } })).token);
}

test('a code by SMS and a recovery code set a new password without the old one; other sessions end and the owner is told', async () => {
  const one = await somebody();
  clock.advance(60 * 60_000);
  const mine = await byMessage(one.personalId);
  assert.equal((await mine.get(getSecurity, {})).password?.mayReplace, false);
  const offers = async () => (await mine.get(listOffers, { query: { for: 'new-password' } })).offers;
  assert.deepEqual(
    (await offers()).map(({ kind }) => kind),
    ['recovery-code'],
    'never the password, nor a second message',
  );
  const early = await mine.call(changePassword, { body: { next: NEXT } });
  assert.equal(problemOf(early), 'platform.step-up', 'one factor only');
  await mine.get(stepUp, { body: { proof: { kind: 'recovery-code', code: one.codes[0] ?? '' } } });
  assert.equal((await mine.get(getSecurity, {})).password?.mayReplace, true);
  const weak = await mine.call(changePassword, { body: { next: 'matkhau123' } });
  assert.equal(problemOf(weak), 'identity.weak-password');
  const wrong = await mine.call(changePassword, { body: { current: 'không phải', next: NEXT } });
  assert.notEqual(problemOf(wrong), 'ok', 'whoever gives an old one is taken at their word');
  const changed = await mine.call(changePassword, { body: { next: NEXT } });
  assert.ok(changed.ok && changed.answer.otherSessionsEnded === 1, JSON.stringify(changed));
  assert.equal((await one.known.call(getSecurity, {})).ok, false, 'the other session is over');
  assert.ok((await mine.call(getSecurity, {})).ok, 'this one goes on');
  assert.equal(problemOf(await one.begin(OLD)), 'identity.wrong-credentials');
  assert.ok((await one.begin(NEXT)).ok);
  const { rows } = await world.node.database.pool.query(
    "select data from evidence.record where kind = 'identity.password-replaced' and subject = $1",
    [`account:${one.accountId}`],
  );
  assert.equal(rows.length, 1);
  assert.match(JSON.stringify(rows[0]), /sms-code.*recovery-code/);
  const { rows: told } = await world.node.database.pool.query(
    "select payload->'subject'->>'vi' as vi from platform.event where name like 'notices.%' and payload->>'accountId' = $1",
    [one.accountId],
  );
  assert.ok(told.some(({ vi }) => vi === 'Mật khẩu mới đã được đặt mà không dùng mật khẩu cũ'));
});

test('proofs of a quarter of an hour ago, and the codes of somebody else, set no password', async () => {
  const [one, other] = [await somebody(), await somebody()];
  const mine = await byMessage(one.personalId);
  const theirs = await mine.call(stepUp, { body: { proof: { kind: 'recovery-code', code: other.codes[0] ?? '' } } });
  assert.equal(problemOf(theirs), 'identity.wrong-proof');
  assert.equal(problemOf(await mine.call(changePassword, { body: { next: NEXT } })), 'platform.step-up');
  await mine.get(stepUp, { body: { proof: { kind: 'recovery-code', code: one.codes[0] ?? '' } } });
  clock.advance(11 * 60_000);
  assert.equal((await mine.get(getSecurity, {})).password?.mayReplace, false);
  assert.equal(problemOf(await mine.call(changePassword, { body: { next: NEXT } })), 'platform.step-up', 'stale');
  await mine.get(stepUp, { body: { proof: { kind: 'recovery-code', code: one.codes[1] ?? '' } } });
  const half = await mine.call(changePassword, { body: { next: NEXT } });
  assert.equal(problemOf(half), 'platform.step-up', 'one fresh and one stale');
  const asked = await other.known.call(changePassword, { body: { next: NEXT } });
  assert.notEqual(problemOf(asked), 'ok', 'who knows the password gives it');
  assert.ok((await one.begin(OLD)).ok && (await other.begin(OLD)).ok);
});

test('somebody with nothing but a password has no other way', async () => {
  const client = createClient(world.node.url);
  const first = await client.call(signIn, {
    body: { personalId: ngoc.personalId, proof: { kind: 'password', password: ngoc.password } },
  });
  const mine = bearer(world.node, signedIn(first).token);
  assert.deepEqual((await mine.get(listOffers, { query: { for: 'new-password' } })).offers, []);
  assert.equal(problemOf(await mine.call(changePassword, { body: { next: NEXT } })), 'identity.wrong-proof');
});

test('property: the password counts for nothing, stale proofs neither; more proofs never take away; the phone alone never suffices', () => {
  const now = new Date('2026-11-23T02:00:00Z');
  const proof: fc.Arbitrary<Proof> = fc.record({
    kind: fc.constantFrom(...(Object.keys(proofKinds) as ProofKind[])),
    at: fc.integer({ min: 0, max: 20 }).map((ago) => new Date(now.getTime() - ago * 60_000).toISOString()),
  });
  const level = fc.constantFrom(1 as const, 2 as const);
  fc.assert(
    fc.property(level, fc.array(proof, { maxLength: 6 }), proof, (account, proofs, more) => {
      const stands = (given: readonly Proof[]) => standForPassword(account, freshOthers(given, now));
      const yes = stands(proofs);
      if (yes) assert.ok(stands([...proofs, more]));
      assert.equal(stands([...proofs, { kind: 'password', at: now.toISOString() }]), yes);
      assert.equal(stands([...proofs, { kind: 'trusted-device', at: now.toISOString() }]), yes);
      assert.equal(stands([...proofs, { kind: 'recovery-code', at: '2026-11-23T01:49:59.000Z' }]), yes);
      if (proofs.every(({ kind }) => ['password', 'sms-code', 'email-code', 'totp'].includes(kind))) assert.ok(!yes);
      if (yes) assert.ok(new Set(freshOthers(proofs, now).map(({ kind }) => kind)).size >= 1);
    }),
  );
  const all = (['password', 'sms-code', 'totp'] as const).map((kind) => ({ kind }));
  assert.deepEqual(offersForNewPassword(1, [], all), [], 'message and app come out of one phone');
  assert.deepEqual(
    offersForNewPassword(1, [], [...all, { kind: 'passkey' }]).map(({ kind }) => kind),
    ['passkey'],
  );
});
