import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { getConsignment, listArrived, listSent, sendConsignment, type Envelope } from '#modules/exchange/contract.ts';
import { digestOf } from '#modules/exchange/accept/receipt.ts';
import { pdfOf } from '#modules/files/test/samples.ts';
import { agencies, binh, huong, letter, newKey, officerOf, openAxis, thao, type Axis } from './axis.ts';

let axis: Axis;
let second: Axis;
before(async () => {
  axis = await openAxis();
  second = await openAxis(axis);
});
after(async () => {
  await second?.close();
  await axis?.close();
});

async function sent(envelope: Envelope, options: { key?: string; by?: typeof huong } = {}) {
  const answered = await axis.node.call(
    sendConsignment,
    { body: { key: options.key ?? newKey(), envelope } },
    options.by ?? huong,
  );
  assert.ok(answered.ok, JSON.stringify(answered.ok || answered.problem));
  return answered.answer;
}

async function refused(envelope: Envelope, by = huong, key = newKey()) {
  const answered = await axis.node.call(sendConsignment, { body: { key, envelope } }, by);
  assert.ok(!answered.ok);
  return answered.problem;
}

test('a letter goes to two agencies, each sees it arrive, and a stranger sees nothing', async () => {
  const { consignmentId } = await sent(letter());
  await axis.node.runJobs();
  for (const officer of [thao, binh]) {
    const inbox = await axis.node.call(listArrived, { query: { waiting: true } }, officer);
    assert.ok(inbox.ok);
    assert.equal(inbox.answer.arrived.find((one) => one.consignmentId === consignmentId)?.business, '01');
    const mine = await axis.node.call(getConsignment, { params: { consignmentId } }, officer);
    assert.ok(mine.ok);
    assert.deepEqual(
      [mine.answer.side, mine.answer.deliveries.length],
      ['recipient', 1],
      'a recipient sees only its own copy',
    );
  }
  const own = await axis.node.call(getConsignment, { params: { consignmentId } }, huong);
  assert.ok(own.ok);
  assert.deepEqual(
    own.answer.steps.map(({ machine, to, rule }) => [machine, to, rule]).toSorted(),
    [
      ['transport', 'queued', 'accept'],
      ['transport', 'queued', 'accept'],
      ['transport', 'delivered', 'arrive'],
      ['transport', 'delivered', 'arrive'],
      ['business', '01', 'arrive'],
      ['business', '01', 'arrive'],
    ].toSorted(),
  );
  const stranger = officerOf(agencies.many[7] as (typeof agencies.many)[0], 'Vi Văn Lạ');
  for (const other of [stranger, { ...binh, rights: [] }]) {
    const answered = await axis.node.call(getConsignment, { params: { consignmentId } }, other);
    assert.deepEqual([answered.status, answered.ok || answered.problem.code], [404, 'exchange.not-found']);
  }
});

test('a recipient sees nothing before it has arrived', async () => {
  const { consignmentId } = await sent(letter());
  assert.equal((await axis.node.call(getConsignment, { params: { consignmentId } }, binh)).status, 404);
  await axis.node.runJobs();
  assert.equal((await axis.node.call(getConsignment, { params: { consignmentId } }, binh)).status, 200);
});

test('the same key and envelope answers the first receipt, however the keys of the envelope are ordered', async () => {
  const key = newKey();
  const envelope = letter();
  const first = await sent(envelope, { key });
  axis.clock.advance(3_600_000);
  const shuffled = Object.fromEntries(Object.entries(envelope).toReversed()) as Envelope;
  const again = await sent(shuffled, { key });
  assert.deepEqual(again, { ...first, repeated: true });
  assert.equal((await refused(letter({ priority: 3 }), huong, key)).code, 'exchange.key-used');
  const { rows } = await axis.node.database.pool.query(
    'select count(*)::int as n from exchange.consignment where sender_key = $1',
    [key],
  );
  assert.equal(rows[0].n, 1);
});

test('two agencies may use the same key', async () => {
  const key = newKey();
  const mine = await sent(letter(), { key });
  const theirs = await sent(letter({ from: agencies.tanTrao.code, to: [agencies.ducXuan.code] }), { key, by: thao });
  assert.notEqual(mine.consignmentId, theirs.consignmentId);
});

test('twelve at once through two processes, same key: one consignment, one receipt', async () => {
  const key = newKey();
  const envelope = letter();
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_one, n) =>
      (n % 2 ? axis : second).node.call(sendConsignment, { body: { key, envelope } }, huong),
    ),
  );
  const receipts = new Set(answers.map((one) => (one.ok ? one.answer.receipt.statement : one.problem.code)));
  assert.equal(receipts.size, 1);
  assert.equal(answers.filter((one) => one.ok && !one.answer.repeated).length, 1);
});

test('the receipt is proof for a program that is not ours: openssl accepts it, and refuses it after one changed byte', async () => {
  const envelope = letter();
  const { receipt } = await sent(envelope);
  const statement = JSON.parse(receipt.statement) as { digest: string };
  assert.equal(statement.digest, `sha-256=:${digestOf(envelope).digest.toString('base64')}:`);
  const folder = mkdtempSync(join(tmpdir(), 'bien-nhan-'));
  try {
    const path = (name: string) => join(folder, name);
    writeFileSync(path('ca.pem'), await axis.signing.caCertificatePem());
    writeFileSync(path('seal.der'), Buffer.from(receipt.seal, 'base64'));
    const verify = (text: string): void => {
      writeFileSync(path('statement.json'), text);
      execFileSync(
        'openssl',
        [
          'cms',
          '-verify',
          '-binary',
          '-inform',
          'DER',
          '-in',
          path('seal.der'),
          '-content',
          path('statement.json'),
          '-CAfile',
          path('ca.pem'),
          '-purpose',
          'any',
          '-no_check_time',
          '-out',
          '/dev/null',
        ],
        { stdio: 'pipe' },
      );
    };
    verify(receipt.statement);
    assert.throws(() => verify(receipt.statement.replace('H55', 'H56')));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('what cannot be sent is refused with the place in the envelope, and nothing is kept', async () => {
  const before = await axis.node.database.pool.query('select count(*)::int as n from exchange.consignment');
  const cases: [string, Partial<Envelope>][] = [
    ['exchange.not-this-sender', { from: agencies.ministry.code }],
    ['exchange.not-this-sender', { from: 'H99' }],
    ['exchange.unknown-agency', { to: ['G15', 'H99.999'] }],
    ['exchange.agency-ended', { to: [agencies.ended.code] }],
    ['exchange.twice-the-same', { to: ['G15', 'G15'] }],
    ['exchange.about-missing', { kind: 'recall' }],
    ['exchange.about-missing', { kind: 'recall', about: '0199bbbb-0000-7000-8000-00000000abcd' }],
    ['exchange.about-missing', { about: '0199bbbb-0000-7000-8000-00000000abcd' }],
    ['exchange.about-unknown', { kind: 'recall', about: '0199bbbb-0000-7000-8000-00000000abcd', reason: 'Gửi nhầm' }],
    ['exchange.no-recipients', { to: [] }],
    ['platform.bad-input', { priority: 5 }],
    ['exchange.too-many-recipients', { to: Array.from({ length: 10_001 }, () => 'G15') }],
  ];
  for (const [code, more] of cases)
    assert.equal((await refused(letter(more))).code, code, JSON.stringify(more).slice(0, 80));
  const ended = await refused(letter({ to: [agencies.ended.code] }));
  assert.match(ended.title, /Ủy ban nhân dân phường Đức Xuân \(H55\.101\)/, 'the successor is offered');
  assert.equal((await axis.send(letter(), { by: { ...huong, rights: ['exchange.receive'] } })).status, 403);
  const afterwards = await axis.node.database.pool.query('select count(*)::int as n from exchange.consignment');
  assert.equal(afterwards.rows[0].n, before.rows[0].n);
});

test('10,000 recipients are one consignment, and each gets its copy', async () => {
  const { consignmentId } = await sent(letter({ to: agencies.many.map(({ code }) => code) }));
  await axis.node.runJobs();
  const own = await axis.node.call(listSent, { query: {} }, huong);
  assert.ok(own.ok);
  const line = own.answer.consignments.find((one) => one.consignmentId === consignmentId);
  assert.deepEqual(
    [line?.notation, line?.recipients, line?.delivered, line?.stuck],
    ['245/UBND-HT', 10_000, 10_000, 0],
  );
});

test('a file travels by its digest; a wrong digest, size or owner is refused, and the recipient can open it on arrival', async () => {
  const bytes = await pdfOf(2);
  const stored = await axis.files.receive(bytes, { owner: huong.accountId, name: '245.pdf' });
  const file = {
    fileId: stored.id,
    name: '245.signed.pdf',
    mediaType: 'application/pdf',
    bytes: stored.bytes,
    sha256: stored.sha256,
  };
  assert.equal(stored.sha256, createHash('sha256').update(bytes).digest('hex'));
  assert.equal((await refused(letter({ files: [{ ...file, bytes: file.bytes + 1 }] }))).code, 'exchange.file-differs');
  assert.equal((await refused(letter({ files: [{ ...file, sha256: '0'.repeat(64) }] }))).code, 'exchange.file-differs');
  const foreign = letter({ from: agencies.tanTrao.code, to: ['G15'], files: [file] });
  assert.equal((await refused(foreign, thao)).code, 'files.not-found');
  const open = (officer: typeof huong) => axis.node.fetch(`/api/files/${stored.id}/content`, { actor: officer });
  assert.equal((await open(binh)).status, 404);
  await sent(letter({ files: [file] }));
  await axis.node.runJobs();
  assert.equal((await open(binh)).status, 200);
  assert.equal((await open(officerOf(agencies.many[3] as (typeof agencies.many)[0], 'Vi Văn Lạ'))).status, 404);
});

test('sent letters are found by number and by words without accents', async () => {
  await sent(letter({ document: { ...letter().document, number: '777', subject: 'Đề nghị xác minh quê quán' } }));
  const find = async (q: string) => {
    const found = await axis.node.call(listSent, { query: { q } }, huong);
    assert.ok(found.ok);
    return found.answer.consignments.map(({ subject }) => subject);
  };
  assert.deepEqual(await find('xac minh que quan'), ['Đề nghị xác minh quê quán']);
  assert.deepEqual(await find('777'), ['Đề nghị xác minh quê quán']);
  assert.deepEqual(await find('100% không có'), []);
});

test('the digest does not depend on the order of keys, and any change of any value changes it', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (a, b) => {
      const one = letter({ reason: a });
      const other = letter({ reason: b });
      assert.equal(digestOf(one).digest.equals(digestOf(other).digest), a === b);
      const reversed = Object.fromEntries(Object.entries(one).toReversed()) as Envelope;
      assert.ok(digestOf(reversed).digest.equals(digestOf(one).digest));
    }),
  );
});

test('what was accepted cannot be rewritten by the application', async () => {
  const { pool } = axis.node.database;
  for (const statement of [
    "update exchange.consignment set envelope = ''",
    'delete from exchange.consignment',
    'delete from exchange.delivery_event',
  ])
    await assert.rejects(pool.query(statement), /permission denied/);
});
