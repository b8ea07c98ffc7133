import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import * as fc from 'fast-check';
import { testClock } from '#platform/clock.ts';
import { newId } from '#platform/id.ts';
import { isProblem } from '#platform/problem.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import { createFiles, type Files } from '../index.ts';
import { lockedPdf, pdfOf, program, zip } from './samples.ts';

const MB = 1024 * 1024;
const owner = newId();
const ministry = { sender: 'node:bo' };
const clock = testClock('2026-11-28T01:00:00Z');
let first: TestNode;
let second: TestNode;
let files: Files;
let elsewhere: Files;

before(async () => {
  const env = { AXIS_FILE_MAX_MB: '24', AXIS_DAILY_GB: '1' };
  first = await startNode({ build: (deps) => [(files = createFiles(deps))], env, clock });
  second = await startNode({ build: (deps) => [(elsewhere = createFiles(deps))], beside: first, env, clock });
});
after(async () => {
  await second.close();
  await first.close();
});

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const refused = (code: string) => (error: unknown) => isProblem(error, `files.${code}`);

/** Something that begins as a film does and is different each time. */
function film(bytes: number): Buffer {
  const made = randomBytes(bytes);
  made.write('\0\0\0\x20ftypmp42\0\0\0\0mp42isom', 0, 'latin1');
  return made;
}

/** As it comes over a line: in parts of uneven size, and cut off after `until` bytes. */
async function* line(bytes: Buffer, { part = 70_000, until = Infinity } = {}): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += part) {
    if (at >= until) throw new Error('the line is cut');
    yield bytes.subarray(at, Math.min(at + part, until));
  }
  if (until <= bytes.length) throw new Error('the line is cut');
}

async function collect(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}

async function stored(table: string): Promise<number> {
  const { rows } = await first.database.pool.query(`select count(*)::int as n from files.${table}`);
  return rows[0].n;
}

test('a file of more than a person may send comes in, goes out whole and in parts, at another process', async () => {
  const bytes = film(11 * MB + 321);
  const file = await files.receiveLarge(line(bytes), {
    name: 'Họp báo.mp4',
    owner,
    sha256: sha256(bytes),
    bytes: bytes.length,
  });
  assert.deepEqual(
    [file.name, file.type, file.bytes, file.sha256, file.scan],
    ['Họp báo.mp4', 'video/mp4', bytes.length, sha256(bytes), 'not-scanned'],
  );
  const opened = await elsewhere.openStream(file.id);
  assert.deepEqual([opened.bytes, opened.sha256], [bytes.length, file.sha256]);
  assert.ok((await collect(opened)).equals(bytes));
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length), fc.nat(6 * MB), async (from, length) => {
      const part = await collect(await files.openStream(file.sha256, { from, to: from + length }));
      assert.ok(part.equals(bytes.subarray(from, from + length)));
    }),
    { numRuns: 20 },
  );
});

test('the same content is kept once, whether it came small or large', async () => {
  const bytes = await pdfOf(30, { streams: false });
  const small = await files.receive(bytes, { name: 'a.pdf', owner });
  const blobs = await stored('blob');
  const large = await files.receiveLarge(line(bytes), { name: 'b.pdf', owner });
  assert.deepEqual([large.sha256, large.pages, await stored('blob')], [small.sha256, 30, blobs]);
  assert.ok((await files.read(large.id)).equals(bytes));
  const part = await collect(await files.openStream(small.id, { from: 5, to: 9 }));
  assert.ok(part.equals(bytes.subarray(5, 9)));
});

test('what the axis carries, and what it does not', async () => {
  const utf8 = Buffer.from('mã,tên\n1,Lò Thị Mai\n'.repeat(10));
  const carried: [string, Buffer, string, string][] = [
    ['goi', zip(), 'application/zip', 'goi.zip'],
    ['số liệu.csv', utf8, 'text/plain', 'số liệu.csv'],
    ['chạy.exe', utf8, 'text/plain', 'chạy.exe.txt'],
    ['văn bản.xml', Buffer.from('<?xml version="1.0"?><a/>'), 'application/xml', 'văn bản.xml'],
  ];
  for (const [name, bytes, type, kept] of carried) {
    const file = await files.receiveLarge(line(bytes), { name, owner });
    assert.deepEqual([file.type, file.name], [type, kept]);
  }
  const before = [await stored('blob'), await stored('content')];
  const pdf = await pdfOf(1);
  const notCarried: [Buffer, string][] = [
    [program(), 'axis-type-not-accepted'],
    [Buffer.from('#!/bin/sh\nrm -rf /\n'), 'axis-type-not-accepted'],
    [Buffer.from('<!DOCTYPE html><script>1</script>'), 'axis-type-not-accepted'],
    [randomBytes(5000).fill(0, 0, 9), 'axis-type-not-accepted'],
    [Buffer.concat([film(3 * MB), zip()]), 'axis-type-not-accepted'],
    [pdf.subarray(0, 300), 'truncated'],
    [await lockedPdf(), 'password-protected'],
    [Buffer.alloc(0), 'empty'],
  ];
  for (const [bytes, code] of notCarried)
    await assert.rejects(files.receiveLarge(line(bytes), { name: 'x.pdf', owner }), refused(code));
  assert.deepEqual([await stored('blob'), await stored('content')], before, 'what is refused leaves nothing');
});

test('too much, too little, other content, a cut line: nothing is left', async () => {
  const before = await stored('blob');
  const bytes = film(3 * MB);
  const tries: [Parameters<Files['receiveLarge']>[1], string][] = [
    [{ name: 'a', owner, sha256: sha256(randomBytes(3)) }, 'digest-differs'],
    [{ name: 'a', owner, bytes: bytes.length + 1 }, 'length-differs'],
    [{ name: 'a', owner, bytes: 25 * MB }, 'too-large'],
  ];
  for (const [receiving, code] of tries)
    await assert.rejects(files.receiveLarge(line(bytes), receiving), refused(code));
  await assert.rejects(files.receiveLarge(line(film(25 * MB)), { name: 'a', owner }), refused('too-large'));
  await assert.rejects(files.receiveLarge(line(bytes, { until: 2 * MB }), { name: 'a', owner }), /cut/);
  assert.equal(await stored('blob'), before);
});

test('a payload arrives over a line that is cut anywhere, at either process, byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 * MB }),
      fc.array(fc.record({ after: fc.nat(2 * MB), at: fc.boolean() }), { maxLength: 4 }),
      fc.integer({ min: 10_000, max: 900_000 }),
      async (size, cuts, part) => {
        const bytes = film(Math.max(size, 64));
        const digest = sha256(bytes);
        for (const cut of cuts) {
          const { payloads } = cut.at ? files : elsewhere;
          const from = await payloads.offset(digest, bytes.length, ministry);
          const rest = line(bytes.subarray(from), { part, until: cut.after });
          await payloads
            .append(digest, from, rest, ministry)
            .catch((error: Error) => assert.match(error.message, /cut/));
          const now = await payloads.offset(digest, bytes.length, ministry);
          assert.equal(now, Math.min(bytes.length, from + cut.after), 'all that came before the cut is kept');
        }
        const from = await files.payloads.offset(digest, bytes.length, ministry);
        assert.equal(
          await files.payloads.append(digest, from, line(bytes.subarray(from), { part }), ministry),
          bytes.length,
        );
        const file = await elsewhere.payloads.finish(digest, { ...ministry, name: 'phim', owner });
        assert.deepEqual([file.sha256, file.name], [digest, 'phim.mp4']);
        assert.ok((await collect(await files.openStream(digest))).equals(bytes));
      },
    ),
    { numRuns: 15 },
  );
});

test('two connections of one sender do no harm; two senders share nothing but the content', async () => {
  const bytes = film(6 * MB);
  const digest = sha256(bytes);
  const deliver = async ({ payloads }: Files, sender: string) => {
    for (;;) {
      const from = await payloads.offset(digest, bytes.length, { sender });
      if (from === bytes.length) return payloads.finish(digest, { sender, name: 'phim.mp4', owner });
      await payloads
        .append(digest, from, line(bytes.subarray(from)), { sender })
        .catch((error: unknown) => assert.ok(isProblem(error, 'files.offset-conflict'), String(error)));
    }
  };
  const made = await Promise.all([
    deliver(files, 'node:bo'),
    deliver(elsewhere, 'node:bo'),
    deliver(files, 'node:tinh'),
    deliver(elsewhere, 'node:tinh'),
  ]);
  assert.equal(new Set(made.map((file) => file.id)).size, 4);
  assert.ok((await collect(await files.openStream(digest))).equals(bytes));
  const { rows } = await first.database.pool.query(
    `select count(*)::int as n from files.blob_chunk where blob_id = (select blob_id from files.content where sha256 = decode($1, 'hex'))`,
    [digest],
  );
  assert.ok(rows[0].n >= 6);
});

test('to name the digest of a content that is here is not to have it', async () => {
  const bytes = film(2 * MB);
  const file = await files.receiveLarge(line(bytes), { name: 'mật.mp4', owner });
  const stranger = { sender: 'node:la' };
  assert.equal(await files.payloads.offset(file.sha256, bytes.length, stranger), 0);
  await assert.rejects(
    files.payloads.finish(file.sha256, { ...stranger, name: 'a', owner: newId() }),
    refused('incomplete'),
  );
});

test('what does not have its digest is refused at the end and forgotten; what is longer, when it passes its length', async () => {
  const bytes = film(2 * MB + 5);
  const digest = sha256(bytes);
  const wrong = Buffer.from(bytes);
  wrong.writeUInt8(wrong.readUInt8(MB) ^ 1, MB);
  const { payloads } = files;
  const name = { ...ministry, name: 'phim.mp4', owner };
  await assert.rejects(payloads.append(digest, 0, line(bytes), ministry), refused('not-found'));
  await assert.rejects(payloads.finish(digest, name), refused('not-found'));
  assert.equal(await payloads.offset(digest, bytes.length, ministry), 0);
  await assert.rejects(payloads.offset(digest, bytes.length + 1, ministry), refused('length-differs'));
  await payloads.append(digest, 0, line(wrong), ministry);
  await assert.rejects(payloads.finish(digest, name), refused('digest-differs'));
  assert.equal(await payloads.offset(digest, bytes.length, ministry), 0, 'it begins anew');
  await assert.rejects(payloads.append(digest, 5, line(bytes), ministry), refused('offset-conflict'));
  await assert.rejects(
    payloads.append(digest, 0, line(Buffer.concat([bytes, bytes])), ministry),
    refused('length-differs'),
  );
  const from = await payloads.offset(digest, bytes.length, ministry);
  await assert.rejects(payloads.finish(digest, name), refused('incomplete'));
  await payloads.append(digest, from, line(bytes.subarray(from)), ministry);
  const file = await payloads.finish(digest, name);
  const again = await payloads.finish(digest, name);
  assert.deepEqual([again.sha256, again.bytes, again.type], [file.sha256, file.bytes, file.type]);
  for (const bad of ['', 'abc', `${digest.slice(0, 63)}G`, `${digest}' or true`])
    await assert.rejects(payloads.offset(bad, 5, ministry), refused('digest-differs'));
  for (const length of [0, -5, 1.5, NaN, 25 * MB])
    await assert.rejects(payloads.offset(sha256(randomBytes(4)), length, ministry), (error) => isProblem(error));
});

test('a day has an end for each sender, and what is abandoned is swept', async () => {
  const hub = { sender: 'node:day' };
  const announce = () => files.payloads.offset(sha256(randomBytes(8)), 24 * MB, hub);
  for (let sent = 0; sent + 24 <= 1024; sent += 24) await announce();
  await assert.rejects(announce(), refused('axis-daily-limit'));
  assert.equal(await files.payloads.offset(sha256(randomBytes(8)), 24 * MB, { sender: 'node:other' }), 0);
  await assert.rejects(
    files.receiveLarge(line(film(24 * MB)), { name: 'a', owner, ...hub }),
    refused('axis-daily-limit'),
  );
  const bytes = film(2 * MB);
  await files.payloads.offset(sha256(bytes), bytes.length, ministry);
  await files.payloads.append(sha256(bytes), 0, line(bytes.subarray(0, MB)), ministry);
  clock.advance(25 * 3_600_000);
  assert.equal(await announce(), 0, 'the next day counts anew');
  await files.sweep();
  await assert.rejects(
    files.payloads.append(sha256(bytes), MB, line(bytes.subarray(MB)), ministry),
    refused('not-found'),
  );
  clock.advance(30 * 3_600_000);
  await files.sweep();
  assert.deepEqual(
    [await stored('transfer'), await stored('blob'), await stored('blob_chunk'), await stored('content')],
    [0, 0, 0, 0],
    'files that nobody kept went too, with their content',
  );
});
