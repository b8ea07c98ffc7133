import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import * as fc from 'fast-check';
import * as tus from 'tus-js-client';
import type { OfficerActor } from '#platform/access.ts';
import type { ProblemDocument } from '#platform/problem.ts';
import { startNode, tokenOf, type TestNode } from '#test/world/node.ts';
import { getFile } from '../contract.ts';
import { createFiles } from '../index.ts';
import { begin, citizenOf, locationOf, offsetOf, officerOf, send } from './people.ts';
import { lockedPdf, pdfOf, photo, program } from './samples.ts';

const MB = 1024 * 1024;
const clerk: OfficerActor = { ...officerOf('Nông Thị Bích Ngọc'), rights: ['exchange.send'] };
let first: TestNode;
let second: TestNode;

before(async () => {
  const env = { FILE_MAX_MB: '1', AXIS_FILE_MAX_MB: '12', AXIS_DAILY_GB: '1' };
  first = await startNode({ build: (deps) => [createFiles(deps)], env });
  second = await startNode({ build: (deps) => [createFiles(deps)], beside: first, env });
});
after(async () => {
  await second.close();
  await first.close();
});

function film(bytes: number): Buffer {
  const made = randomBytes(bytes);
  made.write('\0\0\0\x20ftypmp42\0\0\0\0mp42isom', 0, 'latin1');
  return made;
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const beginLarge = (length: number, actor = clerk, node = first) =>
  begin(node, actor, { name: 'Bản đồ quy hoạch.mp4', length, purpose: 'exchange' });
const idOf = (location: string): string => location.split('/').at(-1) ?? '';

async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as ProblemDocument).code;
}

async function chunksOf(): Promise<number> {
  const { rows } = await first.database.pool.query(`select count(*)::int as n from files.blob_chunk c
    where not exists (select from files.content k where k.blob_id = c.blob_id)`);
  return rows[0].n;
}

test('an officer who may send over the axis sends more than people may, in pieces at two processes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2 * MB, max: 5 * MB }),
      fc.array(fc.integer({ min: 1, max: 2 * MB }), { maxLength: 4 }),
      async (size, pieces) => {
        const bytes = film(size);
        const location = locationOf(await beginLarge(size));
        let at = 0;
        for (const [index, piece] of pieces.entries()) {
          if (at + piece >= size) break;
          const node = index % 2 === 0 ? first : second;
          const answer = await send(node, clerk, location, at, bytes.subarray(at, at + piece));
          assert.equal(answer.status, 204);
          at += piece;
          assert.equal(await offsetOf(second, clerk, location), at);
        }
        assert.equal((await send(first, clerk, location, at, bytes.subarray(at))).status, 204);
        const file = await second.call(getFile, { params: { fileId: idOf(location) } }, clerk);
        assert.ok(file.ok);
        assert.deepEqual(
          [file.answer.sha256, file.answer.bytes, file.answer.name, file.answer.type],
          [sha256(bytes), size, 'Bản đồ quy hoạch.mp4', 'video/mp4'],
        );
      },
    ),
    { numRuns: 8 },
  );
  assert.equal(await chunksOf(), 0);
});

test('the usual browser library sends it, stops, and goes on from where the server stands', async () => {
  const bytes = film(6 * MB);
  const send = (uploadUrl?: string) =>
    new Promise<string>((resolve, reject) => {
      const task = new tus.Upload(bytes, {
        endpoint: `${first.url}/api/files/uploads`,
        ...(uploadUrl ? { uploadUrl } : {}),
        headers: { authorization: `Bearer ${tokenOf(clerk)}` },
        metadata: { filename: 'họp.mp4', purpose: 'exchange' },
        chunkSize: 2 * MB,
        retryDelays: [],
        onChunkComplete: () => {
          if (!uploadUrl) void task.abort().then(() => resolve(task.url ?? ''));
        },
        onError: reject,
        onSuccess: () => resolve(task.url ?? ''),
      });
      task.start();
    });
  const url = await send();
  const at = Number(await offsetOf(second, clerk, new URL(url).pathname));
  assert.ok(at >= 2 * MB && at < bytes.length, String(at));
  await send(url);
  const file = await first.call(getFile, { params: { fileId: idOf(url) } }, clerk);
  assert.ok(file.ok && file.answer.sha256 === sha256(bytes));
});

test('without the right, over the limit, over the day: refused before a byte is read', async () => {
  const { rights: _none, ...rest } = clerk;
  for (const actor of [citizenOf('Lò Thị Mai'), { ...rest, rights: ['counter.accept'] }]) {
    const refused = await begin(first, actor, { name: 'a.mp4', length: 100, purpose: 'exchange' });
    assert.deepEqual([refused.status, await codeOf(refused)], [403, 'platform.not-allowed']);
  }
  const large = await beginLarge(12 * MB + 1);
  assert.equal(large.status, 413);
  const problem = (await large.json()) as ProblemDocument;
  assert.deepEqual([problem.code, problem.params], ['files.too-large', { limit: '12' }]);
  assert.equal((await beginLarge(0)).status, 422);
  const own = await begin(first, clerk, { name: 'a.pdf', length: 2 * MB });
  assert.equal(await codeOf(own), 'files.too-large', 'without the purpose the rules for people hold');
  const busy: OfficerActor = { ...officerOf('Hoàng Thị Thảo'), rights: ['exchange.send'] };
  let refused: Response | undefined;
  for (let n = 0; n < 90 && !refused; n += 1) {
    const answer = await beginLarge(12 * MB, busy);
    if (answer.status !== 201) refused = answer;
  }
  assert.ok(refused);
  assert.deepEqual([refused.status, await codeOf(refused)], [429, 'files.axis-daily-limit']);
});

test('two senders of the same piece, a gap, and a longer body leave one right file or none', async () => {
  const bytes = film(3 * MB);
  const location = locationOf(await beginLarge(bytes.length));
  assert.equal(await codeOf(await send(first, clerk, location, MB, bytes.subarray(MB))), 'files.offset-conflict');
  const long = await send(first, clerk, location, 0, Buffer.concat([bytes, bytes]));
  assert.equal(await codeOf(long), 'files.offset-conflict');
  const from = Number(await offsetOf(first, clerk, location));
  assert.equal(from, 0);
  const both = await Promise.all([
    send(first, clerk, location, from, bytes.subarray(from)),
    send(second, clerk, location, from, bytes.subarray(from)),
  ]);
  assert.deepEqual(both.map(({ status }) => status).sort(), [204, 409]);
  const file = await first.call(getFile, { params: { fileId: idOf(location) } }, clerk);
  assert.ok(file.ok && file.answer.sha256 === sha256(bytes));
});

test('what the axis does not carry is refused with the last piece; what is small is looked at whole', async () => {
  const refused: [string, Buffer, string][] = [
    ['cai-dat.pdf', program(2 * MB), 'files.axis-type-not-accepted'],
    ['khoa.pdf', await lockedPdf(), 'files.password-protected'],
    ['cut.jpg', (await photo('jpeg', { width: 900, height: 900 })).subarray(0, 4000), 'files.truncated'],
  ];
  for (const [name, bytes, code] of refused) {
    const location = locationOf(await begin(first, clerk, { name, length: bytes.length, purpose: 'exchange' }));
    assert.equal(await codeOf(await send(first, clerk, location, 0, bytes)), code);
    assert.equal(await offsetOf(first, clerk, location), 'status 410');
  }
  const bytes = await pdfOf(7);
  const location = locationOf(await begin(first, clerk, { name: 'cv.pdf', length: bytes.length, purpose: 'exchange' }));
  assert.equal((await send(first, clerk, location, 0, bytes)).status, 204);
  const file = await first.call(getFile, { params: { fileId: idOf(location) } }, clerk);
  assert.ok(file.ok && file.answer.pages === 7);
});

test('an upload that is given up leaves no bytes', async () => {
  const location = locationOf(await beginLarge(4 * MB));
  assert.equal((await send(first, clerk, location, 0, film(2 * MB))).status, 204);
  assert.ok((await chunksOf()) > 0);
  const headers = { 'tus-resumable': '1.0.0' };
  assert.equal((await first.fetch(location, { method: 'DELETE', actor: clerk, headers })).status, 204);
  assert.equal(await offsetOf(first, clerk, location), 'status 404');
  assert.equal(await chunksOf(), 0);
});
