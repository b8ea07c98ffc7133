import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
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
import { agencies, binh, huong, letter, newKey } from './axis.ts';
import { openFederation, type Federation } from './federation.ts';

// An agency moves from node to node while documents are under way to it: none is lost, none comes twice, the order stays.
const { ducXuan, tanTrao, ministry } = agencies;
const HOUR = 3_600_000;

let fed: Federation;
beforeEach(async () => {
  fed = await openFederation({ tinh: [ducXuan], bo: [ministry], moi: [tanTrao] });
});
afterEach(() => fed?.close());

async function sent(more: Partial<Envelope> = {}): Promise<string> {
  const answered = await fed.node('tinh').send(letter({ to: [ministry.code], ...more }), { key: newKey() });
  assert.ok(answered.ok, JSON.stringify(answered.ok || answered.problem));
  return (answered.answer as { consignmentId: string }).consignmentId;
}

async function seen(node: string, consignmentId: string, by = huong) {
  const answered = await fed.node(node).node.call(getConsignment, { params: { consignmentId } }, by);
  return answered.ok ? answered.answer : undefined;
}

async function mailbox(node: string, mode: 'here' | 'pull'): Promise<void> {
  assert.ok((await fed.node(node).node.call(setMailbox, { body: { mode } }, binh)).ok);
}

/** Consignments that have arrived at a node for the ministry, oldest first. */
async function arrivedAt(node: string): Promise<string[]> {
  const answered = await fed.node(node).node.call(listArrived, { query: {} }, binh);
  assert.ok(answered.ok);
  return answered.answer.arrived.map((one) => one.consignmentId).toReversed();
}

const statesOf = (ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => (await seen('tinh', id))?.deliveries[0]?.transport));

test('what waits at the old node goes after the agency; what is sent later goes straight to the new one', async () => {
  await mailbox('bo', 'pull');
  const early = [await sent(), await sent({ priority: 3 }), await sent()];
  await fed.settle();
  const change = await sent({ kind: 'update', about: early[0] ?? '', reason: 'Bổ sung.' });
  await fed.settle();
  assert.deepEqual(await statesOf([...early, change]), ['delivering', 'delivering', 'delivering', 'delivering']);
  // Two more are accepted and not yet handed over when the agency moves.
  const between = [await sent(), await sent()];
  fed.clock.advance(HOUR);
  await fed.move(ministry, 'moi');
  const late = await sent();
  await fed.settle();
  const all = [...early, change, ...between, late];
  assert.deepEqual(
    await statesOf(all),
    all.map(() => 'delivered'),
  );
  const there = await arrivedAt('moi');
  assert.deepEqual(there.toSorted(), all.toSorted(), 'each once');
  assert.ok(there.indexOf(early[0] ?? '') < there.indexOf(change), 'the change after its document');
  assert.deepEqual(await arrivedAt('bo'), [], 'and none at the old node');
  const way = (await seen('tinh', early[0] ?? ''))?.steps.map(({ rule, node }) => `${rule} ${node ?? 'ở đây'}`);
  assert.deepEqual(way, [
    'accept ở đây',
    'hand-over ở đây',
    'receive Nút bo',
    'relay Nút bo',
    'moved-on ở đây',
    'receive Nút moi',
    'arrive Nút moi',
    'arrive Nút moi',
  ]);
});

test('the new home reports, answers a recall of what had arrived at the old one, and the sender hears it', async () => {
  const id = await sent();
  await fed.settle();
  assert.deepEqual(await arrivedAt('bo'), [id]);
  fed.clock.advance(HOUR);
  await fed.move(ministry, 'moi');
  const recall = await sent({ kind: 'recall', about: id, reason: 'Ban hành nhầm.' });
  await fed.settle();
  const there = await seen('moi', id, binh);
  assert.equal(there?.deliveries[0]?.asked, 'recall', 'the document went along with its recall');
  const { deliveryId = '' } = there?.deliveries[0] ?? {};
  assert.ok(
    (await fed.node('moi').node.call(answerChange, { params: { deliveryId }, body: { agrees: true } }, binh)).ok,
  );
  await fed.settle();
  assert.equal((await seen('tinh', recall))?.deliveries[0]?.business, '15');
  assert.equal((await seen('tinh', id))?.deliveries[0]?.business, '15');
});

test('what the recipient’s node has is reported on and answered there, not by its officers at the sender’s node', async () => {
  const id = await sent();
  const recall = await sent({ kind: 'recall', about: id, reason: 'Ban hành nhầm.' });
  await fed.settle();
  const { deliveryId = '' } = (await seen('tinh', id))?.deliveries[0] ?? {};
  const say = async (node: string) => {
    const { node: at } = fed.node(node);
    const reported = await at.call(reportStatus, { params: { deliveryId }, body: { code: '03' } }, binh);
    const answered = await at.call(answerChange, { params: { deliveryId }, body: { agrees: true } }, binh);
    return [reported, answered].map((one) => (one.ok ? 'ok' : one.problem.code));
  };
  assert.deepEqual(await say('tinh'), ['exchange.not-found', 'exchange.not-found']);
  assert.equal((await seen('tinh', id))?.deliveries[0]?.business, '01');
  assert.deepEqual(await say('bo'), ['ok', 'ok']);
  await fed.settle();
  assert.equal((await seen('tinh', id))?.deliveries[0]?.business, '15');
  assert.equal((await seen('tinh', recall))?.deliveries[0]?.business, '15');
});

test('a sender’s node that has not heard of the move is sent on its way', async () => {
  fed.clock.advance(HOUR);
  await fed.move(ministry, 'moi', { quietly: true });
  // Only the old home knows so far.
  await fed.learn('bo');
  const id = await sent();
  await fed.settle();
  fed.clock.advance(HOUR);
  await fed.sweep();
  assert.ok(
    fed.calls.some((one) => one.to === 'bo' && one.path.endsWith('/messages')),
    'it was asked there first',
  );
  assert.deepEqual(await arrivedAt('moi'), [id]);
});

test('an agency that moves to the sender’s node finds there what waited for it elsewhere', async () => {
  await mailbox('bo', 'pull');
  const ids = [await sent(), await sent()];
  await fed.settle();
  fed.clock.advance(HOUR);
  await fed.move(ministry, 'tinh');
  await fed.settle();
  assert.deepEqual(await arrivedAt('tinh'), ids);
  assert.deepEqual(await statesOf(ids), ['delivered', 'delivered']);
});

test('away and back again, with copies in every state: each arrives once', async () => {
  await mailbox('bo', 'pull');
  const ids = [await sent(), await sent()];
  await fed.settle();
  const taken = await fed.node('bo').node.call(takeNext, {}, binh);
  assert.ok(taken.ok && taken.answer.delivery);
  fed.clock.advance(60_000);
  await mailbox('moi', 'pull');
  await fed.move(ministry, 'moi');
  await fed.settle();
  ids.push(await sent());
  await fed.settle();
  fed.clock.advance(60_000);
  await fed.move(ministry, 'bo');
  await fed.settle();
  // The system that had taken one before the move confirms it now.
  const { deliveryId, lockId } = taken.answer.delivery;
  assert.ok((await fed.node('bo').node.call(confirmTaken, { params: { deliveryId }, body: { lockId } }, binh)).ok);
  await mailbox('bo', 'here');
  await fed.settle();
  assert.deepEqual(await statesOf(ids), ['delivered', 'delivered', 'delivered']);
  assert.deepEqual((await arrivedAt('bo')).toSorted(), ids.toSorted());
  assert.deepEqual(await arrivedAt('moi'), []);
});

test('a hold from before the move ends nothing at the new home: the copy is handed over once', async () => {
  await mailbox('bo', 'pull');
  await mailbox('moi', 'pull');
  const id = await sent({ keepTryingHours: 100 });
  await fed.settle();
  const taken = await fed.node('bo').node.call(takeNext, {}, binh);
  assert.ok(taken.ok && taken.answer.delivery, 'taken, and never confirmed');
  fed.clock.advance(6 * 60_000);
  await fed.sweep();
  await fed.move(ministry, 'moi');
  await fed.settle();
  for (let minute = 0; minute < 3; minute += 1) {
    fed.clock.advance(60_000);
    await fed.sweep();
  }
  const { deliveryId } = taken.answer.delivery;
  const { rows } = await fed
    .node('bo')
    .node.database.pool.query<{ rule: string }>(
      `select rule from exchange.delivery_event where delivery_id = $1 and machine = 'transport' order by at, id`,
      [deliveryId],
    );
  const rules = rows.map(({ rule }) => rule);
  assert.deepEqual(rules.slice(rules.indexOf('lock-lapsed') + 1), ['relay']);
  const now = await fed.node('moi').node.call(takeNext, {}, binh);
  assert.ok(now.ok && now.answer.delivery?.consignmentId === id);
});

test('under traffic: letters keep coming while the agency moves twice and the wire loses answers', async () => {
  const ids: string[] = [];
  const homes = ['moi', 'bo', 'moi'];
  for (const [round, home] of homes.entries()) {
    for (let n = 0; n < 6; n += 1) ids.push(await sent({ priority: n % 3 }));
    fed.wire.loseAnswers = 2;
    await fed.settle();
    for (let n = 0; n < 3; n += 1) ids.push(await sent());
    fed.clock.advance(60_000);
    await fed.move(ministry, home, { quietly: round === 1 });
    if (round === 1) await fed.learn(home);
    await fed.settle();
  }
  for (let hour = 0; hour < 6; hour += 1) {
    fed.clock.advance(HOUR);
    await fed.sweep();
  }
  assert.deepEqual(
    await statesOf(ids),
    ids.map(() => 'delivered'),
  );
  const arrived = [...(await arrivedAt('bo')), ...(await arrivedAt('moi'))];
  assert.deepEqual(arrived.toSorted(), ids.toSorted(), 'each at one node, once');
  // The work on one that arrived before the last move is reported where it arrived; its sender hears of it.
  const [old] = await arrivedAt('bo');
  const { deliveryId = '' } = (await seen('bo', old ?? '', binh))?.deliveries[0] ?? {};
  const done = await fed.node('bo').node.call(reportStatus, { params: { deliveryId }, body: { code: '03' } }, binh);
  assert.ok(done.ok);
  await fed.settle();
  assert.equal((await seen('tinh', old ?? ''))?.deliveries[0]?.business, '03');
});

test('an agency that has left is refused where it was, and told where it works now; what it had sent there keeps its receipt', async () => {
  const key = newKey();
  const first = await fed.node('tinh').send(letter({ to: [ministry.code] }), { key });
  assert.ok(first.ok);
  fed.clock.advance(HOUR);
  await fed.move(ducXuan, 'moi');
  const late = await fed.node('tinh').send(letter({ to: [ministry.code] }), { key: newKey() });
  assert.ok(!late.ok);
  assert.deepEqual([late.status, late.problem.code], [409, 'exchange.sender-moved']);
  assert.match(late.problem.title, /Nút moi/);
  const again = await fed.node('tinh').send(letter({ to: [ministry.code] }), { key });
  assert.ok(again.ok);
  const firstAgain = { ...(first.answer as object), repeated: true };
  assert.deepEqual(again.answer, firstAgain, 'the same again is the first receipt, also there');
  await fed.settle();
  // Its new home has been told of the first use by now: the same key there is the same consignment.
  const there = await fed.node('moi').send(letter({ to: [ministry.code] }), { key });
  assert.ok(there.ok, JSON.stringify(there.ok || there.problem));
  assert.deepEqual(there.answer, firstAgain);
  assert.ok((await fed.node('moi').send(letter({ to: [ministry.code] }), { key: newKey() })).ok);
  await fed.settle();
  assert.equal((await arrivedAt('bo')).length, 2);
});
