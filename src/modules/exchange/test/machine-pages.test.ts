import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getWebhook, listGroups, sendConsignment } from '#modules/exchange/contract.ts';
import { MOST_ATTEMPTS, waitAfter } from '#modules/exchange/webhooks/back-off.ts';
import { agencies, binh, huong, letter, newKey, officerOf, openAxis, thao, type Axis } from './axis.ts';
import { openEndpoint, type Endpoint } from './endpoint.ts';

let axis: Axis;
let endpoint: Endpoint;
before(async () => {
  axis = await openAxis(undefined, { withPages: true, env: { WEBHOOK_INNER_ADDRESSES: 'yes' } });
  endpoint = await openEndpoint();
});
after(async () => {
  await axis?.close();
  await endpoint?.close();
});

async function page(path: string, actor = binh): Promise<{ status: number; text: string }> {
  const response = await axis.node.fetch(path, { actor, headers: { accept: 'text/html' } });
  return { status: response.status, text: await response.text() };
}

async function post(path: string, form: [string, string][], actor = binh) {
  const response = await axis.node.fetch(path, {
    method: 'POST',
    actor,
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form),
  });
  return {
    status: response.status,
    to: decodeURIComponent(response.headers.get('location') ?? ''),
    text: await response.text(),
  };
}

async function subscribe(): Promise<string> {
  const made = await post('/can-bo/truc/webhook', [
    ['dia-chi', endpoint.url],
    ['bao', 'arrived'],
  ]);
  assert.equal(made.status, 303, made.text.slice(0, 500));
  return made.to.replace(/\?.*/, '');
}

async function arrive(): Promise<void> {
  const envelope = letter({ to: [agencies.ministry.code] });
  assert.ok((await axis.node.call(sendConsignment, { body: { key: newKey(), envelope } }, huong)).ok);
  await axis.node.runJobs();
}

async function read(path: string) {
  const params = { webhookId: path.split('/').at(-1) ?? '' };
  const answered = await axis.node.call(getWebhook, { params, query: {} }, binh);
  assert.ok(answered.ok);
  return answered.answer;
}

const news = () => endpoint.heard.filter(({ kind }) => kind !== 'ping');

const span = (day: string, hour: string): [string, string][] => [
  ['viec', 'gui-lai'],
  ...['tu', 'den'].flatMap((name): [string, string][] => [
    [`${name}-day`, day],
    [`${name}-month`, '11'],
    [`${name}-year`, '2026'],
  ]),
  ['tu-gio', '00:00'],
  ['den-gio', hour],
];

test('an address is registered, told, and told again: one piece of news, and those of a span of time', async () => {
  const path = await subscribe();
  assert.match((await page(`${path}?xong=thu`)).text, /Phần mềm đã trả lời đúng tin thử/);
  endpoint.answer = (_heard, reply) => void reply.end('{"nhan":"sổ đến 17"}');
  await arrive();
  await arrive();
  const shown = await page(path);
  assert.match(shown.text, /sổ đến 17/);
  assert.match(shown.text, /trả lời với mã 200/);
  const told = news().length;
  const [newest] = (await read(path)).pushes;
  const one = await post(path, [
    ['viec', 'gui-lai-mot'],
    ['tin', newest?.pushId ?? ''],
  ]);
  assert.deepEqual([one.status, one.to], [303, `${path}?xong=gui-lai:1`]);
  await axis.node.runJobs();
  assert.equal(news().length, told + 1);
  assert.equal(news().at(-1)?.text, newest?.body);
  assert.match((await page(`${path}?xong=gui-lai:1`)).text, /Đã xếp 1 tin để gửi lại/);
  const both = await post(path, span('23', '23:59'));
  assert.equal(both.to, `${path}?xong=gui-lai:2`);
  await axis.node.runJobs();
  assert.equal(news().length, told + 3);
  const none = await post(path, span('22', '23:59'));
  assert.equal(none.status, 422);
  assert.match(none.text, /Không có tin nào đã gửi xong/);
  const mistyped = await post(path, span('31', '25:00'));
  assert.equal(mistyped.status, 422);
  assert.match(mistyped.text, /Xin nhập giờ và phút/);
  assert.match(mistyped.text, /value="25:00"/);
  assert.equal((await post(path, [['viec', 'ngung']])).status, 303);
  assert.doesNotMatch((await page(path)).text, /value="gui-lai/);
});

test('a resting address is said plainly and woken with a button; what waited goes on', async () => {
  const path = await subscribe();
  endpoint.answer = (_heard, reply) => void reply.writeHead(503).end('đang bảo trì');
  await arrive();
  await arrive();
  for (let n = 0; n < MOST_ATTEMPTS + 2; n += 1) {
    // No pause is longer.
    axis.clock.advance(waitAfter(MOST_ATTEMPTS, 0) + 1000);
    await axis.node.database.transaction<unknown, void>((trx) => axis.node.deps.jobs.add(trx, 'exchange.push-due', {}));
    await axis.node.runJobs();
  }
  const resting = await page(path);
  assert.match(resting.text, /Địa chỉ này đang nghỉ/);
  assert.match(resting.text, /trả lời với mã 503/);
  assert.match(resting.text, /1 tin đang chờ và vẫn được giữ/);
  assert.match((await page('/can-bo/truc/webhook')).text, /Đang nghỉ/);
  endpoint.deaf = true;
  assert.equal((await post(path, [['viec', 'thu']])).status, 303);
  assert.match((await page(`${path}?xong=thu`)).text, /Địa chỉ này đang nghỉ/);
  endpoint.deaf = false;
  endpoint.answer = (_heard, reply) => void reply.end('{}');
  const told = news().length;
  assert.equal((await post(path, [['viec', 'thu']])).status, 303);
  await axis.node.runJobs();
  assert.match((await page(`${path}?xong=thu`)).text, /Địa chỉ đang nhận tin/);
  assert.equal(news().length, told + 1);
});

test('a wrong address keeps what was typed; addresses of others are nobody’s business', async () => {
  const wrong = await post('/can-bo/truc/webhook', [
    ['dia-chi', 'khong phai dia chi'],
    ['bao', 'status'],
  ]);
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /id="dia-chi-error"/);
  assert.match(wrong.text, /value="khong phai dia chi"/);
  const none = await post('/can-bo/truc/webhook', [['dia-chi', endpoint.url]]);
  assert.equal(none.status, 400);
  assert.match(none.text, /id="bao-error"/);
  const path = await subscribe();
  assert.equal((await page(path, thao)).status, 404);
  assert.equal((await page('/can-bo/truc/webhook/khong-phai-ma')).status, 404);
  const sender = officerOf(agencies.ministry, 'Chỉ gửi', ['exchange.send']);
  assert.equal((await page('/can-bo/truc/webhook', sender)).status, 403);
  assert.doesNotMatch((await page('/can-bo/truc', sender)).text, /href="\/can-bo\/truc\/webhook"/);
});

test('a group is checked in words before it is saved, saved, changed; one that ended is refused by name', async () => {
  const list = '/can-bo/truc/nhom';
  const codes = `${agencies.tanTrao.code}  Xã Tân Trào\r\n${agencies.ended.code}\r\nH99.999`;
  const checked = await post(
    list,
    [
      ['viec', 'kiem-tra'],
      ['ten', 'Láng giềng'],
      ['co-quan', codes],
    ],
    huong,
  );
  assert.equal(checked.status, 200);
  assert.match(checked.text, /Ủy ban nhân dân xã Tân Trào nhận được văn bản qua trục/);
  assert.match(checked.text, /đã kết thúc hoạt động\. Nơi kế tục là Ủy ban nhân dân phường Đức Xuân/);
  assert.match(checked.text, /value="Láng giềng"/);
  const refused = await post(
    list,
    [
      ['viec', 'luu'],
      ['ten', 'Láng giềng'],
      ['co-quan', codes],
    ],
    huong,
  );
  assert.equal(refused.status, 422);
  assert.match(refused.text, /id="co-quan-error"/);
  const saved = await post(
    list,
    [
      ['viec', 'luu'],
      ['ten', 'Láng giềng'],
      ['co-quan', agencies.tanTrao.code],
    ],
    huong,
  );
  assert.equal(saved.status, 303, saved.text.slice(0, 500));
  const path = saved.to.replace(/\?.*/, '');
  assert.match((await page(path, huong)).text, /H60\.102 {2}Ủy ban nhân dân xã Tân Trào/);
  const more = `${agencies.tanTrao.code}\n${agencies.ministry.code}`;
  const change = (version: string) =>
    post(
      path,
      [
        ['viec', 'luu'],
        ['ban', version],
        ['co-quan', more],
      ],
      huong,
    );
  assert.equal((await change('1')).status, 303);
  assert.equal((await change('1')).status, 409);
  const groups = await axis.node.call(listGroups, {}, huong);
  assert.ok(groups.ok);
  assert.deepEqual(
    groups.answer.groups.map(({ name, version, members }) => [name, version, members]),
    [['Láng giềng', 2, 2]],
  );
  assert.match((await page(`${list}/ministries`, huong)).text, /Bộ Tư pháp/);
  assert.equal((await page(path, thao)).status, 404);
  assert.equal((await page(`${list}/khong-co`, huong)).status, 404);
});
