import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  answerChange,
  confirmTaken,
  getConsignment,
  listArrived,
  refuseTaken,
  reportStatus,
  sendConsignment,
  setMailbox,
  steerDelivery,
  takeNext,
  type Envelope,
} from '#modules/exchange/contract.ts';
import { agencies, binh, huong, letter, newKey, openAxis, thao, type Axis } from './axis.ts';

let axis: Axis;
before(async () => (axis = await openAxis()));
after(() => axis?.close());

const toMinistry = (more: Partial<Envelope> = {}) => letter({ to: [agencies.ministry.code], ...more });

async function sent(envelope: Envelope): Promise<string> {
  const answered = await axis.node.call(sendConsignment, { body: { key: newKey(), envelope } }, huong);
  assert.ok(answered.ok, JSON.stringify(answered.ok || answered.problem));
  return answered.answer.consignmentId;
}

async function copyOf(consignmentId: string, by = huong) {
  const answered = await axis.node.call(getConsignment, { params: { consignmentId } }, by);
  assert.ok(answered.ok);
  const [copy] = answered.answer.deliveries;
  assert.ok(copy);
  return copy;
}

async function arrived(envelope = toMinistry()) {
  const consignmentId = await sent(envelope);
  await axis.node.runJobs();
  return { consignmentId, deliveryId: (await copyOf(consignmentId)).deliveryId };
}

/** From here on the ministry's own system fetches; what was under way before has arrived. */
async function pullOnly(): Promise<void> {
  await axis.node.runJobs();
  assert.ok((await axis.node.call(setMailbox, { body: { mode: 'pull' } }, binh)).ok);
}

async function readHere(): Promise<void> {
  assert.ok((await axis.node.call(setMailbox, { body: { mode: 'here' } }, binh)).ok);
  await axis.node.runJobs();
}

const report = async (deliveryId: string, code: '02' | '03' | '04' | '05' | '06', note?: string, by = binh) => {
  const answered = await axis.node.call(
    reportStatus,
    { params: { deliveryId }, body: { code, ...(note ? { note } : {}) } },
    by,
  );
  return answered.ok ? answered.answer.business : answered.problem.code;
};

const answer = async (deliveryId: string, agrees: boolean, note?: string) => {
  const answered = await axis.node.call(
    answerChange,
    { params: { deliveryId }, body: { agrees, ...(note ? { note } : {}) } },
    binh,
  );
  return answered.ok ? answered.answer.answered : answered.problem.code;
};

test('the recipient reports forward; back, out of order, from the wrong side or without a reason is refused', async () => {
  const { consignmentId, deliveryId } = await arrived();
  assert.equal(await report(deliveryId, '05'), 'exchange.out-of-order');
  assert.equal(await report(deliveryId, '03', undefined, thao), 'exchange.not-found');
  assert.equal(await report(deliveryId, '03', undefined, huong), 'exchange.not-found');
  assert.equal(await report(deliveryId, '03'), '03');
  assert.equal(await report(deliveryId, '03'), '03', 'a double click changes nothing');
  assert.equal(await report(deliveryId, '05'), '05', 'skipping forward');
  assert.equal(await report(deliveryId, '04'), 'exchange.out-of-order');
  assert.equal(await report(deliveryId, '06'), '06');
  assert.equal((await copyOf(consignmentId)).business, '06', 'the sender sees it');
  const refusedOne = await arrived();
  assert.equal(await report(refusedOne.deliveryId, '02'), 'exchange.reason-missing');
  assert.equal(await report(refusedOne.deliveryId, '02', 'Gửi sai nơi nhận'), '02');
  assert.equal(await report(refusedOne.deliveryId, '03'), 'exchange.out-of-order');
});

test('a recall is a message of its own: asked once, answered once, and what was recalled is recalled no more', async () => {
  const { consignmentId, deliveryId } = await arrived();
  assert.equal(await answer(deliveryId, true), 'exchange.nothing-asked');
  const recall = toMinistry({ kind: 'recall', about: consignmentId, reason: 'Sai số liệu ở phụ lục' });
  const call = (envelope: Envelope) => axis.node.call(sendConsignment, { body: { key: newKey(), envelope } }, huong);
  const asked = await call(recall);
  assert.ok(asked.ok);
  assert.equal(await answer(deliveryId, true), 'exchange.nothing-asked', 'the recall has not arrived yet');
  await axis.node.runJobs();
  const twice = await call(recall);
  assert.equal(twice.ok || twice.problem.code, 'exchange.cannot-ask');
  const inbox = await axis.node.call(listArrived, { query: { waiting: true } }, binh);
  assert.ok(inbox.ok, JSON.stringify(inbox.ok || inbox.problem));
  assert.equal(inbox.answer.arrived.find((one) => one.deliveryId === deliveryId)?.asked, 'recall');
  assert.equal(await answer(deliveryId, false), 'exchange.reason-missing');
  assert.equal(await answer(deliveryId, false, 'Đã tham mưu xử lý xong'), '16');
  assert.equal((await copyOf(consignmentId)).business, '01', 'declined: the document stands');
  const again = await call(recall);
  assert.ok(again.ok, 'after a refusal one may ask again');
  await axis.node.runJobs();
  assert.equal(await answer(deliveryId, true), '15');
  assert.equal(await answer(deliveryId, true), 'exchange.nothing-asked');
  assert.equal((await copyOf(consignmentId)).business, '15');
  assert.equal(await report(deliveryId, '03'), 'exchange.out-of-order');
  const third = await call(recall);
  assert.equal(third.ok || third.problem.code, 'exchange.cannot-ask');
  const ofRecall = await call(toMinistry({ kind: 'recall', about: asked.answer.consignmentId, reason: 'Thôi' }));
  assert.equal(ofRecall.ok || ofRecall.problem.code, 'exchange.about-unknown');
  const elsewhere = await call(
    letter({ to: [agencies.tanTrao.code], kind: 'update', about: consignmentId, reason: 'Sửa' }),
  );
  assert.equal(elsewhere.ok || elsewhere.problem.code, 'exchange.not-a-recipient');
});

test('two recalls at the same moment: one is taken, the other refused', async () => {
  const { consignmentId } = await arrived();
  const recall = toMinistry({ kind: 'recall', about: consignmentId, reason: 'Gửi nhầm' });
  const answers = await Promise.all(
    [1, 2, 3, 4].map(() => axis.node.call(sendConsignment, { body: { key: newKey(), envelope: recall } }, huong)),
  );
  assert.deepEqual(answers.map((one) => (one.ok ? 'taken' : one.problem.code)).toSorted(), [
    'exchange.cannot-ask',
    'exchange.cannot-ask',
    'exchange.cannot-ask',
    'taken',
  ]);
});

test('an agency whose own system fetches: urgent first, held while it works, in order within a conversation', async () => {
  const take = async () => {
    const answered = await axis.node.call(takeNext, {}, binh);
    assert.ok(answered.ok);
    return answered.answer.delivery;
  };
  const confirm = async (deliveryId: string, lockId: string) => {
    const answered = await axis.node.call(confirmTaken, { params: { deliveryId }, body: { lockId } }, binh);
    return answered.ok ? answered.answer.transport : answered.problem.code;
  };
  await pullOnly();
  const slow = await sent(toMinistry());
  const correction = await sent(toMinistry({ kind: 'update', about: slow, reason: 'Sửa ngày', priority: 4 }));
  const express = await sent(toMinistry({ priority: 3 }));
  await axis.node.runJobs();
  assert.equal((await copyOf(slow)).transport, 'queued', 'nothing is delivered to pages that nobody reads');

  const first = await take();
  assert.equal(first?.consignmentId, express, 'hỏa tốc overtakes');
  const next = await take();
  assert.equal(next?.consignmentId, slow, 'a correction never comes before what it corrects, however urgent');
  assert.equal(await take(), null, 'what is held is not given to a second reader');
  assert.ok(first && next);
  assert.equal(await confirm(next.deliveryId, first.lockId), 'exchange.not-yours-to-confirm');
  assert.equal(await confirm(next.deliveryId, next.lockId), 'delivered');
  assert.equal(await confirm(next.deliveryId, next.lockId), 'delivered', 'said twice is said once');
  const third = await take();
  assert.equal(third?.consignmentId, correction);
  assert.equal(await confirm(third?.deliveryId ?? '', third?.lockId ?? ''), 'delivered');

  // The reader of the express letter crashed: after five minutes it is given out again, and the old hold confirms nothing.
  axis.clock.advance(5 * 60_000 + 1000);
  await sweepNow();
  const again = await take();
  assert.equal(again?.consignmentId, express);
  assert.equal(await confirm(first.deliveryId, first.lockId), 'exchange.not-yours-to-confirm');
  const refusal = await axis.node.call(
    refuseTaken,
    {
      params: { deliveryId: again?.deliveryId ?? '' },
      body: { lockId: again?.lockId ?? '', reason: 'Gói không mở được' },
    },
    binh,
  );
  assert.ok(refusal.ok);
  const copy = await copyOf(express);
  assert.deepEqual([copy.transport, copy.reason], ['rejected', 'Gói không mở được']);
  await readHere();
});

async function sweepNow(): Promise<void> {
  const sweep = axis.exchange.parts.jobs?.find((one) => one.name === 'exchange.sweep');
  assert.ok(sweep);
  await sweep.handle({}, { log: axis.node.deps.log });
  await axis.node.runJobs();
}

test('a reader that never confirms: five tries, then failed; tried again by the operator, and a late confirmation counts', async () => {
  await pullOnly();
  const id = await sent(toMinistry({ keepTryingHours: 100 }));
  let last: { deliveryId: string; lockId: string } | undefined;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const answered = await axis.node.call(takeNext, {}, binh);
    assert.ok(answered.ok && answered.answer.delivery);
    last = answered.answer.delivery;
    axis.clock.advance(5 * 60_000 + 1000);
    await sweepNow();
  }
  assert.equal((await copyOf(id)).transport, 'failed');
  assert.ok(last);
  const late = await axis.node.call(
    confirmTaken,
    { params: { deliveryId: last.deliveryId }, body: { lockId: last.lockId } },
    binh,
  );
  assert.ok(late.ok);
  assert.deepEqual([late.answer.transport, (await copyOf(id)).business], ['delivered', '01']);
  await readHere();
});

test('nobody fetches for a day: it expires, the sender sees why, and what stood behind it goes on', async () => {
  await pullOnly();
  const urgent = await sent(toMinistry({ priority: 3 }));
  const behind = await sent(toMinistry({ kind: 'update', about: urgent, reason: 'Sửa', priority: 0 }));
  axis.clock.advance(3 * 3_600_000);
  await sweepNow();
  assert.equal((await copyOf(urgent)).transport, 'expired');
  const answered = await axis.node.call(takeNext, {}, binh);
  assert.ok(answered.ok);
  assert.equal(answered.answer.delivery?.consignmentId, behind);
  await readHere();
});

test('the sender’s operator holds a copy back and lets it go; others cannot', async () => {
  await pullOnly();
  const id = await sent(toMinistry());
  const { deliveryId } = await copyOf(id);
  const steer = async (act: 'hold' | 'release' | 'try-again', by = huong) => {
    const answered = await axis.node.call(
      steerDelivery,
      { params: { deliveryId }, body: { act, reason: 'Chờ xác minh' } },
      by,
    );
    return answered.ok ? answered.answer.transport : answered.problem.code;
  };
  assert.equal(await steer('hold', binh), 'exchange.not-found');
  assert.equal(await steer('release'), 'exchange.out-of-order');
  assert.equal(await steer('hold'), 'held');
  const answered = await axis.node.call(takeNext, {}, binh);
  assert.ok(answered.ok);
  assert.notEqual(answered.answer.delivery?.consignmentId, id);
  assert.equal(await steer('release'), 'queued');
  await readHere();
  await axis.node.runJobs();
  assert.equal((await copyOf(id)).transport, 'delivered');
});

test('every acceptance, delivery, status and refusal is evidence', async () => {
  const { consignmentId, deliveryId } = await arrived();
  await report(deliveryId, '03');
  await axis.evidence.seal();
  const kinds = (await axis.evidence.historyOf(`consignment:${consignmentId}`)).map(({ kind }) => kind);
  assert.deepEqual(kinds, ['exchange.consignment-accepted', 'exchange.document-delivered', 'exchange.status-reported']);
});
