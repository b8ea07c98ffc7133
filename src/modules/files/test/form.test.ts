import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { type ProblemDocument } from '#platform/problem.ts';
import { startNode, tokenOf, type TestNode } from '#test/world/node.ts';
import { createFiles } from '../index.ts';
import { citizenOf, sendForm } from './people.ts';
import { heicPhoto, pdfOf, program } from './samples.ts';

const mai = citizenOf('Lò Thị Mai');
let node: TestNode;

before(async () => {
  node = await startNode({ build: (deps) => [createFiles(deps)] });
});
after(() => node.close());

async function formOf(response: Response) {
  assert.equal(response.status, 201, await response.clone().text());
  return (await response.json()) as {
    files: { id: string; name: string; type: string }[];
    refused: { name: string; problem: ProblemDocument }[];
  };
}

async function problemOf(response: Response): Promise<[number, string]> {
  return [response.status, ((await response.json()) as ProblemDocument).code];
}

async function countFiles(): Promise<number> {
  const { rows } = await node.database.pool.query('select count(*) as n from files.file');
  return Number(rows[0].n);
}

/** Speaks HTTP over a bare socket: what no well-behaved client would send. */
async function speak(head: string[], body: Buffer, { thenCut = false } = {}): Promise<string> {
  const { port } = new URL(node.url);
  const socket = connect(Number(port), '127.0.0.1');
  let heard = '';
  socket.on('data', (data) => (heard += data.toString('utf8')));
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  socket.write([...head, `Host: 127.0.0.1:${port}`, `Authorization: Bearer ${tokenOf(mai)}`, '', ''].join('\r\n'));
  socket.write(body);
  // Where an answer is due it is waited for; where none is, a second shows that the form is not taken for complete.
  const until = Date.now() + (thenCut ? 1000 : 30_000);
  while (Date.now() < until && !heard.includes('\r\n\r\n')) await new Promise((resolve) => setTimeout(resolve, 25));
  if (thenCut || heard !== '') socket.destroy();
  return heard;
}

test('a form brings several files; the good are stored and the bad are named', async () => {
  const response = await sendForm(node, mai, [
    { name: 'Giấy chứng sinh.pdf', bytes: await pdfOf(2) },
    { name: 'virus.pdf', bytes: program() },
    { name: 'IMG_0001.HEIC', bytes: await heicPhoto() },
    { name: 'trống.jpg', bytes: Buffer.alloc(0) },
  ]);
  const { files: stored, refused } = await formOf(response);
  assert.deepEqual(
    stored.map(({ name, type }) => [name, type]),
    [
      ['Giấy chứng sinh.pdf', 'application/pdf'],
      ['IMG_0001.HEIC', 'image/heic'],
    ],
  );
  assert.deepEqual(
    refused.map(({ name, problem }) => [name, problem.code]),
    [
      ['virus.pdf', 'files.type-not-accepted'],
      ['trống.jpg', 'files.empty'],
    ],
  );
});

test('a form without a file, with too many or from nobody is refused', async () => {
  assert.deepEqual(await problemOf(await sendForm(node, mai, [])), [422, 'files.none']);
  assert.deepEqual(await problemOf(await sendForm(node, mai, [{ name: '', bytes: Buffer.alloc(0) }])), [
    422,
    'files.none',
  ]);
  const one = { name: 'a.pdf', bytes: await pdfOf(1) };
  assert.deepEqual(
    await problemOf(
      await sendForm(
        node,
        mai,
        Array.from({ length: 11 }, () => one),
      ),
    ),
    [422, 'files.too-many'],
  );
  assert.deepEqual(await problemOf(await sendForm(node, undefined, [one])), [401, 'platform.not-signed-in']);
  assert.deepEqual(await problemOf(await sendForm(node, mai, [{ name: 'x.pdf', bytes: program() }])), [
    415,
    'files.type-not-accepted',
  ]);
  const large = Buffer.alloc(10 * 1024 * 1024 + 1);
  assert.deepEqual(await problemOf(await sendForm(node, mai, [{ name: 'x.pdf', bytes: large }])), [
    413,
    'files.too-large',
  ]);
});

test('a form of 3 GB is refused by its announced length', async () => {
  const before = await countFiles();
  const heard = await speak(
    [
      'POST /api/files/form HTTP/1.1',
      'Content-Type: multipart/form-data; boundary=x',
      `Content-Length: ${3 * 1024 ** 3}`,
    ],
    Buffer.from('--x\r\nContent-Disposition: form-data; name="tep"; filename="phim.pdf"\r\n\r\n%PDF-1.7'),
  );
  assert.match(heard, /^HTTP\/1.1 413 /);
  assert.match(heard, /files\.too-large/);
  assert.equal(await countFiles(), before);
});

test('an endless form without a length is stopped, answered and hung up on', async () => {
  const before = await countFiles();
  const { port } = new URL(node.url);
  const socket = connect(Number(port), '127.0.0.1');
  const line = { heard: '', over: false };
  socket.on('data', (data) => (line.heard += data.toString('utf8')));
  socket.on('error', () => undefined);
  socket.on('close', () => (line.over = true));
  socket.write(
    [
      'POST /api/files/form HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      `Authorization: Bearer ${tokenOf(mai)}`,
      'Content-Type: multipart/form-data; boundary=x',
      'Transfer-Encoding: chunked',
      '',
      '',
    ].join('\r\n'),
  );
  const head = '--x\r\nContent-Disposition: form-data; name="tep"; filename="phim.pdf"\r\n\r\n';
  socket.write(`${head.length.toString(16)}\r\n${head}\r\n`);
  const megabyte = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(0x100000, 0x41), Buffer.from('\r\n')]);
  let sent = 0;
  while (!line.over && line.heard === '' && sent < 400) {
    await new Promise<void>((resolve) => socket.write(megabyte, () => resolve()));
    sent += 1;
  }
  for (let round = 0; round < 2400 && !line.over; round += 1) await new Promise((resolve) => setTimeout(resolve, 25));
  assert.match(line.heard, /^HTTP\/1.1 413 [\s\S]*files\.too-large/);
  assert.ok(line.over, 'the line is closed');
  assert.ok(sent < 200, `${sent} MB`);
  assert.equal(await countFiles(), before);
});

test('a form whose connection is lost leaves nothing behind and acknowledges nothing', async () => {
  const before = await countFiles();
  const pdf = await pdfOf(1);
  const body = Buffer.concat([
    Buffer.from('--x\r\nContent-Disposition: form-data; name="tep"; filename="a.pdf"\r\n\r\n'),
    pdf,
    Buffer.from('\r\n--x\r\nContent-Disposition: form-data; name="tep"; filename="b.pdf"\r\n\r\n%PDF-1.7 nửa chừng'),
  ]);
  const heard = await speak(
    [
      'POST /api/files/form HTTP/1.1',
      'Content-Type: multipart/form-data; boundary=x',
      `Content-Length: ${body.length + 5000}`,
    ],
    body,
    { thenCut: true },
  );
  assert.equal(heard, '');
  // The first file was complete and goes again when the server hears of the cut.
  for (let round = 0; round < 2400 && (await countFiles()) > before; round += 1)
    await new Promise((resolve) => setTimeout(resolve, 25));
  assert.equal(await countFiles(), before);
});

test('what is no form, or a form cut in the middle, is refused as not arrived', async () => {
  for (const body of [
    'không phải biểu mẫu',
    '--x\r\nContent-Disposition: form-data; name="tep"; filename="a.pdf"\r\n\r\n%PDF',
  ]) {
    const response = await node.fetch('/api/files/form', {
      method: 'POST',
      actor: mai,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body,
    });
    assert.deepEqual(await problemOf(response), [400, 'files.upload-failed'], body);
  }
  const json = await node.fetch('/api/files/form', {
    method: 'POST',
    actor: mai,
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  assert.equal(json.status, 415);
});
