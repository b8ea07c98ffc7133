import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sendConsignment, setMailbox } from '#modules/exchange/contract.ts';
import { agencies, alone, binh, huong, letter, newKey, officerOf, openAxis, type Axis } from './axis.ts';

let axis: Axis;
before(async () => (axis = await openAxis(undefined, { withPages: true })));
after(() => axis?.close());

async function page(path: string, actor = binh): Promise<{ status: number; text: string }> {
  const response = await axis.node.fetch(path, { actor, headers: { accept: 'text/html' } });
  return { status: response.status, text: await response.text() };
}

async function post(
  path: string,
  form: Record<string, string>,
  actor = binh,
): Promise<{ status: number; text: string }> {
  const response = await axis.node.fetch(path, {
    method: 'POST',
    actor,
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form),
  });
  return { status: response.status, text: await response.text() };
}

async function sentToMinistry(more: Parameters<typeof letter>[0] = {}) {
  const envelope = letter({ to: [agencies.ministry.code], ...more });
  const answered = await axis.node.call(sendConsignment, { body: { key: newKey(), envelope } }, huong);
  assert.ok(answered.ok);
  return answered.answer.consignmentId;
}

const deliveryIn = (text: string): string => /name="ban" value="([0-9a-f-]{36})"/.exec(text)?.[1] ?? '';

test('a clerk sees what waits, opens it, registers it; a refusal without a reason keeps the page', async () => {
  const id = await sentToMinistry({ priority: 3 });
  await axis.node.runJobs();
  const inbox = await page('/can-bo/truc');
  assert.match(inbox.text, /Văn bản đến đang chờ tiếp nhận/);
  assert.match(inbox.text, /Hỏa tốc/);
  const opened = await page(`/can-bo/truc/van-ban/${id}`);
  assert.match(opened.text, /gửi trích lục khai sinh của công dân Nông Minh Khôi/);
  assert.match(opened.text, /Báo cho nơi gửi/);
  const ban = deliveryIn(opened.text);
  const without = await post(`/can-bo/truc/van-ban/${id}`, { viec: 'bao', ban, 'trang-thai': '02', 'ghi-chu': '' });
  assert.equal(without.status, 422);
  assert.match(without.text, /Xin ghi rõ lý do từ chối/);
  const done = await post(`/can-bo/truc/van-ban/${id}`, { viec: 'bao', ban, 'trang-thai': '03' });
  assert.equal(done.status, 303);
  assert.match((await page(`/can-bo/truc/van-ban/${id}?xong=1`)).text, /Đã ghi nhận/);
  assert.match((await page('/can-bo/truc')).text, /Không có văn bản nào đang chờ/);
  assert.match((await page('/can-bo/truc?xem=tat-ca')).text, /Đã tiếp nhận/);
});

test('the sender sees the way of each copy, holds one back and lets it go; the recipient has no such button', async () => {
  assert.ok((await axis.node.call(setMailbox, { body: { mode: 'pull' } }, binh)).ok);
  const id = await sentToMinistry();
  const own = await page(`/can-bo/truc/van-ban/${id}`, huong);
  assert.match(own.text, /Chờ chuyển/);
  const ban = deliveryIn(own.text);
  const held = await post(
    `/can-bo/truc/van-ban/${id}`,
    { viec: 'can-thiep:hold', ban, 'ghi-chu': 'Chờ lãnh đạo xem lại' },
    huong,
  );
  assert.equal(held.status, 303);
  const after = await page(`/can-bo/truc/van-ban/${id}`, huong);
  assert.match(after.text, /Đang tạm giữ/);
  assert.match(after.text, /Chờ lãnh đạo xem lại/);
  assert.match((await page('/can-bo/truc/di', huong)).text, /1 nơi mắc lại/);
  assert.ok((await axis.node.call(setMailbox, { body: { mode: 'here' } }, binh)).ok);
  const go = await post(
    `/can-bo/truc/van-ban/${id}`,
    { viec: 'can-thiep:release', ban, 'ghi-chu': 'Đã xem lại' },
    huong,
  );
  assert.equal(go.status, 303);
  await axis.node.runJobs();
  assert.doesNotMatch((await page(`/can-bo/truc/van-ban/${id}`)).text, /can-thiep/);
});

test('a recall is answered on the page of the document', async () => {
  const about = await sentToMinistry();
  await axis.node.runJobs();
  await sentToMinistry({ kind: 'recall', about, reason: 'Sai phụ lục' });
  await axis.node.runJobs();
  const opened = await page(`/can-bo/truc/van-ban/${about}`);
  assert.match(opened.text, /Nơi gửi đề nghị: Đề nghị thu hồi/);
  const answered = await post(`/can-bo/truc/van-ban/${about}`, {
    viec: 'tra-loi:dong-y',
    ban: deliveryIn(opened.text),
    'ghi-chu': '',
  });
  assert.equal(answered.status, 303);
  assert.match((await page(`/can-bo/truc/van-ban/${about}`, huong)).text, /Đồng ý/);
});

test('a stranger, a mistyped address and a visitor who is not signed in', async () => {
  const id = await sentToMinistry();
  const stranger = officerOf(agencies.many[9] as (typeof agencies.many)[0], 'Vi Văn Lạ');
  assert.equal((await page(`/can-bo/truc/van-ban/${id}`, stranger)).status, 404);
  assert.equal((await page('/can-bo/truc/van-ban/khong-phai-ma')).status, 404);
  const visitor = await axis.node.fetch('/can-bo/truc');
  assert.deepEqual([visitor.status, visitor.headers.get('location')], [302, '/can-bo/dang-nhap?ve=%2Fcan-bo%2Ftruc']);
});

test('a copy that is at another node says where it is, and not that it is being taken', async () => {
  const there = await openAxis(axis, {
    withPages: true,
    nodes: {
      ...alone,
      standing: async () => ({ alone: false, alarms: [], names: new Map([['nut-bo', 'Nút Bộ Tư pháp']]) }),
      homeOf: async (id) =>
        id === agencies.ministry.id
          ? { here: false, nodeId: 'nut-bo', url: '', name: 'Nút Bộ Tư pháp' }
          : { here: true },
    },
  });
  try {
    const id = await sentToMinistry();
    await there.node.deps.database.pool.query(
      "update exchange.delivery set transport = 'delivering', peer = 'nut-bo' where consignment_id = $1",
      [id],
    );
    const response = await there.node.fetch(`/can-bo/truc/van-ban/${id}`, {
      actor: huong,
      headers: { accept: 'text/html' },
    });
    const text = await response.text();
    assert.match(text, /Đã sang nút của bên nhận/);
    assert.match(text, /Đang ở Nút Bộ Tư pháp, chờ cơ quan nhận\./);
    assert.doesNotMatch(text, /Bên nhận đang lấy về/);
  } finally {
    await there.close();
  }
});
