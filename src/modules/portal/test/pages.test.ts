import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { TestNode } from '#test/world/node.ts';
import { asked, knownCode, pausedCode } from './fixtures.ts';
import { startPortal } from './world.ts';

let node: TestNode;
before(async () => {
  node = await startPortal();
});
after(() => node.close());

async function read(path: string, headers: Record<string, string> = {}) {
  const response = await node.fetch(path, { headers, redirect: 'manual' });
  return { response, status: response.status, html: await response.text() };
}

test('no public page sends JavaScript, and each names its language, title and one h1', async () => {
  const paths = [
    '/',
    '/tim',
    '/tim?q=khai+sinh',
    '/su-kien/COCONNHO',
    '/thu-tuc/1.001193',
    '/tra-cuu',
    `/tra-cuu?ma=${knownCode}`,
    '/gioi-thieu',
    '/tro-giup',
    '/loi-tiep-can',
  ];
  for (const path of paths) {
    const { status, html } = await read(path);
    assert.equal(status, 200, path);
    assert.ok(!html.includes('<script'), `${path} sends a script`);
    assert.ok(!/ style="/.test(html), `${path} has inline styles, which the policy refuses`);
    assert.match(html, /<html lang="vi"/, path);
    assert.match(html, /<title>[^<]+ – Liên Thông<\/title>/, path);
    assert.equal(html.match(/<h1/g)?.length, 1, `${path} has one h1`);
    assert.ok(Buffer.byteLength(html) < 40_000, `${path} weighs ${Buffer.byteLength(html)} bytes`);
  }
});

test('search answers without accents, suggests, and helps where nothing is found', async () => {
  assert.match((await read('/tim?q=khai%20sinh')).html, /\/thu-tuc\/1\.001193/);
  assert.match((await read('/tim?q=khai%20snih')).html, /href="\/tim\?q=khai%20sinh"/);
  const nothing = (await read('/tim?q=zzzz%3Cscript%3E')).html;
  assert.match(nothing, /Chưa tìm thấy thủ tục nào/);
  assert.match(nothing, /\/su-kien\/COCONNHO/);
  assert.ok(!nothing.includes('<script'), 'what was typed is text');
  assert.match((await read(`/tim?q=${knownCode}`)).html, new RegExp(`/tra-cuu\\?ma=${knownCode}`));
  assert.equal((await read(`/tim?q=${'a'.repeat(5000)}`)).status, 200);
  assert.equal((await read('/tim?q=%00khai%00')).status, 200);
});

test('a procedure page says what it needs, why, the same-day rule, and where to begin', async () => {
  const { html } = await read('/thu-tuc/1.001193');
  for (const words of [
    'Giấy chứng sinh',
    'Chứng minh việc sinh.',
    'nhận lúc 14:00 thứ hai',
    'href="/nop-ho-so/1.001193"',
    '60/2014/QH13',
    'bản tóm tắt',
  ])
    assert.ok(html.includes(words), words);
});

test('anonymous pages are kept, and dropped when the catalogue changes', async () => {
  await read('/thu-tuc/1.001193');
  const before = asked.procedure;
  const again = await read('/thu-tuc/1.001193');
  assert.equal(asked.procedure, before, 'served from the cache');
  const tag = again.response.headers.get('etag') ?? '';
  assert.equal((await read('/thu-tuc/1.001193', { 'if-none-match': tag })).status, 304);
  await node.deps.pages.drop('procedures');
  for (let tries = 0; asked.procedure === before && tries < 500; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    await read('/thu-tuc/1.001193');
  }
  assert.ok(asked.procedure > before, 'asked again after the event');
});

test('tracking shows where a dossier is, and never comes from a cache', async () => {
  const { html, response } = await read(`/tra-cuu?ma=${knownCode}`);
  assert.match(html, /aria-current="step"/);
  assert.match(html, /17:00, 23\/11\/2026/);
  assert.match(html, /Ủy ban nhân dân phường Đức Xuân/);
  assert.match(response.headers.get('cache-control') ?? '', /no-store/);
  const paused = (await read(`/tra-cuu?ma=${pausedCode}`)).html;
  assert.match(paused, /Chờ người nộp bổ sung giấy tờ/);
  assert.match(paused, /Đã quá ngày hẹn/);
});

test('an unknown, malformed or empty code is told apart, and what was typed is kept', async () => {
  const unknown = await read('/tra-cuu?ma=H55.12.34-20261123-9999999');
  assert.equal(unknown.status, 404);
  assert.match(unknown.html, /<title>Lỗi: /);
  assert.match(unknown.html, /value="H55\.12\.34-20261123-9999999"/);
  assert.match(unknown.html, /href="#ma"/);
  assert.match(unknown.html, /autofocus/);
  const malformed = await read('/tra-cuu?ma=%22%3E%3Cimg%20src%3Dx%3E');
  assert.ok(malformed.status >= 400 && malformed.status < 500);
  assert.ok(!malformed.html.includes('<img src=x'));
  assert.match(malformed.html, /ba phần/);
  assert.match((await read('/tra-cuu?ma=')).html, /Gõ mã hồ sơ ghi trên biên nhận/);
});

test('every sentence has its English twin, and Vietnamese left on an English page says so', async () => {
  const english = { cookie: 'lt_lang=en' };
  const procedure = (await read('/thu-tuc/1.001193', english)).html;
  assert.match(procedure, /<html lang="en"/);
  assert.match(procedure, /What you need/);
  assert.match(procedure, /<span lang="vi">Chứng minh việc sinh\.<\/span>/);
  assert.match((await read('/', english)).html, /What do you need to do\?/);
  assert.match((await read('/')).html, /Ông\/bà cần làm thủ tục gì\?/);
});

test('the language is remembered, and one comes back to a page of this site only', async () => {
  const { response } = await read('/ngon-ngu/en?ve=%2Ftim%3Fq%3Da');
  assert.equal(response.status, 302);
  assert.equal(response.headers.get('location'), '/tim?q=a');
  assert.match(response.headers.get('set-cookie') ?? '', /lt_lang=en; Path=\/;.*SameSite=Lax/);
  assert.equal((await read('/ngon-ngu/xx?ve=%2F%2Fevil.example')).response.headers.get('location'), '/');
});

test('what is not there is a page with a way on, in the reader’s language', async () => {
  for (const path of ['/khong-co-trang-nay', '/thu-tuc/9.999999', '/su-kien/KHONGCO']) {
    const { status, html } = await read(path);
    assert.equal(status, 404, path);
    assert.match(html, /Không tìm thấy trang này/, path);
    assert.match(html, /action="\/tim"/, path);
  }
  assert.match((await read('/khong-co-trang-nay', { cookie: 'lt_lang=en' })).html, /This page was not found/);
});

test('robots stay out of what is personal', async () => {
  const { html, response } = await read('/robots.txt');
  assert.match(response.headers.get('content-type') ?? '', /text\/plain/);
  for (const path of ['/tra-cuu', '/cua-toi/', '/can-bo']) assert.ok(html.includes(`Disallow: ${path}`));
});
