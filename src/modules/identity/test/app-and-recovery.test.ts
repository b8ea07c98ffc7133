import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { testClock } from '#platform/clock.ts';
import { beginTotp, confirmTotp, getSecurity, makeRecoveryCodes, removeTotp } from '#modules/identity/contract.ts';
import { recoveryCode } from '#modules/identity/verification/recovery-code.ts';
import { totp } from '#modules/identity/verification/totp.ts';
import { problemOf, startFactors, type Citizen, type FactorsNode } from './one-account.ts';

const clock = testClock('2026-11-23T02:00:00Z');
const call = { source: '203.0.113.7', locale: 'vi' } as const;
let node: FactorsNode;
before(async () => {
  node = await startFactors(clock);
});
after(() => node?.close());

const codeAt = (secret: string, shift = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate({
    timestamp: clock.now().getTime() + shift,
  });

async function begin(one: Citizen, level: 1 | 2 = 1) {
  const begun = await node.call(beginTotp, { body: {} }, one.actor(level));
  assert.ok(begun.ok, JSON.stringify(begun));
  return begun.answer;
}

async function withApp() {
  const one = await node.citizen();
  const { ticket, secret } = await begin(one);
  const confirmed = await node.call(confirmTotp, { body: { ticket, code: codeAt(secret) } }, one.actor());
  assert.ok(confirmed.ok, JSON.stringify(confirmed));
  clock.advance(60_000);
  return { one, secret, facts: await node.facts(one) };
}

const check = (facts: Awaited<ReturnType<FactorsNode['facts']>>, code: string) =>
  totp.verify(node.identityDeps, facts, { kind: 'totp', code }, call);

test('an app is shown a picture and a text, and counts once it has given a code', async () => {
  const one = await node.citizen();
  const { ticket, uri, qr, secret } = await begin(one);
  assert.match(uri, /^otpauth:\/\/totp\/.*secret=[A-Z2-7]{32}/);
  assert.match(qr, /^<svg/);
  assert.match(secret, /^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
  assert.equal(await totp.offer(node.identityDeps, await node.facts(one)), undefined, 'not before it is confirmed');
  const again = await node.call(beginTotp, { body: { ticket } }, one.actor());
  assert.ok(again.ok && again.answer.secret === secret, 'the same offer is shown again after an error');
  const wrong = codeAt(secret) === '000000' ? '000001' : '000000';
  const confirm = (code: string, who = one) => node.call(confirmTotp, { body: { ticket, code } }, who.actor());
  assert.equal(problemOf(await confirm(wrong)), 'identity.code-wrong');
  const late = await confirm(codeAt(secret, -5 * 60_000));
  assert.equal(problemOf(late), 'identity.totp-clock', 'five minutes slow');
  assert.ok(!late.ok && /đồng hồ/i.test(late.problem.errors?.[0]?.message ?? ''));
  assert.equal(problemOf(await confirm(codeAt(secret, 5 * 60_000))), 'identity.totp-clock', 'five minutes fast');
  assert.equal(
    problemOf(await confirm(codeAt(secret), await node.citizen())),
    'identity.totp-offer-over',
    'of another',
  );
  assert.ok((await confirm(codeAt(secret))).ok);
  assert.deepEqual(await totp.offer(node.identityDeps, await node.facts(one)), { kind: 'totp' });
  const { rows } = await node.database.pool.query('select secret_sealed from identity.totp where account_id = $1', [
    one.accountId,
  ]);
  assert.ok(!JSON.stringify(rows).includes(secret.replaceAll(' ', '')), 'the secret rests sealed');
  clock.advance(21 * 60_000);
  assert.equal(
    problemOf(await node.call(confirmTotp, { body: { ticket, code: codeAt(secret) } }, one.actor(2))),
    'identity.totp-offer-over',
  );
});

test('a code works once, a step early or late, and not five minutes off', async () => {
  const { secret, facts } = await withApp();
  const now = codeAt(secret);
  const both = await Promise.all([check(facts, now), check(facts, now)]);
  assert.equal(both.filter(Boolean).length, 1, 'once, also at the same moment');
  assert.equal(await check(facts, now), undefined, 'replayed');
  assert.equal(await check(facts, codeAt(secret, -30_000)), undefined, 'an earlier one than the used one');
  assert.ok(await check(facts, codeAt(secret, 30_000)), 'a step ahead');
  clock.advance(90_000);
  assert.ok(await check(facts, codeAt(secret, -30_000)), 'a step behind');
  clock.advance(10 * 60_000);
  for (const skew of [-5, 5, -1.5, 1.5])
    assert.equal(await check(facts, codeAt(secret, skew * 60_000)), undefined, `${skew} minutes`);
  const { facts: others } = await withApp();
  assert.equal(await check(others, codeAt(secret)), undefined, 'the code of another');
  assert.equal(await totp.verify(node.identityDeps, undefined, { kind: 'totp', code: now }, call), undefined);
});

test('the app is taken off with two factors, and its codes end', async () => {
  const { one, secret, facts } = await withApp();
  assert.equal(problemOf(await node.call(removeTotp, {}, one.actor(1))), 'platform.step-up');
  assert.ok((await node.call(removeTotp, {}, one.actor(2))).ok);
  assert.equal(await check(facts, codeAt(secret)), undefined);
});

test('ten recovery codes are shown once; each works once, however it is written; a new set ends the old one', async () => {
  const [one, other] = [await node.citizen(), await node.citizen()];
  const made = await node.call(makeRecoveryCodes, {}, one.actor());
  assert.ok(made.ok);
  const { codes } = made.answer;
  assert.equal(new Set(codes).size, 10);
  const facts = await node.facts(one);
  const use = async (code: string, who = facts) =>
    recoveryCode.verify(node.identityDeps, who, { kind: 'recovery-code', code }, call);
  const [first = '', second = '', third = ''] = codes;
  assert.equal(await use(first, await node.facts(other)), undefined, 'of another account');
  const lookalike = first.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
  assert.equal((await use(lookalike))?.kind, 'recovery-code');
  assert.equal(await use(first), undefined, 'twice');
  const both = await Promise.all([use(second), use(second)]);
  assert.equal(both.filter(Boolean).length, 1);
  for (const wrong of ['', '12345', `${third}0`, 'UUUUU-UUUUU', 'ＡＢＣ'])
    assert.equal(await use(wrong), undefined, wrong);
  const seen = await node.call(getSecurity, {}, one.actor());
  assert.ok(seen.ok && seen.answer.recoveryCodes?.left === 8);
  assert.ok(!JSON.stringify(seen.answer).includes(third));
  assert.ok((await node.call(makeRecoveryCodes, {}, one.actor())).ok);
  assert.equal(await use(third), undefined, 'of the old set');
});
