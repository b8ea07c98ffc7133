import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#platform/id.ts';
import { isProblem } from '#platform/problem.ts';
import sharp from 'sharp';
import * as c from '../contract.ts';
import {
  bystander,
  chair,
  clerk,
  deputy,
  drafter,
  letter,
  monday,
  openOffice,
  otherChief,
  otherClerk,
  wardId,
  type Office,
} from './office.ts';

let office: Office;
before(async () => {
  office = await openOffice();
});
after(() => office.close());

test('arrive, register, assign, work, done', async () => {
  const id = await office.incoming('assigned');
  const seen = await office.do(c.getIncoming, { params: { id } }, drafter);
  assert.deepEqual(seen.may, ['note', 'finish']);
  await office.do(c.noteIncoming, { params: { id }, body: { text: 'Đang đối chiếu với sổ khai sinh.' } }, drafter);
  assert.equal((await office.do(c.getIncoming, { params: { id } }, clerk)).state, 'in-progress');
  await office.do(
    c.finishIncoming,
    { params: { id }, body: { note: 'Đã trả lời bằng Công văn số 05/UBND-TP.' } },
    drafter,
  );
  const done = await office.do(c.getIncoming, { params: { id } }, clerk);
  assert.deepEqual(
    done.events.map((event) => event.kind),
    ['arrive', 'register', 'assign', 'begin', 'note', 'finish'],
  );
  const codes = (await office.events('documents.incoming-moved@1'))
    .filter((one) => one['incomingId'] === id)
    .map((one) => one['exchangeCode']);
  assert.deepEqual(codes, ['03', '04', '05', '06']);
});

test('registering in one go, twice with one id', async () => {
  const body = { ...letter(), id: newId(), fileIds: [await office.pdfOf(clerk)], register: true };
  const [one, two] = await Promise.all([
    office.do(c.receiveIncoming, { body }, clerk),
    office.do(c.receiveIncoming, { body }, clerk),
  ]);
  assert.equal(one.number, two.number);
  assert.equal(one.state, 'registered');
  assert.equal(
    await office.code(c.receiveIncoming, { body: { ...body, notation: '9/KHÁC' } }, clerk),
    'documents.packet-differs',
  );
  assert.equal(await office.code(c.receiveIncoming, { body }, otherClerk), 'files.not-found');
});

test('due by urgency in working time, or as the clerk says', async () => {
  const due = async (urgency: 'normal' | 'urgent' | 'very-urgent' | 'express') => {
    const id = await office.incoming('registered', { urgency });
    return (await office.do(c.getIncoming, { params: { id } }, clerk)).dueAt;
  };
  // Monday 09:00 in Vietnam; a working day has eight hours.
  assert.equal(await due('express'), '2026-11-30T04:00:00.000Z');
  assert.equal(await due('very-urgent'), '2026-12-01T02:00:00.000Z');
  assert.equal(await due('urgent'), '2026-12-02T02:00:00.000Z');
  assert.equal(await due('normal'), '2026-12-09T02:00:00.000Z');
  const id = await office.incoming('arrived');
  assert.equal(
    await office.code(c.registerIncoming, { params: { id }, body: { dueAt: '2026-11-01T00:00:00Z' } }, clerk),
    'documents.due-past',
  );
  await office.do(c.registerIncoming, { params: { id }, body: { dueAt: '2026-12-24T10:00:00Z' } }, clerk);
  assert.equal((await office.do(c.getIncoming, { params: { id } }, clerk)).dueAt, '2026-12-24T10:00:00.000Z');
});

test('each step belongs to somebody, and in its order', async () => {
  const id = await office.incoming('arrived');
  const at = { params: { id } };
  const assign = { ...at, body: { leadId: drafter.officerId } };
  assert.equal(await office.code(c.assignIncoming, assign, chair), 'documents.wrong-state');
  assert.equal(await office.code(c.registerIncoming, { ...at, body: {} }, chair), 'platform.not-allowed');
  assert.equal(await office.code(c.registerIncoming, { ...at, body: {} }, otherClerk), 'documents.not-found');
  await office.do(c.registerIncoming, { ...at, body: {} }, clerk);
  assert.equal(
    await office.code(c.refuseIncoming, { ...at, body: { note: 'Gửi nhầm.' } }, clerk),
    'documents.wrong-state',
  );
  assert.equal(await office.code(c.assignIncoming, assign, clerk), 'platform.not-allowed');
  assert.equal(await office.code(c.assignIncoming, assign, otherChief), 'documents.not-found');
  assert.equal(
    await office.code(c.assignIncoming, { ...at, body: { leadId: otherClerk.officerId } }, chair),
    'documents.assignee-unknown',
  );
  assert.equal(await office.code(c.getIncoming, at, drafter), 'documents.not-found');
  await office.do(
    c.assignIncoming,
    {
      ...at,
      body: {
        leadId: drafter.officerId,
        coordinatorIds: [deputy.officerId, drafter.officerId],
        informedIds: [bystander.officerId],
      },
    },
    chair,
  );
  const seen = await office.do(c.getIncoming, at, bystander);
  assert.deepEqual(
    seen.assignees.map((one) => one.role),
    ['lead', 'informed', 'co-ordinator'].toSorted((a, b) => Number(b === 'lead') - Number(a === 'lead')),
  );
  assert.equal(await office.code(c.noteIncoming, { ...at, body: { text: 'x' } }, bystander), 'documents.not-yours');
  assert.equal(await office.code(c.finishIncoming, { ...at, body: { note: 'Xong' } }, deputy), 'documents.not-yours');
  assert.equal(await office.code(c.finishIncoming, { ...at, body: { note: '' } }, drafter), 'platform.bad-input');
  await office.do(c.finishIncoming, { ...at, body: { note: 'Xong.' } }, drafter);
  assert.equal(await office.code(c.finishIncoming, { ...at, body: { note: 'Xong.' } }, drafter), 'ok');
  assert.equal(await office.code(c.assignIncoming, assign, chair), 'documents.wrong-state');
  const { events } = await office.do(c.getIncoming, at, clerk);
  assert.equal(events.filter((event) => event.kind === 'finish').length, 1);
});

test('assigning twice is one assignment, assigning anew takes the place of the old', async () => {
  const id = await office.incoming('registered');
  const first = { params: { id }, body: { leadId: drafter.officerId, instruction: 'Tham mưu trả lời.' } };
  assert.deepEqual(
    await Promise.all([office.code(c.assignIncoming, first, chair), office.code(c.assignIncoming, first, chair)]),
    ['ok', 'ok'],
  );
  await office.do(c.assignIncoming, { params: { id }, body: { leadId: bystander.officerId } }, deputy);
  assert.equal(await office.code(c.getIncoming, { params: { id } }, drafter), 'documents.not-found');
  const { events, assignees } = await office.do(c.getIncoming, { params: { id } }, bystander);
  assert.equal(events.filter((event) => event.kind === 'assign').length, 2);
  assert.deepEqual(
    assignees.map((one) => one.name),
    [bystander.name],
  );
});

test('what came to the wrong place goes back, what is only to be known is filed', async () => {
  const wrong = await office.incoming('arrived');
  await office.do(c.refuseIncoming, { params: { id: wrong }, body: { note: 'Không thuộc thẩm quyền.' } }, clerk);
  assert.equal(
    await office.code(c.registerIncoming, { params: { id: wrong }, body: {} }, clerk),
    'documents.wrong-state',
  );
  const known = await office.incoming('registered');
  await office.do(c.fileAwayIncoming, { params: { id: known }, body: {} }, chair);
  assert.equal((await office.do(c.getIncoming, { params: { id: known } }, clerk)).state, 'done');
});

test('files open for those who may read, and for nobody else', async () => {
  const id = await office.incoming('assigned');
  const { files } = await office.do(c.getIncoming, { params: { id } }, clerk);
  const path = `/api/documents/incoming/${id}/files/${files[0]?.fileId ?? ''}`;
  assert.equal((await office.node.fetch(path, { actor: drafter })).status, 200);
  for (const actor of [bystander, otherClerk]) assert.equal((await office.node.fetch(path, { actor })).status, 404);
  const other = await office.incoming('assigned');
  assert.equal((await office.node.fetch(path.replace(id, other), { actor: clerk })).status, 404);
});

test('bad arrivals are refused', async () => {
  const arrive = async (over: Record<string, unknown>) =>
    office.code(c.receiveIncoming, { body: { ...letter(), fileIds: [await office.pdfOf(clerk)], ...over } }, clerk);
  assert.equal(await arrive({ fileIds: [] }), 'documents.files-missing');
  assert.equal(await arrive({ fileIds: [], channel: 'paper' }), 'ok');
  assert.equal(await arrive({ channel: 'exchange' }), 'platform.bad-input');
  assert.equal(await arrive({ issuedOn: '2026-12-02' }), 'documents.date-ahead');
  assert.equal(await arrive({ issuedOn: '2026-02-30' }), 'platform.bad-input');
  assert.equal(await arrive({ secrecy: 'secret' }), 'documents.secret-elsewhere');
  assert.equal(await arrive({ secrecy: 'secret', fileIds: [] }), 'ok');
  assert.equal(await arrive({ fileIds: [newId()] }), 'files.not-found');
  assert.equal(await arrive({ fileIds: [await office.pdfOf(drafter)] }), 'files.not-found');
  assert.equal(await arrive({ subject: 'x'.repeat(501) }), 'platform.bad-input');
  assert.equal(await arrive({ urgency: 'soon' }), 'platform.bad-input');
  assert.equal(await arrive({ fileIds: Array.from({ length: 21 }, newId) }), 'platform.bad-input');
});

test('a scan may be a picture', async () => {
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#ffffff' } })
    .jpeg()
    .toBuffer();
  const scan = await office.files.receive(picture, { name: 'quet.jpg', owner: clerk.accountId });
  assert.equal(await office.code(c.receiveIncoming, { body: { ...letter(), fileIds: [scan.id] } }, clerk), 'ok');
});

test('an arriving packet becomes a document once, whoever brings it again', async () => {
  const fileId = await office.pdfOf(otherClerk);
  const packet = {
    ...letter(),
    fileIds: [fileId],
    filesOwner: otherClerk.accountId,
    agencyId: wardId,
    packetRef: 'H55.13,2026/11/27,1204/STP-HCTP',
  };
  const exchange = { kind: 'system', name: 'exchange' } as const;
  const all = await Promise.all(Array.from({ length: 6 }, () => office.documents.receiveDocument(packet, exchange)));
  assert.equal(new Set(all.map((one) => one.id)).size, 1);
  const [first] = all;
  const seen = await office.do(c.getIncoming, { params: { id: first?.id ?? '' } }, clerk);
  assert.equal(seen.channel, 'exchange');
  assert.equal(seen.events.length, 1);
  await assert.rejects(
    office.documents.receiveDocument({ ...packet, fileIds: [await office.pdfOf(otherClerk, 'khác')] }, exchange),
    (error) => isProblem(error, 'documents.packet-differs'),
  );
  await office.do(c.registerIncoming, { params: { id: seen.id }, body: {} }, clerk);
  const moved = (await office.events('documents.incoming-moved@1')).find((one) => one['incomingId'] === seen.id);
  assert.equal(moved?.['packetRef'], packet.packetRef);
});

test('reminded once before it is due and once after', async () => {
  office.clock.set(monday);
  const id = await office.incoming('assigned', { urgency: 'urgent' });
  const reminders = async () =>
    (await office.do(c.getIncoming, { params: { id } }, clerk)).events.filter((event) => event.kind === 'remind')
      .length;
  await office.documents.remind();
  assert.equal(await reminders(), 0);
  office.clock.set('2026-12-01T03:00:00Z');
  await Promise.all([office.documents.remind(), office.documents.remind()]);
  assert.equal(await reminders(), 1);
  office.clock.set('2026-12-02T03:00:00Z');
  await office.documents.remind();
  await office.documents.remind();
  assert.equal(await reminders(), 2);
  const { rows } = await office.do(c.listIncoming, { query: { shelf: 'overdue' } }, clerk);
  assert.ok(rows.some((row) => row.id === id && row.isOverdue));
  office.clock.set(monday);
});

test('the shelves of each desk', async () => {
  const id = await office.incoming('assigned', { subject: 'V/v báo cáo tình hình đăng ký cư trú' });
  const mine = await office.do(c.listIncoming, { query: { shelf: 'mine' } }, drafter);
  assert.ok(mine.rows.some((row) => row.id === id));
  assert.equal((await office.do(c.listIncoming, { query: { q: 'dang ky cu tru' } }, clerk)).rows.length, 1);
  assert.equal((await office.do(c.listIncoming, { query: { q: '1204/stp-hctp' } }, otherClerk)).rows.length, 0);
  assert.equal(
    (await office.do(c.listIncoming, { query: {} }, bystander)).rows.filter((row) => row.id === id).length,
    0,
  );
});
