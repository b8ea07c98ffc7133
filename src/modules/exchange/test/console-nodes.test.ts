import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as contract from '#modules/exchange/contract.ts';
import type { OfficerActor } from '#platform/access.ts';
import type { AnswerOf, CallInput, Operation } from '#platform/operation.ts';
import { agencies, binh, huong, letter, newKey, officerOf } from './axis.ts';
import { openFederation, type Federation } from './federation.ts';

// What a node's operators see of other nodes, and what they set going again.
let fed: Federation;
before(
  async () => (fed = await openFederation({ tinh: [agencies.ducXuan, agencies.tanTrao], bo: [agencies.ministry] })),
);
after(() => fed?.close());

const keeper = officerOf(agencies.tanTrao, 'Vũ Trực Trục', ['exchange.operate', 'exchange.operate-node']);

async function ask<O extends Operation>(
  node: string,
  operation: O,
  input: CallInput<O>,
  actor: OfficerActor,
): Promise<AnswerOf<O>> {
  const answered = await fed.node(node).node.call(operation, input, actor);
  assert.ok(answered.ok, answered.ok ? '' : JSON.stringify(answered.problem));
  return answered.answer;
}

const send = (to: string) =>
  ask('tinh', contract.sendConsignment, { body: { key: newKey(), envelope: letter({ to: [to] }) } }, huong);

test('by node: what waits to go there, what is there, whether it answers; and only for the node’s operators', async () => {
  await ask('bo', contract.setMailbox, { body: { mode: 'pull' } }, binh);
  await send(agencies.ministry.code);
  await fed.settle();
  fed.wire.down.add('bo');
  await send(agencies.ministry.code);
  await send(agencies.ministry.code);
  await fed.settle();
  const flows = await ask('tinh', contract.getFlows, {}, keeper);
  assert.equal(flows.atNodes, 1);
  const [bo] = flows.byNode;
  assert.ok(bo);
  assert.deepEqual([bo.node.name, bo.waiting, bo.there, bo.failures], ['Nút bo', 2, 1, 1]);
  assert.equal(bo.why, 'nodes.node-away');
  assert.ok(bo.nextTryAt && bo.answeredAt && bo.oldestAt);
  assert.ok(flows.health?.directory?.issuedAt);
  const own = await ask('tinh', contract.getFlows, {}, huong);
  assert.deepEqual(own.byNode, []);
  assert.equal(own.health, undefined);
  assert.equal(own.atNodes, 1);
  // "Being fetched" is said of a recipient's system here, not of what is at another node.
  const { copies } = await ask('tinh', contract.listCopies, { query: { state: 'delivering' } }, huong);
  assert.deepEqual(
    copies.map((one) => one.atNode),
    ['Nút bo'],
  );
  fed.wire.down.delete('bo');
  fed.clock.advance(3_600_000);
  await fed.sweep();
  assert.equal((await ask('tinh', contract.getFlows, {}, keeper)).byNode[0]?.failures, 0);
});

test('one act sets everything going that is stuck: held copies and failed ones; not what was refused', async () => {
  await ask('tinh', contract.setMailbox, { body: { mode: 'pull' } }, officerOf(agencies.tanTrao, 'Lý Thị Thảo'));
  const taker = officerOf(agencies.tanTrao, 'Lý Thị Thảo');
  const ids = [await send(agencies.tanTrao.code), await send(agencies.tanTrao.code), await send(agencies.tanTrao.code)];
  const [first, second, third] = await Promise.all(
    ids.map(async ({ consignmentId }) => (await ask('tinh', contract.getConsignment, { params: { consignmentId } }, huong)).deliveries[0]?.deliveryId ?? ''), // prettier-ignore
  );
  assert.ok(first && second && third);
  await ask('tinh', contract.steerDelivery, { params: { deliveryId: first }, body: { act: 'hold', reason: 'Chờ kiểm tra.' } }, huong); // prettier-ignore
  const { delivery } = await ask('tinh', contract.takeNext, {}, taker);
  assert.equal(delivery?.deliveryId, second);
  await ask('tinh', contract.refuseTaken, { params: { deliveryId: second }, body: { lockId: delivery.lockId, reason: 'Sai định dạng.' } }, taker); // prettier-ignore
  // Taken and never confirmed, as often as is allowed: it has failed.
  for (let round = 0; round < 6; round += 1) {
    await ask('tinh', contract.takeNext, {}, taker);
    fed.clock.advance(6 * 60_000);
    await fed.sweep();
  }
  const stateOf = async (deliveryId: string) => (await ask('tinh', contract.getPath, { params: { deliveryId } }, huong)).transport; // prettier-ignore
  assert.deepEqual([await stateOf(first), await stateOf(second), await stateOf(third)], ['held', 'rejected', 'failed']);
  const steering = await ask('tinh', contract.steerMany, { body: { act: 'go-on', filter: {}, reason: 'Hệ thống của xã đã chạy lại.' } }, huong); // prettier-ignore
  assert.equal(steering.total, 2);
  await fed.settle();
  const done = await ask('tinh', contract.getSteering, { params: { steeringId: steering.steeringId } }, huong);
  assert.deepEqual([done.moved, done.passedOver], [2, 0]);
  assert.deepEqual(
    [await stateOf(first), await stateOf(second), await stateOf(third)],
    ['queued', 'rejected', 'queued'],
  );
});

test('a step told by a third node is shown as that node’s word', async () => {
  await ask('bo', contract.setMailbox, { body: { mode: 'pull' } }, binh);
  const { consignmentId } = await send(agencies.ministry.code);
  await fed.settle();
  const { steps } = await ask('tinh', contract.getConsignment, { params: { consignmentId } }, huong);
  assert.ok(
    steps.every((step) => step.toldBy === undefined),
    'each node tells of itself',
  );
});
