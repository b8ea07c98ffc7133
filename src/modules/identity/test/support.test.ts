import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { OfficerActor } from '#platform/access.ts';
import { addDays, vnDate } from '#platform/time.ts';
import { appointmentEnded } from '#modules/directory/events.ts';
import { demoPerson } from '#seeds/demo/index.ts';
import {
  approveRecovery,
  cancelRecovery,
  continueSignIn,
  findMyRecovery,
  listRecoveries,
  lockAccount,
  openAtCounter,
  openSupportCase,
  proveInPerson,
  readSupportCase,
  prepareProof,
  refuseRecovery,
  replacePhone,
  requestRecovery,
  signIn,
  unlockAccount,
} from '../contract.ts';
import { mayApprove, mayUseCase } from '../support/access.ts';
import { addProofing } from '../support/add-proofing.ts';
import type { Tables } from '../tables.ts';
import { printMrz, printQr, type Printed } from './cards.ts';
import { counterWorld, type CounterWorld } from './counter-world.ts';

let world: CounterWorld;
let phuong: OfficerActor;
let huy: OfficerActor;
let stranger: OfficerActor;

before(async () => {
  world = await counterWorld();
  phuong = await world.officer('trinh-thu-phuong');
  huy = await world.officer('dao-quang-huy');
  stranger = await world.officer('be-van-hau');
});
after(() => world?.node.close());

const purpose = 'Giúp ông/bà có mặt tại quầy';
const reason = 'Chủ tài khoản báo mất điện thoại';
const numberOf = (key: string) => demoPerson(key).personalId;
const sides = (card: Printed) => ({ qr: printQr(card), mrz: printMrz(card) });

async function caseFor(key: string, officer: OfficerActor): Promise<{ caseId: string; found: boolean }> {
  const opened = await world.node.call(openSupportCase, { body: { personalId: numberOf(key), purpose } }, officer);
  assert.ok(opened.ok, JSON.stringify(opened));
  return opened.answer;
}

async function accountFor(key: string, level: 1 | 2 = 1): Promise<string> {
  const { id, personalId, fullName } = demoPerson(key);
  const [accountId = ''] = await world.house.doors.identity.createAccounts([
    { name: fullName, code: 'mật khẩu cũ', citizen: { personId: id, personalId }, level },
  ]);
  return accountId;
}

const codeOf = (answer: { ok: boolean; problem?: { code: string } }): string => answer.problem?.code ?? 'ok';

test('an account is looked up for a purpose, by an officer with the right, and that is recorded', async () => {
  const accountId = await accountFor('tran-duc-manh');
  const body = { personalId: numberOf('tran-duc-manh'), purpose };
  for (const [actor, code] of [
    [undefined, 'platform.not-signed-in'],
    [world.citizen(accountId, 'tran-duc-manh'), 'platform.not-allowed'],
    [await world.officer('ha-thi-thanh-tam', ['counter.accept']), 'platform.not-allowed'],
  ] as const)
    assert.equal(codeOf(await world.node.call(openSupportCase, { body }, actor)), code);
  const hasty = await world.node.call(openSupportCase, { body: { ...body, purpose: 'xem' } }, phuong);
  assert.equal(hasty.status, 400);
  const { caseId, found } = await caseFor('tran-duc-manh', phuong);
  assert.ok(found);
  const read = await world.node.call(readSupportCase, { params: { caseId } }, phuong);
  assert.ok(read.ok && read.answer.account);
  assert.equal(read.answer.account.name, 'Trần Đức Mạnh');
  assert.equal(read.answer.purpose, purpose);
  assert.doesNotMatch(JSON.stringify(read.answer), /argon|019093278592|hash/);
  assert.deepEqual(await world.kinds(`account:${accountId}`), ['identity.account-looked-up', 'identity.account-read']);
  assert.equal(codeOf(await world.node.call(readSupportCase, { params: { caseId } }, huy)), 'identity.case-over');
  world.clock.advance(61 * 60_000);
  assert.equal(codeOf(await world.node.call(readSupportCase, { params: { caseId } }, phuong)), 'identity.case-over');
});

test('an officer does not work on the account that is their own as a citizen', async () => {
  await accountFor('ha-thi-thanh-tam');
  const tam = await world.officer('ha-thi-thanh-tam');
  const own = await world.node.call(
    openSupportCase,
    { body: { personalId: numberOf('ha-thi-thanh-tam'), purpose } },
    tam,
  );
  assert.equal(codeOf(own), 'identity.own-account');
});

test('in person: level 2 when both sides of the card and the register agree; otherwise what differs is told and nothing changes', async () => {
  phuong = await world.officer('trinh-thu-phuong');
  const accountId = await accountFor('nguyen-thi-thu-ha');
  const { caseId } = await caseFor('nguyen-thi-thu-ha', phuong);
  const card = world.card('nguyen-thi-thu-ha');
  const prove = (body: { qr: string; mrz: string }, actor = phuong) =>
    world.node.call(proveInPerson, { params: { caseId }, body }, actor);
  const unsure = await prove(sides(card), await world.officer('trinh-thu-phuong', ['identity.support'], 1));
  assert.equal(codeOf(unsure), 'platform.step-up');
  const fields = async (body: { qr: string; mrz: string }) => {
    const answer = await prove(body);
    assert.ok(!answer.ok);
    return [answer.problem.code, ...(answer.problem.errors ?? []).map(({ path, code }) => `${path} ${code}`)];
  };
  const other = world.card('tran-duc-manh');
  assert.deepEqual(await fields({ qr: 'xin chào', mrz: printMrz(card) }), [
    'identity.card-unreadable',
    'qr not-a-card',
  ]);
  assert.deepEqual(await fields({ qr: printQr(card), mrz: 'xin chào' }), [
    'identity.card-unreadable',
    'mrz not-a-card',
  ]);
  assert.deepEqual(await fields({ qr: printQr(card), mrz: printMrz(other) }), [
    'identity.card-differs',
    ...['number', 'name', 'birth', 'sex'].map((one) => `qr ${one}`),
  ]);
  assert.deepEqual(await fields(sides(other)), ['identity.card-differs', 'qr other-number']);
  assert.deepEqual(await fields(sides({ ...card, fullName: 'Nguyễn Thị Thu Hạ' })), [
    'identity.card-differs',
    'qr fullName',
  ]);
  assert.deepEqual(await fields(sides({ ...card, birthDate: '1996-03-15' })), [
    'identity.card-differs',
    'qr birthDate',
  ]);
  assert.deepEqual(await fields(sides({ ...card, expiresOn: '2025-03-14' })), ['identity.card-differs', 'mrz expired']);
  assert.equal((await world.house.doors.identity.findAccount(accountId))?.level, 1);
  const proved = await prove(sides(card));
  assert.deepEqual(proved.ok && proved.answer, { level: 2, was: 1 });
  const twice = await prove(sides(card));
  assert.deepEqual(twice.ok && twice.answer, { level: 2, was: 2 });
  assert.equal((await world.house.doors.identity.findAccount(accountId))?.level, 2);
  await world.node.runJobs();
  const inbox = await world.house.doors.notices.inboxOf(accountId);
  assert.deepEqual(
    inbox.notices.map(({ subject }) => subject.vi),
    ['Tài khoản đã được xác minh trực tiếp'],
  );
});

test('opened at the counter for somebody without a phone: level 2, a code on paper, once', async () => {
  const { caseId, found } = await caseFor('le-thi-hoa', phuong);
  assert.ok(!found);
  const card = world.card('le-thi-hoa');
  const empty = await world.node.call(readSupportCase, { params: { caseId } }, phuong);
  assert.ok(empty.ok && !empty.answer.account);
  const nobody = await world.node.call(proveInPerson, { params: { caseId }, body: sides(card) }, phuong);
  assert.equal(codeOf(nobody), 'identity.no-account');
  const clicks = await Promise.all(
    [1, 2].map(() => world.node.call(openAtCounter, { params: { caseId }, body: sides(card) }, phuong)),
  );
  assert.deepEqual(clicks.map(codeOf).toSorted(), ['identity.has-account', 'ok']);
  const opened = clicks.find((one) => one.ok);
  assert.ok(opened?.ok);
  assert.match(opened.answer.code, /^\d{4} \d{4} \d{4}$/);
  const read = await world.node.call(readSupportCase, { params: { caseId } }, phuong);
  assert.ok(read.ok);
  assert.equal(read.answer.account?.level, 2);
  assert.equal(read.answer.account?.codeUntil, opened.answer.expiresAt);
  const { rows } = await world.node.database.pool.query('select * from identity.counter_code');
  assert.equal(rows.length, 1);
  assert.ok(!JSON.stringify(rows).includes(opened.answer.code.replaceAll(' ', '')));
});

test('locked for a reason: sessions end, everybody who must know is told; unlocked by right', async () => {
  const accountId = await accountFor('pham-thi-lien');
  const { identity } = world.house.doors;
  const session = await identity.startSession({
    accountId,
    proofs: [{ kind: 'password', at: world.clock.now().toISOString() }],
    source: 'test',
  });
  const { caseId } = await caseFor('pham-thi-lien', phuong);
  const lock = () => world.node.call(lockAccount, { params: { caseId }, body: { reason } }, phuong);
  const unlock = () => world.node.call(unlockAccount, { params: { caseId }, body: { reason } }, phuong);
  assert.equal(codeOf(await unlock()), 'identity.not-locked');
  const locked = await lock();
  assert.deepEqual(locked.ok && locked.answer, { sessionsEnded: 1 });
  assert.equal(codeOf(await lock()), 'identity.account-stopped');
  assert.equal((await identity.actorFor(session.token)).kind, 'anonymous');
  assert.equal((await identity.findAccount(accountId))?.stopped, 'locked');
  const read = await world.node.call(readSupportCase, { params: { caseId } }, phuong);
  assert.equal(read.ok && read.answer.account?.stopped?.why, reason);
  const { rows } = await world.node.database.pool.query(
    "select payload->>'how' as how from platform.event where name = 'identity.account-stopped@1' and payload->>'accountId' = $1",
    [accountId],
  );
  assert.deepEqual(rows, [{ how: 'locked' }]);
  assert.ok((await unlock()).ok);
  assert.equal((await identity.findAccount(accountId))?.stopped, undefined);
  assert.equal((await identity.actorFor(session.token)).kind, 'anonymous', 'a session came back to life');
});

test('everything lost: two officers, minutes, and the old ways are shut', async () => {
  const accountId = await accountFor('nguyen-van-binh', 2);
  const { identity } = world.house.doors;
  const session = await identity.startSession({
    accountId,
    proofs: [{ kind: 'password', at: world.clock.now().toISOString() }],
    source: 'test',
  });
  const { caseId } = await caseFor('nguyen-van-binh', phuong);
  const card = world.card('nguyen-van-binh');
  const ask = () =>
    world.node.call(requestRecovery, { params: { caseId }, body: { ...sides(card), lost: ['everything'] } }, phuong);
  const asked = await ask();
  assert.ok(asked.ok, JSON.stringify(asked));
  assert.equal(codeOf(await ask()), 'identity.recovery-waiting');
  assert.equal((await identity.actorFor(session.token)).kind, 'citizen', 'asking alone changes nothing');
  const approve = (actor: OfficerActor) =>
    world.node.call(approveRecovery, { params: { recoveryId: asked.answer.id } }, actor);
  assert.equal(codeOf(await approve(phuong)), 'identity.same-officer');
  assert.equal(codeOf(await approve(stranger)), 'identity.recovery-gone');
  const queue = await world.node.call(listRecoveries, {}, huy);
  assert.deepEqual(queue.ok && queue.answer.recoveries.map(({ name, mine }) => [name, mine]), [
    ['Nguyễn Văn Bình', false],
  ]);
  const elsewhere = await world.node.call(listRecoveries, {}, stranger);
  assert.deepEqual(elsewhere.ok && elsewhere.answer.recoveries, []);
  const clicks = await Promise.all([approve(huy), approve(huy)]);
  assert.deepEqual(clicks.map(codeOf).toSorted(), ['identity.recovery-gone', 'ok']);
  assert.equal((await identity.actorFor(session.token)).kind, 'anonymous');
  const { rows } = await world.node.database.pool.query('select from identity.password where account_id = $1', [
    accountId,
  ]);
  assert.equal(rows.length, 0);
  assert.deepEqual(
    (await world.kinds(`account:${accountId}`)).filter((kind) => kind.includes('recovery')),
    ['identity.recovery-requested', 'identity.recovery-approved'],
  );
});

test('the owner stops a recovery from wherever the account is still open; an officer refuses with a reason; what is over is over', async () => {
  const accountId = await accountFor('tran-duc-thang');
  const owner = world.citizen(accountId, 'tran-duc-thang');
  const card = world.card('tran-duc-thang');
  const ask = async () => {
    const { caseId } = await caseFor('tran-duc-thang', phuong);
    const body = { ...sides(card), lost: ['password' as const] };
    const asked = await world.node.call(requestRecovery, { params: { caseId }, body }, phuong);
    assert.ok(asked.ok, JSON.stringify(asked));
    return asked.answer.id;
  };
  const approve = (recoveryId: string) => world.node.call(approveRecovery, { params: { recoveryId } }, huy);
  const first = await ask();
  const mine = await world.node.call(findMyRecovery, {}, owner);
  assert.equal(mine.ok && mine.answer.recovery?.agencyName, 'Ủy ban nhân dân phường Phan Đình Phùng');
  assert.ok((await world.node.call(cancelRecovery, {}, owner)).ok);
  assert.equal(codeOf(await world.node.call(cancelRecovery, {}, owner)), 'identity.recovery-gone');
  assert.equal(codeOf(await approve(first)), 'identity.recovery-gone');
  const second = await ask();
  const refuse = (recoveryId: string, actor: OfficerActor) =>
    world.node.call(refuseRecovery, { params: { recoveryId }, body: { reason } }, actor);
  assert.equal(codeOf(await refuse(second, stranger)), 'identity.recovery-gone');
  assert.ok((await refuse(second, huy)).ok);
  const third = await ask();
  world.clock.advance(13 * 3_600_000);
  huy = await world.officer('dao-quang-huy');
  phuong = await world.officer('trinh-thu-phuong');
  assert.equal(codeOf(await approve(third)), 'identity.recovery-gone');
  const fourth = await ask();
  assert.ok((await approve(fourth)).ok, 'one that is over stands in nobody’s way');
});

test('property: nobody approves alone, elsewhere, late, twice, or without the right', () => {
  const who = fc.constantFrom('a', 'b', 'c');
  const agency = fc.constantFrom('x', 'y');
  fc.assert(
    fc.property(
      fc.record({
        requestedBy: who,
        agencyId: agency,
        accountId: who,
        outcome: fc.constantFrom(null, 'approved', 'cancelled'),
      }),
      fc.record({ accountId: who, agencyId: agency, may: fc.boolean() }),
      fc.integer({ min: -5, max: 5 }),
      (facts, by, hours) => {
        const now = new Date('2026-11-23T02:00:00Z');
        const actor = { ...phuong, ...by, rights: by.may ? ['identity.support'] : [] };
        const expiresAt = new Date(now.getTime() + hours * 3_600_000);
        const yes = mayApprove(actor, { ...facts, expiresAt }, now) === 'yes';
        assert.equal(
          yes,
          by.may &&
            hours >= 0 &&
            facts.outcome === null &&
            by.agencyId === facts.agencyId &&
            by.accountId !== facts.requestedBy &&
            by.accountId !== facts.accountId,
        );
        const usable = mayUseCase(
          actor,
          { officerAccountId: facts.requestedBy, agencyId: facts.agencyId, openedAt: expiresAt },
          now,
        );
        if (usable) assert.ok(by.may && by.accountId === facts.requestedBy && hours <= 0 && hours >= -1);
      },
    ),
  );
});

test('the database itself refuses that one officer does both', async () => {
  const { pool } = world.node.database;
  const accountId = await accountFor('ly-a-sung');
  await assert.rejects(
    pool.query(
      `insert into identity.recovery (id, account_id, agency_id, lost, purpose, requested_by, requested_at, expires_at, decided_by, decided_at, outcome)
       values (gen_random_uuid(), $1, gen_random_uuid(), '{phone}', 'x', $2, now(), now(), $2, now(), 'approved')`,
      [accountId, phuong.accountId],
    ),
    /check constraint/,
  );
});

test('a post that has ended takes its sessions along; one that ends tomorrow does not yet', async () => {
  const officer = await world.officer('nong-thi-duyen');
  const appointmentId = '0199aaaa-0000-7000-8000-00000000aaaa';
  const { pool } = world.node.database;
  await pool.query(
    `insert into identity.session (id, token_hash, account_id, proofs, source, created_at, seen_at, expires_at, appointment_id)
     values (gen_random_uuid(), 'x', $1, '[]', 'test', $2, $2, $3, $4)`,
    [officer.accountId, world.clock.now(), new Date(world.clock.now().getTime() + 3_600_000), appointmentId],
  );
  const ended = async (lastDay: string) => {
    await world.node.database.transaction((trx) =>
      world.node.deps.publish(trx, appointmentEnded, {
        appointmentId,
        officerId: officer.officerId,
        agencyId: officer.agencyId,
        lastDay,
      }),
    );
    await world.node.runJobs();
    const { rows } = await pool.query('select ended_why from identity.session where appointment_id = $1', [
      appointmentId,
    ]);
    return rows[0]?.ended_why;
  };
  assert.equal(await ended(addDays(vnDate(world.clock.now()), 1)), null);
  assert.equal(await ended(addDays(vnDate(world.clock.now()), -1)), 'post-ended');
});

async function lastMessage(): Promise<{ to: string; text: string }> {
  const { rows } = await world.node.database.pool.query<{ to: string; text: string }>(
    'select hint as to, body as text from identity.demo_message order by at desc, id desc limit 1',
  );
  assert.ok(rows[0]);
  return rows[0];
}

test('another phone at the counter: the old one and the owner are told, and it begins no sign-in before it was used beside the password', async () => {
  phuong = await world.officer('trinh-thu-phuong');
  const { id, personalId, fullName } = demoPerson('nong-thi-bich-ngoc');
  const [accountId = ''] = await world.house.doors.identity.createAccounts([
    { name: fullName, code: 'mật khẩu cũ', citizen: { personId: id, personalId }, phone: '0900000701' },
  ]);
  const { caseId } = await caseFor('nong-thi-bich-ngoc', phuong);
  const card = sides(world.card('nong-thi-bich-ngoc'));
  const replace = (body: { phone: string; qr: string; mrz: string }, actor = phuong) =>
    world.node.call(replacePhone, { params: { caseId }, body }, actor);
  const phone = '0900 000 702';
  for (const [body, actor, code] of [
    [{ ...card, phone }, huy, 'identity.case-over'],
    [{ ...card, phone }, await world.officer('trinh-thu-phuong', ['counter.accept']), 'platform.not-allowed'],
    [{ ...card, phone }, await world.officer('trinh-thu-phuong', undefined, 1), 'platform.step-up'],
    [{ ...card, phone: '113' }, phuong, 'identity.wrong-phone'],
    [{ ...card, phone: '0900000701' }, phuong, 'identity.contact-known'],
    [{ ...sides(world.card('tran-duc-manh')), phone }, phuong, 'identity.card-differs'],
    [{ qr: 'xin chào', mrz: card.mrz, phone }, phuong, 'identity.card-unreadable'],
  ] as const)
    assert.equal(codeOf(await replace(body, actor)), code);
  world.clock.advance(1000);
  const replaced = await replace({ ...card, phone });
  assert.deepEqual(replaced.ok && replaced.answer, { hint: '••• ••• 702' });
  const told = await lastMessage();
  assert.equal(told.to, '••• ••• 701');
  assert.match(told.text, /thôi nhận mã/);
  assert.ok((await world.kinds(`account:${accountId}`)).includes('identity.phone-replaced'));
  await world.node.runJobs();
  const inbox = await world.house.doors.notices.inboxOf(accountId);
  assert.equal(inbox.notices[0]?.subject.vi, 'Số điện thoại nhận mã đã được thay tại quầy');

  // Signing in by a message alone: nothing is sent to the new phone, and the answer does not say so.
  const flowOf = async (proof?: { kind: 'password'; password: string }, level?: 2) => {
    const begun = await world.node.call(signIn, {
      body: { personalId, ...(proof ? { proof } : {}), ...(level ? { level } : {}) },
    });
    assert.ok(begun.ok && begun.answer.outcome === 'more', JSON.stringify(begun));
    return begun.answer.flow;
  };
  const sms = async (flow: string) => {
    world.clock.advance(1000);
    assert.ok((await world.node.call(prepareProof, { body: { flow, kind: 'sms-code' } })).ok);
    return lastMessage();
  };
  assert.equal((await sms(await flowOf())).to, '••• ••• 701', 'still the message of before');
  const withPassword = await flowOf({ kind: 'password', password: 'mật khẩu cũ' }, 2);
  const second = await sms(withPassword);
  assert.equal(second.to, '••• ••• 702');
  const code = /\b\d{6}\b/.exec(second.text)?.[0] ?? '';
  const entered = await world.node.call(continueSignIn, {
    body: { flow: withPassword, proof: { kind: 'sms-code', code } },
  });
  assert.ok(entered.ok && entered.answer.outcome === 'signed-in', JSON.stringify(entered));
  world.clock.advance(1000);
  assert.equal((await sms(await flowOf())).to, '••• ••• 702', 'from now on as any other phone');
});

test('a phone is not replaced where nothing else would be left to begin with, nor on a locked account', async () => {
  phuong = await world.officer('trinh-thu-phuong');
  const accountId = await accountFor('ma-thi-nhinh');
  const { caseId } = await caseFor('ma-thi-nhinh', phuong);
  const body = { ...sides(world.card('ma-thi-nhinh')), phone: '0900000703' };
  const replace = () => world.node.call(replacePhone, { params: { caseId }, body }, phuong);
  await world.node.database.pool.query('delete from identity.password where account_id = $1', [accountId]);
  assert.equal(codeOf(await replace()), 'identity.recovery-needed');
  await world.node.call(lockAccount, { params: { caseId }, body: { reason } }, phuong);
  assert.equal(codeOf(await replace()), 'identity.account-stopped');
});

test('a death in the register of persons closes the account; once, and nobody is written to', async () => {
  const accountId = await accountFor('hoang-van-nong');
  const { identity, population, notices } = world.house.doors;
  const session = await identity.startSession({
    accountId,
    proofs: [{ kind: 'password', at: world.clock.now().toISOString() }],
    source: 'test',
  });
  const personId = demoPerson('hoang-van-nong').id;
  const today = vnDate(world.clock.now());
  const from = { actor: { kind: 'system', name: 'test' } as const, source: 'test' };
  const record = (corrects?: string) =>
    population.recordFact(personId, { kind: 'death', value: { date: today }, validFrom: today }, from, corrects);
  const { factId } = await record();
  await world.node.runJobs();
  assert.equal((await identity.findAccount(accountId))?.stopped, 'closed');
  assert.equal((await identity.actorFor(session.token)).kind, 'anonymous');
  const { rows } = await world.node.database.pool.query('select closed_why from identity.account where id = $1', [
    accountId,
  ]);
  assert.deepEqual(rows, [{ closed_why: 'died' }]);
  await record(factId);
  await world.node.runJobs();
  const kinds = await world.kinds(`account:${accountId}`);
  assert.equal(kinds.filter((kind) => kind === 'identity.account-closed').length, 1, 'told twice, closed once');
  assert.deepEqual((await notices.inboxOf(accountId)).notices, []);
  phuong = await world.officer('trinh-thu-phuong');
  const { caseId } = await caseFor('hoang-van-nong', phuong);
  const body = sides(world.card('hoang-van-nong'));
  const again = await world.node.call(openAtCounter, { params: { caseId }, body }, phuong);
  assert.equal(codeOf(again), 'identity.person-died', 'nobody opens it with the card of the dead');
});

test('property: no order of proofings ever lowers the level of an account; it is the highest of them', async () => {
  const accountId = await accountFor('luong-thi-hieu');
  const actor = { kind: 'system', name: 'test' } as const;
  const one = fc.record({
    how: fc.constantFrom('register-match' as const, 'in-person' as const, 'upstream' as const),
    level: fc.constantFrom(1 as const, 2 as const),
  });
  const undo = new Error('for the next run');
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 6 }), async (proofings) => {
      const run = world.node.database.transaction<Tables, void>(async (trx) => {
        let before = 1;
        for (const proofing of proofings) {
          const reached = await addProofing(trx, { accountId, ...proofing, actor, now: world.clock.now() });
          assert.ok(reached >= before);
          const row = await trx
            .selectFrom('identity.account')
            .select('level')
            .where('id', '=', accountId)
            .executeTakeFirstOrThrow();
          assert.equal(row.level, reached);
          before = reached;
        }
        assert.equal(before, Math.max(...proofings.map(({ level }) => level)));
        throw undo;
      });
      await assert.rejects(run, undo);
    }),
    { numRuns: 40 },
  );
});
