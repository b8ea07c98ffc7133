import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { OfficerActor } from '#platform/access.ts';
import type { PagesBuild } from '#platform/web/pages.ts';
import { askToJoin, moveAgency, viewFederation } from '#modules/nodes/contract.ts';
import { officerOf, startFederation, startMember, type Federation, type FederationNode } from './federation.ts';

/** The pages as `npm run build` left them. */
async function builtPages(): Promise<PagesBuild> {
  const build = new URL('../../../../build/', import.meta.url);
  const server = new URL('server/index.js', build);
  assert.ok(existsSync(server), 'The pages are not built: npm run build');
  return {
    server: (await import(server.href)) as Exclude<PagesBuild['server'], () => unknown>,
    clientDir: new URL('client/', build),
    mode: 'production',
  };
}

let world: Federation;
let dung: OfficerActor;
before(async () => {
  world = await startFederation({ pages: await builtPages() });
  dung = officerOf(world.clock);
});
after(() => world?.close());

async function page(at: FederationNode, path = '/can-bo/truc/nut', actor = dung) {
  const response = await at.node.fetch(path, { actor, headers: { accept: 'text/html' }, redirect: 'manual' });
  return { status: response.status, text: await response.text(), to: response.headers.get('location') };
}

async function post(at: FederationNode, form: Record<string, string>) {
  const response = await at.node.fetch('/can-bo/truc/nut', {
    method: 'POST',
    actor: dung,
    redirect: 'manual',
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', origin: at.url },
    body: new URLSearchParams(form),
  });
  return { status: response.status, text: await response.text(), to: response.headers.get('location') };
}

test('the registrar’s officer sees the nodes, the agencies and who asks; admits after hearing the end of the fingerprint', async () => {
  const { registrar, clock, registrarEnv } = world;
  const fresh = await startMember('nut-moi', clock, { ...registrarEnv, NODE_NAME: 'Nút thành phố mới' });
  try {
    const { fingerprint } = await fresh.nodes.operator.join();
    const shown = await page(registrar);
    assert.equal(shown.status, 200);
    assert.match(shown.text, /Danh bạ còn hạn và làm mới được/);
    assert.match(shown.text, /Nút thành phố mới/);
    assert.match(shown.text, /Bộ Tư pháp/);
    // What has to be heard from the other side is not on the page, nor in the answer behind it.
    const groups = fingerprint.match(/.{4}/g) ?? [];
    assert.ok(shown.text.includes(groups.slice(0, -2).join(' ')));
    assert.ok(!shown.text.includes(groups.slice(-2).join(' ')) && !shown.text.includes(fingerprint));
    const don = /name="don" value="([0-9a-f-]{36})"/.exec(shown.text)?.[1] ?? '';
    const wrong = await post(registrar, { viec: 'ket-nap', don, 'van-tay': '0000 0000' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /xin đừng kết nạp/);
    assert.match(wrong.text, /value="0000 0000"/);
    const right = await post(registrar, { viec: 'ket-nap', don, 'van-tay': groups.slice(-2).join(' ').toUpperCase() });
    assert.equal(right.status, 302);
    assert.match((await page(registrar, right.to ?? '')).text, /Danh bạ mới đã được ký/);
    assert.equal(await fresh.nodes.operator.refresh(), 'newer');
    assert.deepEqual((await fresh.nodes.operator.view()).alarms, []);
    const gone = await post(registrar, { viec: 'bo-nut', nut: 'nut-moi' });
    assert.equal(gone.status, 302);
    assert.equal(await fresh.nodes.operator.refresh(), 'newer');
    assert.deepEqual((await fresh.nodes.operator.view()).alarms, ['not-joined']);
  } finally {
    await fresh.close();
  }
});

test('an agency is moved from the page; what was typed is kept where it cannot be', async () => {
  const { registrar } = world;
  const wrong = await post(registrar, { viec: 'chuyen', ma: 'Z12.34', 'nut-moi': 'nut-bo' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /Không có cơ quan nào mang mã Z12\.34/);
  assert.match(wrong.text, /value="Z12\.34"/);
  const done = await post(registrar, { viec: 'chuyen', ma: 'H55.101', 'nut-moi': 'nut-bo' });
  assert.equal(done.status, 302);
  const found = await page(registrar, '/can-bo/truc/nut?q=duc%20xuan');
  assert.match(found.text, /Ủy ban nhân dân phường Đức Xuân/);
  assert.doesNotMatch(found.text, />G15</);
});

test('on a member the officer sees how old the copy is, refreshes it, changes the key', async () => {
  const { bo } = world;
  const shown = await page(bo);
  assert.match(shown.text, /Nút thành viên/);
  assert.match(shown.text, /Lần làm mới gần nhất thành công/);
  const looked = await post(bo, { viec: 'lam-moi' });
  assert.match(
    (await page(bo, looked.to ?? '')).text,
    /Đã lấy được danh bạ mới hơn|Danh bạ tại đây đã là bản mới nhất/,
  );
  const rotated = await post(bo, { viec: 'doi-khoa' });
  assert.match((await page(bo, rotated.to ?? '')).text, /Đã có khóa mới/);
});

test('without the right, or without a fresh proof, nothing is shown and nothing done', async () => {
  const { registrar, bo, clock } = world;
  const clerk = officerOf(clock, ['exchange.operate']);
  assert.equal((await page(bo, '/can-bo/truc/nut', clerk)).status, 403);
  const seen = await registrar.node.call(viewFederation, {}, clerk);
  assert.equal(seen.status, 403);
  const stale: OfficerActor = {
    ...dung,
    assurance: { level: 2, provedAt: '2026-11-27T02:00:00.000Z', methods: ['pwd', 'otp', 'mfa'] },
  };
  const moved = await registrar.node.call(moveAgency, { body: { agencyCode: 'H55', nodeId: 'nut-bo' } }, stale);
  assert.ok(!moved.ok && moved.problem.code === 'platform.step-up', JSON.stringify(moved));
  const elsewhere = await bo.node.call(moveAgency, { body: { agencyCode: 'H55', nodeId: 'nut-bo' } }, dung);
  assert.ok(!elsewhere.ok && elsewhere.problem.code === 'nodes.not-the-registrar');
  const own = await registrar.node.call(askToJoin, {}, dung);
  assert.ok(!own.ok && own.problem.code === 'nodes.stands-alone');
});
