import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import {
  confirmTaken,
  createWebhook,
  endWebhook,
  getConsignment,
  getWebhook,
  getWebhookKey,
  listWebhooks,
  pingWebhook,
  refuseTaken,
  replayPushes,
  reportStatus,
  sendConsignment,
  setMailbox,
  takeNext,
  type Envelope,
  type WebhookTopic,
} from '#modules/exchange/contract.ts';
import { MOST_ATTEMPTS, waitAfter } from '#modules/exchange/webhooks/back-off.ts';
import { pushWebhook } from '#modules/exchange/webhooks/push-webhook.ts';
import { isInner } from '#modules/exchange/webhooks/addresses.ts';
import { newProgram } from '#modules/systems/test/program.ts';
import { digestOf, verifyRequest } from '#platform/web/message-signatures.ts';
import { agencies, binh, huong, letter, newKey, officerOf, openAxis, thao, type Axis } from './axis.ts';
import { openEndpoint, type Endpoint } from './endpoint.ts';

let axis: Axis;
let endpoint: Endpoint;
before(async () => (axis = await openAxis(undefined, { env: { WEBHOOK_INNER_ADDRESSES: 'yes' } })));
beforeEach(async () => (endpoint = await openEndpoint()));
afterEach(async () => {
  // Each test's addresses are its own.
  for (const officer of [huong, binh]) {
    const list = await axis.node.call(listWebhooks, {}, officer);
    assert.ok(list.ok);
    for (const { webhookId } of list.answer.webhooks)
      await axis.node.call(endWebhook, { params: { webhookId } }, officer);
  }
  await axis.node.call(setMailbox, { body: { mode: 'here' } }, binh);
  await endpoint.close();
  await axis.node.runJobs();
});
after(() => axis?.close());

async function subscribe(topics: WebhookTopic[], officer = binh, url = endpoint.url) {
  const made = await axis.node.call(createWebhook, { body: { url, topics } }, officer);
  assert.ok(made.ok, JSON.stringify(made.ok || made.problem));
  return made.answer;
}

async function send(more: Partial<Envelope> = {}): Promise<string> {
  const envelope = letter({ to: [agencies.ministry.code], ...more });
  const sent = await axis.node.call(sendConsignment, { body: { key: newKey(), envelope } }, huong);
  assert.ok(sent.ok, JSON.stringify(sent.ok || sent.problem));
  return sent.answer.consignmentId;
}

async function read(webhookId: string, officer = binh) {
  const answered = await axis.node.call(getWebhook, { params: { webhookId }, query: {} }, officer);
  assert.ok(answered.ok);
  return answered.answer;
}

const news = () => endpoint.heard.filter(({ kind }) => kind !== 'ping');

/** The clock goes to the next try, and the minute's job looks. */
async function later(ms: number): Promise<void> {
  axis.clock.advance(ms);
  await axis.node.database.transaction<unknown, void>((trx) => axis.node.deps.jobs.add(trx, 'exchange.push-due', {}));
  await axis.node.runJobs();
}

test('an address that answers the ping is told what arrives, signed so that anyone with the public key can check', async () => {
  const { webhookId, state } = await subscribe(['arrived']);
  assert.equal(state, 'active');
  const consignmentId = await send();
  await axis.node.runJobs();
  const [told] = news();
  assert.ok(told);
  assert.deepEqual(
    [told.body['kind'], told.body['consignmentId'], told.body['from']],
    ['arrived', consignmentId, 'H55.101'],
  );
  const { answer: key } = (await axis.node.call(getWebhookKey, {})) as { answer: { keyid: string; publicKey: string } };
  const check = (text: string) =>
    verifyRequest({
      method: 'POST',
      url: endpoint.url,
      headers: told.headers,
      digestOfBody: digestOf(text),
      now: axis.clock.now(),
      maxSkewSeconds: 300,
      keyOf: async (keyid) => (keyid === key.keyid ? createPublicKey(key.publicKey) : undefined),
    });
  await check(told.text);
  await assert.rejects(check(told.text.replace('arrived', 'Arrived')));
  const { pushes } = await read(webhookId);
  assert.deepEqual(
    pushes.map(({ state: of, attempts }) => [of, attempts.map(({ status }) => status)]),
    [['done', [200]]],
  );
});

test('a try that hangs longer than its push is lent out undoes nothing that another process has done meanwhile', async () => {
  const { webhookId } = await subscribe(['arrived']);
  let tries = 0;
  endpoint.answer = (_heard, reply) => {
    tries += 1;
    if (tries > 1) return void reply.end('{}');
    axis.clock.advance(61_000);
    // The other process takes the push over, and the address has it, before the first try hears anything.
    void pushWebhook(axis.exchangeDeps, webhookId).then(() => reply.writeHead(503).end());
  };
  await send();
  await axis.node.runJobs();
  await later(3_600_000);
  assert.equal(tries, 2);
  const { pushes } = await read(webhookId);
  assert.deepEqual(
    pushes.map(({ state: of }) => of),
    ['done'],
  );
});

test('an address that does not send the challenge back, or is not there, is told nothing', async () => {
  endpoint.deaf = true;
  const deaf = await subscribe(['arrived']);
  assert.deepEqual([deaf.state, deaf.why], ['pending', 'no-challenge']);
  const closed = await openEndpoint();
  await closed.close();
  const gone = await subscribe(['arrived'], binh, closed.url);
  assert.deepEqual([gone.state, gone.why], ['pending', 'ECONNREFUSED']);
  await send();
  await axis.node.runJobs();
  for (const { webhookId } of [deaf, gone]) assert.equal((await read(webhookId)).pushes.length, 0);
  endpoint.deaf = false;
  const heard = await axis.node.call(pingWebhook, { params: { webhookId: deaf.webhookId } }, binh);
  assert.equal(heard.ok && heard.answer.state, 'active');
});

test('the sender is told of delivery, refusal and status; each only its own', async () => {
  await subscribe(['status', 'transport'], huong);
  const ours = await openEndpoint();
  const { webhookId } = await subscribe(['status', 'transport'], binh, ours.url);
  const consignmentId = await send();
  await axis.node.runJobs();
  const copy = await axis.node.call(getConsignment, { params: { consignmentId } }, binh);
  assert.ok(copy.ok);
  const deliveryId = copy.answer.deliveries[0]?.deliveryId ?? '';
  assert.ok((await axis.node.call(reportStatus, { params: { deliveryId }, body: { code: '03' } }, binh)).ok);
  await axis.node.runJobs();
  assert.ok((await axis.node.call(setMailbox, { body: { mode: 'pull' } }, binh)).ok);
  const second = await send();
  const taken = await axis.node.call(takeNext, {}, binh);
  assert.ok(taken.ok && taken.answer.delivery?.consignmentId === second);
  const { lockId, deliveryId: other } = taken.answer.delivery;
  await axis.node.call(refuseTaken, { params: { deliveryId: other }, body: { lockId, reason: 'Thiếu tệp' } }, binh);
  await axis.node.runJobs();
  assert.deepEqual(
    news().map(({ body }) => [body['kind'], body['transport'] ?? body['code']]),
    [
      ['transport', 'delivered'],
      ['status', '03'],
      ['transport', 'rejected'],
    ],
  );
  assert.equal(ours.heard.filter(({ kind }) => kind !== 'ping').length, 0);
  assert.equal((await read(webhookId)).pushes.length, 0);
  await ours.close();
});

test('a dead address is tried less and less often, rests in the end, and goes on in order when it is back', async () => {
  const { webhookId } = await subscribe(['arrived']);
  const alive = await openEndpoint();
  await subscribe(['arrived'], binh, alive.url);
  endpoint.answer = (_heard, reply) => void reply.writeHead(503).end('Đang bảo trì');
  const first = await send();
  await axis.node.runJobs();
  const second = await send();
  await axis.node.runJobs();
  assert.equal(alive.heard.filter(({ kind }) => kind === 'arrived').length, 2, 'nobody waits for the dead one');
  assert.equal(news().length, 1, 'one try, and then a pause for everything behind it');
  for (let n = 0; n < MOST_ATTEMPTS + 2; n += 1) await later(4 * 3_600_000 + 1000);
  const resting = await read(webhookId);
  assert.equal(resting.state, 'resting', JSON.stringify(resting.pushes.map(({ attempts }) => attempts.length)));
  const { rows: notices } = await axis.node.database.pool.query<{ right: string; agency: string; link: string }>(
    `select payload ->> 'right' as right, payload ->> 'agencyId' as agency, payload ->> 'link' as link
     from platform.event where name = 'notices.officers-wanted@1'`,
  );
  assert.deepEqual(notices, [{ right: 'exchange.receive', agency: binh.agencyId, link: '/can-bo/truc/webhook' }]);
  assert.ok(news().length <= 2 * MOST_ATTEMPTS);
  assert.equal(resting.pushes.find((one) => one.state === 'given-up')?.attempts.at(-1)?.answer, 'Đang bảo trì');
  const told = await axis.node.database.pool.query(
    "select count(*)::int as n from platform.event where name = 'exchange.webhook-rests@1' and payload->>'webhookId' = $1",
    [webhookId],
  );
  assert.equal(told.rows[0].n, 1);

  const third = await send();
  await axis.node.runJobs();
  endpoint.heard.length = 0;
  endpoint.answer = (_heard, reply) => void reply.end('{}');
  const back = await axis.node.call(pingWebhook, { params: { webhookId } }, binh);
  assert.equal(back.ok && back.answer.state, 'active');
  await axis.node.runJobs();
  const order = news().map(({ body }) => body['consignmentId']);
  assert.ok(order.includes(second) || order.includes(first));
  assert.equal(order.at(-1), third);
  await alive.close();
});

test('within a conversation nothing overtakes; another conversation does not wait for it', async () => {
  await subscribe(['arrived']);
  const first = await send();
  await axis.node.runJobs();
  endpoint.heard.length = 0;
  let refusals = 3;
  endpoint.answer = (heard, reply) => {
    const refused = heard.body['about'] === first && refusals > 0;
    if (refused) refusals -= 1;
    reply.writeHead(refused ? 422 : 200).end();
  };
  await send({ kind: 'update', about: first, reason: 'Sửa trích yếu' });
  await axis.node.runJobs();
  await axis.node.database.pool.query('update exchange.delivery set asked_by = null where consignment_id = $1', [
    first,
  ]);
  const replaced = await send({ kind: 'replace', about: first, reason: 'Thay thế' });
  const apart = await send();
  await axis.node.runJobs();
  assert.ok(
    news().some(({ body }) => body['consignmentId'] === apart),
    'the other conversation went',
  );
  assert.ok(!news().some(({ body }) => body['consignmentId'] === replaced));
  for (let n = 0; n < 4; n += 1) await later(10 * 60_000);
  const taken = news().map(({ body }) => body['change']);
  assert.equal(taken.at(-1), 'replace');
  assert.equal(taken.filter((one) => one === 'update').length, 4);
});

test('one push, or a span of time, is brought again: the same bodies, in their order', async () => {
  const { webhookId } = await subscribe(['arrived']);
  const from = axis.clock.now().toISOString();
  for (let n = 0; n < 3; n += 1) await send();
  await axis.node.runJobs();
  const before = news().map(({ text }) => text);
  endpoint.heard.length = 0;
  const { pushes } = await read(webhookId);
  const pushId = pushes[1]?.pushId ?? '';
  const again = (body: { pushId?: string; from?: string; to?: string }, officer = binh) =>
    axis.node.call(replayPushes, { params: { webhookId }, body }, officer);
  const one = await again({ pushId });
  assert.equal(one.ok && one.answer.replayed, 1);
  await axis.node.runJobs();
  assert.deepEqual(
    news().map(({ text }) => text),
    [before[1]],
  );
  endpoint.heard.length = 0;
  const span = await again({ from });
  assert.equal(span.ok && span.answer.replayed, 3, 'a replay is not replayed');
  await axis.node.runJobs();
  assert.deepEqual(
    news().map(({ text }) => text),
    before,
  );
  for (const body of [{}, { from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z' }, { pushId: webhookId }]) {
    const nothing = await again(body);
    assert.equal(!nothing.ok && nothing.problem.code, 'exchange.nothing-to-replay', JSON.stringify(body));
  }
  assert.equal((await again({ pushId }, thao)).status, 404);
});

test('documents are brought to a mailbox of the mode push, with an address that confirms at once or fetches first', async () => {
  const without = await axis.node.call(setMailbox, { body: { mode: 'push' } }, binh);
  assert.equal(!without.ok && without.problem.code, 'exchange.no-address-for-documents');
  await subscribe(['delivery']);
  assert.ok((await axis.node.call(setMailbox, { body: { mode: 'push' } }, binh)).ok);
  endpoint.answer = (_heard, reply) => void reply.end('{"taken": true}');
  const first = await send();
  await axis.node.runJobs();
  const state = async (consignmentId: string) => {
    const answered = await axis.node.call(getConsignment, { params: { consignmentId } }, huong);
    assert.ok(answered.ok);
    return answered.answer.deliveries[0]?.transport;
  };
  assert.equal((news()[0]?.body['envelope'] as Envelope | undefined)?.document.number, '245');
  assert.equal(await state(first), 'delivered');

  endpoint.answer = (_heard, reply) => void reply.writeHead(202).end();
  const second = await send();
  await axis.node.runJobs();
  assert.equal(await state(second), 'delivering');
  const { deliveryId, lockId } = (news()[1]?.body ?? {}) as { deliveryId: string; lockId: string };
  assert.ok((await axis.node.call(confirmTaken, { params: { deliveryId }, body: { lockId } }, binh)).ok);
  assert.equal(await state(second), 'delivered');

  endpoint.answer = (_heard, reply) => void reply.writeHead(500).end();
  const third = await send();
  await axis.node.runJobs();
  assert.equal(await state(third), 'queued', 'an address that is away costs the document nothing');
  for (let n = 0; n < 7; n += 1) await later(60 * 60_000);
  assert.equal(await state(third), 'queued', 'also after more failures than takings are allowed');
  endpoint.answer = (_heard, reply) => void reply.end('{"taken": true}');
  await later(5 * 3_600_000);
  assert.equal(await state(third), 'delivered');
});

test('an answer that is too long, a redirect and a connection that is cut are failures with their names', async () => {
  const { webhookId } = await subscribe(['arrived']);
  const elsewhere = await openEndpoint();
  const answers: [string, Endpoint['answer']][] = [
    ['answer-too-large', (_heard, reply) => void reply.end('x'.repeat(20_000))],
    ['redirect', (_heard, reply) => void reply.writeHead(302, { location: elsewhere.url }).end()],
    ['ECONNRESET', (_heard, reply) => void reply.destroy()],
  ];
  for (const [failure, answer] of answers) {
    endpoint.answer = answer;
    await send();
    await axis.node.runJobs();
    const { pushes } = await read(webhookId);
    assert.ok(
      pushes.some(({ attempts }) => attempts.some((one) => one.failure === failure)),
      `${failure}: ${JSON.stringify(pushes.map(({ attempts }) => attempts))}`,
    );
    endpoint.answer = (_heard, reply) => void reply.end();
    for (let n = 0; n < 3; n += 1) await later(30 * 60_000);
  }
  assert.equal(elsewhere.heard.length, 0);
  await elsewhere.close();
});

test('what is not on the open Internet is not called, unless the operator says so', async () => {
  const closed = await openAxis(axis);
  try {
    for (const [url, code] of [
      ['https://127.0.0.1/tin', 'inner'],
      ['https://localhost/tin', 'inner'],
      ['https://[::1]/tin', 'inner'],
      ['https://[::ffff:10.0.0.1]/tin', 'inner'],
      ['https://2130706433/tin', 'inner'],
      ['https://169.254.169.254/latest/meta-data', 'inner'],
      ['https://10.1.2.3:8443/', 'inner'],
      ['http://example.vn/tin', 'not-https'],
      ['https://ai:do@example.vn/', 'not-an-address'],
      ['ftp://example.vn/', 'not-https'],
      ['khong-phai-dia-chi', 'not-an-address'],
      ['https://khong-co.invalid/', 'unknown-host'],
    ] as const) {
      const refused = await closed.node.call(createWebhook, { body: { url, topics: ['arrived'] } }, binh);
      assert.ok(!refused.ok, url);
      assert.deepEqual(
        [refused.problem.code, refused.problem.errors?.[0]?.code],
        ['exchange.webhook-address', code],
        url,
      );
    }
  } finally {
    await closed.close();
  }
});

test('every address of an inner network is known as one, and an open one is not', () => {
  const byte = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(byte, byte, byte, (a, b, c) => {
      for (const address of [
        `10.${a}.${b}.${c}`,
        `127.${a}.${b}.${c}`,
        `192.168.${a}.${b}`,
        `172.${16 + (a % 16)}.${b}.${c}`,
      ])
        assert.ok(isInner(address), address);
      for (const address of [`::ffff:10.${a}.${b}.${c}`, `fd00::${a.toString(16)}`, `fe80::${b.toString(16)}`, '::'])
        assert.ok(isInner(address), address);
      assert.ok(!isInner(`14.${a}.${b}.${c}`) && !isInner(`2405:4800::${c.toString(16)}`));
    }),
  );
});

test('waits double to four hours and are never the same for all', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, chance) => {
      const wait = waitAfter(failures, chance);
      assert.ok(wait >= 22_000 && wait <= 4 * 3_600_000);
      assert.ok(waitAfter(failures, 0) >= wait);
    }),
  );
});

test('a program has addresses of its own, and sees no other', async () => {
  const officers = await subscribe(['arrived']);
  const manager = officerOf(agencies.ministry, 'Quản trị Bộ', ['systems.manage']);
  const provedAt = axis.clock.now().toISOString();
  const program = await newProgram(axis.node, {
    ...manager,
    assurance: { level: 2, provedAt, methods: ['pwd', 'otp'] },
  });
  const made = await program.call(createWebhook, { body: { url: endpoint.url, topics: ['arrived'] } });
  assert.ok(made.ok && made.answer.state === 'active', JSON.stringify(made.ok || made.problem));
  const list = await program.call(listWebhooks, {});
  assert.deepEqual(list.ok && list.answer.webhooks.map(({ webhookId }) => webhookId), [made.answer.webhookId]);
  const params = { webhookId: officers.webhookId };
  assert.equal((await program.call(getWebhook, { params, query: {} })).status, 404);
  assert.equal((await program.call(endWebhook, { params })).status, 404);
  for (const answered of [
    await axis.node.call(getWebhook, { params, query: {} }, thao),
    await axis.node.call(pingWebhook, { params }, thao),
    await axis.node.call(endWebhook, { params }, thao),
  ])
    assert.equal(answered.status, 404);
});
