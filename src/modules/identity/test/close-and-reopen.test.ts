import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import type { CitizenActor } from '#platform/access.ts';
import { createClient } from '#platform/client.ts';
import { demoPerson } from '#seeds/demo/index.ts';
import {
  addPasskey,
  beginPasskey,
  beginTotp,
  checkCounterCode,
  closeMyAccount,
  confirmTotp,
  getSecurity,
  makeRecoveryCodes,
  openAtCounter,
  openSupportCase,
  prepareProof,
  requestRecovery,
  approveRecovery,
  setFirstPassword,
  signIn,
} from '../contract.ts';
import { offersOf } from '../verification/kinds.ts';
import { recoveryCode } from '../verification/recovery-code.ts';
import { smsCode } from '../verification/sms-code.ts';
import { totp } from '../verification/totp.ts';
import type { TestAnswer } from '#test/world/node.ts';
import { printMrz, printQr } from './cards.ts';
import { counterWorld, type CounterWorld } from './counter-world.ts';
import { softKey } from './soft-key.ts';

let world: CounterWorld;
before(async () => {
  world = await counterWorld();
});
after(() => world?.node.close());

const rp = { rpId: 'lienthong.test', origin: 'http://lienthong.test', userVerified: true };
const OLD = 'con trâu ăn lúa';
const NEXT = 'đò dọc sông Cầu';
const person = demoPerson('nong-thi-bich-ngoc');
const problemOf = (answer: { ok: boolean }) => ('problem' in answer ? (answer.problem as { code: string }).code : 'ok');

test('closed and opened again at the counter: no password, key, app, recovery code or phone of before works', async () => {
  const { node, clock } = world;
  const { id, personalId, fullName } = person;
  const [accountId = ''] = await world.house.doors.identity.createAccounts([
    { name: fullName, code: OLD, citizen: { personId: id, personalId }, phone: '0900000801' },
  ]);
  const withPassword = (password: string) =>
    createClient(node.url).call(signIn, { body: { personalId, proof: { kind: 'password', password } } });
  assert.ok((await withPassword(OLD)).ok);
  const owner: CitizenActor = {
    ...world.citizen(accountId, person.key),
    assurance: { level: 2, provedAt: clock.now().toISOString(), methods: ['pwd', 'otp', 'mfa'] },
  };
  async function need<A>(answer: Promise<TestAnswer<A>>): Promise<A> {
    const got = await answer;
    assert.ok(got.ok, JSON.stringify(got));
    return got.answer;
  }
  const key = softKey();
  const begun = await need(node.call(beginPasskey, {}, owner));
  const registered = key.register({ ...rp, challenge: String(begun.options['challenge']) });
  await need(
    node.call(addPasskey, { body: { ticket: begun.ticket, response: registered, name: 'Điện thoại' } }, owner),
  );
  const app = await need(node.call(beginTotp, { body: {} }, owner));
  const phoneApp = new TOTP({ secret: Secret.fromBase32(app.secret.replaceAll(' ', '')) });
  const code = () => phoneApp.generate({ timestamp: clock.now().getTime() });
  await need(node.call(confirmTotp, { body: { ticket: app.ticket, code: code() } }, owner));
  const { codes } = await need(node.call(makeRecoveryCodes, {}, owner));

  // A recovery that was asked for before the closing must not open the account that comes after it.
  const [asks, agrees] = [await world.officer('trinh-thu-phuong'), await world.officer('dao-quang-huy')];
  const purpose = 'Giúp người có mặt tại quầy';
  const caseOf = async () => {
    const opened = await node.call(openSupportCase, { body: { personalId, purpose } }, asks);
    assert.ok(opened.ok);
    return { caseId: opened.answer.caseId };
  };
  const card = { qr: printQr(world.card(person.key)), mrz: printMrz(world.card(person.key)) };
  const recovery = await node.call(
    requestRecovery,
    { params: await caseOf(), body: { ...card, lost: ['password'] } },
    asks,
  );
  assert.ok(recovery.ok);

  assert.deepEqual(await need(node.call(closeMyAccount, { body: { understood: true } }, owner)), { closed: true });
  const paper = await node.call(openAtCounter, { params: await caseOf(), body: card }, asks);
  assert.ok(paper.ok, JSON.stringify(paper));
  const late = await node.call(approveRecovery, { params: { recoveryId: recovery.answer.id } }, agrees);
  assert.equal(problemOf(late), 'identity.recovery-gone');
  assert.equal(problemOf(await withPassword(OLD)), 'identity.wrong-credentials');

  const checked = await node.call(checkCounterCode, { body: { personalId, code: paper.answer.code } });
  assert.ok(checked.ok);
  const first = await node.call(setFirstPassword, { body: { ticket: checked.answer.ticket, password: NEXT } });
  assert.ok(first.ok && first.answer.accountId === accountId, 'the same account, with its history');
  const security = await need(node.call(getSecurity, {}, owner));
  assert.deepEqual(
    [security.contacts, security.passkeys, security.totp, security.recoveryCodes, security.trustedDevices],
    [[], [], undefined, undefined, []],
  );
  const tools = { ...node.deps, evidence: world.house.doors.evidence };
  const account = { id: accountId, kind: 'citizen', level: 2, personId: id, officerId: null, name: fullName } as const;
  assert.deepEqual(
    (await offersOf(tools, account)).map(({ kind }) => kind),
    ['password'],
  );
  clock.advance(60_000);
  const call = { source: '203.0.113.7', locale: 'vi' } as const;
  assert.equal(await totp.verify(tools, account, { kind: 'totp', code: code() }, call), undefined);
  const paperCode = { kind: 'recovery-code', code: codes[0] ?? '' } as const;
  assert.equal(await recoveryCode.verify(tools, account, paperCode, call), undefined);
  const sent = async () => (await node.database.pool.query('select from identity.demo_message')).rows.length;
  const before = await sent();
  await smsCode.prepare?.(tools, account, call);
  assert.equal(await sent(), before, 'nothing goes to the old phone');
  const asked = await createClient(node.url).get(signIn, { body: {} });
  assert.ok(asked.outcome === 'more');
  const { prepared } = await createClient(node.url).get(prepareProof, { body: { flow: asked.flow, kind: 'passkey' } });
  const { ticket, options } = prepared as { ticket: string; options: { challenge: string } };
  const response = key.sign({ ...rp, challenge: options.challenge });
  const byKey = await createClient(node.url).call(signIn, { body: { proof: { kind: 'passkey', ticket, response } } });
  assert.equal(problemOf(byKey), 'identity.wrong-credentials');
});
