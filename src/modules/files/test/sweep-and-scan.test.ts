import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { after, before, test } from 'node:test';
import { testClock } from '#platform/clock.ts';
import { isProblem } from '#platform/problem.ts';
import { listen } from '#platform/events.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import { getFile, openFile, removeFile } from '../contract.ts';
import { fileScanned } from '../events.ts';
import { createFiles, type Files } from '../index.ts';
import { begin, citizenOf, officerOf } from './people.ts';
import { pdfOf } from './samples.ts';

const EICAR_LIKE = 'X-THU-VI-RUT-X';
const owner = citizenOf('Lò Thị Mai');
const clock = testClock('2026-11-23T01:00:00Z');
const heard: { fileId: string; scan: string }[] = [];
let clamd: Server;
let answering = true;
let node: TestNode;
let files: Files;

/** Speaks the INSTREAM command of ClamAV's daemon. */
function fakeClamd(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer((socket) => {
      let data = Buffer.alloc(0);
      socket.on('error', () => undefined);
      socket.on('data', (part: Buffer) => {
        data = Buffer.concat([data, part]);
        if (!data.subarray(-4).equals(Buffer.alloc(4))) return;
        if (!answering) socket.destroy();
        else socket.end(data.includes(EICAR_LIKE) ? 'stream: Test.Virus FOUND\0' : 'stream: OK\0');
      });
    });
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

/** A whole PDF that the fake scanner takes for infected. */
async function infectedPdf(): Promise<Buffer> {
  const pdf = (await pdfOf(1, { streams: false })).toString('latin1');
  return Buffer.from(pdf.replace('%PDF-1.7\n', `%PDF-1.7\n% ${EICAR_LIKE}\n`), 'latin1');
}

before(async () => {
  clamd = await fakeClamd();
  const address = clamd.address();
  assert.ok(typeof address === 'object' && address);
  node = await startNode({
    build: (deps) => {
      files = createFiles(deps);
      const listener = listen(fileScanned, 'test.hear', async ({ payload }) => {
        heard.push({ fileId: payload.fileId, scan: payload.scan });
      });
      return [files, { parts: { name: 'test-ears', listeners: [listener] } }];
    },
    env: { CLAMAV: `127.0.0.1:${address.port}` },
    clock,
  });
});
after(async () => {
  await node.close();
  clamd.close();
});

test('a file waits for the scanner; the officer waits with it, the owner does not', async () => {
  const ngoc = officerOf('Nông Thị Bích Ngọc');
  const file = await files.receive(await pdfOf(2), { name: 'sạch.pdf', owner: owner.accountId });
  await files.shareWith(file.id, ngoc.agencyId);
  assert.equal(file.scan, 'pending');
  const early = await node.call(openFile, { params: { fileId: file.id } }, ngoc);
  assert.deepEqual([early.status, early.ok ? '' : early.problem.code], [409, 'files.being-scanned']);
  assert.ok((await node.call(openFile, { params: { fileId: file.id } }, owner)).ok);
  await node.runJobs();
  const after = await node.call(getFile, { params: { fileId: file.id } }, ngoc);
  assert.ok(after.ok);
  assert.equal(after.answer.scan, 'clean');
  assert.ok((await node.call(openFile, { params: { fileId: file.id } }, ngoc)).ok);
  assert.deepEqual(heard.at(-1), { fileId: file.id, scan: 'clean' });
});

test('an infected file is served to nobody, cannot be kept, and is refused when it comes again', async () => {
  const bytes = await infectedPdf();
  const file = await files.receive(bytes, { name: 'bệnh.pdf', owner: owner.accountId });
  await node.runJobs();
  assert.equal((await files.get(file.id)).scan, 'infected');
  assert.deepEqual(heard.at(-1), { fileId: file.id, scan: 'infected' });
  const opened = await node.call(openFile, { params: { fileId: file.id } }, owner);
  assert.deepEqual([opened.status, opened.ok ? '' : opened.problem.code], [422, 'files.virus-found']);
  await assert.rejects(files.read(file.id), (error) => isProblem(error, 'files.virus-found'));
  await assert.rejects(files.keep([file.id], owner.accountId, 'dossier:1'), (error) =>
    isProblem(error, 'files.virus-found'),
  );
  await assert.rejects(files.receive(bytes, { name: 'lại.pdf', owner: owner.accountId }), (error) =>
    isProblem(error, 'files.virus-found'),
  );
});

test('while the scanner is away nothing is called clean, and it is asked again', async () => {
  answering = false;
  const file = await files.receive(await pdfOf(9), { name: 'chờ.pdf', owner: owner.accountId });
  await node.runJobs();
  assert.equal((await files.get(file.id)).scan, 'pending');
  answering = true;
  await node.database.pool.query(
    "select platform.add_job('files.scan-content', json_build_object('sha256', $1::text), now(), null)",
    [file.sha256],
  );
  await node.runJobs();
  assert.equal((await files.get(file.id)).scan, 'clean');
});

test('the sweep takes what nobody kept after two days, and content that nothing needs', async () => {
  const kept = await files.receive(await pdfOf(11), { name: 'giữ.pdf', owner: owner.accountId });
  const unkept = await files.receive(await pdfOf(12), { name: 'bỏ.pdf', owner: owner.accountId });
  await files.keep([kept.id], owner.accountId, 'dossier:1');
  await files.keep([kept.id, kept.id], owner.accountId, 'dossier:1');
  await begin(node, owner, { name: 'dở.pdf', length: 100 });

  clock.advance(47 * 3_600_000);
  await files.sweep();
  assert.equal((await files.getMany([kept.id, unkept.id])).length, 2);

  clock.advance(2 * 3_600_000);
  const swept = await files.sweep();
  assert.ok(swept.files >= 1 && swept.contents >= 1);
  assert.deepEqual(
    (await files.getMany([kept.id, unkept.id])).map((file) => file.id),
    [kept.id],
  );
  assert.ok((await files.read(kept.id)).length > 0);
  const left = await node.database.pool.query(
    `select (select count(*) from files.content where sha256 = decode($1, 'hex')) as contents, (select count(*) from files.upload) as uploads,
      (select count(*) from files.content_chunk where sha256 = decode($1, 'hex')) as chunks`,
    [unkept.sha256],
  );
  assert.deepEqual(left.rows[0], { contents: 0, uploads: 0, chunks: 0 });
});

test('the owner takes back what is not filed; what is filed stays', async () => {
  const loose = await files.receive(await pdfOf(13), { name: 'a.pdf', owner: owner.accountId });
  const filed = await files.receive(await pdfOf(14), { name: 'b.pdf', owner: owner.accountId });
  await files.keep([filed.id], owner.accountId, 'dossier:2');
  assert.ok((await node.call(removeFile, { params: { fileId: loose.id } }, owner)).ok);
  assert.equal((await node.call(getFile, { params: { fileId: loose.id } }, owner)).status, 404);
  const refused = await node.call(removeFile, { params: { fileId: filed.id } }, owner);
  assert.deepEqual([refused.status, refused.ok ? '' : refused.problem.code], [409, 'files.already-kept']);
});
