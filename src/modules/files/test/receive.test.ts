import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import * as fc from 'fast-check';
import sharp from 'sharp';
import type { Actor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { isProblem, type ProblemDocument } from '#platform/problem.ts';
import { startNode, tokenOf, type TestNode } from '#test/world/node.ts';
import { mayRead, mayRemove } from '../access.ts';
import { getFile, openFile, receiveFile, removeFile, viewFile } from '../contract.ts';
import { createFiles, HOUSE_RULES, type Files } from '../index.ts';
import { begin, citizenOf, officerOf, sendForm } from './people.ts';
import { heicPhoto, pdfOf, photo, program } from './samples.ts';

const mai = citizenOf('Lò Thị Mai');
const other = citizenOf('Phạm Quốc Khánh');
let node: TestNode;
let files: Files;

before(async () => {
  node = await startNode({ build: (deps) => [(files = createFiles(deps))] });
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
  for (let round = 0; round < 40 && !heard.includes('\r\n\r\n'); round += 1)
    await new Promise((resolve) => setTimeout(resolve, 25));
  if (thenCut || heard !== '') socket.destroy();
  return heard;
}

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
  for (let round = 0; round < 40 && !line.over; round += 1) await new Promise((resolve) => setTimeout(resolve, 25));
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
  await new Promise((resolve) => setTimeout(resolve, 200));
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

test('a file may come as JSON; its bytes and truth are kept', async () => {
  const bytes = await photo('jpeg', { width: 2000, height: 1000, orientation: 6 });
  const received = await node.call(receiveFile, { body: { name: 'ảnh.exe', content: bytes.toString('base64') } }, mai);
  assert.ok(received.ok);
  assert.equal(received.status, 201);
  const { id, name, type, width, height, owner } = received.answer;
  assert.deepEqual([name, type, width, height, owner], ['ảnh.exe.jpg', 'image/jpeg', 1000, 2000, mai.accountId]);

  const opened = await node.call(openFile, { params: { fileId: id } }, mai);
  assert.ok(opened.ok && opened.answer.bytes.equals(bytes));
  const { headers } = opened.response;
  assert.equal(headers.get('content-type'), 'image/jpeg');
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  assert.match(headers.get('content-security-policy') ?? '', /sandbox/);
  assert.match(headers.get('content-disposition') ?? '', /^inline; .*filename\*=UTF-8''%E1%BA%A3nh\.exe\.jpg$/);
  assert.match(headers.get('cache-control') ?? '', /private/);

  const viewed = await node.call(viewFile, { params: { fileId: id } }, mai);
  assert.ok(viewed.ok);
  const copy = await sharp(viewed.answer.bytes).metadata();
  assert.deepEqual([copy.format, copy.width, copy.height, copy.exif], ['jpeg', 800, 1600, undefined]);

  const refused = await node.call(receiveFile, { body: { name: 'x.pdf', content: program().toString('base64') } }, mai);
  assert.ok(!refused.ok);
  assert.deepEqual([refused.status, refused.problem.code], [415, 'files.type-not-accepted']);
});

test('a PDF is offered for saving and has no viewing copy', async () => {
  const file = await files.receive(await pdfOf(3), { name: 'đơn', owner: mai.accountId });
  assert.deepEqual([file.name, file.pages], ['đơn.pdf', 3]);
  const opened = await node.call(openFile, { params: { fileId: file.id } }, mai);
  assert.ok(opened.ok);
  assert.match(opened.response.headers.get('content-disposition') ?? '', /^attachment;/);
  const viewed = await node.call(viewFile, { params: { fileId: file.id } }, mai);
  assert.ok(!viewed.ok);
  assert.equal(viewed.problem.code, 'files.no-viewing-copy');
});

test("another person's file does not exist, by any door", async () => {
  const file = await files.receive(await pdfOf(1), { name: 'riêng.pdf', owner: mai.accountId });
  const doors = [getFile, openFile, viewFile, removeFile];
  for (const door of doors) {
    for (const stranger of [other, officerOf('Nông Thị Bích Ngọc')]) {
      const answer = await node.call(door, { params: { fileId: file.id } }, stranger);
      assert.deepEqual([answer.status, answer.ok ? '' : answer.problem.code], [404, 'files.not-found'], door.id);
    }
    const nobody = await node.call(door, { params: { fileId: file.id } });
    assert.equal(nobody.status, 401, door.id);
    const unknown = await node.call(door, { params: { fileId: newId() } }, mai);
    assert.equal(unknown.status, 404, door.id);
    const noId = await node.call(door, { params: { fileId: 'abc' } }, mai);
    assert.equal(noId.status, 400, door.id);
  }
  await assert.rejects(files.keep([file.id], other.accountId, 'dossier:x'), (error) =>
    isProblem(error, 'files.not-found'),
  );
  assert.equal(await files.canRead(other, file.id), false);
});

test('who may read, for every kind of person and every sharing', () => {
  const accounts = ['a', 'b', 'c'];
  const agencies = ['p', 'q', 'r'];
  const anyActor: fc.Arbitrary<Actor> = fc.oneof(
    fc.constant<Actor>({ kind: 'anonymous' }),
    fc.constant<Actor>({ kind: 'system', name: 'civil-status' }),
    fc.constantFrom(...accounts).map((accountId): Actor => ({ kind: 'citizen', accountId, personId: 'x', name: '' })),
    fc.tuple(fc.constantFrom(...accounts), fc.constantFrom(...agencies)).map(([accountId, agencyId]): Actor => ({
      kind: 'officer',
      accountId,
      agencyId,
      officerId: 'o',
      name: '',
      position: '',
      rights: [],
    })),
  );
  fc.assert(
    fc.property(anyActor, fc.constantFrom(...accounts), fc.subarray(agencies), (actor, owner, shared) => {
      const file = { owner, agencies: shared };
      const account = 'accountId' in actor ? actor.accountId : undefined;
      const agency = 'agencyId' in actor ? actor.agencyId : undefined;
      assert.equal(
        mayRead(actor, file),
        actor.kind === 'system' || account === owner || (agency !== undefined && shared.includes(agency)),
      );
      assert.equal(mayRemove(actor, file), account === owner);
    }),
  );
});

test('officers read what was shared with their agency, and each opening is recorded', async () => {
  const ngoc = officerOf('Nông Thị Bích Ngọc');
  const elsewhere = officerOf('Phạm Quốc Khánh');
  const file = await files.receive(await photo('png'), { name: 'gcs.png', owner: mai.accountId });
  await files.shareWith(file.id, ngoc.agencyId);
  await files.shareWith([file.id], ngoc.agencyId);
  assert.ok((await node.call(openFile, { params: { fileId: file.id } }, ngoc)).ok);
  assert.ok((await node.call(viewFile, { params: { fileId: file.id } }, ngoc)).ok);
  assert.ok((await node.call(openFile, { params: { fileId: file.id } }, mai)).ok);
  assert.equal((await node.call(openFile, { params: { fileId: file.id } }, elsewhere)).status, 404);
  const { rows } = await node.database.pool.query('select account_id from files.opening where file_id = $1', [file.id]);
  assert.deepEqual(
    rows.map((row) => row.account_id),
    [ngoc.accountId, ngoc.accountId],
  );
  await assert.rejects(node.database.pool.query('delete from files.opening'), /permission denied/);
});

test('the same content is kept once, whoever sends it', async () => {
  const bytes = await pdfOf(7);
  const mine = await files.receive(bytes, { name: 'một.pdf', owner: mai.accountId });
  const theirs = await files.receive(bytes, { name: 'hai.pdf', owner: other.accountId });
  assert.equal(mine.sha256, theirs.sha256);
  assert.notEqual(mine.id, theirs.id);
  const { rows } = await node.database.pool.query(
    "select count(*) as n from files.content where sha256 = decode($1, 'hex')",
    [mine.sha256],
  );
  assert.equal(Number(rows[0].n), 1);
  assert.deepEqual(
    (await files.getMany([theirs.id, newId(), mine.id, 'x'])).map((file) => file.id),
    [theirs.id, mine.id],
  );
  assert.ok((await files.read(mine.id)).equals(bytes));
});

test('a stream over the limit is stopped at the limit', async () => {
  let given = 0;
  async function* endless() {
    for (;;) {
      given += 1;
      yield Buffer.alloc(1024 * 1024, 0x25);
    }
  }
  await assert.rejects(files.receive(endless(), { name: 'x', owner: mai.accountId }), (error) =>
    isProblem(error, 'files.too-large'),
  );
  assert.ok(given <= 12);
});

test('a day has a limit for people, also when they send at once, and none for the house', async () => {
  const busy = citizenOf('Nguyễn Văn Bận');
  const small = await startNode({ build: (deps) => [createFiles(deps)], env: { FILES_PER_DAY: '5' } });
  try {
    const sent = await Promise.all(
      Array.from({ length: 9 }, (_, n) => begin(small, busy, { name: `${n}.pdf`, length: 100 })),
    );
    assert.equal(sent.filter((response) => response.status === 201).length, 5);
    const refused = sent.find((response) => response.status !== 201);
    assert.deepEqual(refused && (await problemOf(refused)), [429, 'files.daily-limit']);
    const form = await sendForm(small, busy, [{ name: 'a.pdf', bytes: await pdfOf(1) }]);
    assert.deepEqual(await problemOf(form), [429, 'files.daily-limit']);
  } finally {
    await small.close();
  }
  await files.receive(await pdfOf(1), { name: 'Giấy khai sinh.pdf', owner: mai.accountId, rules: HOUSE_RULES });
});
