import assert from 'node:assert/strict';
import pg from 'pg';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { after, before, test } from 'node:test';
import { testClock } from '#platform/clock.ts';
import { addContact, confirmContact } from '#modules/identity/contract.ts';
import { codeText, replacedText, type CodePurpose } from '#modules/identity/channels/words.ts';
import { sendSms } from '#modules/identity/channels/sms-gateway.ts';
import { readCode } from '#modules/identity/codes/check-code.ts';
import { smsCode } from '#modules/identity/verification/sms-code.ts';
import { emailCode } from '#modules/identity/verification/email-code.ts';
import { isProblem } from '#platform/problem.ts';
import { startSmtpServer } from '#modules/notices/test/smtp-server.ts';
import { codeIn, startFactors, type FactorsNode } from './one-account.ts';

const START = '2026-11-23T02:00:00Z';
const clock = testClock(START);
const logged: string[] = [];
let node: FactorsNode;
before(async () => {
  node = await startFactors(clock, {}, (line) => logged.push(line));
});
after(() => node?.close());

const call = { source: '203.0.113.7', locale: 'vi' } as const;
const factsOf = async (accountId: string) => {
  const account = await node.identity.findAccount(accountId);
  assert.ok(account);
  return { ...account, personId: account.personId ?? null, officerId: null };
};
const give = (code: string) => ({ kind: 'sms-code' as const, code });
const wrongOf = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

test('a code works once, for five minutes, for its purpose and its account; a new one ends the earlier', async () => {
  const phone = '0900000777';
  const [ong, ba] = [await node.citizen({ phone }), await node.citizen({ phone })];
  const [his, hers] = [await factsOf(ong.accountId), await factsOf(ba.accountId)];
  assert.deepEqual(await smsCode.offer(node.identityDeps, his), { kind: 'sms-code', hint: '••• ••• 777' });
  const send = async (account = his) => {
    await smsCode.prepare?.(node.identityDeps, account, call);
    clock.advance(1000);
    return codeIn((await node.lastMessage()).text);
  };
  const verify = (code: string, account = his, more = {}) =>
    smsCode.verify(node.identityDeps, account, give(code), { ...call, ...more });

  const first = await send();
  assert.equal(await verify(first, hers), undefined, 'of the other who reads the same phone');
  assert.equal(await verify(first, his, { purpose: 'step-up' }), undefined, 'for another purpose');
  const both = await Promise.all([verify(first), verify(first)]);
  assert.equal(both.filter(Boolean).length, 1, 'of two at the same moment one has it');
  assert.equal(await verify(first), undefined, 'twice');

  const earlier = await send();
  const later = await send();
  if (earlier !== later) assert.equal(await verify(earlier), undefined, 'the earlier one');
  assert.equal((await verify(later))?.kind, 'sms-code');

  const late = await send();
  clock.advance(5 * 60_000);
  assert.equal(await verify(late), undefined, 'after five minutes');

  const guessed = await send(hers);
  for (let tries = 0; tries < 5; tries++) assert.equal(await verify(wrongOf(guessed), hers), undefined);
  assert.equal(await verify(guessed, hers), undefined, 'the right one after five wrong ones');
});

test('digits of other keyboards are read; letters that look like digits are not, and cost no try', async () => {
  const one = await node.citizen({ phone: '0900000778' });
  const facts = await factsOf(one.accountId);
  await smsCode.prepare?.(node.identityDeps, facts, call);
  const code = codeIn((await node.lastMessage()).text);
  const lookalikes = ['OOOOOO', 'l23456', '١٢٣٤٥٦', '12345', '1234567', '𝟘𝟘', '', '12345б'];
  for (const given of lookalikes)
    assert.equal(await smsCode.verify(node.identityDeps, facts, give(given), call), undefined, given);
  const fullwidth = [...code].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('');
  assert.equal(readCode(fullwidth), code);
  assert.ok(
    await smsCode.verify(node.identityDeps, facts, give(`${fullwidth.slice(0, 3)} ${fullwidth.slice(3)}`), call),
  );
});

test('ten thousand guesses of a code find nothing, and the next code still works', async () => {
  const one = await node.citizen();
  const added = await node.call(addContact, { body: { kind: 'phone', value: '0900000991' } }, one.actor());
  assert.ok(added.ok);
  const params = { contactId: added.answer.contactId };
  const code = codeIn((await node.lastMessage()).text);
  const guesses = Array.from({ length: 10_000 }, (_one, n) => String(n * 97 + 13).padStart(6, '0')).filter(
    (n) => n !== code,
  );
  const statuses = new Map<number, number>();
  for (let from = 0; from < guesses.length; from += 100)
    await Promise.all(
      guesses.slice(from, from + 100).map(async (guess) => {
        const { status } = await node.call(confirmContact, { params, body: { code: guess } }, one.actor());
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }),
    );
  assert.deepEqual(
    [...statuses.keys()].filter((status) => status !== 422 && status !== 429),
    [],
  );
  assert.ok(!(await node.call(confirmContact, { params, body: { code } }, one.actor())).ok, 'the guessed code is over');
  const { rows } = await node.database.pool.query('select tries from identity.one_time_code where holder = $1', [
    one.accountId,
  ]);
  assert.equal((rows[0] as { tries: number }).tries, 5);
  const other = await smsCode.prepare?.(node.identityDeps, await factsOf(one.accountId), call);
  assert.ok(other, 'another code may be asked for');
});

test('an account that is not there is answered alike, and its limits are those of an account', async () => {
  clock.advance(2 * 3_600_000);
  const one = await node.citizen({ phone: '0900000779', email: 'thu@example.vn' });
  const facts = await factsOf(one.accountId);
  const subject = Buffer.from('a number that nobody has');
  const outcome = async (account: typeof facts | undefined, source: string): Promise<string> => {
    const kind = emailCode.prepare;
    assert.ok(kind);
    return kind(node.identityDeps, account, { ...call, source, subject }).then(
      (answer) => JSON.stringify(answer),
      (error: unknown) => (isProblem(error) ? error.code : String(error)),
    );
  };
  const known: string[] = [];
  const unknown: string[] = [];
  for (let n = 0; n < 12; n++) {
    known.push(await outcome(facts, '198.51.100.1'));
    unknown.push(await outcome(undefined, '198.51.100.2'));
  }
  assert.deepEqual(unknown, known);
  assert.equal(known[9]?.startsWith('{"expiresAt"'), true);
  assert.equal(known[10], 'identity.too-many-codes');
  assert.equal(
    await emailCode.verify(node.identityDeps, undefined, { kind: 'email-code', code: '123456' }, { ...call, subject }),
    undefined,
  );
});

test('no phone at all: nothing is offered', async () => {
  const one = await node.citizen();
  assert.equal(await smsCode.offer(node.identityDeps, await factsOf(one.accountId)), undefined);
});

test('a message is one SMS, says what it is for, and asks never to pass the code on', () => {
  const purposes: CodePurpose[] = ['sign-in', 'step-up', 'confirm-contact', 'sign-up', 'recover'];
  for (const purpose of purposes) {
    const text = codeText(purpose, '123456', 'vi');
    assert.ok(text.length <= 70 && text === text.normalize('NFC'), `${text.length}: ${text}`);
    assert.match(text, /^Mã [a-zàáảãạăâđêôơưì-ỹ ]+ Liên Thông: 123456\. Hạn 5 phút\. Đừng đưa mã cho ai\.$/);
    const english = codeText(purpose, '123456', 'en');
    assert.ok(english.length <= 160 && /^[\x20-\x7e]+$/.test(english), english);
  }
  assert.ok(replacedText('vi').length <= 70, String(replacedText('vi').length));
});

interface Posted {
  headers: IncomingHttpHeaders;
  body: unknown;
}

async function startGateway(answer: () => number) {
  const posted: Posted[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => (text += part.toString('utf8')));
    request.on('end', () => {
      posted.push({ headers: request.headers, body: JSON.parse(text) });
      const status = answer();
      response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:9/' } : {}).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no address');
  return { url: `http://127.0.0.1:${address.port}/send`, posted, close: () => server.close() };
}

test('codes go to the SMS gateway, again after a failure that may pass, and are in no log line and no queue', async () => {
  let status = 503;
  const gateway = await startGateway(() => status);
  const lines: string[] = [];
  const real = await startFactors(
    clock,
    {
      SMS_GATEWAY_URL: gateway.url,
      SMS_GATEWAY_TOKEN: 'khoa-cua-cong',
      SMS_BODY: '{"msisdn":"{to}","message":{"content":"{text}"},"ref":"{id}","brand":"{sender}"}',
    },
    (line) => lines.push(line),
  );
  try {
    const one = await real.citizen({ phone: '0900000654' });
    const account = await real.identity.findAccount(one.accountId);
    assert.ok(account);
    const facts = { ...account, personId: null, officerId: null };
    await smsCode.prepare?.(real.identityDeps, facts, call);
    const { rows: waiting } = await withOwner(real, 'select payload::text from graphile_worker._private_jobs');
    const queued = JSON.stringify(waiting);
    await real.runJobs();
    assert.equal(gateway.posted.length, 1, 'tried');
    status = 202;
    await withOwner(real, 'update graphile_worker._private_jobs set run_at = now()');
    await real.runJobs();
    const last = gateway.posted.at(-1);
    assert.equal(gateway.posted.length, 2, 'tried again');
    assert.equal(last?.headers.authorization, 'Bearer khoa-cua-cong');
    const body = last?.body as { msisdn: string; message: { content: string }; ref: string; brand: string };
    assert.equal(body.msisdn, '0900000654');
    assert.equal(body.brand, 'LienThong');
    assert.equal(last?.headers['idempotency-key'], body.ref);
    const code = codeIn(body.message.content);
    assert.ok(await smsCode.verify(real.identityDeps, facts, give(code), call));
    for (const secret of [code, '0900000654', 'khoa-cua-cong'])
      assert.ok(
        !lines.join('\n').includes(secret) && !queued.includes(secret),
        'neither logged nor queued in the open',
      );
    assert.ok(
      lines.some((line) => line.includes('503')),
      'the log tells of the failure',
    );

    await smsCode.prepare?.(real.identityDeps, facts, call);
    clock.advance(6 * 60_000);
    await real.runJobs();
    assert.equal(gateway.posted.length, 2, 'a code that is over is not delivered');
    status = 400;
    await smsCode.prepare?.(real.identityDeps, facts, call);
    await real.runJobs();
    await withOwner(real, 'update graphile_worker._private_jobs set run_at = now()');
    await real.runJobs();
    assert.equal(gateway.posted.length, 3, 'what the gateway refuses for good is not tried again');
    status = 302;
    const sms = { to: '0900000654', text: '"quoted" {to}', id: 'x' };
    const redirected = await sendSms({ url: gateway.url, sender: 'S', body: { t: '{text}' } }, sms);
    assert.equal(redirected.outcome, 'temporary-failure');
    assert.deepEqual(gateway.posted.at(-1)?.body, { t: '"quoted" {to}' }, 'a text cannot fill places of its own');
  } finally {
    gateway.close();
    await real.close();
  }
});

test('codes go to the mailbox by SMTP, sealed in the queue until then, and are in no log line', async () => {
  const smtp = await startSmtpServer();
  const lines: string[] = [];
  const real = await startFactors(
    clock,
    { SMTP_URL: smtp.url, SMTP_FROM: 'Liên Thông <khong-tra-loi@lienthong.test>' },
    (line) => lines.push(line),
  );
  try {
    const one = await real.citizen({ email: 'sen@example.vn' });
    const facts = await real.facts(one);
    await emailCode.prepare?.(real.identityDeps, facts, call);
    const { rows: waiting } = await withOwner(real, 'select payload::text from graphile_worker._private_jobs');
    await real.runJobs();
    assert.equal(smtp.taken.length, 1);
    const [mail] = smtp.taken;
    assert.match(mail?.to ?? '', /sen@example\.vn/);
    const code = codeIn(mail?.text ?? '');
    const given = { kind: 'email-code' as const, code };
    assert.equal((await emailCode.verify(real.identityDeps, facts, given, call))?.kind, 'email-code');
    const open = lines.join('\n') + JSON.stringify(waiting);
    for (const secret of [code, 'sen@example.vn']) assert.ok(!open.includes(secret), 'logged or queued in the open');
  } finally {
    await real.close();
    await smtp.close();
  }
});

async function withOwner(on: FactorsNode, text: string) {
  const client = new pg.Client(on.owner);
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

test('no code and no number was ever logged', () => {
  const all = logged.join('\n');
  assert.ok(logged.length > 0);
  for (const secret of ['0900000777', '0900000991', 'thu@example.vn']) assert.ok(!all.includes(secret), secret);
});
