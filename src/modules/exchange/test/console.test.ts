import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { OfficerActor } from '#platform/access.ts';
import type { AnswerOf, CallInput, Operation } from '#platform/operation.ts';
import { tally } from '#modules/exchange/console/tally.ts';
import * as contract from '#modules/exchange/contract.ts';
import { agencies, binh, huong, letter, newKey, officerOf, openAxis, thao, type Axis } from './axis.ts';

let axis: Axis;
before(async () => (axis = await openAxis()));
after(() => axis?.close());

const keeper = officerOf(agencies.many[0] as (typeof agencies.many)[0], 'Vũ Trực Trục', [
  'exchange.operate',
  'exchange.operate-node',
]);
const watcher = officerOf(agencies.many[1] as (typeof agencies.many)[0], 'Đỗ Chỉ Xem', ['exchange.operate-node']);
const stranger = officerOf(agencies.many[2] as (typeof agencies.many)[0], 'Vi Văn Lạ', ['exchange.operate']);
const clerk = officerOf(agencies.ducXuan, 'Không Vận Hành', ['exchange.send']);

async function ask<O extends Operation>(operation: O, input: CallInput<O>, actor: OfficerActor): Promise<AnswerOf<O>> {
  const answered = await axis.node.call(operation, input, actor);
  assert.ok(answered.ok, answered.ok ? '' : JSON.stringify(answered.problem));
  return answered.answer;
}

async function refused<O extends Operation>(operation: O, input: CallInput<O>, actor: OfficerActor): Promise<string> {
  const answered = await axis.node.call(operation, input, actor);
  assert.ok(!answered.ok, 'expected a refusal');
  return answered.problem.code;
}

const send = (more: Parameters<typeof letter>[0] = {}, by = huong) =>
  ask(contract.sendConsignment, { body: { key: newKey(), envelope: letter(more) } }, by);

test('the console shows what waits and what is stuck, each to whom it belongs', async () => {
  await ask(contract.setMailbox, { body: { mode: 'pull' } }, binh);
  for (let n = 0; n < 3; n += 1) await send({ to: [agencies.ministry.code], priority: n });
  await axis.node.runJobs();

  const flows = await ask(contract.getFlows, {}, huong);
  assert.equal(flows.scope, 'agency');
  assert.equal(flows.minutes.length, 60);
  assert.equal(flows.now.find((one) => one.state === 'queued')?.copies, 3);
  assert.deepEqual(
    flows.byPriority.map((one) => one.priority),
    [2, 1, 0],
  );
  assert.equal(flows.byRecipient[0]?.recipient.name, agencies.ministry.name);
  assert.equal((await ask(contract.getFlows, {}, stranger)).now.length, 0);
  const ofNode = await ask(contract.getFlows, {}, keeper);
  assert.equal(ofNode.scope, 'node');
  assert.equal(ofNode.byRecipient[0]?.copies, 3);
  assert.equal(ofNode.health?.sealing.alarm, 'off', 'the test sets no limit');
  assert.ok((ofNode.health?.sealing.waiting ?? 0) > 0);
  assert.equal(flows.health, undefined, 'an agency reads nothing of the node');
  assert.equal(flows.atNodes, 0);
  assert.equal(await refused(contract.getFlows, {}, clerk), 'platform.not-allowed');

  const waiting = await ask(contract.listCopies, { query: { state: 'queued' } }, huong);
  assert.equal(waiting.copies.length, 3);
  assert.equal(waiting.copies[0]?.waitsFor, 'recipient');
  assert.match(waiting.copies[0]?.subject ?? '', /trích lục/);
  // The recipient's operator learns that something comes, not what.
  const coming = await ask(contract.listCopies, { query: { state: 'queued' } }, binh);
  assert.equal(coming.copies.length, 3);
  assert.equal(coming.copies[0]?.subject, undefined);
  assert.deepEqual(coming.copies[0]?.may, []);
  const seen = await ask(contract.listCopies, { query: { state: 'queued', priority: 1 } }, watcher);
  assert.equal(seen.copies.length, 1);
  assert.equal(JSON.stringify(seen).includes('trích lục'), false);
  assert.deepEqual(seen.copies[0]?.may, []);
  assert.equal((await ask(contract.listCopies, { query: { state: 'queued' } }, stranger)).copies.length, 0);
  assert.equal(
    await refused(contract.listCopies, { query: { recipient: 'X99.999' } }, huong),
    'exchange.unknown-agency',
  );
});

test('one is held with a reason, the path tells it, and the node’s operator lets it go', async () => {
  const { copies } = await ask(contract.listCopies, { query: { state: 'queued', priority: 2 } }, huong);
  const deliveryId = copies[0]?.deliveryId ?? '';
  assert.equal(
    await refused(contract.steerDelivery, { params: { deliveryId }, body: { act: 'hold', reason: 'x' } }, stranger),
    'exchange.not-found',
  );
  await ask(contract.steerDelivery, { params: { deliveryId }, body: { act: 'hold', reason: 'Chờ đính chính' } }, huong);
  const stuck = await ask(contract.listCopies, { query: {} }, huong);
  assert.deepEqual(
    stuck.copies.map(({ rule, reason, may }) => ({ rule, reason, may })),
    [{ rule: 'hold', reason: 'Chờ đính chính', may: ['release'] }],
  );
  const path = await ask(contract.getPath, { params: { deliveryId } }, watcher);
  assert.deepEqual(
    path.steps.map((step) => step.rule),
    ['accept', 'hold'],
  );
  assert.equal(path.subject, undefined);
  assert.equal(await refused(contract.getPath, { params: { deliveryId } }, stranger), 'exchange.not-found');
  await ask(contract.steerDelivery, { params: { deliveryId }, body: { act: 'release', reason: 'Đã xem' } }, keeper);
});

test('all of a filter at once: with progress, once, and only what the operator may steer', async () => {
  for (let n = 0; n < 120; n += 1) await send({ to: [agencies.ministry.code] });
  await send({ from: agencies.tanTrao.code, to: [agencies.ministry.code] }, thao);
  const body = { act: 'hold' as const, filter: { recipient: agencies.ministry.code }, reason: 'Bên nhận bảo trì' };
  assert.equal(await refused(contract.steerMany, { body }, clerk), 'platform.not-allowed');
  assert.equal(await refused(contract.steerMany, { body }, stranger), 'exchange.nothing-to-steer');
  const id = '0199bbbb-0000-7000-8000-0000000000aa';
  const asked = await ask(contract.steerMany, { body: { ...body, id } }, huong);
  assert.equal(asked.total, 123);
  assert.equal((await ask(contract.steerMany, { body: { ...body, id } }, huong)).steeringId, id);
  assert.equal(await refused(contract.steerMany, { body: { ...body, id } }, stranger), 'exchange.not-found');
  assert.equal(await refused(contract.getSteering, { params: { steeringId: id } }, thao), 'exchange.not-found');
  await axis.node.runJobs();
  const done = await ask(contract.getSteering, { params: { steeringId: id } }, huong);
  assert.deepEqual([done.moved, done.passedOver, done.endedAt !== undefined], [123, 0, true]);
  // The commune's own copy to the same ministry is not touched.
  assert.equal((await ask(contract.listCopies, { query: { state: 'queued' } }, thao)).copies.length, 1);

  const first = await ask(contract.listCopies, { query: { state: 'held' } }, huong);
  assert.ok(first.next);
  const second = await ask(contract.listCopies, { query: { state: 'held', after: first.next } }, huong);
  const third = await ask(contract.listCopies, { query: { state: 'held', after: second.next ?? '' } }, huong);
  const ids = [...first.copies, ...second.copies, ...third.copies].map((one) => one.deliveryId);
  assert.deepEqual([ids.length, new Set(ids).size, third.next], [123, 123, undefined]);

  await ask(contract.steerMany, { body: { act: 'release', filter: {}, reason: 'Bên nhận chạy lại' } }, keeper);
  await axis.node.runJobs();
  assert.equal((await ask(contract.listCopies, { query: {} }, huong)).copies.length, 0);
});

test('the flow of the last hour is what was accepted and delivered, on both sides', async () => {
  await ask(contract.setMailbox, { body: { mode: 'here' } }, binh);
  await axis.node.runJobs();
  await tally(axis.node.deps);
  const flows = await ask(contract.getFlows, {}, keeper);
  const sum = (what: 'accepted' | 'delivered'): number => flows.minutes.reduce((all, one) => all + one[what], 0);
  const { rows } = await sql<{ accepted: number; delivered: number }>`
    select count(*)::int as accepted, (count(*) filter (where transport = 'delivered'))::int as delivered
    from exchange.delivery`.execute(axis.node.database.of<unknown>());
  assert.deepEqual({ accepted: sum('accepted'), delivered: sum('delivered') }, rows[0]);
  assert.equal(flows.uncounted, 0);
});
