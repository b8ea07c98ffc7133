import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { demoPerson } from '#seeds/demo/index.ts';
import {
  beginSignUp,
  checkCounterCode,
  closeMyAccount,
  confirmSignUpPhone,
  matchSignUp,
  openAtCounter,
  openOwnAccount,
  openSupportCase,
  readSignUp,
  sendSignUpCode,
  setFirstPassword,
  showSignUpCard,
} from '../contract.ts';
import { passwordFault } from '../password-rules.ts';
import { printMrz, printQr } from './cards.ts';
import { counterWorld, type CounterWorld } from './counter-world.ts';

let world: CounterWorld;
before(async () => {
  world = await counterWorld();
});
after(() => world?.node.close());

const GOOD = 'con trâu ăn lúa';
type Answer<A> = { ok: true; answer: A } | { ok: false; problem: { code: string; title: string } };
function need<A>(given: Answer<A>): A {
  assert.ok(given.ok, JSON.stringify(given));
  return given.answer;
}
const codeOf = (given: Answer<unknown>): string => (given.ok ? 'ok' : given.problem.code);

const begin = async (personalId: string) => need(await world.node.call(beginSignUp, { body: { personalId } })).ticket;
const match = (ticket: string, fullName: string, birthDate: string) =>
  world.node.call(matchSignUp, { body: { ticket, fullName, birthDate } });

async function matched(key: string): Promise<string> {
  const { personalId, fullName, birthDate } = demoPerson(key);
  return need(await match(await begin(personalId), fullName, birthDate)).ticket;
}

async function lastSms(): Promise<string> {
  await world.node.runJobs();
  const { rows } = await world.node.database.pool.query(
    "select body from identity.demo_message where channel = 'sms' order by at desc, id desc limit 1",
  );
  return /\b(\d{6})\b/.exec(rows[0]?.body ?? '')?.[1] ?? '';
}

async function withPhone(key: string): Promise<string> {
  const { ticket } = need(await world.node.call(showSignUpCard, { body: { ticket: await matched(key), text: '' } }));
  const sent = need(await world.node.call(sendSignUpCode, { body: { ticket, phone: '0900 000 001' } }));
  const code = await lastSms();
  return need(await world.node.call(confirmSignUpPhone, { body: { ticket: sent.ticket, code } })).ticket;
}

test('number, name and birth date, card, phone, password: an account of level 1, signed in', async () => {
  const person = demoPerson('nguyen-thi-thu-ha');
  const card = world.card(person.key);
  const ticket = await matched(person.key);
  const read = need(await world.node.call(readSignUp, { body: { ticket } }));
  assert.deepEqual([read.next, read.fullName], ['card', person.fullName]);
  const other = await world.node.call(showSignUpCard, { body: { ticket, text: printQr(world.card('tran-duc-manh')) } });
  assert.equal(codeOf(other), 'identity.card-differs');
  for (const fullName of ['Nguyễn Thị Thu Hạ', 'Nguyen Thi Thu Ha', 'Trần Thị Thu Hà']) {
    const named = await world.node.call(showSignUpCard, { body: { ticket, text: printQr({ ...card, fullName }) } });
    assert.equal(codeOf(named), 'identity.card-differs', fullName);
  }
  const broken = await world.node.call(showSignUpCard, { body: { ticket, text: 'a|b' } });
  assert.equal(codeOf(broken), 'identity.card-unreadable');
  need(await world.node.call(showSignUpCard, { body: { ticket, text: printMrz(card) } }));
  const shown = need(await world.node.call(showSignUpCard, { body: { ticket, text: printQr(card) } }));
  const sent = need(await world.node.call(sendSignUpCode, { body: { ticket: shown.ticket, phone: '0900000001' } }));
  const code = await lastSms();
  assert.match(code, /^\d{6}$/);
  const early = await world.node.call(openOwnAccount, { body: { ticket: sent.ticket, password: GOOD } });
  assert.equal(codeOf(early), 'identity.step-missing');
  const wrong = code === '000000' ? '000001' : '000000';
  const missed = await world.node.call(confirmSignUpPhone, { body: { ticket: sent.ticket, code: wrong } });
  assert.equal(codeOf(missed), 'identity.code-wrong');
  const proved = need(await world.node.call(confirmSignUpPhone, { body: { ticket: sent.ticket, code } }));
  for (const weak of ['ngắn', '12345678', 'Matkhau1!', person.personalId, '14031996', 'NguyenThiThuHa1996'])
    assert.equal(
      codeOf(await world.node.call(openOwnAccount, { body: { ticket: proved.ticket, password: weak } })),
      'identity.password-weak',
      weak,
    );
  const clicks = await Promise.all(
    [1, 2].map(() => world.node.call(openOwnAccount, { body: { ticket: proved.ticket, password: GOOD } })),
  );
  assert.deepEqual(clicks.map(codeOf), ['ok', 'ok'], 'pressed twice');
  const accounts = new Set(clicks.map((one) => need(one).accountId));
  assert.equal(accounts.size, 1);
  const { token, accountId } = need(clicks[0] as (typeof clicks)[number]);
  const actor = await world.house.doors.identity.actorFor(token);
  assert.ok(actor.kind === 'citizen' && actor.personId === person.id);
  const { rows } = await world.node.database.pool.query(
    'select how, level from identity.proofing where account_id = $1',
    [accountId],
  );
  assert.deepEqual(rows, [{ how: 'register-match', level: 1 }]);
  const replay = await world.node.call(openOwnAccount, { body: { ticket: proved.ticket, password: `${GOOD} khác` } });
  assert.equal(codeOf(replay), 'identity.sign-up-refused', 'another password does not open it');
});

test('who has an account, a number nobody has, and wrong details are answered alike; the owner is told, once', async () => {
  const { id, personalId, fullName, birthDate } = demoPerson('tran-duc-manh');
  const [accountId = ''] = await world.house.doors.identity.createAccounts([
    { name: fullName, code: GOOD, citizen: { personId: id, personalId } },
  ]);
  const answers = [
    await match(await begin(personalId), fullName, birthDate),
    await match(await begin(personalId), fullName, birthDate),
    await match(await begin('001099999998'), fullName, birthDate),
    await match(await begin(demoPerson('le-thi-hoa').personalId), fullName, birthDate),
  ].map((one) => {
    assert.ok(!one.ok);
    const { requestId: _, ...problem } = one.problem;
    return JSON.stringify(problem);
  });
  assert.equal(new Set(answers).size, 1);
  assert.match(answers[0] ?? '', /sign-up-refused/);
  await world.node.runJobs();
  const inbox = await world.house.doors.notices.inboxOf(accountId);
  assert.deepEqual(
    inbox.notices.map(({ subject }) => subject.vi),
    ['Có người thử mở tài khoản bằng thông tin của ông/bà'],
  );
});

test('a name in letters that only look the same is another name; decomposed, spaced or in capitals it is the same', async () => {
  const { personalId, fullName, birthDate } = demoPerson('pham-thi-lien');
  const lookalikes = [
    fullName.replace('h', '\u04bb'),
    fullName.replace('P', '\u03a1'),
    fullName.replace('i', '\u0456'),
    fullName.replace(' ', '\u200b '),
    `${fullName}\u202e`,
    fullName.replace('P', '\uff30'),
  ];
  for (const name of lookalikes) {
    assert.notEqual(name, fullName, 'a letter was to be another');
    const answer = codeOf(await match(await begin(personalId), name, birthDate));
    assert.ok(
      ['identity.sign-up-refused', 'platform.bad-input'].includes(answer),
      `${JSON.stringify(name)}: ${answer}`,
    );
  }
  world.clock.advance(61 * 60_000);
  for (const name of [
    fullName.normalize('NFD'),
    `  ${fullName.replaceAll(' ', '   ')} `,
    fullName.toLocaleUpperCase('vi'),
  ])
    assert.equal(codeOf(await match(await begin(personalId), name, birthDate)), 'ok', JSON.stringify(name));
  world.clock.advance(61 * 60_000);
});

test('guessing details has an end, for numbers that nobody has too, and begins anew after an hour', async () => {
  const ticket = await begin('001099999997');
  const tries: string[] = [];
  for (let n = 0; n < 9; n++) tries.push(codeOf(await match(ticket, 'Nguyễn Văn A', '1990-01-01')));
  assert.deepEqual(
    [tries.slice(0, 8), tries[8]],
    [Array.from({ length: 8 }, () => 'identity.sign-up-refused'), 'identity.too-many-attempts'],
  );
  world.clock.advance(61 * 60_000);
  const late = await match(ticket, 'Nguyễn Văn A', '1990-01-01');
  assert.equal(codeOf(late), 'identity.form-over', 'a form from an hour ago is over');
  assert.equal(
    codeOf(await match(await begin('001099999997'), 'Nguyễn Văn A', '1990-01-01')),
    'identity.sign-up-refused',
  );
});

test('steps out of order, made-up forms and codes of another phone lead nowhere', async () => {
  const ticket = await begin(demoPerson('pham-thi-lien').personalId);
  assert.equal(codeOf(await world.node.call(showSignUpCard, { body: { ticket, text: '' } })), 'identity.step-missing');
  const phone = { ticket, phone: '0900000002' };
  assert.equal(codeOf(await world.node.call(sendSignUpCode, { body: phone })), 'identity.step-missing');
  const forged = await world.node.call(readSignUp, { body: { ticket: 'x'.repeat(200) } });
  assert.equal(codeOf(forged), 'identity.form-over');
  const shown = need(
    await world.node.call(showSignUpCard, { body: { ticket: await matched('pham-thi-lien'), text: '' } }),
  );
  const first = need(await world.node.call(sendSignUpCode, { body: { ticket: shown.ticket, phone: '0900000002' } }));
  const code = await lastSms();
  const second = need(await world.node.call(sendSignUpCode, { body: { ticket: first.ticket, phone: '0900000003' } }));
  const mixed = await world.node.call(confirmSignUpPhone, { body: { ticket: second.ticket, code } });
  assert.equal(codeOf(mixed), 'identity.code-wrong');
  const bad = await world.node.call(sendSignUpCode, { body: { ticket: shown.ticket, phone: '113' } });
  assert.equal(codeOf(bad), 'identity.wrong-phone');
});

test('the code on paper: an old woman without a phone sets a password; once, within a day, and only for her', async () => {
  const officer = await world.officer('trinh-thu-phuong');
  const person = demoPerson('le-thi-hoa');
  const card = world.card(person.key);
  const body = { personalId: person.personalId, purpose: 'Mở tài khoản cho người có mặt tại quầy' };
  const { caseId } = need(await world.node.call(openSupportCase, { body }, officer));
  const sides = { qr: printQr(card), mrz: printMrz(card) };
  const paper = need(await world.node.call(openAtCounter, { params: { caseId }, body: sides }, officer));
  const check = (personalId: string, code: string) => world.node.call(checkCounterCode, { body: { personalId, code } });
  assert.equal(codeOf(await check(demoPerson('nguyen-van-binh').personalId, paper.code)), 'identity.code-over');
  assert.equal(codeOf(await check(person.personalId, '0000 0000 0000')), 'identity.code-over');
  const { ticket } = need(await check(person.personalId, paper.code.replaceAll(' ', '')));
  const weak = await world.node.call(setFirstPassword, { body: { ticket, password: '12345678' } });
  assert.equal(codeOf(weak), 'identity.password-weak');
  const clicks = await Promise.all(
    [1, 2].map(() => world.node.call(setFirstPassword, { body: { ticket, password: GOOD } })),
  );
  assert.deepEqual(clicks.map(codeOf).toSorted(), ['identity.code-over', 'ok']);
  const done = clicks.find((one) => one.ok);
  assert.ok(done?.ok);
  const actor = await world.house.doors.identity.actorFor(done.answer.token);
  assert.ok(actor.kind === 'citizen');
  assert.equal(actor.assurance?.level, 2, 'proved in person, and two factors now');
  assert.equal(codeOf(await check(person.personalId, paper.code)), 'identity.code-over');
});

test('a code on paper is over after a day', async () => {
  const officer = await world.officer('trinh-thu-phuong');
  const person = demoPerson('nguyen-van-binh');
  const card = world.card(person.key);
  const body = { personalId: person.personalId, purpose: 'Mở tài khoản cho người có mặt tại quầy' };
  const { caseId } = need(await world.node.call(openSupportCase, { body }, officer));
  const sides = { qr: printQr(card), mrz: printMrz(card) };
  const paper = need(await world.node.call(openAtCounter, { params: { caseId }, body: sides }, officer));
  world.clock.advance(24 * 3_600_000 + 1000);
  const late = await world.node.call(checkCounterCode, { body: { personalId: person.personalId, code: paper.code } });
  assert.equal(codeOf(late), 'identity.code-over');
});

test('closed by its owner: nobody gets in, proofs stay, and the counter opens it again', async () => {
  const opened = need(
    await world.node.call(openOwnAccount, { body: { ticket: await withPhone('tran-duc-thang'), password: GOOD } }),
  );
  const stale = {
    ...world.citizen(opened.accountId, 'tran-duc-thang'),
    assurance: { level: 1 as const, provedAt: '2026-01-01T00:00:00.000Z', methods: ['pwd'] },
  };
  const close = (actor: Parameters<typeof world.node.call>[2]) =>
    world.node.call(closeMyAccount, { body: { understood: true } }, actor);
  assert.equal(codeOf(await close(stale)), 'platform.step-up');
  const owner = world.citizen(opened.accountId, 'tran-duc-thang');
  assert.deepEqual(need(await close(owner)), { closed: true });
  assert.deepEqual(need(await close(owner)), { closed: false });
  assert.equal((await world.house.doors.identity.actorFor(opened.token)).kind, 'anonymous');
  assert.equal((await world.house.doors.identity.findAccount(opened.accountId))?.stopped, 'closed');
  const kept = await world.node.database.pool.query('select from identity.proofing where account_id = $1', [
    opened.accountId,
  ]);
  assert.equal(kept.rowCount, 1);
  const { personalId, fullName, birthDate } = demoPerson('tran-duc-thang');
  assert.equal(codeOf(await match(await begin(personalId), fullName, birthDate)), 'identity.sign-up-refused');
  const officer = await world.officer('trinh-thu-phuong');
  const body = { personalId, purpose: 'Mở lại tài khoản cho người có mặt' };
  const { caseId } = need(await world.node.call(openSupportCase, { body }, officer));
  const card = world.card('tran-duc-thang');
  need(
    await world.node.call(
      openAtCounter,
      { params: { caseId }, body: { qr: printQr(card), mrz: printMrz(card) } },
      officer,
    ),
  );
  assert.equal((await world.house.doors.identity.findAccount(opened.accountId))?.stopped, undefined);
});

test('passwords: a sentence is fine, what everybody tries or the card tells is not', () => {
  const ha = { personalId: '019196397752', birthDate: '1996-03-14', fullName: 'Nguyễn Thị Thu Hà' };
  for (const good of ['con trâu ăn lúa', 'Đò dọc sông Cầu', 'xanh7vang!', 'correct horse'])
    assert.equal(passwordFault(good, ha), undefined, good);
  for (const [weak, fault] of [
    ['bảy chữ', 'short'],
    ['x'.repeat(201), 'long'],
    ['Mật Khẩu 123', 'common'],
    ['87654321', 'common'],
    ['abababab', 'common'],
    ['Nguyễn Thị Thu Hà', 'personal'],
    ['thuha 14/03/1996'.slice(6), 'personal'],
    ['196397752', 'personal'],
  ] as const)
    assert.equal(passwordFault(weak, ha), fault, weak);
});
