import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { Secret, TOTP } from 'otpauth';
import { createClient } from '#platform/client.ts';
import { testClock } from '#platform/clock.ts';
import { newId } from '#platform/id.ts';
import { DEVICE_COOKIE, SESSION_COOKIE } from '#platform/web/sessions.ts';
import {
  beginTotp,
  changePassword,
  confirmTotp,
  continueSignIn,
  getSecurity,
  makeRecoveryCodes,
  signIn,
  stepUp,
  trustDevice,
  whoAmI,
} from '#modules/identity/contract.ts';
import { weaknessOf } from '#modules/identity/verification/new-password.ts';
import {
  appointment,
  bearer,
  enter,
  ngoc,
  officerId,
  officerPassword,
  signedIn,
  startIdentity,
  type IdentityWorld,
} from './world.ts';

const clock = testClock('2026-11-23T02:00:00Z');
const agent =
  'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36';
let world: IdentityWorld;
let secret: string;
let codes: string[];
before(async () => {
  world = await startIdentity({ clock });
});
after(() => world?.close());

const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now().getTime() });
const problemOf = (answer: { ok: boolean }) => ('problem' in answer ? (answer.problem as { code: string }).code : 'ok');

async function begin(device?: string, password = ngoc.password) {
  const client = createClient(world.node.url, () => ({
    'user-agent': agent,
    ...(device ? { cookie: `${DEVICE_COOKIE}=${device}`, origin: 'http://lienthong.test' } : {}),
  }));
  const answer = await client.call(signIn, {
    body: { personalId: ngoc.personalId, proof: { kind: 'password', password }, ...(device ? { browser: true } : {}) },
  });
  return { client, answer };
}

test('what the owner’s page says of a second step is what the sign-in does', async () => {
  const personalId = '006196000333';
  await world.identity.createAccounts([
    { name: 'Lý Thị Mỷ', code: '123456', citizen: { personId: newId(), personalId }, phone: '0900000502' },
  ]);
  // A phone is on file and confirms important acts; at the sign-in it is not asked for.
  const mine = bearer(
    world.node,
    signedIn(
      await createClient(world.node.url).call(signIn, {
        body: { personalId, proof: { kind: 'password', password: '123456' } },
      }),
    ).token,
  );
  const said = await mine.get(getSecurity, {});
  assert.deepEqual([said.contacts.length, said.demand.level, said.secondStep], [1, 2, false]);
  // An officer's second step is asked for with whatever they have.
  const officer = signedIn(
    await enter(world.node, { officerId, appointmentId: appointment.id, code: officerPassword }),
  );
  assert.equal((await bearer(world.node, officer.token).get(getSecurity, {})).secondStep, true);
});

test('whoever turned an app on is asked for its code, and may bring a recovery code instead', async () => {
  const mine = bearer(world.node, signedIn((await begin()).answer).token);
  const offer = await mine.get(beginTotp, { body: {} });
  secret = offer.secret.replaceAll(' ', '');
  await mine.get(confirmTotp, { body: { ticket: offer.ticket, code: code() } });
  clock.advance(60_000);
  assert.equal((await mine.get(getSecurity, {})).secondStep, true);
  await mine.get(stepUp, { body: { proof: { kind: 'totp', code: code() } } });
  codes = (await mine.get(makeRecoveryCodes, {})).codes;
  clock.advance(60_000);

  const { client, answer } = await begin();
  assert.ok(answer.ok && answer.answer.outcome === 'more');
  assert.deepEqual(answer.answer.offers.map(({ kind }) => kind).sort(), ['recovery-code', 'totp']);
  const { flow } = answer.answer;
  const give = (kind: 'totp' | 'recovery-code', typed: string) =>
    client.call(continueSignIn, { body: { flow, proof: { kind, code: typed } } });
  assert.equal(problemOf(await give('totp', 'OOOOOO')), 'identity.wrong-proof');
  const late = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now().getTime() - 300_000 });
  assert.equal(problemOf(await give('totp', late)), 'identity.wrong-proof', 'a clock five minutes slow');
  const used = code();
  signedIn(await give('totp', used));
  assert.equal(problemOf(await give('totp', used)), 'identity.wrong-proof', 'replayed');
  signedIn(await give('recovery-code', codes[0] ?? ''));
  assert.equal(problemOf(await give('recovery-code', codes[0] ?? '')), 'identity.wrong-proof', 'spent');
});

test('a trusted device is spared the second step for thirty days, and no longer once the password changes', async () => {
  clock.advance(60_000);
  const first = await begin('a'.repeat(32));
  assert.ok(first.answer.ok && first.answer.answer.outcome === 'more');
  const { token } = signedIn(
    await first.client.call(continueSignIn, {
      body: { flow: first.answer.answer.flow, proof: { kind: 'totp', code: code() } },
    }),
  );
  const here = createClient(world.node.url, () => ({
    'user-agent': agent,
    cookie: `${SESSION_COOKIE}=${token}; ${DEVICE_COOKIE}=${'a'.repeat(32)}`,
    origin: 'http://lienthong.test',
  }));
  await here.get(trustDevice, {});
  assert.equal((await here.get(getSecurity, {})).trustedDevices[0]?.current, true);
  const program = signedIn((await begin('a'.repeat(32))).answer);
  assert.ok(program.token, 'the password is enough here');
  const elsewhere = await begin('b'.repeat(32));
  assert.ok(elsewhere.answer.ok && elsewhere.answer.answer.outcome === 'more', 'and nowhere else');

  const change = (current: string, next: string) => here.call(changePassword, { body: { current, next } });
  assert.equal(problemOf(await change(ngoc.password, 'ngan')), 'identity.weak-password');
  assert.equal(problemOf(await change('khong phai', 'phở trâu Hà Giang')), 'identity.wrong-proof');
  const changed = await change(ngoc.password, 'phở trâu Hà Giang');
  assert.ok(changed.ok && changed.answer.otherSessionsEnded >= 1, JSON.stringify(changed));
  assert.ok((await here.call(whoAmI, {})).ok, 'this session goes on');
  assert.equal(problemOf((await begin()).answer), 'identity.wrong-credentials', 'the old password');
  const again = await begin('a'.repeat(32), 'phở trâu Hà Giang'.normalize('NFD'));
  assert.ok(again.answer.ok && again.answer.answer.outcome === 'more', 'trusted no longer; NFD is the same password');
});

test('new passwords: short ones and those that everybody tries are refused, others are not', () => {
  for (const easy of [
    'matkhau123',
    'Mật khẩu 1',
    '12345678',
    'aaaaaaaa',
    '19960314',
    '14/03/1996',
    'PASSWORD1!',
    'anhyeuem',
  ])
    assert.equal(weaknessOf(easy), 'easy', easy);
  assert.equal(weaknessOf('ngắn'), 'short');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 7 }), (text) => {
      if ([...text.normalize('NFC')].length < 8) assert.equal(weaknessOf(text), 'short');
    }),
  );
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('bún', 'trâu', 'đèo', 'lá', 'sông', 'mưa'), { minLength: 4, maxLength: 8 }),
      (words) => {
        const password = [...new Set(words)].join(' ');
        if (password.length >= 8 && new Set(words).size > 2) assert.equal(weaknessOf(password), undefined, password);
      },
    ),
  );
});
