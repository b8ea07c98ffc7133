import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { securityHeaders } from '#platform/web/security-headers.ts';
import { startNode, type TestNode } from '#test/world/node.ts';

const html = `<!doctype html><title>Cổng dịch vụ công</title>${'<p>Đăng ký khai sinh</p>'.repeat(100)}`;

let node: TestNode;
before(async () => {
  node = await startNode({ build: () => [] });
  const page = { status: 200, type: 'text/html; charset=utf-8', bytes: Buffer.from(html), etag: 'W/"one"', tags: [] };
  node.deps.pages.keep('vi /trang', page, node.deps.pages.mark());
});
after(() => node?.close());

test('a page from the cache carries every security header, a request id and no right to be stored by others', async () => {
  const response = await node.fetch('/trang');
  assert.equal(await response.text(), html);
  for (const [name, value] of Object.entries(securityHeaders(false))) assert.equal(response.headers.get(name), value);
  assert.equal(response.headers.get('cache-control'), 'no-cache');
  assert.equal(response.headers.get('vary'), 'cookie, accept-encoding');
  assert.match(response.headers.get('x-request-id') ?? '', /^[\w-]{8,64}$/);
});

test('it is answered 304 where it is known, plain where compression is not wanted, and only to reads', async () => {
  const known = await node.fetch('/trang', { headers: { 'if-none-match': 'W/"one"' } });
  assert.equal(known.status, 304);
  assert.equal(known.headers.get('etag'), 'W/"one"');
  const plain = await node.fetch('/trang', { headers: { 'accept-encoding': 'identity' } });
  assert.equal(plain.headers.get('content-encoding'), null);
  assert.equal(plain.headers.get('content-length'), String(Buffer.byteLength(html)));
  assert.equal((await node.fetch('/trang')).headers.get('content-encoding'), 'gzip');
  assert.equal((await node.fetch('/trang', { method: 'POST' })).status, 404);
});

test('every answer from the cache is counted', async () => {
  const hits = async (): Promise<number> =>
    Number(/outcome="hit"\} (\d+)/.exec(await (await node.fetch('/metrics')).text())?.[1] ?? 0);
  const before = await hits();
  await Promise.all([1, 2, 3].map(() => node.fetch('/trang')));
  assert.equal(await hits(), before + 3);
});

test('requests have ids of their own', async () => {
  const ids = await Promise.all([1, 2, 3].map(async () => (await node.fetch('/trang')).headers.get('x-request-id')));
  assert.equal(new Set(ids).size, 3);
  const given = await node.fetch('/trang', { headers: { 'x-request-id': 'phien-12345678' } });
  assert.equal(given.headers.get('x-request-id'), 'phien-12345678');
});

test('somebody signed in, or the other language, does not get it', async () => {
  const citizen = { kind: 'citizen', accountId: 'a', personId: 'p', name: 'Nguyễn Thị Thu Hà' } as const;
  assert.equal((await node.fetch('/trang', { actor: citizen })).status, 404);
  assert.equal((await node.fetch('/trang', { headers: { cookie: 'lt_lang=en' } })).status, 404);
});
