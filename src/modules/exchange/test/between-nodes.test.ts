import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  answerChange,
  confirmTaken,
  getConsignment,
  listArrived,
  reportStatus,
  setMailbox,
  takeNext,
  type Envelope,
} from '#modules/exchange/contract.ts';
import { agencies, binh, huong, letter, newKey, thao } from './axis.ts';
import { openFederation, type Federation } from './federation.ts';

const HOUR = 3_600_000;
const { ducXuan, tanTrao, ministry } = agencies;

let fed: Federation;
before(async () => {
  fed = await openFederation({ tinh: [ducXuan, agencies.ended], bo: [ministry], xa: [tanTrao] });
});
after(() => fed?.close());

async function sent(more: Partial<Envelope> = {}): Promise<string> {
  const answered = await fed.node('tinh').send(letter({ to: [ministry.code], ...more }), { key: newKey() });
  assert.ok(answered.ok, JSON.stringify(answered.ok || answered.problem));
  return (answered.answer as { consignmentId: string }).consignmentId;
}

async function seen(node: string, consignmentId: string, by = huong) {
  const answered = await fed.node(node).node.call(getConsignment, { params: { consignmentId } }, by);
  assert.ok(answered.ok, JSON.stringify(answered.ok || answered.problem));
  return answered.answer;
}

const stateOf = async (id: string) => (await seen('tinh', id)).deliveries[0];

async function report(deliveryId: string, code: '02' | '03' | '04' | '05' | '06', note?: string) {
  const answered = await fed
    .node('bo')
    .node.call(reportStatus, { params: { deliveryId }, body: { code, ...(note ? { note } : {}) } }, binh);
  assert.ok(answered.ok, JSON.stringify(answered.ok || answered.problem));
}

test('a letter goes to another node, is worked on there, and its sender sees every step', async () => {
  const id = await sent();
  assert.equal((await stateOf(id))?.transport, 'queued', 'accepted, and not yet with the other node');
  await fed.settle();
  const there = await seen('bo', id, binh);
  assert.equal(there.side, 'recipient');
  assert.equal(there.acceptedBy, 'Nút tinh');
  assert.deepEqual(
    there.steps.map(({ rule, node }) => [rule, node]),
    [
      ['accept', 'Nút tinh'],
      ['receive', undefined],
      ['arrive', undefined],
      ['arrive', undefined],
    ],
  );
  const [copy] = there.deliveries;
  assert.ok(copy);
  await report(copy.deliveryId, '03');
  await report(copy.deliveryId, '06', 'Đã lưu hồ sơ.');
  await fed.settle();
  const here = await seen('tinh', id);
  assert.equal(here.deliveries[0]?.deliveryId, copy.deliveryId, 'one id for the copy at both nodes');
  assert.equal(here.deliveries[0]?.transport, 'delivered');
  assert.equal(here.deliveries[0]?.business, '06');
  assert.deepEqual(
    here.steps.map(({ rule, node, to }) => [rule, node, to]),
    [
      ['accept', undefined, 'queued'],
      ['hand-over', undefined, 'delivering'],
      ['receive', 'Nút bo', 'queued'],
      ['arrive', 'Nút bo', 'delivered'],
      ['arrive', 'Nút bo', '01'],
      ['report', 'Nút bo', '03'],
      ['report', 'Nút bo', '06'],
    ],
  );
  assert.equal(here.receipt.statement, there.receipt.statement, 'the receipt of the node that accepted it, at both');
  assert.equal(fed.node('bo').received.length, 1, 'in the register there');
  assert.equal(fed.node('tinh').received.length, 0, 'and in none here');
});

test('a circular: copies for here and for two other nodes, each in its place', async () => {
  const id = await sent({ to: [ministry.code, tanTrao.code, ducXuan.code] });
  await fed.settle();
  const { deliveries } = await seen('tinh', id);
  assert.deepEqual(
    deliveries.map((copy) => copy.transport),
    ['delivered', 'delivered', 'delivered'],
  );
  assert.equal((await seen('xa', id, thao)).deliveries.length, 1);
});

test('a recall goes the same way, and its answer comes back', async () => {
  const id = await sent();
  await fed.settle();
  const recall = await sent({ kind: 'recall', about: id, reason: 'Ban hành nhầm phụ lục.' });
  await fed.settle();
  const there = await seen('bo', id, binh);
  assert.equal(there.deliveries[0]?.asked, 'recall');
  const answered = await fed
    .node('bo')
    .node.call(
      answerChange,
      { params: { deliveryId: there.deliveries[0]?.deliveryId ?? '' }, body: { agrees: true } },
      binh,
    );
  assert.ok(answered.ok);
  await fed.settle();
  assert.equal((await stateOf(recall))?.business, '15');
  assert.equal((await stateOf(id))?.business, '15', 'the document is taken back at its sender too');
  assert.equal((await stateOf(id))?.asked, undefined);
});

test('a system at the other node takes and confirms; its refusal reaches the sender with the reason', async () => {
  const { node } = fed.node('bo');
  assert.ok((await node.call(setMailbox, { body: { mode: 'pull' } }, binh)).ok);
  const id = await sent();
  await fed.settle();
  assert.equal((await stateOf(id))?.transport, 'delivering');
  assert.match((await stateOf(id))?.atNode ?? '', /^Nút /, 'and the sender sees where it is');
  const taken = await node.call(takeNext, {}, binh);
  assert.ok(taken.ok && taken.answer.delivery);
  const { deliveryId, lockId } = taken.answer.delivery;
  assert.ok((await node.call(confirmTaken, { params: { deliveryId }, body: { lockId } }, binh)).ok);
  await fed.settle();
  assert.equal((await stateOf(id))?.transport, 'delivered');
  assert.ok((await node.call(setMailbox, { body: { mode: 'here' } }, binh)).ok);
});

test('the recipient’s node is away for a day: nothing is lost, nothing comes twice, and the order is kept', async () => {
  fed.wire.down.add('bo');
  const first = await sent();
  await fed.settle();
  await fed.settle();
  const change = await sent({ kind: 'update', about: first, reason: 'Bổ sung nơi nhận.' });
  const other = await sent({ to: [tanTrao.code] });
  await fed.settle();
  assert.equal((await stateOf(other))?.transport, 'delivered', 'another node is not kept waiting');
  for (let hour = 0; hour < 24; hour += 1) {
    fed.clock.advance(HOUR);
    await fed.sweep();
  }
  assert.equal((await stateOf(first))?.transport, 'queued');
  const rules = (await seen('tinh', first)).steps.map(({ rule }) => rule);
  assert.deepEqual(rules, ['accept', 'retry-later'], 'said once, not every minute');
  fed.wire.down.delete('bo');
  fed.clock.advance(2 * HOUR);
  await fed.sweep();
  assert.equal((await stateOf(first))?.transport, 'delivered');
  assert.equal((await stateOf(change))?.transport, 'delivered');
  const arrived = await fed.node('bo').node.call(listArrived, { query: {} }, binh);
  assert.ok(arrived.ok);
  const order = arrived.answer.arrived.map((one) => one.consignmentId);
  assert.equal(order.filter((one) => one === first).length, 1);
  assert.ok(order.indexOf(change) < order.indexOf(first), 'newest first: the change came after its document');
});

test('an answer that is lost costs a repetition and nothing else', async () => {
  fed.wire.loseAnswers = 1;
  const id = await sent();
  await fed.settle();
  fed.clock.advance(HOUR);
  await fed.sweep();
  assert.equal((await stateOf(id))?.transport, 'delivered');
  const arrived = await fed.node('bo').node.call(listArrived, { query: {} }, binh);
  assert.ok(arrived.ok);
  assert.equal(arrived.answer.arrived.filter((one) => one.consignmentId === id).length, 1);
});

test('what is express overtakes what waits', async () => {
  fed.wire.down.add('bo');
  const slow = [await sent(), await sent(), await sent()];
  const express = await sent({ priority: 3 });
  await fed.settle();
  fed.wire.down.delete('bo');
  fed.clock.advance(HOUR);
  const from = fed.calls.length;
  await fed.sweep();
  const body = JSON.parse(
    fed.calls
      .slice(from)
      .find((one) => one.to === 'bo')
      ?.body.toString() ?? '{}',
  ) as {
    messages: { carried?: { consignmentId: string } }[];
  };
  assert.deepEqual(
    body.messages.map((one) => one.carried?.consignmentId),
    [express, ...slow],
  );
});

test('where much waits, requests go side by side: each document comes once, and no change before its document', async () => {
  fed.wire.down.add('bo');
  const letters = await Promise.all(Array.from({ length: 230 }, () => sent()));
  const changed = letters.slice(0, 30);
  const changes = await Promise.all(changed.map((about) => sent({ kind: 'update', about, reason: 'Bổ sung.' })));
  await fed.settle();
  fed.wire.down.delete('bo');
  fed.clock.advance(HOUR);
  await fed.sweep();
  const { rows } = await fed
    .node('bo')
    .node.deps.database.pool.query<{ id: string }>(
      "select d.consignment_id as id from exchange.delivery_event e join exchange.delivery d on d.id = e.delivery_id where e.rule = 'arrive' and e.machine = 'transport' order by e.at, d.seq",
    );
  const order = rows.map(({ id }) => id);
  for (const id of [...letters, ...changes]) assert.equal(order.filter((one) => one === id).length, 1);
  for (const [index, change] of changes.entries())
    assert.ok(order.indexOf(changed[index] ?? '') < order.indexOf(change), 'the document came first');
  const states = await Promise.all([...letters, ...changes].map((id) => stateOf(id)));
  assert.ok(states.every((one) => one?.transport === 'delivered' && one.business === '01'));
});
