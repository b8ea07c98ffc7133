import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import * as fc from 'fast-check';
import type { ProblemDocument } from '#platform/problem.ts';
import { startNode, tokenOf, type TestNode } from '#test/world/node.ts';
import { createFiles, type Files, type StoredFile } from '../index.ts';
import { citizenOf, officerOf } from './people.ts';
import { pdfOf } from './samples.ts';

const MB = 1024 * 1024;
const mai = citizenOf('Lò Thị Mai');
const bytes = randomBytes(9 * MB + 77);
bytes.write('\0\0\0\x20ftypmp42\0\0\0\0mp42isom', 0, 'latin1');
const digest = `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;
let node: TestNode;
let files: Files;
let file: StoredFile;
let tag: string;

before(async () => {
  node = await startNode({ build: (deps) => [(files = createFiles(deps))] });
  file = await files.receiveLarge(arriving(), { name: 'Hội nghị.mp4', owner: mai.accountId });
  tag = `"${file.sha256}"`;
});
after(() => node.close());

async function* arriving(): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 500_000) yield bytes.subarray(at, at + 500_000);
}

function get(headers: Record<string, string> = {}, { method = 'GET', id = file.id, actor = mai as never } = {}) {
  return node.fetch(`/api/files/${id}/content`, { method, actor, headers });
}

async function bodyOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

test('the whole file comes with its length, its digest and a tag, and is saved, not opened', async () => {
  const response = await get();
  assert.equal(response.status, 200);
  assert.ok((await bodyOf(response)).equals(bytes));
  const told = ['content-length', 'content-type', 'accept-ranges', 'etag', 'content-digest', 'repr-digest'];
  assert.deepEqual(
    told.map((name) => response.headers.get(name)),
    [String(bytes.length), 'video/mp4', 'bytes', tag, digest, digest],
  );
  assert.match(response.headers.get('content-disposition') ?? '', /^attachment; filename="Hoi_nghi.mp4"/);
  assert.match(response.headers.get('content-security-policy') ?? '', /sandbox/);
});

test('any part that is asked for comes, whole and right, also when fetched on from where the line broke', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(3 * MB), async (from, length) => {
      const response = await get({ range: `bytes=${from}-${from + length}`, 'if-range': tag });
      assert.equal(response.status, 206);
      const end = Math.min(from + length, bytes.length - 1);
      assert.equal(response.headers.get('content-range'), `bytes ${from}-${end}/${bytes.length}`);
      assert.equal(response.headers.get('content-length'), String(end + 1 - from));
      // The digest of the whole stays; of the part none is claimed.
      assert.deepEqual([response.headers.get('repr-digest'), response.headers.get('content-digest')], [digest, null]);
      assert.ok((await bodyOf(response)).equals(bytes.subarray(from, end + 1)));
    }),
    { numRuns: 25 },
  );
});

test('ranges at the edges', async () => {
  const all = bytes.length;
  const parts: [Record<string, string>, number, number | undefined, number | undefined][] = [
    [{ range: 'bytes=0-0' }, 206, 0, 1],
    [{ range: `bytes=${all - 1}-` }, 206, all - 1, all],
    [{ range: 'bytes=-5' }, 206, all - 5, all],
    [{ range: `bytes=-${all * 9}` }, 206, 0, all],
    [{ range: `bytes=5-99999999999999999999` }, 206, 5, all],
    [{ range: `bytes=${all}-` }, 416, undefined, undefined],
    [{ range: 'bytes=99999999999999999999-' }, 416, undefined, undefined],
    [{ range: 'bytes=-0' }, 416, undefined, undefined],
    // What cannot be read, several parts, and a part of another content: the whole.
    [{ range: 'bytes=9-5' }, 200, 0, all],
    [{ range: 'bytes=-' }, 200, 0, all],
    [{ range: 'bytes=a-b' }, 200, 0, all],
    [{ range: 'lines=0-5' }, 200, 0, all],
    [{ range: 'bytes=0-1,4-5' }, 200, 0, all],
    [{ range: 'bytes=0-5', 'if-range': '"khac"' }, 200, 0, all],
    [{ range: 'bytes=0-5', 'if-range': `W/${tag}` }, 200, 0, all],
    [{ range: 'bytes=0-5', 'if-range': 'Sat, 28 Nov 2026 01:00:00 GMT' }, 200, 0, all],
  ];
  for (const [headers, status, from, to] of parts) {
    const response = await get(headers);
    const what = JSON.stringify(headers);
    assert.equal(response.status, status, what);
    const body = await bodyOf(response);
    if (status !== 416) assert.ok(body.equals(bytes.subarray(from, to)), what);
    else {
      assert.equal((JSON.parse(body.toString()) as ProblemDocument).code, 'platform.range-not-satisfiable');
      assert.equal(response.headers.get('content-range'), `bytes */${all}`);
    }
  }
});

test('what is known already is not sent again, and HEAD sends nothing', async () => {
  for (const known of [tag, `W/${tag}`, `"a", ${tag}`, '*']) {
    const response = await get({ 'if-none-match': known });
    assert.deepEqual([response.status, (await bodyOf(response)).length], [304, 0]);
  }
  assert.equal((await get({ 'if-none-match': '"a"', range: 'bytes=0-0' })).status, 206);
  const head = await get({}, { method: 'HEAD' });
  assert.deepEqual(
    [head.status, head.headers.get('content-length'), head.headers.get('etag'), (await bodyOf(head)).length],
    [200, String(bytes.length), tag, 0],
  );
});

test("a part of another person's file does not exist either, and each reading by an officer is written down", async () => {
  const ngoc = officerOf('Nông Thị Bích Ngọc');
  const range = { range: 'bytes=0-9' };
  assert.equal((await get(range, { actor: ngoc as never })).status, 404);
  await files.shareWith(file.id, ngoc.agencyId);
  assert.equal((await get(range, { actor: ngoc as never })).status, 206);
  const { rows } = await node.database.pool.query(
    'select count(*)::int as n from files.opening where file_id = $1 and account_id = $2',
    [file.id, ngoc.accountId],
  );
  assert.equal(rows[0].n, 1);
});

test('a small file comes in parts, too', async () => {
  const pdf = await pdfOf(2);
  const small = await files.receive(pdf, { name: 'a.pdf', owner: mai.accountId });
  const response = await get({ range: 'bytes=1-3' }, { id: small.id });
  assert.deepEqual([response.status, (await bodyOf(response)).toString()], [206, 'PDF']);
});

test('somebody who takes a little and goes leaves no connection of the database behind', async () => {
  const { port } = new URL(node.url);
  for (let round = 0; round < 12; round += 1) {
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      `GET /api/files/${file.id}/content HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${tokenOf(mai)}\r\n\r\n`,
    );
    await new Promise<void>((resolve) => socket.once('data', () => resolve()));
    // Nothing is read any more, so the server must not read on either.
    socket.pause();
    if (round % 2 === 0) socket.destroy();
    else setImmediate(() => socket.destroy());
  }
  // The pool has six: each of these needs one.
  const answers = await Promise.all(Array.from({ length: 8 }, () => get({ range: 'bytes=0-99' })));
  assert.ok(answers.every(({ status }) => status === 206));
  assert.equal(node.database.pool.waitingCount, 0);
});
