import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import pg from 'pg';
import * as fc from 'fast-check';
import { testClock } from '#platform/clock.ts';
import { newId } from '#platform/id.ts';
import { isProblem } from '#platform/problem.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import { createFiles, WHOLE_BYTES, type Files } from '../index.ts';
import { program } from './samples.ts';

// Many small payloads in a few statements: each fares as it would by itself.
const MB = 1024 * 1024;
const owner = newId();
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
  await second?.close();
  await first?.close();
});

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const codeOf = (answer: unknown): string => (isProblem(answer) ? answer.code : typeof answer);
/** Different each time, and text: random letters alone may begin as a picture or a program does. */
const text = (bytes = 500): Buffer => Buffer.from(`----- ${randomBytes(bytes).toString('base64')}`.slice(0, bytes));
const announced = (content: Buffer) => ({ sha256: sha256(content), bytes: content.length });
const whole = (content: Buffer) => ({ sha256: sha256(content), content });
const wantedOf = (sender: string, content: Buffer) => ({
  sha256: sha256(content),
  file: { sender, owner, name: 'phụ lục.txt' },
});

async function count(table: string): Promise<number> {
  const { rows } = await first.database.pool.query<{ n: number }>(`select count(*)::int as n from files.${table}`);
  return rows[0]?.n ?? 0;
}

async function asOwner(...statements: string[]): Promise<void> {
  const client = new pg.Client(first.owner);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

test('many payloads come together and become files, at whichever process, byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 20, max: 60_000 }), { minLength: 1, maxLength: 12 }),
      fc.boolean(),
      async (lengths, other) => {
        const sender = { sender: `node:${newId()}` };
        const contents = lengths.map(text);
        assert.deepEqual(
          await files.payloads.offsets(contents.map(announced), sender),
          lengths.map(() => 0),
        );
        const { payloads } = other ? elsewhere : files;
        assert.deepEqual(
          await payloads.takeWhole(contents.map(whole), sender),
          lengths.map(() => 'taken'),
        );
        assert.deepEqual(await files.payloads.offsets(contents.map(announced), sender), lengths, 'all of each is here');
        const ids = await payloads.finishAll(contents.map((content) => wantedOf(sender.sender, content)));
        for (const [index, id] of ids.entries()) {
          assert.ok(typeof id === 'string');
          const file = await files.get(id);
          assert.deepEqual([file.name, file.type, file.owner], ['phụ lục.txt', 'text/plain', owner]);
          assert.ok((await files.read(id)).equals(contents[index] ?? Buffer.alloc(0)));
        }
      },
    ),
    { numRuns: 6 },
  );
});

test('what is wrong is left out alone, and comes again', async () => {
  const sender = { sender: 'node:sai' };
  const [good, bent, unasked, begun, longer, fine] = [text(), text(), text(), text(), text(), text()];
  await files.payloads.offsets([good, bent, begun, fine].map(announced), sender);
  await files.payloads.offset(sha256(longer), longer.length + 1, sender);
  await files.payloads.append(sha256(begun), 0, lineOf(begun.subarray(0, 100)), sender);
  const contents = await count('content');
  const given = [whole(good), { sha256: sha256(bent), content: text() }, whole(unasked), whole(begun), whole(longer)];
  assert.deepEqual(await files.payloads.takeWhole([...given, whole(fine)], sender), [
    'taken',
    'differs',
    'unasked',
    'begun',
    'unasked',
    'taken',
  ]);
  assert.equal((await count('content')) - contents, 2, 'nothing of the others is here');
  assert.deepEqual(await files.payloads.offsets([good, bent, begun, fine].map(announced), sender), [500, 0, 100, 500]);
  const answers = await files.payloads.finishAll([good, bent, unasked].map((one) => wantedOf(sender.sender, one)));
  assert.deepEqual(answers.map(codeOf), ['string', 'files.incomplete', 'files.not-found']);
  assert.deepEqual(await files.payloads.takeWhole([whole(bent)], sender), ['taken']);
  assert.equal(codeOf((await files.payloads.finishAll([wantedOf(sender.sender, bent)]))[0]), 'string');
});

async function* lineOf(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

test('too long to be taken whole, or nothing at all: that goes by itself', async () => {
  const sender = { sender: 'node:dai' };
  const content = text(WHOLE_BYTES + 1);
  await files.payloads.offsets([announced(content)], sender);
  assert.deepEqual(
    await files.payloads.takeWhole(
      [whole(content), { sha256: sha256(Buffer.alloc(0)), content: Buffer.alloc(0) }],
      sender,
    ),
    ['differs', 'differs'],
  );
  const most = text(WHOLE_BYTES);
  await files.payloads.offsets([announced(most)], sender);
  assert.deepEqual(await files.payloads.takeWhole([whole(most)], sender), ['taken']);
});

test('the same payloads twice, one after the other and at once at two processes: one content, and all are told that it is here', async () => {
  const sender = { sender: 'node:hai-lan' };
  const contents = Array.from({ length: 20 }, () => text());
  await Promise.all([
    files.payloads.offsets(contents.map(announced), sender),
    elsewhere.payloads.offsets(contents.toReversed().map(announced), sender),
  ]);
  const [before, blobs] = [await count('content'), await count('blob')];
  const taken = contents.map(() => 'taken');
  const [here, there] = await Promise.all([
    files.payloads.takeWhole(contents.map(whole), sender),
    elsewhere.payloads.takeWhole(contents.toReversed().map(whole), sender),
  ]);
  assert.deepEqual([here, there], [taken, taken]);
  assert.deepEqual(await files.payloads.takeWhole(contents.map(whole), sender), taken);
  assert.equal((await count('content')) - before, contents.length);
  assert.equal(await count('blob'), blobs, 'and nothing is left over');
  const wanted = contents.map((content) => wantedOf(sender.sender, content));
  const [one, other] = await Promise.all([files.payloads.finishAll(wanted), elsewhere.payloads.finishAll(wanted)]);
  assert.deepEqual([...one, ...other].map(codeOf), [...taken, ...taken].fill('string'));
});

test('to know a digest is not to have the content: each sender sends it, and it is kept once', async () => {
  const content = text();
  for (const [index, sender] of ['node:mot', 'node:hai'].entries()) {
    assert.deepEqual(await files.payloads.offsets([announced(content)], { sender }), [0]);
    assert.deepEqual((await files.payloads.finishAll([wantedOf(sender, content)])).map(codeOf), ['files.incomplete']);
    const before = [await count('content'), await count('blob')];
    assert.deepEqual(await files.payloads.takeWhole([whole(content)], { sender }), ['taken']);
    const after = [await count('content'), await count('blob')];
    assert.deepEqual(after, index === 0 ? [(before[0] ?? 0) + 1, before[1]] : [before[0], (before[1] ?? 0) - 1]);
    assert.deepEqual((await files.payloads.finishAll([wantedOf(sender, content)])).map(codeOf), ['string']);
  }
});

test('what the axis does not carry is refused by name when a file is to be made of it, and the others are made', async () => {
  const sender = { sender: 'node:ma-doc' };
  const [bad, infected, good] = [program(), text(), text()];
  await files.payloads.offsets([infected].map(announced), { sender: 'node:truoc' });
  await files.payloads.takeWhole([whole(infected)], { sender: 'node:truoc' });
  await asOwner(`update files.content set scan = 'infected' where sha256 = '\\x${sha256(infected)}'`);
  await files.payloads.offsets([bad, infected, good].map(announced), sender);
  assert.deepEqual(await files.payloads.takeWhole([bad, infected, good].map(whole), sender), [
    'taken',
    'taken',
    'taken',
  ]);
  const answers = await files.payloads.finishAll([bad, infected, good].map((one) => wantedOf(sender.sender, one)));
  assert.deepEqual(answers.map(codeOf), ['files.axis-type-not-accepted', 'files.virus-found', 'string']);
  assert.deepEqual(
    (await files.payloads.offsets([bad, infected].map(announced), sender)).map(codeOf),
    ['number', 'number'],
    'they were forgotten and begin anew',
  );
});

test('content that nobody made a file of is swept after an hour, and comes again', async () => {
  const sender = { sender: 'node:vang' };
  const [content, other] = [text(), text()];
  await files.payloads.offsets([content, other].map(announced), sender);
  await files.payloads.takeWhole([content, other].map(whole), sender);
  await files.payloads.finishAll([wantedOf(sender.sender, other)]);
  clock.advance(2 * 3_600_000);
  await files.sweep();
  const answers = await files.payloads.finishAll([content, other].map((one) => wantedOf(sender.sender, one)));
  assert.deepEqual(answers.map(codeOf), ['files.not-found', 'string']);
  assert.deepEqual(await files.payloads.offsets([announced(content)], sender), [0]);
  assert.deepEqual(await files.payloads.takeWhole([whole(content)], sender), ['taken']);
  assert.deepEqual((await files.payloads.finishAll([wantedOf(sender.sender, content)])).map(codeOf), ['string']);
});

test('what cannot be announced is said of each by itself, and a day that is full takes what still fits', async () => {
  const sender = { sender: 'node:day' };
  const content = text();
  const answers = await files.payloads.offsets(
    [
      { sha256: 'khong phai', bytes: 5 },
      { sha256: sha256(text()), bytes: 25 * MB },
      { sha256: sha256(text()), bytes: 0 },
      announced(content),
      { ...announced(content), bytes: 501 },
    ],
    sender,
  );
  assert.deepEqual(answers.map(codeOf), [
    'files.digest-differs',
    'files.too-large',
    'files.empty',
    'number',
    'files.length-differs',
  ]);
  const much = Array.from({ length: 45 }, () => ({ sha256: sha256(text()), bytes: 24 * MB }));
  const codes = (await files.payloads.offsets(much, sender)).map(codeOf);
  assert.deepEqual(codes, [...Array(42).fill('number'), ...Array(3).fill('files.axis-daily-limit')]);
});

test('a failure in the middle leaves nothing, and the same request works afterwards', async () => {
  const sender = { sender: 'node:dut' };
  const contents = Array.from({ length: 5 }, () => text());
  await files.payloads.offsets(contents.map(announced), sender);
  const before = [await count('content'), await count('blob_chunk')];
  await asOwner(
    `create function files.cut() returns trigger language plpgsql as $$ begin raise exception 'cut'; end $$`,
    `create trigger cut before update on files.transfer for each statement execute function files.cut()`,
  );
  await assert.rejects(files.payloads.takeWhole(contents.map(whole), sender), /cut/);
  await asOwner('drop trigger cut on files.transfer');
  assert.deepEqual([await count('content'), await count('blob_chunk')], before);
  assert.deepEqual(await files.payloads.offsets(contents.map(announced), sender), [0, 0, 0, 0, 0]);
  assert.deepEqual(
    await files.payloads.takeWhole(contents.map(whole), sender),
    contents.map(() => 'taken'),
  );
});

test('several small files are read at once, wherever their bytes lie; what may not be given is left out', async () => {
  const sender = { sender: 'node:doc' };
  const [blob, chunks, long, sick] = [text(), text(700_000), text(800_000), text()];
  await files.payloads.offsets([blob, sick].map(announced), sender);
  await files.payloads.takeWhole([blob, sick].map(whole), sender);
  const [blobId, sickId] = await files.payloads.finishAll([blob, sick].map((one) => wantedOf(sender.sender, one)));
  assert.ok(typeof blobId === 'string' && typeof sickId === 'string');
  const inPieces = await files.receiveLarge(lineOf(chunks), { name: 'a.txt', owner });
  const tooLong = await files.receiveLarge(lineOf(long), { name: 'b.txt', owner });
  await asOwner(`update files.content set scan = 'infected' where sha256 = '\\x${sha256(sick)}'`);
  const read = await files.readSmall([inPieces.id, blobId, newId(), tooLong.id, sickId, blobId], 750_000);
  assert.deepEqual(new Set(read.keys()), new Set([inPieces.id, blobId]));
  assert.ok(read.get(blobId)?.equals(blob));
  assert.ok(read.get(inPieces.id)?.equals(chunks));
  assert.equal((await files.readSmall([], 5)).size, 0);
});
