import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { getSystem, listSystems, whoAmI } from '#modules/systems/contract.ts';
import { testClock } from '#platform/clock.ts';
import type { PagesBuild } from '#platform/web/pages.ts';
import { newKeyPair, newProgram, programAt } from './program.ts';
import { agencies, openWorld, type SystemsWorld } from './world.ts';

let world: SystemsWorld;
before(async () => {
  const build = new URL('../../../../build/', import.meta.url);
  const server = new URL('server/index.js', build);
  assert.ok(existsSync(server), 'The pages are not built: npm run build');
  const pages: PagesBuild = {
    server: (await import(server.href)) as Exclude<PagesBuild['server'], () => unknown>,
    clientDir: new URL('client/', build),
    mode: 'production',
  };
  // Pages ask the real clock how long ago somebody proved who it is.
  world = await openWorld(undefined, { pages, clock: testClock(new Date().toISOString()) });
});
after(() => world?.close());

const manager = () => world.manager(agencies.province);

async function page(path: string, actor = manager()): Promise<{ status: number; text: string }> {
  const response = await world.node.fetch(path, { actor, headers: { accept: 'text/html' } });
  return { status: response.status, text: await response.text() };
}

async function post(path: string, form: [string, string][], actor = manager()) {
  const response = await world.node.fetch(path, {
    method: 'POST',
    actor,
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form),
  });
  return {
    status: response.status,
    to: response.headers.get('location') ?? '',
    kept: response.headers.get('cache-control') ?? '',
    text: await response.text(),
  };
}

const facts: [string, string][] = [
  ['ten', 'Phần mềm quản lý văn bản'],
  ['dau-moi', 'Hoàng Thị Hường'],
  ['thu-dau-moi', 'huong@thainguyen.example.gov.vn'],
  ['quyen', 'exchange.send'],
  ['quyen', 'exchange.receive'],
  ['thay-mat', 'H55.101\nH55.13'],
];

async function registered(): Promise<string> {
  const made = await post('/can-bo/he-thong/moi', facts);
  assert.equal(made.status, 303, made.text.slice(0, 500));
  return made.to.replace(/\?.*/, '');
}

const idOf = (path: string): string => path.split('/').at(-1) ?? '';

async function read(path: string) {
  const answered = await world.node.call(getSystem, { params: { systemId: idOf(path) } }, manager());
  assert.ok(answered.ok);
  return answered.answer;
}

test('an officer registers a system, pastes its key, and the program is known by it', async () => {
  const path = await registered();
  const first = await page(`${path}?xong=dang-ky`);
  assert.match(first.text, /Việc tiếp theo là thêm khóa công khai/);
  assert.match(first.text, /Chưa kết nối lần nào/);
  assert.match(first.text, /Sở Tư pháp tỉnh Thái Nguyên \(H55\.13\)/);
  const { privateKey, publicKey } = newKeyPair();
  const added = await post(path, [
    ['viec', 'them-khoa'],
    ['ten-khoa', 'Máy chủ chính'],
    ['khoa', publicKey],
  ]);
  assert.deepEqual([added.status, added.to], [303, `${path}?xong=them-khoa`]);
  const { keys } = await read(path);
  const keyid = keys[0]?.keyid ?? '';
  assert.ok((await page(path)).text.includes(keyid));
  const program = programAt(world.node, { systemId: idOf(path), keyId: keys[0]?.keyId ?? '', keyid, privateKey });
  assert.ok((await program.call(whoAmI, {})).ok);
  assert.match((await page(path)).text, /bằng chữ ký/);
  const list = await page('/can-bo/he-thong');
  assert.match(list.text, /Phần mềm quản lý văn bản/);
  assert.match(list.text, /1 khóa đang dùng/);
  const ending = await post(path, [
    ['viec', 'ngung-khoa'],
    ['ma-khoa', keys[0]?.keyId ?? ''],
    ['sau-gio', '0'],
  ]);
  assert.equal(ending.status, 303);
  assert.equal((await read(path)).keys[0]?.inForce, false);
  assert.match((await page(path)).text, /Đã ngừng \d/);
});

test('what is wrong is said beside its box and what was typed stays; a private key is never sent back', async () => {
  const elsewhere = facts.map(([name, value]): [string, string] => [name, name === 'thay-mat' ? 'H60' : value]);
  const refused = await post('/can-bo/he-thong/moi', elsewhere);
  assert.equal(refused.status, 422);
  assert.match(refused.text, /id="thay-mat-error"[^]*Xin xem lại mã H60/);
  assert.match(refused.text, /value="Hoàng Thị Hường"/);
  const path = await registered();
  const { privateKey } = newKeyPair();
  const secret = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const pasted = await post(path, [
    ['viec', 'them-khoa'],
    ['ten-khoa', 'Nhầm'],
    ['khoa', secret],
  ]);
  assert.equal(pasted.status, 422);
  assert.match(pasted.text, /Đây là khóa riêng, coi như đã lộ/);
  assert.match(pasted.text, /value="Nhầm"/);
  assert.ok(!pasted.text.includes(secret.split('\n')[1] ?? '-'));
});

test('a shared secret is shown once; loading that page again gives no other one', async () => {
  const path = await registered();
  const { version } = await read(path);
  const given = await post(path, [
    ['viec', 'cap-ma'],
    ['ban', String(version)],
  ]);
  assert.deepEqual([given.status, given.kept], [200, 'private, no-store']);
  const shown = /Mã bí mật<\/p><pre[^>]*>([\w-]{43})<\/pre>/.exec(given.text)?.[1] ?? '';
  assert.ok(await world.systems.authenticateSecret(idOf(path), shown));
  assert.ok(!(await page(path)).text.includes(shown));
  const again = await post(path, [
    ['viec', 'cap-ma'],
    ['ban', String(version)],
  ]);
  assert.equal(again.status, 409);
  assert.match(again.text, /mã đã hiện vẫn dùng được/);
  assert.ok(await world.systems.authenticateSecret(idOf(path), shown));
  assert.equal(
    (
      await post(path, [
        ['viec', 'bo-ma'],
        ['ban', '1'],
      ])
    ).status,
    303,
  );
  assert.equal(await world.systems.authenticateSecret(idOf(path), shown), undefined);
});

test('a system is changed, suspended with a reason, resumed and ended', async () => {
  const path = await registered();
  const changed = facts.filter(([name, value]) => !(name === 'quyen' && value === 'exchange.send'));
  const { version } = await read(path);
  assert.equal((await post(path, [['viec', 'sua'], ['ban', String(version)], ...changed])).status, 303);
  assert.deepEqual((await read(path)).rights, ['exchange.receive']);
  const late = await post(path, [['viec', 'sua'], ['ban', String(version)], ...changed]);
  assert.equal(late.status, 409);
  assert.match(late.text, /Người khác vừa sửa hệ thống này/);
  const state = (to: string, why = '') =>
    post(path, [
      ['viec', 'trang-thai'],
      ['trang-thai', to],
      ['ly-do', why],
    ]);
  const without = await state('suspended');
  assert.equal(without.status, 422);
  assert.match(without.text, /id="ly-do-error"/);
  assert.equal((await state('suspended', 'Nghi lộ khóa')).status, 303);
  assert.match((await page(path)).text, /Nghi lộ khóa/);
  assert.equal((await state('active')).status, 303);
  assert.equal((await state('ended', 'Thay phần mềm')).status, 303);
  const over = await page(path);
  assert.match(over.text, /Hệ thống này đã ngừng hẳn/);
  assert.doesNotMatch(over.text, /value="them-khoa"|value="cap-ma"|value="sua"/);
});

test('an agency below sees who speaks for it; others see nothing; old proof is told before typing', async () => {
  await registered();
  const ward = await page('/can-bo/he-thong', world.manager(agencies.ward));
  assert.match(ward.text, /Hệ thống của cơ quan khác được thay mặt cơ quan/);
  const path = await registered();
  assert.equal((await page(path, world.manager(agencies.other))).status, 404);
  assert.equal((await page('/can-bo/he-thong/khong-phai-ma')).status, 404);
  assert.equal((await page('/can-bo/he-thong', world.manager(agencies.province, []))).status, 403);
  assert.equal(
    (await world.node.fetch('/can-bo/he-thong')).headers.get('location'),
    '/can-bo/dang-nhap?ve=%2Fcan-bo%2Fhe-thong',
  );
  const stale = {
    ...manager(),
    assurance: { level: 1 as const, provedAt: '2026-01-01T00:00:00.000Z', methods: ['pwd' as const] },
  };
  assert.match((await page('/can-bo/he-thong/moi', stale)).text, /cần xác nhận lại mình là ai/);
  const before = await world.node.call(listSystems, {}, manager());
  assert.equal((await post('/can-bo/he-thong/moi', facts, stale)).status, 401);
  const then = await world.node.call(listSystems, {}, manager());
  assert.ok(before.ok && then.ok);
  assert.equal(then.answer.systems.length, before.answer.systems.length);
});

test('a pasted request is checked: what is wrong with it, and what would have been verified', async () => {
  const program = await newProgram(world.node, manager(), {});
  const headers = await program.sign('/api/systems/self');
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const ask = (path: string) =>
    post('/can-bo/he-thong/kiem-tra-chu-ky', [
      ['phuong-thuc', 'GET'],
      ['duong-dan', path],
      ['tieu-de', lines.join('\r\n')],
    ]);
  assert.match((await ask('/api/systems/self')).text, /Chữ ký đúng\./);
  const other = await ask('/api/systems');
  assert.match(other.text, /Chữ ký không khớp với yêu cầu/);
  assert.match(other.text, /&quot;@target-uri&quot;/);
  assert.equal((await ask('systems')).status, 400);
});
