import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import { newId } from '#platform/id.ts';
import { isProblem, type ProblemDocument } from '#platform/problem.ts';
import { startNode, type TestNode } from '#test/world/node.ts';
import { openFile, receiveFile, viewFile } from '../contract.ts';
import { createFiles, HOUSE_RULES, type Files } from '../index.ts';
import { begin, citizenOf, sendForm } from './people.ts';
import { pdfOf, photo, program } from './samples.ts';

const mai = citizenOf('Lò Thị Mai');
const other = citizenOf('Phạm Quốc Khánh');
let node: TestNode;
let files: Files;

before(async () => {
  node = await startNode({ build: (deps) => [(files = createFiles(deps))] });
});
after(() => node.close());

async function problemOf(response: Response): Promise<[number, string]> {
  return [response.status, ((await response.json()) as ProblemDocument).code];
}

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
