import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  answerChange,
  findSent,
  getConsignment,
  listArrived,
  listChanges,
  sendConsignment,
} from '#modules/exchange/contract.ts';
import type { OfficerActor } from '#platform/access.ts';
import { agencies, binh, huong, letter, newKey, officerOf, openAxis, thao, type Axis } from './axis.ts';

let axis: Axis;
before(async () => (axis = await openAxis(undefined, { withPages: true })));
after(() => axis?.close());

const stranger = officerOf(agencies.many[5] as (typeof agencies.many)[0], 'Vi Văn Lạ');

async function sent(more: Parameters<typeof letter>[0] = {}, key = newKey()): Promise<string> {
  const answered = await axis.node.call(sendConsignment, { body: { key, envelope: letter(more) } }, huong);
  assert.ok(answered.ok, JSON.stringify(answered));
  await axis.node.runJobs();
  return answered.answer.consignmentId;
}

async function changes(consignmentId: string, actor: OfficerActor) {
  const answered = await axis.node.call(listChanges, { params: { consignmentId } }, actor);
  assert.ok(answered.ok, JSON.stringify(answered));
  return answered.answer.changes;
}

async function answer(consignmentId: string, agrees: boolean, actor: OfficerActor, note?: string): Promise<void> {
  const shown = await axis.node.call(getConsignment, { params: { consignmentId } }, actor);
  assert.ok(shown.ok);
  const deliveryId = shown.answer.deliveries[0]?.deliveryId ?? '';
  const body = { agrees, ...(note ? { note } : {}) };
  const done = await axis.node.call(answerChange, { params: { deliveryId }, body }, actor);
  assert.ok(done.ok, JSON.stringify(done));
  await axis.node.runJobs();
}

test('the sender sees each answer, a recipient the request and its own; the books hear of what was agreed', async () => {
  const about = await sent();
  assert.deepEqual(await changes(about, huong), []);
  await sent({ kind: 'recall', about, reason: 'Sai phụ lục' });
  await answer(about, true, binh);
  await answer(about, false, thao, 'Đã thực hiện xong');
  const [asked, ...more] = await changes(about, huong);
  assert.equal(more.length, 0);
  assert.deepEqual(
    asked?.answers.map((one) => [one.recipient.name, one.answer, one.note]),
    [
      ['Bộ Tư pháp', '15', undefined],
      ['Ủy ban nhân dân xã Tân Trào', '16', 'Đã thực hiện xong'],
    ],
  );
  const [own] = await changes(about, thao);
  assert.deepEqual(
    own?.answers.map((one) => one.recipient.name),
    ['Ủy ban nhân dân xã Tân Trào'],
  );
  assert.deepEqual([own?.kind, own?.reason], ['recall', 'Sai phụ lục']);
  const refused = await axis.node.call(listChanges, { params: { consignmentId: about } }, stranger);
  assert.equal(refused.ok ? '' : refused.problem.code, 'exchange.not-found');
  // Only who agreed has it in the book.
  assert.deepEqual(
    axis.noted.map(({ agencyId, kind, reason }) => [agencyId, kind, reason]),
    [[agencies.ministry.id, 'recall', 'Sai phụ lục']],
  );
});

test('a replacement that was agreed to comes into the book as a document of its own', async () => {
  const about = await sent({ to: [agencies.ministry.code] });
  const document = { ...letter().document, number: '246', subject: 'Về việc thay thế trích lục đã gửi' };
  await sent({ kind: 'replace', about, reason: 'Gửi nhầm bản', to: [agencies.ministry.code], document });
  const before = axis.received.length;
  await answer(about, true, binh);
  assert.equal(axis.received.length, before + 1);
  assert.equal(axis.received.at(-1)?.subject, document.subject);
  assert.equal(axis.noted.at(-1)?.kind, 'replace');
  const [asked] = await changes(about, huong);
  assert.deepEqual([asked?.notation, asked?.answers[0]?.answer], ['246/UBND-HT', '15']);
});

test('the inbox leads to the book and says why the sender asks', async () => {
  const about = await sent({ to: [agencies.ministry.code], priority: 1 });
  await sent({ kind: 'recall', about, reason: 'Ban hành nhầm', to: [agencies.ministry.code] });
  const inbox = await axis.node.call(listArrived, { query: { waiting: true } }, binh);
  assert.ok(inbox.ok);
  const line = inbox.answer.arrived.find((one) => one.consignmentId === about);
  assert.deepEqual([line?.asked, line?.askedReason, line?.incoming?.number], ['recall', 'Ban hành nhầm', 7]);
  const page = (path: string, init: RequestInit & { actor: OfficerActor }) =>
    axis.node.fetch(path, { ...init, headers: { accept: 'text/html', ...init.headers } });
  const shown = await (await page('/can-bo/truc', { actor: binh })).text();
  assert.match(shown, /Ban hành nhầm/);
  assert.match(shown, /Số đến 7/);
  const post = (form: Record<string, string>) =>
    page('/can-bo/truc', {
      method: 'POST',
      actor: binh,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form),
    });
  const without = await post({ viec: 'tra-loi:khong', ban: line?.deliveryId ?? '', 'ghi-chu': '' });
  assert.equal(without.status, 422);
  assert.match(await without.text(), /Xin ghi rõ lý do/);
  const agreed = await post({ viec: 'tra-loi:dong-y', ban: line?.deliveryId ?? '' });
  assert.deepEqual([agreed.status, agreed.headers.get('location')], [303, '/can-bo/truc?xong=1']);
});

test('an agency finds what it sent by its own key, and nobody else does', async () => {
  const id = await sent({}, 'document:0199bbbb-0000-7000-8000-00000000abcd');
  const query = { key: 'document:0199bbbb-0000-7000-8000-00000000abcd' };
  const found = await axis.node.call(findSent, { query }, huong);
  assert.deepEqual(found.ok ? found.answer : found.problem.code, { consignmentId: id });
  const other = await axis.node.call(findSent, { query }, thao);
  assert.equal(other.ok ? '' : other.problem.code, 'exchange.not-found');
  const led = await axis.node.fetch('/can-bo/truc/theo-so/0199bbbb-0000-7000-8000-00000000abcd', { actor: huong });
  assert.deepEqual([led.status, led.headers.get('location')], [302, `/can-bo/truc/van-ban/${id}`]);
});

test('the page for asking: only the sender’s, and nothing that was typed is lost', async () => {
  const about = await sent({ to: [agencies.ministry.code] });
  const path = `/can-bo/truc/van-ban/${about}/de-nghi`;
  assert.equal((await axis.node.fetch(path, { actor: binh })).status, 404);
  const form = new FormData();
  form.set('loai', 'update');
  form.set(`nhan-${agencies.ministry.code}`, agencies.ministry.code);
  form.set('trich-yeu', 'Về việc gửi lại trích lục');
  form.set('ly-do', '');
  const kept = await axis.node.fetch(path, { method: 'POST', actor: huong, body: form });
  assert.equal(kept.status, 422);
  assert.match(await kept.text(), /Về việc gửi lại trích lục/);
  form.set('ly-do', 'Sửa trích yếu');
  const done = await axis.node.fetch(path, { method: 'POST', actor: huong, body: form });
  assert.equal(done.status, 303);
  await axis.node.runJobs();
  const [asked] = await changes(about, huong);
  assert.deepEqual([asked?.kind, asked?.subject], ['update', 'Về việc gửi lại trích lục']);
});
