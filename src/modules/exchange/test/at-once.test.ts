import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  answerChange,
  confirmTaken,
  getConsignment,
  refuseTaken,
  reportStatus,
  sendConsignment,
  setMailbox,
  steerDelivery,
  takeNext,
  type Envelope,
} from '#modules/exchange/contract.ts';
import { agencies, binh, huong, letter, newKey, openAxis, type Axis } from './axis.ts';

// What comes at the same moment, or too late: by two processes of one node, as behind a balancer.
let one: Axis;
let other: Axis;
before(async () => {
  one = await openAxis();
  other = await openAxis(one);
});
after(async () => {
  await other?.close();
  await one?.close();
});

const axes = () => [one, other];
const toMinistry = (more: Partial<Envelope> = {}) => letter({ to: [agencies.ministry.code], ...more });
const codeOf = (answered: { ok: true } | { ok: false; problem: { code: string } }): string =>
  answered.ok ? 'ok' : answered.problem.code;

async function sent(envelope: Envelope): Promise<string> {
  const answered = await one.node.call(sendConsignment, { body: { key: newKey(), envelope } }, huong);
  assert.ok(answered.ok, codeOf(answered));
  return answered.answer.consignmentId;
}

async function copyOf(consignmentId: string) {
  const answered = await one.node.call(getConsignment, { params: { consignmentId } }, huong);
  assert.ok(answered.ok);
  const [copy] = answered.answer.deliveries;
  assert.ok(copy);
  return { ...copy, steps: answered.answer.steps };
}

async function mode(of: 'here' | 'pull'): Promise<void> {
  await one.node.runJobs();
  assert.ok((await one.node.call(setMailbox, { body: { mode: of } }, binh)).ok);
  await one.node.runJobs();
}

async function take(axis = one) {
  const answered = await axis.node.call(takeNext, {}, binh);
  assert.ok(answered.ok, codeOf(answered));
  return answered.answer.delivery;
}

async function sweepAll(): Promise<void> {
  await Promise.all(
    axes().map(async (axis) => {
      const sweep = axis.exchange.parts.jobs?.find(({ name }) => name === 'exchange.sweep');
      assert.ok(sweep);
      await sweep.handle({}, { log: axis.node.deps.log });
    }),
  );
}

const confirm = (lock: { deliveryId: string; lockId: string }, axis = one) =>
  axis.node.call(confirmTaken, { params: { deliveryId: lock.deliveryId }, body: { lockId: lock.lockId } }, binh);
const refuse = (lock: { deliveryId: string; lockId: string }, axis = other) =>
  axis.node.call(
    refuseTaken,
    { params: { deliveryId: lock.deliveryId }, body: { lockId: lock.lockId, reason: 'Không mở được' } },
    binh,
  );

test('one key with several envelopes at once: one is taken, the others are refused and leave nothing', async () => {
  for (const round of [1, 2, 3]) {
    const key = newKey();
    const offers = Array.from({ length: 12 }, (_one, n) => toMinistry({ priority: (n % 4) as 0 }));
    const answers = await Promise.all(
      offers.map((envelope, n) =>
        (n % 3 === 0 ? other : one).node.call(sendConsignment, { body: { key, envelope } }, huong),
      ),
    );
    const taken = answers.flatMap((answered) => (answered.ok ? [answered.answer] : []));
    assert.equal(new Set(taken.map(({ consignmentId }) => consignmentId)).size, 1, `round ${round}`);
    assert.equal(taken.length, 3, 'those who brought the same envelope have the same receipt');
    assert.deepEqual(
      new Set(answers.flatMap((answered) => (answered.ok ? [] : [answered.problem.code]))),
      new Set(['exchange.key-used']),
    );
    const { rows } = await one.node.database.pool.query<{ n: number }>(
      'select count(*)::int as n from exchange.delivery d join exchange.consignment c on c.id = d.consignment_id where c.sender_key = $1',
      [key],
    );
    assert.equal(rows[0]?.n, 1);
  }
});

test('many readers at once: each document is held by one of them', async () => {
  await mode('pull');
  const ids = await Promise.all(Array.from({ length: 6 }, () => sent(toMinistry())));
  const held = (await Promise.all(Array.from({ length: 16 }, (_one, n) => take(n % 2 ? one : other)))).filter(
    (found) => found !== null,
  );
  // A reader who looked past what others were about to take finds nothing, and comes again.
  for (let more = await take(); more; more = await take()) held.push(more);
  assert.deepEqual(held.map(({ consignmentId }) => consignmentId).toSorted(), ids.toSorted());
  const twice = await Promise.all(held.flatMap((lock) => [confirm(lock, one), confirm(lock, other)]));
  assert.deepEqual(new Set(twice.map(codeOf)), new Set(['ok']), 'said twice at once is said once');
  const { rows } = await one.node.database.pool.query<{ n: number }>(
    `select count(*)::int as n from exchange.delivery_event where to_state = 'delivered' and delivery_id = any($1::uuid[])`,
    [held.map(({ deliveryId }) => deliveryId)],
  );
  assert.equal(rows[0]?.n, ids.length);
  await mode('here');
});

test('confirmed and refused at once: one of the two holds, and only that one is told', async () => {
  await mode('pull');
  for (let round = 0; round < 6; round += 1) {
    const id = await sent(toMinistry());
    const lock = await take();
    assert.ok(lock);
    const both = [await Promise.all([confirm(lock), refuse(lock)])].flat().map(codeOf);
    assert.deepEqual(both.toSorted(), ['exchange.out-of-order', 'ok']);
    const { transport, steps } = await copyOf(id);
    assert.equal(transport, both[0] === 'ok' ? 'delivered' : 'rejected');
    assert.equal(steps.filter(({ to }) => to === 'delivered' || to === 'rejected').length, 1);
  }
  await mode('here');
});

test('a hold that lapses at the moment of its confirmation, and of a new taking: nothing is lost and nothing is given back early', async () => {
  await mode('pull');
  for (let round = 0; round < 4; round += 1) {
    const id = await sent(toMinistry());
    const lock = await take();
    assert.ok(lock);
    one.clock.advance(5 * 60_000 + 1000);
    const [, confirmed, again] = await Promise.all([sweepAll(), confirm(lock, other), take(one)]);
    if (again) {
      // Taken anew: the old hold says nothing any more, and the new one is not lapsed by the same sweep.
      await sweepAll();
      assert.equal((await copyOf(id)).transport, confirmed.ok ? 'delivered' : 'delivering');
      assert.equal(codeOf(await confirm(again)), confirmed.ok ? 'exchange.not-yours-to-confirm' : 'ok');
    } else assert.equal(codeOf(confirmed), 'ok');
    assert.equal((await copyOf(id)).transport, 'delivered');
  }
  await mode('here');
});

test('a recall while the document is being taken: the document first, then the recall; answered twice at once, it is answered once', async () => {
  await mode('pull');
  const id = await sent(toMinistry());
  const recall = toMinistry({ kind: 'recall', about: id, reason: 'Gửi nhầm' });
  const [lock, asked] = await Promise.all([
    take(),
    other.node.call(sendConsignment, { body: { key: newKey(), envelope: recall } }, huong),
  ]);
  assert.ok(lock && asked.ok);
  assert.equal(await take(), null, 'the recall waits for the document');
  const [confirmed, early] = await Promise.all([confirm(lock), take(other)]);
  assert.ok(confirmed.ok);
  const change = early ?? (await take());
  assert.ok(change);
  assert.equal(change.consignmentId, asked.answer.consignmentId);
  assert.ok((await confirm(change)).ok);
  const answer = (axis: Axis, agrees: boolean) =>
    axis.node.call(answerChange, { params: { deliveryId: lock.deliveryId }, body: { agrees, note: 'Trả lời' } }, binh);
  const both = await Promise.all([answer(one, true), answer(other, false)]);
  assert.deepEqual(both.map(codeOf).toSorted(), ['exchange.nothing-asked', 'ok']);
  assert.equal((await copyOf(id)).business, both[0]?.ok ? '15' : '01');
  await mode('here');
});

test('a document that comes late after its recipient agreed to give it back stays taken back', async () => {
  await mode('pull');
  const id = await sent(toMinistry({ keepTryingHours: 100 }));
  const lock = await take();
  assert.ok(lock);
  one.clock.advance(101 * 3_600_000);
  await sweepAll();
  assert.equal((await copyOf(id)).transport, 'expired');
  const recall = toMinistry({ kind: 'recall', about: id, reason: 'Gửi nhầm' });
  await sent(recall);
  const change = await take();
  assert.ok(change);
  assert.ok((await confirm(change)).ok);
  const agreed = await one.node.call(
    answerChange,
    { params: { deliveryId: lock.deliveryId }, body: { agrees: true } },
    binh,
  );
  assert.ok(agreed.ok, codeOf(agreed));
  assert.ok((await confirm(lock)).ok, 'late still counts');
  const { transport, business, steps } = await copyOf(id);
  assert.deepEqual([transport, business], ['delivered', '15']);
  assert.deepEqual(
    steps.filter(({ machine }) => machine === 'business').map(({ to }) => to),
    ['15'],
  );
  const again = await one.node.call(sendConsignment, { body: { key: newKey(), envelope: recall } }, huong);
  assert.equal(codeOf(again), 'exchange.cannot-ask', 'what was taken back is taken back no more');
  const reported = await one.node.call(
    reportStatus,
    { params: { deliveryId: lock.deliveryId }, body: { code: '03' } },
    binh,
  );
  assert.equal(codeOf(reported), 'exchange.out-of-order');
  await mode('here');
});

test('held by its operator and taken by its reader at once: one of the two', async () => {
  await mode('pull');
  for (let round = 0; round < 4; round += 1) {
    const id = await sent(toMinistry());
    const { deliveryId } = await copyOf(id);
    const steer = (act: 'hold' | 'release') =>
      one.node.call(steerDelivery, { params: { deliveryId }, body: { act, reason: 'Chờ xác minh' } }, huong);
    const [held, found] = await Promise.all([steer('hold'), take(other)]);
    const lock = found ?? (held.ok ? undefined : await take());
    assert.equal(held.ok, !lock, codeOf(held));
    if (held.ok) assert.ok((await steer('release')).ok);
    const now = lock ?? (await take());
    assert.ok(now && (await confirm(now)).ok);
    assert.equal((await copyOf(id)).transport, 'delivered');
  }
  await mode('here');
});
