import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import * as tus from 'tus-js-client';
import { newId } from '#platform/id.ts';
import type { ProblemDocument } from '#platform/problem.ts';
import { startNode, tokenOf, type TestNode } from '#test/world/node.ts';
import { getFile, openFile } from '../contract.ts';
import { createFiles } from '../index.ts';
import { begin, citizenOf, locationOf, offsetOf, send } from './people.ts';
import { lockedPdf, pdfOf, photo, program } from './samples.ts';

const lan = citizenOf('Nguyễn Thị Thu Hà');
const other = citizenOf('Hoàng Văn Nông');
let first: TestNode;
let second: TestNode;

before(async () => {
  first = await startNode({ build: (deps) => [createFiles(deps)] });
  second = await startNode({ build: (deps) => [createFiles(deps)], beside: first });
});
after(async () => {
  await second.close();
  await first.close();
});

/** A whole, valid photo of about a megabyte, so that it goes in several pieces. */
async function largePhoto(): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  const noise = randomBytes(900 * 900 * 3);
  return sharp(noise, { raw: { width: 900, height: 900, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

async function codeOf(response: Response): Promise<string> {
  assert.match(response.headers.get('content-type') ?? '', /problem\+json/);
  return ((await response.json()) as ProblemDocument).code;
}

async function chunksStored(): Promise<number> {
  const { rows } = await first.database.pool.query('select count(*) as n from files.upload_chunk');
  return Number(rows[0].n);
}

test('an upload that breaks off in one process is continued in another, byte for byte', async () => {
  const bytes = await largePhoto();
  assert.ok(bytes.length > 600_000, `${bytes.length}`);
  const created = await begin(first, lan, { name: 'Giấy chứng sinh.jpg', length: bytes.length });
  assert.equal(created.status, 201);
  const location = locationOf(created);
  assert.match(location, /^\/api\/files\/uploads\/[0-9a-f-]{36}$/);

  await breakOff(first, location, bytes, 400_000);
  const arrived = await until(
    () => offsetOf(second, lan, location),
    (at) => Number(at) >= 400_000,
  );
  assert.equal(arrived, 400_000, 'what was sent before the break is kept');

  const rest = await send(second, lan, location, 400_000, bytes.subarray(400_000));
  assert.equal(rest.status, 204);
  assert.equal(rest.headers.get('upload-offset'), String(bytes.length));

  const fileId = location.split('/').at(-1) ?? '';
  const file = await first.call(getFile, { params: { fileId } }, lan);
  assert.ok(file.ok);
  assert.deepEqual(
    [file.answer.name, file.answer.type, file.answer.bytes, file.answer.scan, file.answer.kept],
    ['Giấy chứng sinh.jpg', 'image/jpeg', bytes.length, 'not-scanned', false],
  );
  const opened = await second.call(openFile, { params: { fileId } }, lan);
  assert.ok(opened.ok);
  assert.ok(opened.answer.bytes.equals(bytes));
  assert.equal(await chunksStored(), 0, 'the pieces are gone once the file is whole');
});

/** Sends the head of a PATCH and some of its bytes over a bare socket, then cuts the line. */
async function breakOff(node: TestNode, location: string, bytes: Buffer, sent: number): Promise<void> {
  const { port } = new URL(node.url);
  const socket = connect(Number(port), '127.0.0.1');
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  socket.write(
    [
      `PATCH ${location} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      `Authorization: Bearer ${tokenOf(lan)}`,
      'Tus-Resumable: 1.0.0',
      'Upload-Offset: 0',
      'Content-Type: application/offset+octet-stream',
      `Content-Length: ${bytes.length}`,
      '',
      '',
    ].join('\r\n'),
  );
  await new Promise<void>((resolve) => socket.write(bytes.subarray(0, sent), () => resolve()));
  // Long enough for the server to have read it from the line.
  await until(
    () => offsetOf(node, lan, location),
    (at) => Number(at) > 0,
  );
  await new Promise((resolve) => setTimeout(resolve, 100));
  socket.destroy();
}

async function until<T>(look: () => Promise<T>, enough: (seen: T) => boolean): Promise<T> {
  for (let round = 0; ; round += 1) {
    const seen = await look();
    if (enough(seen) || round > 1000) return seen;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

test('the usual browser library works with it, two pieces at two processes', async () => {
  const bytes = await pdfOf(40, { streams: false });
  const urls: string[] = [];
  const upload = (node: TestNode, url?: string) =>
    new Promise<void>((resolve, reject) => {
      const task = new tus.Upload(bytes, {
        endpoint: `${node.url}/api/files/uploads`,
        ...(url ? { uploadUrl: `${node.url}${new URL(url).pathname}` } : {}),
        headers: { authorization: `Bearer ${tokenOf(lan)}` },
        metadata: { filename: 'tờ khai.pdf' },
        chunkSize: 3000,
        retryDelays: [],
        onChunkComplete: (_size, accepted) => {
          urls.push(task.url ?? '');
          if (!url && accepted >= 3000) void task.abort().then(resolve);
        },
        onError: reject,
        onSuccess: () => resolve(),
      });
      task.start();
    });
  await upload(first);
  const url = urls[0] ?? '';
  const at = Number(await offsetOf(second, lan, new URL(url).pathname));
  assert.ok(at >= 3000 && at < bytes.length, String(at));
  await upload(second, url);
  const fileId = url.split('/').at(-1) ?? '';
  const file = await first.call(getFile, { params: { fileId } }, lan);
  assert.ok(file.ok);
  assert.deepEqual([file.answer.pages, file.answer.name], [40, 'tờ khai.pdf']);
});

test('only someone signed in may begin, and only the owner may go on', async () => {
  const nobody = await begin(first, { kind: 'anonymous' }, { name: 'a.pdf', length: 100 });
  assert.equal(nobody.status, 401);
  assert.equal(await codeOf(nobody), 'platform.not-signed-in');
  const location = locationOf(await begin(first, lan, { name: 'a.pdf', length: 100 }));
  assert.equal(await offsetOf(first, other, location), 'status 404');
  assert.equal(await offsetOf(first, lan, location), 0);
  const foreign = await send(first, other, location, 0, Buffer.alloc(50));
  assert.equal(foreign.status, 404);
  assert.equal(await codeOf(foreign), 'files.not-found');
  assert.equal(await offsetOf(first, lan, `/api/files/uploads/${newId()}`), 'status 404');
  assert.equal(await offsetOf(first, lan, '/api/files/uploads/khong-phai-id'), 'status 404');
});

test('3 GB are refused at once, before a byte is stored', async () => {
  const response = await begin(first, lan, { name: 'phim.pdf', length: 3 * 1024 ** 3 });
  assert.equal(response.status, 413);
  const problem = (await response.json()) as ProblemDocument;
  assert.equal(problem.code, 'files.too-large');
  assert.match(problem.title, /10 MB/);
  const { rows } = await first.database.pool.query("select count(*) as n from files.upload where name = 'phim.pdf'");
  assert.equal(Number(rows[0].n), 0);
  for (const length of ['1e400', '-5', 'abc', '99999999999999999999999'])
    assert.ok((await begin(first, lan, { name: 'x', length })).status >= 400, length);
  assert.equal(await codeOf(await begin(first, lan, { name: 'trống.pdf', length: 0 })), 'files.empty');
});

test('a body that is longer than declared does not get in', async () => {
  const location = locationOf(await begin(first, lan, { name: 'a.pdf', length: 10 }));
  const response = await send(first, lan, location, 0, Buffer.alloc(5000));
  assert.ok(response.status >= 400 && response.status < 500, String(response.status));
  assert.equal(await offsetOf(first, lan, location), 0);
});

test('a part that does not follow is refused, and two senders cannot write over each other', async () => {
  const bytes = await pdfOf(3);
  const location = locationOf(await begin(first, lan, { name: 'a.pdf', length: bytes.length }));
  const gap = await send(first, lan, location, 50, bytes.subarray(50));
  assert.equal(gap.status, 409);
  assert.equal(await codeOf(gap), 'files.offset-conflict');
  const both = await Promise.all([
    send(first, lan, location, 0, bytes.subarray(0, 100)),
    send(second, lan, location, 0, bytes.subarray(0, 100)),
  ]);
  assert.deepEqual(both.map((response) => response.status).sort(), [204, 409]);
  const rest = await Promise.all([
    send(first, lan, location, 100, bytes.subarray(100)),
    send(second, lan, location, 100, bytes.subarray(100)),
  ]);
  assert.deepEqual(rest.map((response) => response.status).sort(), [204, 409]);
  const fileId = location.split('/').at(-1) ?? '';
  const opened = await first.call(openFile, { params: { fileId } }, lan);
  assert.ok(opened.ok && opened.answer.bytes.equals(bytes));
});

test('a program called .pdf is refused with the last piece, and the upload is over', async () => {
  const refused: [string, Buffer, string, number][] = [
    ['giấy chứng sinh.pdf', program(), 'files.type-not-accepted', 415],
    ['khóa.pdf', await lockedPdf(), 'files.password-protected', 422],
    ['cụt.jpg', (await photo('jpeg', { width: 900, height: 900 })).subarray(0, 4000), 'files.truncated', 422],
  ];
  for (const [name, bytes, code, status] of refused) {
    const location = locationOf(await begin(first, lan, { name, length: bytes.length }));
    const response = await send(first, lan, location, 0, bytes);
    assert.equal(response.status, status, name);
    assert.equal(await codeOf(response), code);
    assert.equal(await offsetOf(first, lan, location), 'status 410');
    const fileId = location.split('/').at(-1) ?? '';
    const file = await first.call(getFile, { params: { fileId } }, lan);
    assert.equal(file.status, 404);
  }
  assert.equal(await chunksStored(), 0);
});

test('NUL, path and NFD in the name do no harm', async () => {
  const bytes = await pdfOf(1);
  const given = `../..\\C:\\ảnh\0/${'Giấy tờ của bé'.normalize('NFD')}\0.pdf`;
  const location = locationOf(await begin(first, lan, { name: given, length: bytes.length }));
  assert.equal((await send(first, lan, location, 0, bytes)).status, 204);
  const file = await first.call(getFile, { params: { fileId: location.split('/').at(-1) ?? '' } }, lan);
  assert.ok(file.ok);
  assert.equal(file.answer.name, 'Giấy tờ của bé.pdf');
});

test('when the last answer is lost, the device learns that all has arrived, and nothing is stored twice', async () => {
  const bytes = await pdfOf(2);
  const location = locationOf(await begin(first, lan, { name: 'a.pdf', length: bytes.length }));
  assert.equal((await send(first, lan, location, 0, bytes)).status, 204);
  assert.equal(await offsetOf(second, lan, location), bytes.length);
  assert.equal((await send(second, lan, location, 0, bytes)).status, 409);
  const fileId = location.split('/').at(-1);
  const { rows } = await first.database.pool.query('select count(*) as n from files.file where id = $1', [fileId]);
  assert.equal(Number(rows[0].n), 1);
});

test('the server says what it speaks', async () => {
  const options = await first.fetch('/api/files/uploads', { method: 'OPTIONS' });
  assert.equal(options.status, 204);
  assert.equal(options.headers.get('tus-version'), '1.0.0');
  assert.equal(options.headers.get('tus-max-size'), String(10 * 1024 * 1024));
  assert.match(options.headers.get('tus-extension') ?? '', /creation.*termination/);
  const unversioned = await first.fetch('/api/files/uploads', {
    method: 'POST',
    actor: lan,
    headers: { 'upload-length': '5' },
  });
  assert.equal(unversioned.status, 412);
});

test('an upload may be given up', async () => {
  const location = locationOf(await begin(first, lan, { name: 'a.pdf', length: 100 }));
  const response = await first.fetch(location, {
    method: 'DELETE',
    actor: lan,
    headers: { 'tus-resumable': '1.0.0' },
  });
  assert.equal(response.status, 204);
  assert.equal(await offsetOf(first, lan, location), 'status 404');
});
