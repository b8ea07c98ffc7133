import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import {
  answerChange,
  confirmTaken,
  findSent,
  getConsignment,
  listChanges,
  listSent,
  reportStatus,
  setMailbox,
  steerDelivery,
  takeNext,
  type Envelope,
} from '#modules/exchange/contract.ts';
import type { OfficerActor } from '#platform/access.ts';
import { pdfOf } from '#modules/files/test/samples.ts';
import { agencies, binh, huong, letter, newKey, thao } from './axis.ts';
import { openFederation, type Federation } from './federation.ts';

// An agency moves to another node: what it had sent before follows it, is told how it goes on, and can be changed from there.
const { ducXuan, tanTrao, ministry } = agencies;
const HOUR = 3_600_000;

let fed: Federation;
beforeEach(async () => {
  // The ward sends and moves from `tinh` to `moi`; the ministry is at `bo`, a commune at `tinh` beside the ward.
  fed = await openFederation({ tinh: [ducXuan, tanTrao], bo: [ministry], moi: [] });
});
afterEach(() => fed?.close());

const both = [ministry.code, tanTrao.code];

async function sent(node: string, more: Partial<Envelope> = {}, key = newKey()): Promise<string> {
  const answered = await fed.node(node).send(letter({ to: both, ...more }), { key });
  assert.ok(answered.ok, JSON.stringify(answered.ok || answered.problem));
  return (answered.answer as { consignmentId: string }).consignmentId;
}

async function seen(node: string, consignmentId: string, by: OfficerActor = huong) {
  const answered = await fed.node(node).node.call(getConsignment, { params: { consignmentId } }, by);
  return answered.ok ? answered.answer : undefined;
}

const copyOf = async (node: string, id: string, code: string, by?: OfficerActor) =>
  (await seen(node, id, by))?.deliveries.find((one) => one.recipient.code === code);

async function listed(node: string): Promise<string[]> {
  const answered = await fed.node(node).node.call(listSent, { query: {} }, huong);
  assert.ok(answered.ok);
  return answered.answer.consignments.map((one) => one.consignmentId);
}

async function report(node: string, id: string, code: '03' | '06', by: OfficerActor): Promise<void> {
  const deliveryId = (await seen(node, id, by))?.deliveries[0]?.deliveryId ?? '';
  const done = await fed.node(node).node.call(reportStatus, { params: { deliveryId }, body: { code } }, by);
  assert.ok(done.ok, JSON.stringify(done.ok || done.problem));
}

async function answer(node: string, id: string, agrees: boolean, by: OfficerActor): Promise<void> {
  const deliveryId = (await seen(node, id, by))?.deliveries[0]?.deliveryId ?? '';
  const body = agrees ? { agrees } : { agrees, note: 'Đã giải quyết xong.' };
  const done = await fed.node(node).node.call(answerChange, { params: { deliveryId }, body }, by);
  assert.ok(done.ok, JSON.stringify(done.ok || done.problem));
}

/** The ward is at home at this node from now on, and everybody has heard. */
async function moveWard(to: string): Promise<void> {
  fed.clock.advance(HOUR);
  await fed.move(ducXuan, to);
  await fed.settle();
}

test('the new home shows what was sent before, with its files, its receipt and every step, and hears what happens later', async () => {
  const { node } = fed.node('tinh');
  const bytes = await pdfOf(2);
  const stored = await fed.node('tinh').files.receive(bytes, { owner: huong.accountId, name: 'cong-van.pdf' });
  const { id: fileId, sha256 } = stored;
  const files = [{ fileId, sha256, bytes: bytes.length, name: 'cong-van.pdf', mediaType: 'application/pdf' }];
  const id = await sent('tinh', { files }, 'so-12-nam-2026');
  await fed.settle();
  await report('bo', id, '03', binh);
  await fed.settle();
  const before = await seen('tinh', id);
  assert.equal(await seen('moi', id), undefined);
  await moveWard('moi');

  const after = await seen('moi', id);
  assert.ok(before && after);
  assert.equal(after.side, 'sender');
  assert.deepEqual(after.receipt, before.receipt);
  assert.deepEqual(after.envelope, before.envelope);
  const facts = (of: typeof after) =>
    of.deliveries.map(({ recipient, transport, business }) => ({ recipient, transport, business }));
  assert.deepEqual(facts(after), facts(before));
  const way = (of: typeof after) => of.steps.map(({ at, rule, to, recipient }) => `${at} ${recipient} ${rule} ${to}`);
  assert.deepEqual(way(after), way(before));
  const [local] = after.files;
  assert.ok(local && local.fileId !== fileId, 'the file is one of this node');
  assert.equal((await fed.node('moi').files.getFor(local.fileId, huong)).sha256, sha256);
  assert.deepEqual(await listed('moi'), [id]);
  const found = await fed.node('moi').node.call(findSent, { query: { key: 'so-12-nam-2026' } }, huong);
  assert.ok(found.ok && found.answer.consignmentId === id, 'also by the key of its sender');

  // Both recipients go on with it: one at a third node, one at the node that the ward has left.
  await report('bo', id, '06', binh);
  await report('tinh', id, '03', thao);
  await fed.settle();
  await fed.sweep();
  assert.equal((await copyOf('moi', id, ministry.code))?.business, '06');
  assert.equal((await copyOf('moi', id, tanTrao.code))?.business, '03');
  const told = await node.deps.database.pool.query('select count(*)::int as n from exchange.away_due');
  assert.equal(told.rows[0].n, 0, 'nothing is left to be told');
});

test('its system hears at the new home of what arrives and of statuses, once each', async () => {
  const mode = { body: { mode: 'pull' as const } };
  assert.ok((await fed.node('bo').node.call(setMailbox, mode, binh)).ok);
  const id = await sent('tinh', { to: [ministry.code] });
  await fed.settle();
  await moveWard('moi');
  assert.equal((await copyOf('moi', id, ministry.code))?.transport, 'delivering');
  assert.equal(
    (await copyOf('moi', id, ministry.code))?.atNode,
    'Nút bo',
    'at the node where it is, not at the one that tells',
  );
  const taken = await fed.node('bo').node.call(takeNext, {}, binh);
  assert.ok(taken.ok && taken.answer.delivery);
  const { deliveryId, lockId } = taken.answer.delivery;
  assert.ok((await fed.node('bo').node.call(confirmTaken, { params: { deliveryId }, body: { lockId } }, binh)).ok);
  await fed.settle();
  await report('bo', id, '03', binh);
  await fed.settle();
  await fed.sweep();
  assert.equal((await copyOf('moi', id, ministry.code))?.business, '03');
  const { rows } = await fed
    .node('moi')
    .node.deps.database.pool.query(
      "select name, payload ->> 'code' as code from platform.event where $1 in (payload ->> 'consignmentId', payload -> 'arrivals' -> 0 ->> 'consignmentId') order by id",
      [id],
    );
  assert.deepEqual(
    rows.map(({ name, code }: { name: string; code: string | null }) => `${name} ${code ?? ''}`.trim()),
    ['exchange.document-arrived-elsewhere@2', 'exchange.status-reported@1 03'],
  );
});

test('a recall from the new home reaches recipients at a third node and at the old one; what they answer stands everywhere', async () => {
  const id = await sent('tinh');
  await fed.settle();
  await moveWard('moi');
  const recall = await sent('moi', { kind: 'recall', about: id, reason: 'Ban hành nhầm.' });
  await fed.settle();
  assert.equal((await copyOf('bo', id, ministry.code, binh))?.asked, 'recall');
  assert.equal((await copyOf('tinh', id, tanTrao.code, thao))?.asked, 'recall');
  const twice = await fed
    .node('moi')
    .send(letter({ kind: 'update', about: id, reason: 'Bổ sung.', to: both }), { key: newKey() });
  assert.ok(!twice.ok && twice.problem.code === 'exchange.cannot-ask', 'one change at a time');
  await answer('bo', id, true, binh);
  await answer('tinh', id, false, thao);
  await fed.settle();
  await fed.sweep();
  const changes = await fed.node('moi').node.call(listChanges, { params: { consignmentId: id } }, huong);
  assert.ok(changes.ok);
  const answers = changes.answer.changes[0]?.answers.map((one) => `${one.recipient.code} ${one.answer}`);
  assert.deepEqual(answers?.toSorted(), [`${ministry.code} 15`, `${tanTrao.code} 16`].toSorted());
  for (const node of ['moi', 'tinh'])
    assert.equal((await copyOf(node, id, ministry.code))?.business, '15', `taken back, seen from ${node}`);
  assert.equal((await copyOf('moi', id, tanTrao.code))?.business, '01');
  assert.equal((await seen('moi', recall))?.deliveries.length, 2);
});

test('a change overtakes nothing: the document that still waits at the old node goes first', async () => {
  fed.wire.down.add('bo');
  const id = await sent('tinh', { to: [ministry.code] });
  await fed.settle();
  fed.clock.advance(HOUR);
  await fed.move(ducXuan, 'moi');
  await fed.sweep();
  assert.equal((await copyOf('moi', id, ministry.code))?.transport, 'delivering');
  const update = await sent('moi', { kind: 'update', about: id, reason: 'Bổ sung.', to: [ministry.code] });
  fed.wire.down.delete('bo');
  // The old node is silent: the new one must hold the change back.
  fed.wire.down.add('tinh');
  for (let hour = 0; hour < 3; hour += 1) {
    fed.clock.advance(HOUR);
    await fed.sweep();
  }
  assert.equal(await seen('bo', update, binh), undefined, 'it waits for its document');
  fed.wire.down.delete('tinh');
  for (let hour = 0; hour < 6; hour += 1) {
    fed.clock.advance(HOUR);
    await fed.sweep();
  }
  assert.equal((await copyOf('moi', id, ministry.code))?.transport, 'delivered');
  assert.equal((await copyOf('moi', update, ministry.code))?.transport, 'delivered');
});

test('a change asked for before the move is answered after it, and the answer is at the new home', async () => {
  const id = await sent('tinh');
  await fed.settle();
  const recall = await sent('tinh', { kind: 'recall', about: id, reason: 'Ban hành nhầm.' });
  await fed.settle();
  await moveWard('moi');
  const again = await fed.node('moi').send(letter({ kind: 'recall', about: id, reason: 'Nhắc lại.', to: both }), {
    key: newKey(),
  });
  assert.ok(!again.ok && again.problem.code === 'exchange.cannot-ask', 'it still waits for its answer');
  await answer('bo', id, true, binh);
  await fed.settle();
  await fed.sweep();
  assert.equal((await copyOf('moi', recall, ministry.code))?.business, '15');
  assert.equal((await copyOf('moi', id, ministry.code))?.business, '15');
});

test('on to a third node and back to the first: each home shows everything, whoever accepted it', async () => {
  const first = await sent('tinh');
  await fed.settle();
  await moveWard('moi');
  const second = await sent('moi', { kind: 'update', about: first, reason: 'Bổ sung.' });
  await fed.settle();
  await moveWard('bo');
  assert.deepEqual(
    (await listed('bo')).toSorted(),
    [first, second].toSorted(),
    'the node of the recipient is its home now',
  );
  const third = await sent('bo');
  await fed.settle();
  await moveWard('tinh');
  await fed.sweep();
  assert.deepEqual((await listed('tinh')).toSorted(), [first, second, third].toSorted());
  await answer('tinh', first, true, thao);
  await fed.settle();
  await fed.sweep();
  assert.equal((await copyOf('tinh', second, tanTrao.code))?.business, '15');
  for (const id of [first, second, third])
    for (const { transport } of (await seen('tinh', id))?.deliveries ?? []) assert.equal(transport, 'delivered');
});

test('told twice, or with answers lost on the way, it is there once; what changes while it is told is told again', async () => {
  const ids = [await sent('tinh'), await sent('tinh'), await sent('tinh')];
  await fed.settle();
  fed.wire.loseAnswers = 3;
  await moveWard('moi');
  for (let hour = 0; hour < 4; hour += 1) {
    await report('bo', ids[hour % 3] ?? '', hour < 3 ? '03' : '06', binh);
    fed.clock.advance(HOUR);
    await fed.sweep();
  }
  assert.deepEqual(await listed('moi'), ids.toReversed());
  assert.deepEqual(await Promise.all(ids.map(async (id) => (await copyOf('moi', id, ministry.code))?.business)), [
    '06',
    '03',
    '03',
  ]);
});

test('a recipient that comes to the same node later gets the document itself in place of what was told of it', async () => {
  const mode = { body: { mode: 'pull' as const } };
  assert.ok((await fed.node('bo').node.call(setMailbox, mode, binh)).ok);
  const id = await sent('tinh', { to: [ministry.code] });
  await fed.settle();
  await moveWard('moi');
  fed.clock.advance(HOUR);
  await fed.move(ministry, 'moi');
  await fed.settle();
  fed.clock.advance(HOUR);
  await fed.sweep();
  assert.equal((await copyOf('moi', id, ministry.code))?.transport, 'delivered');
  await report('moi', id, '03', binh);
  await fed.settle();
  await fed.sweep();
  assert.equal((await copyOf('tinh', id, ministry.code))?.business, '03');
  assert.equal((await copyOf('moi', id, ministry.code))?.business, '03');
});

test('holding and trying again stay with the node that delivers it, and say so', async () => {
  fed.wire.down.add('bo');
  const id = await sent('tinh', { to: [ministry.code] });
  await moveWard('moi');
  const deliveryId = (await copyOf('moi', id, ministry.code))?.deliveryId ?? '';
  const held = await fed
    .node('moi')
    .node.call(steerDelivery, { params: { deliveryId }, body: { act: 'hold', reason: 'Chờ.' } }, huong);
  assert.ok(!held.ok && held.problem.code === 'exchange.steered-elsewhere');
});

test('refused: told by a node that did not accept it, of an agency that never was there, of one at home elsewhere, under a false word', async () => {
  const id = await sent('tinh');
  await fed.settle();
  await moveWard('moi');
  const [call] = fed.calls.filter((one) => one.to === 'moi' && one.body.includes('"kind":"sent"'));
  assert.ok(call);
  const { messages } = JSON.parse(call.body.toString()) as { messages: { carried: Record<string, unknown> }[] };
  const told = messages[0];
  assert.ok(told);
  const say = async (from: string, to: string, change: Record<string, unknown>) => {
    const carried = { ...told.carried, ...change };
    const body = Buffer.from(JSON.stringify({ messages: [{ ...told, carried }] }));
    const response = await fed.forge(from, to, { method: 'POST', path: '/lien-nut/v1/messages', body });
    const { receipt } = (await response.json()) as { receipt: { statement: string } };
    const [result] = (JSON.parse(receipt.statement) as { results: { outcome: string; code?: string }[] }).results;
    return `${result?.outcome} ${result?.code ?? ''}`.trim();
  };
  assert.equal(await say('bo', 'moi', {}), 'refused exchange.not-this-sender');
  assert.equal(await say('bo', 'moi', { origin: 'bo' }), 'refused exchange.not-this-sender');
  assert.equal(await say('tinh', 'bo', {}), 'misdirected exchange.not-at-home');
  assert.equal(await say('tinh', 'moi', { expiresAt: '2030-01-01T00:00:00.000Z' }), 'refused exchange.not-vouched');
  assert.equal(await say('tinh', 'moi', { key: 'khoa-khac' }), 'refused exchange.receipt-differs');
  assert.deepEqual(await listed('moi'), [id], 'and what it knows stays as it was');
});

test('a document sent from the new home at once is not refused by a node that has not heard of the move', async () => {
  fed.clock.advance(HOUR);
  await fed.move(ducXuan, 'moi', { quietly: true });
  await fed.learn('moi');
  const id = await sent('moi', { to: [ministry.code] });
  await fed.settle();
  assert.equal((await copyOf('moi', id, ministry.code))?.transport, 'delivered');
});
