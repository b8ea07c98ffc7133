import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, afterEach, before, test } from 'node:test';
import pg from 'pg';
import { getConsignment } from '#modules/exchange/contract.ts';
import { PREFIX, readAnswer } from '#modules/exchange/peers/messages.ts';
import { pickBatch } from '#modules/exchange/peers/pick-batch.ts';
import { MOST_TOGETHER, SMALL_BYTES, TOGETHER_BYTES, writeTogether } from '#modules/exchange/peers/together.ts';
import { agencies, binh, huong, letter, newKey } from './axis.ts';
import { openFederation, type Federation } from './federation.ts';

// Documents that each have a small file of their own: the files of many go in one request, and each fares by itself.
const { ducXuan, ministry } = agencies;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let fed: Federation;
before(async () => {
  fed = await openFederation({ tinh: [ducXuan], bo: [ministry] });
});
afterEach(() => {
  fed.wire.tamper = undefined;
});
after(() => fed?.close());

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
/** Different each time, and text: random letters alone may begin as a picture or a program does. */
const text = (bytes = 3000): Buffer => Buffer.from(`----- ${randomBytes(bytes).toString('base64')}`.slice(0, bytes));

/** Files of the sender, all in one go. */
async function storedAt(contents: readonly Buffer[]) {
  const { payloads, getMany } = fed.node('tinh').files;
  const sender = { sender: 'node:soan-thao' };
  const [small, large] = [contents.filter(isSmall), contents.filter((content) => !isSmall(content))];
  await payloads.offsets(
    contents.map((content) => ({ sha256: sha256(content), bytes: content.length })),
    sender,
  );
  if (small.length > 0)
    await payloads.takeWhole(
      small.map((content) => ({ sha256: sha256(content), content })),
      sender,
    );
  for (const content of large) await payloads.append(sha256(content), 0, whole(content), sender);
  const ids = await payloads.finishAll(
    contents.map((content) => ({
      sha256: sha256(content),
      file: { ...sender, owner: huong.accountId, name: 'phụ lục.txt' },
    })),
  );
  const files = await getMany(ids.map(String));
  assert.equal(files.length, contents.length);
  return files.map((file) => ({
    fileId: file.id,
    sha256: file.sha256,
    bytes: file.bytes,
    name: file.name,
    mediaType: file.type,
  }));
}

const isSmall = (content: Buffer): boolean => content.length <= SMALL_BYTES;

async function* whole(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

async function sentWith(...contents: Buffer[]): Promise<string> {
  const files = await storedAt(contents);
  const sent = await fed.node('tinh').send(letter({ to: [ministry.code], files }), { key: newKey() });
  assert.ok(sent.ok, JSON.stringify(sent.ok || sent.problem));
  return (sent.answer as { consignmentId: string }).consignmentId;
}

/** What the ministry has of it: the bytes of its files, or nothing. */
async function arrivedAs(consignmentId: string): Promise<Buffer[] | undefined> {
  const { node, files } = fed.node('bo');
  const answered = await node.call(getConsignment, { params: { consignmentId } }, binh);
  if (!answered.ok) return undefined;
  const contents = [];
  for (const { fileId } of answered.answer.files) contents.push(await files.read(fileId));
  return contents;
}

const requests = (from: number) => {
  const paths = fed.calls.slice(from).map(({ path }) => path);
  return {
    together: paths.filter((path) => path === `${PREFIX}/payloads`).length,
    alone: paths.filter((path) => path.startsWith(`${PREFIX}/payloads/`)).length,
  };
};

async function peerAt(name: string): Promise<{ failures: number; last_failure: string | null } | undefined> {
  const { rows } = await fed
    .node(name)
    .node.deps.database.pool.query<{ failures: number; last_failure: string | null }>(
      'select failures, last_failure from exchange.peer',
    );
  return rows[0];
}

async function contentsAtTheMinistry(): Promise<number> {
  const { rows } = await fed.node('bo').node.deps.database.pool.query('select from files.content');
  return rows.length;
}

async function asOwner(name: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client(fed.node(name).node.owner);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** As the minute's sweep, after so long. */
async function later(by: number): Promise<void> {
  fed.clock.advance(by);
  await fed.sweep();
}

test('the small files of many documents go in one request, and each document has its own', async () => {
  fed.wire.down.add('bo');
  const sent = [];
  for (let n = 0; n < 8; n += 1) {
    const contents = n % 4 === 0 ? [text(), text(700)] : [text(100 + n)];
    sent.push({ id: await sentWith(...contents), contents });
  }
  const same = text();
  sent.push({ id: await sentWith(same), contents: [same] }, { id: await sentWith(same), contents: [same] });
  await fed.settle();
  fed.wire.down.delete('bo');
  const from = fed.calls.length;
  await later(HOUR);
  for (const { id, contents } of sent) assert.deepEqual(await arrivedAs(id), contents);
  assert.deepEqual(requests(from), { together: 1, alone: 0 });
});

test('as many as fit: by number, and by bytes; what is longer goes by itself, in pieces', async () => {
  let from = fed.calls.length;
  const heavy = Array.from({ length: 6 }, () => text(SMALL_BYTES - 5000));
  const longer = text(SMALL_BYTES + 1);
  const id = await sentWith(...heavy, longer);
  await fed.settle();
  assert.deepEqual(await arrivedAs(id), [...heavy, longer]);
  assert.deepEqual(requests(from), { together: 2, alone: 1 });
  for (const { path, body } of fed.calls.slice(from))
    if (path.endsWith('/payloads')) assert.ok(body.length <= TOGETHER_BYTES);
  from = fed.calls.length;
  fed.wire.down.add('bo');
  const letters = [];
  for (let n = 0; n < 6; n += 1) letters.push(await sentWith(...Array.from({ length: 20 }, () => text(40))));
  await fed.settle();
  fed.wire.down.delete('bo');
  await later(HOUR);
  for (const letterId of letters) assert.equal((await arrivedAs(letterId))?.length, 20);
  const named = fed.calls.slice(from).flatMap(({ path, body }) => {
    if (!path.endsWith('/payloads')) return [];
    return [(JSON.parse(body.toString('utf8', 0, body.indexOf('\n'))) as { payloads: unknown[] }).payloads.length];
  });
  assert.deepEqual(named, [MOST_TOGETHER, 20]);
});

test('one payload that is damaged where it is kept holds up its own document, until it is whole again', async () => {
  const [good, bad, fine] = [text(), text(), text()];
  fed.wire.down.add('bo');
  const ids = [await sentWith(good), await sentWith(bad), await sentWith(fine)];
  await fed.settle();
  fed.wire.down.delete('bo');
  const where = `where blob_id = (select blob_id from files.content where sha256 = '\\x${sha256(bad)}')`;
  await asOwner('tinh', `update files.blob_chunk set data = set_byte(data, 100, 35) ${where}`);
  await later(HOUR);
  assert.deepEqual(await arrivedAs(ids[0] ?? ''), [good]);
  assert.equal(await arrivedAs(ids[1] ?? ''), undefined);
  assert.deepEqual(await arrivedAs(ids[2] ?? ''), [fine]);
  assert.equal((await peerAt('tinh'))?.failures, 0, 'the node is not to blame');
  await asOwner('tinh', `update files.blob_chunk set data = set_byte(data, 100, ${bad[100]}) ${where}`);
  await later(2 * HOUR);
  assert.deepEqual(await arrivedAs(ids[1] ?? ''), [bad]);
});

test('one that was found infected at the sender’s node holds up its own document, and no other', async () => {
  const [good, bad] = [text(), text()];
  fed.wire.down.add('bo');
  const ids = [await sentWith(bad), await sentWith(good)];
  await fed.settle();
  fed.wire.down.delete('bo');
  await asOwner('tinh', `update files.content set scan = 'infected' where sha256 = '\\x${sha256(bad)}'`);
  await later(HOUR);
  assert.equal(await arrivedAs(ids[0] ?? ''), undefined);
  assert.deepEqual(await arrivedAs(ids[1] ?? ''), [good]);
  assert.equal((await peerAt('tinh'))?.failures, 0, 'the node is not to blame');
});

test('a request that is cut in the middle is refused whole and comes again', async () => {
  const contents = [text(), text()];
  const contentsBefore = await contentsAtTheMinistry();
  let cut = 0;
  fed.wire.tamper = (body, path) => {
    if (!path.endsWith('/payloads') || cut > 0) return body;
    cut += 1;
    return body.subarray(0, body.length - 2500);
  };
  const ids = [await sentWith(contents[0] ?? text()), await sentWith(contents[1] ?? text())];
  await fed.settle();
  assert.equal(cut, 1);
  assert.equal(await contentsAtTheMinistry(), contentsBefore, 'nothing of it was taken');
  await later(2 * HOUR);
  assert.deepEqual(
    [await arrivedAs(ids[0] ?? ''), await arrivedAs(ids[1] ?? '')],
    contents.map((one) => [one]),
  );
});

test('an answer that is lost costs a repetition of the question, and no byte twice', async () => {
  fed.wire.tamper = (body, path) => {
    if (path.endsWith('/payloads')) fed.wire.loseAnswers = 1;
    return body;
  };
  const content = text();
  const id = await sentWith(content);
  await fed.settle();
  assert.equal(await arrivedAs(id), undefined);
  assert.equal((await peerAt('tinh'))?.failures, 1);
  fed.wire.tamper = undefined;
  const from = fed.calls.length;
  await later(MINUTE);
  assert.deepEqual(await arrivedAs(id), [content]);
  assert.deepEqual(requests(from), { together: 0, alone: 0 });
});

test('a sender that stays away after its payloads have come sends them again after the sweep', async () => {
  let away = false;
  fed.wire.tamper = (body, path) => {
    if (!away && path.endsWith('/payloads')) {
      away = true;
      fed.wire.loseAnswers = 1;
    }
    return body;
  };
  const content = text();
  const id = await sentWith(content);
  await fed.settle();
  assert.equal(away, true);
  fed.clock.advance(3 * HOUR);
  await fed.node('bo').files.sweep();
  await later(MINUTE);
  await later(2 * HOUR);
  assert.deepEqual(await arrivedAs(id), [content]);
});

test('a node whose disk is full, or that falls in the middle, is left alone for a while, and nothing is half there', async () => {
  await asOwner(
    'bo',
    `create function files.no_room() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`,
    'create trigger no_room before insert on files.blob_chunk for each row execute function files.no_room()',
  );
  const contents = [text(), text(), text()];
  const ids = [];
  for (const content of contents) ids.push(await sentWith(content));
  await fed.settle();
  assert.equal((await peerAt('tinh'))?.failures, 1);
  assert.equal((await peerAt('tinh'))?.last_failure, 'NotAnAnswer');
  await asOwner('bo', 'drop trigger no_room on files.blob_chunk');
  await later(MINUTE);
  for (const [index, id] of ids.entries()) assert.deepEqual(await arrivedAs(id), [contents[index]]);
});

test('a node of older code is sent each payload by itself; after a while it is asked again', async () => {
  fed.wire.older.add('bo');
  let from = fed.calls.length;
  const contents = [text(), text(), text()];
  const first = await sentWith(contents[0] ?? text(), contents[1] ?? text());
  await fed.settle();
  assert.deepEqual(await arrivedAs(first), contents.slice(0, 2));
  assert.deepEqual(requests(from), { together: 1, alone: 2 });
  assert.equal((await peerAt('tinh'))?.failures, 0);
  from = fed.calls.length;
  const second = await sentWith(contents[2] ?? text());
  await fed.settle();
  assert.deepEqual(await arrivedAs(second), contents.slice(2));
  assert.deepEqual(requests(from), { together: 0, alone: 1 }, 'it is known by now');
  fed.wire.older.delete('bo');
  from = fed.calls.length;
  fed.clock.advance(11 * MINUTE);
  const content = text();
  const third = await sentWith(content);
  await fed.settle();
  assert.deepEqual(await arrivedAs(third), [content]);
  assert.deepEqual(requests(from), { together: 1, alone: 0 });
});

test('what has not the shape of the request is refused whole, and what was not asked for leaves nothing', async () => {
  const post = async (body: Buffer, key?: string) =>
    fed.forge('tinh', 'bo', { method: 'POST', path: `${PREFIX}/payloads`, body, ...(key ? { key } : {}) });
  const one = { sha256: '', content: text(500) };
  one.sha256 = sha256(one.content);
  const line = (payloads: unknown, more = {}): Buffer => Buffer.from(`${JSON.stringify({ payloads, ...more })}\n`);
  const named = { sha256: one.sha256, bytes: 500 };
  const many = Array.from({ length: MOST_TOGETHER + 1 }, () => text(10));
  const contentsBefore = await contentsAtTheMinistry();
  const malformed: Record<string, Buffer> = {
    nothing: Buffer.alloc(0),
    'no line': one.content,
    'no JSON': Buffer.from('không phải JSON\n'),
    'no payload': line([]),
    'fewer bytes than named': Buffer.concat([line([named]), one.content.subarray(1)]),
    'more bytes than named': Buffer.concat([line([named]), one.content, Buffer.from('x')]),
    'a payload twice': Buffer.concat([line([named, named]), one.content, one.content]),
    'a length below nothing': Buffer.concat([line([{ ...named, bytes: -1 }]), one.content]),
    'a length that is none': Buffer.concat([line([{ ...named, bytes: 499.5 }]), one.content]),
    'an empty one': line([{ ...named, bytes: 0 }]),
    'no digest': Buffer.concat([line([{ ...named, sha256: 'x' }]), one.content]),
    'a word that is not known': Buffer.concat([line([named], { khac: 1 }), one.content]),
    'one that is too long': Buffer.concat([line([{ ...named, bytes: SMALL_BYTES + 1 }]), text(SMALL_BYTES + 1)]),
    'too many': writeTogether(many.map((content) => ({ sha256: sha256(content), content }))),
  };
  for (const [what, body] of Object.entries(malformed)) assert.equal((await post(body)).status, 400, what);
  assert.equal((await post(Buffer.alloc(TOGETHER_BYTES + 1))).status, 413);
  assert.equal((await post(writeTogether([one]), 'xa')).status, 401, 'with the key of another');
  const answer = await post(writeTogether([one]));
  assert.equal(answer.status, 200);
  assert.match(await answer.text(), /\\"results\\":\[\\"unasked\\"\]/);
  assert.equal(await contentsAtTheMinistry(), contentsBefore);
});

test('a wrong payload among right ones is refused alone', async () => {
  const contents = [text(), text(), text()];
  fed.wire.down.add('bo');
  const id = await sentWith(...contents);
  await fed.settle();
  fed.wire.down.delete('bo');
  const { consignments } = await pickBatch(fed.node('tinh').exchangeDeps, 'bo');
  const messages = consignments.map(({ message }) => message);
  const asked = await fed.forge('tinh', 'bo', {
    method: 'POST',
    path: `${PREFIX}/messages`,
    body: Buffer.from(JSON.stringify({ messages })),
  });
  assert.equal(readAnswer(await asked.text())?.statement.results[0]?.lacks?.length, 3);
  const [right = text(), wrong = text(), other = text()] = contents;
  const body = writeTogether([
    { sha256: sha256(right), content: right },
    { sha256: sha256(wrong), content: text() },
    { sha256: sha256(other), content: other },
  ]);
  const answer = await fed.forge('tinh', 'bo', { method: 'POST', path: `${PREFIX}/payloads`, body });
  assert.match(await answer.text(), /\\"results\\":\[\\"taken\\",\\"differs\\",\\"taken\\"\]/);
  const from = fed.calls.length;
  await later(HOUR);
  assert.deepEqual(await arrivedAs(id), contents);
  const [sent] = fed.calls.slice(from).filter(({ path }) => path.endsWith('/payloads'));
  assert.ok(sent?.body.includes(sha256(wrong)) && !sent.body.includes(sha256(right)), 'only that one comes again');
});
