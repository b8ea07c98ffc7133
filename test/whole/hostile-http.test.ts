import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { signOut } from '#modules/identity/contract.ts';
import type { ProblemDocument } from '#platform/problem.ts';
import { cookieAt, signInAt, startHouse, type WholeHouse } from './house.ts';

// What somebody sends who does not use our pages. Every answer is a refusal that was thought of, and the node goes on.
let house: WholeHouse;
let cookie: string;
before(async () => {
  house = await startHouse({ pages: true, worker: false });
  cookie = await cookieAt(house.url, house.code, { personalId: house.birth(0).parent.personalId });
});
after(() => house?.close());

async function problemOf(response: Response): Promise<ProblemDocument> {
  assert.match(response.headers.get('content-type') ?? '', /problem\+json/, `${response.status}`);
  return (await response.json()) as ProblemDocument;
}

const post = (path: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Response> =>
  house.anyone.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, ...headers },
    body,
  });

const SIGN_IN = '/api/identity/sessions';
const DRAFTS = '/api/counter/drafts';

test('broken, huge, deep and poisoned JSON is refused with a code, in both languages', async () => {
  const deep = (depth: number): string =>
    `{"procedureCode":"1.001193","pageId":"noi-dang-ky","answers":{"registerArea":${'['.repeat(depth)}${']'.repeat(depth)}}}`;
  const cases: [string, BodyInit, number, string][] = [
    ['broken', '{"procedureCode": ', 400, 'platform.not-json'],
    ['empty', '', 400, 'platform.not-json'],
    ['not an object', '[1,2,3]', 400, 'platform.bad-input'],
    ['null', 'null', 400, 'platform.bad-input'],
    ['a text', '"abc"', 400, 'platform.bad-input'],
    ['two megabytes', JSON.stringify({ procedureCode: 'x'.repeat(2 * 1024 * 1024) }), 413, 'platform.too-large'],
    ['2,000 deep', deep(2_000), 400, 'platform.bad-input'],
    ['400,000 deep', deep(400_000), 400, 'platform.bad-input'],
    [
      'a prototype',
      '{"procedureCode":"1.001193","pageId":"noi-dang-ky","answers":{"__proto__":{"admin":true}}}',
      400,
      'platform.not-json',
    ],
    [
      'a constructor',
      '{"procedureCode":"1.001193","pageId":"noi-dang-ky","answers":{"constructor":{"prototype":{"admin":true}}}}',
      400,
      'platform.not-json',
    ],
    [
      'bytes that are no text',
      Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
      400,
      'platform.bad-input',
    ],
  ];
  for (const [what, body, status, code] of cases)
    for (const locale of ['vi', 'en']) {
      const response = await post(DRAFTS, body, { 'accept-language': locale });
      const problem = await problemOf(response);
      assert.equal(problem.code, code, `${what}: ${JSON.stringify(problem).slice(0, 300)}`);
      assert.equal(response.status, status, what);
      assert.ok(problem.title.length > 10, what);
      assert.doesNotMatch(JSON.stringify(problem), /\bat .*:\d+:\d+|node_modules/, `${what} shows a stack`);
    }
  assert.equal(({} as Record<string, unknown>)['admin'], undefined);
});

test('wrong content types are refused, and a form of another site is not believed', async () => {
  for (const type of [
    'text/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
  ]) {
    const response = await post(DRAFTS, 'a=1', { 'content-type': type });
    assert.equal((await problemOf(response)).code, 'platform.unsupported-type', type);
  }
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `${house.url}.evil.example` },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ];
  for (const headers of foreign)
    for (const path of [DRAFTS, '/dang-nhap', '/dang-xuat']) {
      const response = await post(path, '{}', headers);
      assert.equal(response.status, 403, `${path} ${JSON.stringify(headers)}`);
      await response.body?.cancel();
    }
});

test('control characters are refused in every text field, wherever it stands', async () => {
  const nul = 'Nguyễn\u0000Văn';
  const parent = await house.as({ personalId: house.birth(0).parent.personalId });
  for (const path of [
    `/api/counter/tracking?code=${encodeURIComponent(nul)}`,
    `/api/procedures/search?q=${encodeURIComponent(nul)}`,
    `/api/directory/areas?q=${encodeURIComponent(nul)}`,
    `/api/procedures/${encodeURIComponent(nul)}`,
    '/api/procedures/1.001193%00',
  ]) {
    const response = await parent.fetch(path);
    assert.equal(response.status, 400, path);
    assert.equal((await problemOf(response)).code, 'platform.bad-input', path);
  }
  const answers = house.birth(0).answers;
  for (const key of Object.keys(answers).filter((each) => typeof answers[each] === 'string')) {
    const body = { procedureCode: '1.001193', idempotencyKey: 'nul-characters', answers: { ...answers, [key]: nul } };
    const problem = await problemOf(await post('/api/counter/dossiers', JSON.stringify(body)));
    assert.equal(problem.code, 'platform.bad-input', key);
    assert.match(JSON.stringify(problem.errors), new RegExp(key), `${key} is named`);
    assert.match(JSON.stringify(problem.errors), /control-characters/);
  }
  for (const lone of ['\\ud800', '\\udfff']) {
    const problem = await problemOf(await post(SIGN_IN, `{"personalId":"${lone}","code":"1"}`));
    assert.equal(problem.code, 'platform.bad-input', 'half a character');
  }
});

test('pages answer strange addresses with a page', async () => {
  const paths = [
    '/thu-tuc/%00',
    '/thu-tuc/..%2f..%2fetc%2fpasswd',
    '/thu-tuc/1.001193%0d%0aset-cookie:%20a=b',
    '/tim?q=%00%ff',
    '/tim?q=' + 'ă'.repeat(4000),
    '/tim?q=' + encodeURIComponent('<script>alert(1)</script>'),
    '/tra-cuu?ma=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E',
    '/tra-cuu?ma=H55.201-20261123-9999999',
    '/su-kien/constructor',
    '/su-kien/__proto__',
    '/nop-ho-so/khong-co',
    '/nop-ho-so/1.001193/%2e%2e/x',
    '/cua-toi/ho-so/khong-phai-id',
    '/cua-toi/ho-so/00000000-0000-0000-0000-000000000000',
    '/can-bo/ho-so/00000000-0000-0000-0000-000000000000',
    '/%E0%A4%A',
    '//evil.example/',
    '/.git/config',
    '/assets/..%2f..%2fpackage.json',
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/server/index.js',
    '/assets/..%5c..%5cpackage.json',
    '/assets/',
    '/api/',
  ];
  for (const path of paths)
    for (const who of [undefined, cookie]) {
      const response = await rawGet(path, who);
      assert.match(
        response,
        /^HTTP\/1\.1 (200|301|302|303|307|308|400|401|403|404|422) /,
        `${path}: ${response.slice(0, 200)}`,
      );
      assert.doesNotMatch(response, /<script>alert|<img src=x onerror/i, path);
      assert.doesNotMatch(response, /"lien-thong"|root:x:0|\bat .*\.(ts|js):\d+:\d+/, path);
      assert.doesNotMatch(response, /\r\nset-cookie: a=b/i, path);
      const location = /\r\nlocation: ([^\r]+)/i.exec(response)?.[1];
      if (location)
        assert.match(
          location,
          /^(\/(?![/\\])|http:\/\/(127\.0\.0\.1|localhost|lienthong\.test))/,
          `${path} leads to ${location}`,
        );
    }
});

/** A request as it stands, without a client that tidies the path. */
async function rawGet(path: string, who?: string): Promise<string> {
  const { hostname, port } = new URL(house.url);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => undefined);
  socket.write(
    `GET ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\nconnection: close\r\n${who ? `cookie: ${who}\r\n` : ''}\r\n`,
  );
  await ended;
  return Buffer.concat(chunks).toString('utf8');
}

test('after signing in one is led back only to this site', async () => {
  const wanted = [
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    '\\\\evil.example',
    '/%5cevil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    ' //evil.example',
    'javascript:alert(1)',
    '/cua-toi\r\nset-cookie: a=b',
    '/../..//evil.example',
    '/.//evil.example',
    'http:evil.example',
  ];
  const { personalId } = house.birth(0).parent;
  for (const ve of wanted) {
    const form = new URLSearchParams({ personalId, password: house.code });
    const response = await house.anyone.fetch(`/dang-nhap?ve=${encodeURIComponent(ve)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    });
    assert.ok([302, 303].includes(response.status), `${JSON.stringify(ve)}: ${response.status}`);
    const location = response.headers.get('location') ?? '';
    assert.equal(
      new URL(location, house.url).origin,
      new URL(house.url).origin,
      `${JSON.stringify(ve)} leads to ${location}`,
    );
    for (const line of response.headers.getSetCookie()) {
      assert.match(line, /^lt_(session|device|flow)=[^;]*;.*HttpOnly/i);
      assert.match(line, /SameSite=Lax/i);
    }
    const already = await house.anyone.fetch(`/dang-nhap?ve=${encodeURIComponent(ve)}`, { headers: { cookie } });
    if (already.headers.has('location'))
      assert.equal(new URL(already.headers.get('location') ?? '', house.url).origin, new URL(house.url).origin, ve);
  }
});

test('the cookie of an ended session, a made-up one and one too many open nothing', async () => {
  const own = await signInAt(house.url, house.code, { personalId: house.birth(1).parent.personalId });
  assert.equal((await own.fetch('/api/identity/me')).status, 200);
  assert.ok((await own.get(signOut, {})).ended);
  assert.equal((await own.fetch('/api/identity/me')).status, 401);
  for (const header of [
    'lt_session=',
    'lt_session=%00',
    `lt_session=${'x'.repeat(5000)}`,
    'lt_session="; drop table"',
    'lt_session=a; lt_session=b',
    '=; ;;=',
  ]) {
    const response = await house.anyone.fetch('/api/identity/me', { headers: { cookie: header } });
    assert.equal(response.status, 401, header.slice(0, 40));
    const page = await house.anyone.fetch('/cua-toi/ho-so', { headers: { cookie: header } });
    assert.ok([302, 303, 401].includes(page.status), `${header.slice(0, 40)}: ${page.status}`);
  }
  const bearer = await house.anyone.fetch('/api/identity/me', { headers: { authorization: 'Bearer x' } });
  assert.equal(bearer.status, 401);
});

test('headers and requests out of shape do not end the process', async () => {
  const { hostname, port } = new URL(house.url);
  const shots = [
    'GET / HTTP/1.1\r\n\r\n',
    'GARBAGE\r\n\r\n',
    `GET / HTTP/1.1\r\nhost: x\r\nx-request-id: ${'a'.repeat(20_000)}\r\n\r\n`,
    'POST /api/counter/drafts HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    'POST /api/counter/drafts HTTP/1.1\r\nhost: x\r\ncontent-length: -5\r\n\r\n',
    'GET / HTTP/1.1\r\nhost: a b c\r\nconnection: close\r\n\r\n',
    'GET / HTTP/1.1\r\nhost: [::\r\nconnection: close\r\n\r\n',
    'POST /dang-nhap HTTP/1.1\r\nhost: [::\r\ncontent-length: 0\r\nconnection: close\r\n\r\n',
    'OPTIONS * HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
  ];
  for (const shot of shots)
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.end(shot));
      let got = '';
      socket.on('data', (chunk) => (got += chunk.toString('utf8')));
      socket.on('error', () => undefined);
      socket.setTimeout(5000, () => socket.destroy());
      socket.once('close', () => {
        assert.doesNotMatch(got, /^HTTP\/1\.1 5/, `${shot.slice(0, 60)}: ${got.slice(0, 300)}`);
        resolve();
      });
    });
  assert.equal((await house.anyone.fetch('/health/ready')).status, 200);
});
