import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import pg from 'pg';
import type { CitizenActor } from '#platform/access.ts';
import { testClock } from '#platform/clock.ts';
import { newId } from '#platform/id.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import {
  confirmMailAddress,
  getMailAddress,
  listInbox,
  markRead,
  removeMailAddress,
  setMailAddress,
} from '../contract.ts';
import { noticeWanted } from '../events.ts';
import { createNotices } from '../index.ts';
import { startSmtpServer, type SmtpServer } from './smtp-server.ts';

const clock = testClock('2026-11-23T01:00:00Z');
let smtp: SmtpServer;
let node: TestNode;

before(async () => {
  smtp = await startSmtpServer();
  node = await startNode({
    build: (deps) => [createNotices(deps)],
    env: { SMTP_URL: smtp.url, SMTP_FROM: 'Liên Thông <khong-tra-loi@lienthong.test>' },
    clock,
  });
});
after(async () => {
  await node.close();
  await smtp.close();
});
beforeEach(() => {
  smtp.refuseWith = undefined;
  smtp.taken.length = 0;
});

let people = 0;
function someone(): CitizenActor & { email: string } {
  people += 1;
  return {
    kind: 'citizen',
    accountId: newId(),
    personId: newId(),
    name: 'Lò Thị Mai',
    email: `mai${people}@example.vn`,
  };
}

async function tell(accountId: string): Promise<string> {
  const id = await node.database.transaction<unknown, string>((trx) =>
    node.deps.publish(trx, noticeWanted, {
      accountId,
      subject: { vi: 'Giấy khai sinh của cháu Lò Văn Bình đã có', en: 'The certificate is ready' },
      body: { vi: 'Mã hồ sơ 000.00.19.H56-261123-0001.', en: 'Code 000.00.19.H56-261123-0001.' },
      link: '/cua-toi/ho-so/1',
    }),
  );
  await node.runJobs();
  return id;
}

/** What waits for its next attempt is made due now, as if the pause were over. */
async function letPausesPass(): Promise<void> {
  const owner = new pg.Client(node.owner);
  await owner.connect();
  try {
    await owner.query('update graphile_worker._private_jobs set run_at = now()');
  } finally {
    await owner.end();
  }
  await node.runJobs();
}

async function attemptsOf(noticeId: string): Promise<[string, string | null][]> {
  const { rows } = await node.database.pool.query(
    'select outcome, reason from notices.delivery_attempt where notice_id = $1 order by id',
    [noticeId],
  );
  return rows.map((row) => [row.outcome, row.reason]);
}

async function stateOf(person: CitizenActor): Promise<string> {
  const answer = await node.call(getMailAddress, {}, person);
  return answer.ok ? answer.answer.state : String(answer.status);
}

async function confirmed(person: CitizenActor & { email: string }): Promise<void> {
  await node.call(setMailAddress, { body: { email: person.email } }, person);
  await node.runJobs();
  const code = /xac-nhan\?ma=([\w-]+)/.exec(smtp.taken.at(-1)?.text ?? '')?.[1] ?? '';
  const done = await node.call(confirmMailAddress, { body: { code } }, person);
  assert.ok(done.ok, 'confirmed');
  smtp.taken.length = 0;
}

test('an address is used only after its owner has confirmed it from the mail', async () => {
  const mai = someone();
  const set = await node.call(setMailAddress, { body: { email: ` ${mai.email} ` } }, mai);
  assert.ok(set.ok);
  assert.deepEqual(set.answer, { email: mai.email, state: 'waiting' });
  await node.runJobs();
  assert.equal(smtp.taken.length, 1);
  assert.equal(smtp.taken[0]?.to, mai.email);
  assert.match(smtp.taken[0]?.text ?? '', /Xác nhận/);
  await tell(mai.accountId);
  assert.equal(smtp.taken.length, 1, 'no notice before the confirmation');

  const wrong = await node.call(confirmMailAddress, { body: { code: 'khong-dung' } }, mai);
  assert.deepEqual([wrong.status, wrong.ok ? '' : wrong.problem.code], [422, 'notices.wrong-code']);
  const code = /xac-nhan\?ma=([\w-]+)/.exec(smtp.taken[0]?.text ?? '')?.[1] ?? '';
  const foreign = await node.call(confirmMailAddress, { body: { code } }, someone());
  assert.equal(foreign.status, 422, "another account cannot use this account's code");
  assert.ok((await node.call(confirmMailAddress, { body: { code } }, mai)).ok);
  assert.equal(await stateOf(mai), 'confirmed');

  const id = await tell(mai.accountId);
  assert.equal(smtp.taken.length, 2);
  assert.deepEqual(await attemptsOf(id), [['accepted', null]]);
});

test('the mail says that there is a notice, and nothing of the person or the case', async () => {
  const mai = someone();
  await confirmed(mai);
  await tell(mai.accountId);
  const [mail] = smtp.taken;
  assert.ok(mail);
  assert.match(mail.text, /http:\/\/lienthong\.test\/cua-toi\/thong-bao/);
  const said = `${mail.raw}\n${mail.text}`;
  for (const secret of ['Bình', 'Lò', 'Mai ', '000.00.19', 'khai sinh', 'certificate', mai.accountId, mai.personId])
    assert.ok(!said.includes(secret), secret);
  assert.equal(mail.from, 'khong-tra-loi@lienthong.test');
});

test('a busy server is asked again until it takes the mail', async () => {
  const mai = someone();
  await confirmed(mai);
  smtp.refuseWith = '451 4.7.1 Greylisted, try again later';
  const id = await tell(mai.accountId);
  await letPausesPass();
  assert.deepEqual(await attemptsOf(id), [
    ['temporary-failure', '451'],
    ['temporary-failure', '451'],
  ]);
  smtp.refuseWith = undefined;
  await letPausesPass();
  assert.deepEqual((await attemptsOf(id)).at(-1), ['accepted', null]);
  assert.equal(smtp.taken.length, 1);
  await letPausesPass();
  assert.equal(smtp.taken.length, 1);
});

test('an address that does not exist is not tried again until it is given anew', async () => {
  const mai = someone();
  await confirmed(mai);
  smtp.refuseWith = '550 5.1.1 No such user';
  const id = await tell(mai.accountId);
  assert.deepEqual(await attemptsOf(id), [['permanent-failure', '550']]);
  assert.equal(await stateOf(mai), 'refused');
  smtp.refuseWith = undefined;
  await letPausesPass();
  const next = await tell(mai.accountId);
  assert.deepEqual(await attemptsOf(next), []);
  const inbox = await node.call(listInbox, {}, mai);
  assert.ok(inbox.ok);
  assert.equal(inbox.answer.unread, 2, 'the inbox works all the same');
  clock.advance(10 * 60_000);
  await confirmed(mai);
  assert.equal(await stateOf(mai), 'confirmed');
});

test('what was opened meanwhile, or is no longer wanted by mail, is not sent', async () => {
  const mai = someone();
  await confirmed(mai);
  smtp.refuseWith = '451 4.3.0 Busy';
  await tell(mai.accountId);
  await node.call(markRead, { body: {} }, mai);
  smtp.refuseWith = undefined;
  await letPausesPass();
  assert.equal(smtp.taken.length, 0);
  const removed = await node.call(removeMailAddress, {}, mai);
  assert.ok(removed.ok);
  assert.deepEqual(removed.answer, { state: 'none' });
  await tell(mai.accountId);
  assert.equal(smtp.taken.length, 0);
});

test('addresses that could smuggle a header or a second addressee are refused', async () => {
  const mai = someone();
  for (const email of [
    '',
    'mai',
    'mai@',
    '@example.vn',
    'a@b',
    'a b@example.vn',
    'a@example.vn,b@example.vn',
    'a@example.vn\r\nBcc: b@example.vn',
    'Mai <a@example.vn>',
  ]) {
    const set = await node.call(setMailAddress, { body: { email } }, mai);
    assert.ok(!set.ok && (set.status === 422 || set.status === 400), JSON.stringify(email));
  }
  assert.ok((await node.call(setMailAddress, { body: { email: mai.email } }, mai)).ok);
  const again = await node.call(setMailAddress, { body: { email: 'khac@example.vn' } }, mai);
  assert.deepEqual([again.status, again.ok ? '' : again.problem.code], [429, 'notices.too-many-confirmations']);
  await node.call(removeMailAddress, {}, mai);
  const around = await node.call(setMailAddress, { body: { email: 'khac@example.vn' } }, mai);
  assert.equal(around.status, 429, 'withdrawing and giving again is no way round');
});
