import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { getConsignment, listArrived, reportStatus, type Envelope } from '#modules/exchange/contract.ts';
import {
  PREFIX,
  readAnswer,
  readEnvelope,
  type Carried,
  type ConsignmentMessage,
  type Result,
} from '#modules/exchange/peers/messages.ts';
import { pickBatch } from '#modules/exchange/peers/pick-batch.ts';
import { PDFDocument } from 'pdf-lib';
import { newId } from '#platform/id.ts';
import { agencies, binh, huong, letter, newKey, thao } from './axis.ts';
import { openFederation, type Federation } from './federation.ts';

// What a node refuses of another: each case is a request that a correct node would not make, with a signature that is in order.
const { ducXuan, tanTrao, ministry } = agencies;
const HOUR = 3_600_000;

let fed: Federation;
before(async () => {
  fed = await openFederation(
    { tinh: [ducXuan], bo: [ministry], xa: [tanTrao] },
    { unknown: { bo: new Set(['H01.002.00']) } },
  );
});
after(() => fed?.close());

async function sent(more: Partial<Envelope> = {}): Promise<string> {
  const answered = await fed.node('tinh').send(letter({ to: [ministry.code], ...more }), { key: newKey() });
  assert.ok(answered.ok, JSON.stringify(answered.ok || answered.problem));
  return (answered.answer as { consignmentId: string }).consignmentId;
}

async function seen(node: string, consignmentId: string, by = huong) {
  const answered = await fed.node(node).node.call(getConsignment, { params: { consignmentId } }, by);
  return answered.ok ? answered.answer : undefined;
}

const copyAt = async (id: string) => (await seen('tinh', id))?.deliveries[0];

/** What the sender's node is about to send of a new letter, which the wire does not let through. */
async function caught(more: Partial<Envelope> = {}, to = 'bo'): Promise<ConsignmentMessage> {
  fed.wire.down.add(to);
  const id = await sent(more);
  await fed.settle();
  fed.wire.down.delete(to);
  const { consignments } = await pickBatch(fed.node('tinh').exchangeDeps, to);
  const message = consignments.map((one) => one.message).find(({ carried }) => carried.consignmentId === id);
  assert.ok(message);
  return message;
}

async function post(
  from: string,
  to: string,
  messages: unknown[],
  key?: string,
): Promise<{ status: number; results: Result[] }> {
  const response = await fed.forge(from, to, {
    method: 'POST',
    path: `${PREFIX}/messages`,
    body: Buffer.from(JSON.stringify({ messages })),
    ...(key ? { key } : {}),
  });
  return { status: response.status, results: readAnswer(await response.text())?.statement.results ?? [] };
}

const countAt = async (node: string): Promise<number> => {
  const { rows } = await fed
    .node(node)
    .node.deps.database.pool.query<{ n: string }>('select count(*) as n from exchange.consignment');
  return Number(rows[0]?.n);
};

test('a request that another signed, or nobody, is refused whole', async () => {
  const message = await caught();
  const before = await countAt('bo');
  assert.equal((await post('tinh', 'bo', [message], 'xa')).status, 401, 'with the key of another node');
  assert.equal((await post('ngoai', 'bo', [message])).status, 401, 'of no node of the directory');
  assert.equal(await countAt('bo'), before);
});

test('a packet that was changed on the way is refused: the signature is over its digest', async () => {
  const before = await countAt('bo');
  fed.wire.tamper = (body) => Buffer.from(body.toString().replaceAll('Nông Minh Khôi', 'Nông Minh Khánh'));
  const id = await sent();
  await fed.settle();
  fed.wire.tamper = undefined;
  assert.equal(await countAt('bo'), before);
  assert.equal((await copyAt(id))?.transport, 'queued', 'and is not taken for an answer');
  fed.clock.advance(HOUR);
  await fed.sweep();
  assert.equal((await copyAt(id))?.transport, 'delivered', 'unchanged it goes through');
});

test('sender in the packet and node on the wire do not belong together', async () => {
  const { results } = await post('xa', 'bo', [await caught()]);
  assert.equal(results[0]?.copies?.[0]?.code ?? results[0]?.code, 'exchange.not-this-sender');
});

test('an envelope that is not the one of its receipt is refused, and the refusal is evidence', async () => {
  const message = await caught();
  const { carried } = message;
  const cases: Record<string, Carried> = {
    'another subject': { ...carried, envelope: carried.envelope.replace('Nông Minh Khôi', 'Nông Minh Khánh') },
    'another order of keys': { ...carried, envelope: JSON.stringify(JSON.parse(carried.envelope), null, 1) },
    'another consignment': { ...carried, consignmentId: newId() },
    'another key': { ...carried, key: `${carried.key}-khac` },
    'another time': { ...carried, acceptedAt: new Date(0).toISOString() },
    'a receipt that is none': { ...carried, receipt: { statement: 'không phải biên nhận', seal: 'AA==' } },
  };
  for (const [name, changed] of Object.entries(cases)) {
    const { results } = await post('tinh', 'bo', [{ ...message, carried: changed }]);
    assert.equal(results[0]?.code, 'exchange.receipt-differs', name);
  }
  const { rows } = await fed
    .node('bo')
    .node.deps.database.pool.query(
      "select from exchange.peer_answer where whose = 'ours' and statement like '%exchange.receipt-differs%'",
    );
  assert.ok(rows.length >= 6, 'the sealed refusal is kept');
  const history = await fed.node('bo').evidence.historyOf(`consignment:${carried.consignmentId}`);
  assert.ok(history.some((line) => line.kind === 'exchange.peer-refused'));
});

test('what has not the shape of the protocol is refused whole', async () => {
  const message = await caught();
  for (const messages of [[], [{}], [{ ...message, kind: 'khac' }], Array.from({ length: 800 }, () => message)])
    assert.equal((await post('tinh', 'bo', messages)).status, 400);
  const garbage = await fed.forge('tinh', 'bo', {
    method: 'POST',
    path: `${PREFIX}/messages`,
    body: Buffer.from('không phải JSON'),
  });
  assert.equal(garbage.status, 400);
});

test('a recipient that the other node does not know, or that has ended, is refused by name; the others are taken', async () => {
  const id = await sent({ to: [ministry.code, 'H01.001.00', 'H01.002.00'] });
  for (const code of ['H01.001.00', 'H01.002.00']) {
    const agency = agencies.many.find((one) => one.code === code);
    assert.ok(agency);
    await fed.move(agency, 'bo', { quietly: true });
  }
  await fed.move(ministry, 'bo');
  await fed.settle();
  const { deliveries = [] } = (await seen('tinh', id)) ?? {};
  const of = (code: string) => deliveries.find(({ recipient }) => recipient.code === code);
  assert.equal(of(ministry.code)?.transport, 'delivered');
  assert.equal(of('H01.001.00')?.transport, 'delivered');
  assert.equal(of('H01.002.00')?.transport, 'rejected');
  assert.match(of('H01.002.00')?.reason ?? '', /không có cơ quan mang mã H01.002.00/);
});

test('a copy for an agency that is not named in the envelope is refused', async () => {
  const message = await caught();
  const copies = [{ deliveryId: newId(), code: tanTrao.code, steps: [] }];
  const { results } = await post('tinh', 'bo', [{ ...message, carried: { ...message.carried, copies } }]);
  assert.equal(results[0]?.copies?.[0]?.code, 'exchange.not-in-envelope');
});

test('what is not for this node is sent back, and nothing of it is kept', async () => {
  const message = await caught({ to: [tanTrao.code] }, 'xa');
  const before = await countAt('bo');
  const { results } = await post('tinh', 'bo', [message]);
  assert.equal(results[0]?.outcome, 'misdirected');
  assert.equal(await countAt('bo'), before);
});

test('the same packet again, and many times at once: taken once, and never refused', async () => {
  for (let round = 0; round < 4; round += 1) {
    const message = await caught();
    const results = await Promise.all(Array.from({ length: 6 }, () => post('tinh', 'bo', [message])));
    results.push(await post('tinh', 'bo', [message]));
    for (const one of results) assert.match(one.results[0]?.outcome ?? '', /taken|later/, JSON.stringify(one));
    await fed.settle();
    const arrived = await fed.node('bo').node.call(listArrived, { query: {} }, binh);
    assert.ok(arrived.ok);
    const id = message.carried.consignmentId;
    assert.equal(arrived.answer.arrived.filter((one) => one.consignmentId === id).length, 1);
  }
});

test('news: again harmless, out of order refused, from elsewhere refused, of an unknown copy refused', async () => {
  fed.clock.advance(2 * HOUR);
  await fed.sweep();
  const id = await sent();
  await fed.settle();
  const copy = await copyAt(id);
  assert.ok(copy);
  const step = { at: fed.clock.now().toISOString(), from: '01', to: '03', rule: 'report', node: 'bo' };
  const news = (to: string, more: object = {}) => ({
    kind: 'news',
    id: newId(),
    deliveryId: copy.deliveryId,
    machine: 'business',
    step: { ...step, to },
    ...more,
  });
  const registered = news('03');
  assert.equal((await post('bo', 'tinh', [registered])).results[0]?.outcome, 'taken');
  assert.equal((await post('bo', 'tinh', [registered, registered])).results[1]?.outcome, 'taken', 'again');
  assert.equal((await post('bo', 'tinh', [news('05')])).results[0]?.outcome, 'taken');
  assert.equal((await post('bo', 'tinh', [news('04')])).results[0]?.code, 'exchange.out-of-order', 'backwards');
  assert.equal((await post('bo', 'tinh', [news('15')])).results[0]?.code, 'exchange.out-of-order', 'nothing was asked');
  assert.equal((await post('xa', 'tinh', [news('06')])).results[0]?.code, 'exchange.not-from-there');
  assert.equal(
    (await post('bo', 'tinh', [news('06', { deliveryId: newId() })])).results[0]?.code,
    'exchange.unknown-delivery',
  );
  assert.equal((await copyAt(id))?.business, '05');
  const steps = (await seen('tinh', id))?.steps.filter(({ machine }) => machine === 'business').map(({ to }) => to);
  assert.deepEqual(steps, ['01', '03', '05'], 'what was refused or repeated stands nowhere');
});

test('a business status that the recipient’s node reports while the sender’s is away comes later, in order', async () => {
  const id = await sent();
  await fed.settle();
  const { deliveryId = '' } = (await seen('bo', id, binh))?.deliveries[0] ?? {};
  fed.wire.down.add('tinh');
  for (const code of ['03', '04', '05', '06'] as const) {
    const done = await fed.node('bo').node.call(reportStatus, { params: { deliveryId }, body: { code } }, binh);
    assert.ok(done.ok);
    await fed.settle();
  }
  fed.wire.down.delete('tinh');
  fed.clock.advance(2 * HOUR);
  await fed.sweep();
  assert.equal((await copyAt(id))?.business, '06');
});

// Files.

async function withFile(bytes: Buffer): Promise<Partial<Envelope>> {
  const stored = await fed.node('tinh').files.receive(bytes, { name: 'Trích lục.pdf', owner: huong.accountId });
  return {
    files: [
      {
        fileId: stored.id,
        name: 'Trích lục.pdf',
        mediaType: 'application/pdf',
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      },
    ],
  };
}

async function pdf(size: number): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage();
  await document.attach(randomBytes(size), 'phu-luc.bin');
  return Buffer.from(await document.save());
}

test('a file goes along, opens at the other node, and is taken over only when all of it is there', async () => {
  const bytes = await pdf(9 * 1024 * 1024);
  fed.clock.advance(2 * HOUR);
  await fed.sweep();
  const id = await sent(await withFile(bytes));
  // The second piece is cut off: the connection dies in the middle of the file.
  let pieces = 0;
  fed.wire.tamper = (body, path) => {
    if (!path.includes('/payloads/')) return body;
    pieces += 1;
    return pieces === 2 ? body.subarray(0, 1000) : body;
  };
  await fed.settle();
  assert.equal((await copyAt(id))?.transport, 'queued', 'not taken over without its file');
  assert.equal(await seen('bo', id, binh), undefined);
  fed.wire.tamper = undefined;
  const from = fed.calls.length;
  fed.clock.advance(HOUR);
  await fed.sweep();
  const later = fed.calls.slice(from).filter((one) => one.path.includes('/payloads/'));
  assert.match(later[0]?.path ?? '', /from=4194304$/, 'goes on where it stopped');
  const there = await seen('bo', id, binh);
  assert.equal(there?.deliveries[0]?.transport, 'delivered');
  const [file] = there.files;
  assert.ok(file);
  assert.notEqual(file.fileId, there.envelope.files[0]?.fileId, 'a file of that node');
  const opened = await fed.node('bo').node.fetch(`/api/files/${file.fileId}/content`, { actor: binh });
  assert.ok(Buffer.from(await opened.arrayBuffer()).equals(bytes));
  assert.equal((await fed.node('bo').node.fetch(`/api/files/${file.fileId}/content`, { actor: thao })).status, 404);
});

test('a payload that nobody asked for, from the wrong byte, or too much of it is refused', async () => {
  const patch = async (sha256: string, from: string, piece: Buffer) =>
    (
      await fed.forge('tinh', 'bo', {
        method: 'PATCH',
        path: `${PREFIX}/payloads/${sha256}?from=${from}`,
        body: piece,
      })
    ).status;
  assert.equal(await patch('ab'.repeat(32), '0', Buffer.from('x')), 404);
  assert.equal(await patch('khong-phai-bam', '0', Buffer.from('x')), 400);
  const message = await caught(await withFile(await pdf(5000)));
  const { bytes = 0 } = readEnvelope(message.carried.envelope)?.files[0] ?? {};
  const { results } = await post('tinh', 'bo', [message]);
  assert.equal(results[0]?.outcome, 'lacks');
  const [lack] = results[0].lacks ?? [];
  assert.ok(lack);
  assert.equal(await patch(lack.sha256, '-1', Buffer.from('x')), 400);
  assert.equal(await patch(lack.sha256, '7', Buffer.from('x')), 409);
  assert.equal(await patch(lack.sha256, '0', randomBytes(90_000)), 413);
  assert.equal(await patch(lack.sha256, '0', randomBytes(bytes)), 200, 'of the right length, and not the file');
  const again = await post('tinh', 'bo', [message]);
  assert.equal(again.results[0]?.outcome, 'later', 'bytes that are not the file are not the file');
  assert.equal((await post('tinh', 'bo', [message])).results[0]?.lacks?.[0]?.offset, 0, 'it begins anew');
});
