import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { getConsignment, listArrived, type Envelope } from '#modules/exchange/contract.ts';
import {
  PREFIX,
  readAnswer,
  type Carried,
  type ConsignmentMessage,
  type Result,
} from '#modules/exchange/peers/messages.ts';
import { pickBatch } from '#modules/exchange/peers/pick-batch.ts';
import { agencies, binh, huong, letter, newKey } from './axis.ts';
import { openFederation, type Federation } from './federation.ts';

// What one node says to another counts only as its own word: answers to what was sent, and the receipt of a consignment that comes by way
// of a third node.
const { ducXuan, tanTrao, ministry } = agencies;
const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;

let fed: Federation;
before(async () => {
  fed = await openFederation({ tinh: [ducXuan], bo: [ministry], xa: [tanTrao] });
});
after(() => fed?.close());

async function sent(more: Partial<Envelope> = {}): Promise<string> {
  const answered = await fed.node('tinh').send(letter({ to: [ministry.code], ...more }), { key: newKey() });
  assert.ok(answered.ok, JSON.stringify(answered.ok || answered.problem));
  return (answered.answer as { consignmentId: string }).consignmentId;
}

async function stateOf(id: string): Promise<string | undefined> {
  const answered = await fed.node('tinh').node.call(getConsignment, { params: { consignmentId: id } }, huong);
  return answered.ok ? answered.answer.deliveries[0]?.transport : undefined;
}

async function timesArrived(id: string, node = 'bo'): Promise<number> {
  const answered = await fed.node(node).node.call(listArrived, { query: {} }, binh);
  assert.ok(answered.ok);
  return answered.answer.arrived.filter((one) => one.consignmentId === id).length;
}

interface Kept {
  whose: string;
  statement: string;
  key_id: string;
  signature: string;
}

async function keptAt(node: string): Promise<Kept[]> {
  const { rows } = await fed
    .node(node)
    .node.deps.database.pool.query<Kept>(
      'select whose, statement, key_id, signature from exchange.peer_answer order by at',
    );
  return rows;
}

const refusalsAt = async (node: string, of: string) =>
  (await fed.node(node).evidence.historyOf(`node:${of}`)).filter(({ kind }) => kind === 'exchange.peer-answer-refused');

/** The same answer, signed anew by whoever. */
function resigned(text: string, by: string, change: (statement: string) => string = (same) => same): string {
  const { receipt } = JSON.parse(text) as { receipt: { statement: string } };
  const statement = change(receipt.statement);
  return JSON.stringify({ receipt: { ...receipt, statement, ...fed.signAs(by, Buffer.from(statement)) } });
}

const withoutSignature = (text: string): string => {
  const { receipt } = JSON.parse(text) as { receipt: { statement: string; seal: string } };
  return JSON.stringify({ receipt: { statement: receipt.statement, seal: receipt.seal } });
};

/** The first answer that crosses the wire, kept by somebody who listens. */
let overheard = '';

const wrong: [name: string, code: string, change: (text: string) => string][] = [
  [
    'changed on its way',
    'bad-signature',
    (text) => text.replace(String.raw`\"outcome\":\"taken\"`, String.raw`\"outcome\":\"refused\"`),
  ],
  ['signed by another node', 'other-node', (text) => resigned(text, 'xa')],
  [
    'signed by another node in this one’s name',
    'bad-signature',
    (text) =>
      resigned(text, 'xa').replace(/"keyId":"xa#[^"]+"/, `"keyId":"${fed.signAs('bo', Buffer.from('')).keyId}"`),
  ],
  ['of a key that nobody knows', 'unknown-key', (text) => text.replace(/"keyId":"bo#[^"]+"/, '"keyId":"bo#7"')],
  ['not signed', 'unreadable', withoutSignature],
  ['of another kind', 'unreadable', (text) => resigned(text, 'bo', (said) => said.replace('tra-loi-nut@1', 'khac@1'))],
  ['given for another request', 'not-about-this', () => overheard],
  [
    'given to another node',
    'not-about-this',
    (text) => resigned(text, 'bo', (said) => said.replace('"to":"tinh"', '"to":"xa"')),
  ],
];

test('an answer that is not the node’s own word about this request has no effect, is evidence, and the request comes again', async () => {
  fed.wire.tamperAnswer = (text) => {
    overheard ||= text;
    return text;
  };
  await sent();
  await fed.settle();
  assert.ok(readAnswer(overheard));
  for (const [name, code, change] of wrong) {
    const before = (await refusalsAt('tinh', 'bo')).length;
    const kept = (await keptAt('tinh')).filter(({ whose }) => whose === 'theirs').length;
    let spoilt = 0;
    fed.wire.tamperAnswer = (text) => {
      if ((JSON.parse(text) as { receipt: { statement: string } }).receipt.statement.includes('"node":"tinh"'))
        return text;
      spoilt += 1;
      const changed = change(text);
      assert.notEqual(changed, text, name);
      return changed;
    };
    const { transport, id } = await outcomeOf();
    assert.ok(spoilt > 0, name);
    const refusals = await refusalsAt('tinh', 'bo');
    assert.equal(refusals.length, before + spoilt, name);
    assert.equal((refusals.at(-1)?.data as { code?: string } | undefined)?.code, code, name);
    assert.equal(
      (await keptAt('tinh')).filter(({ whose }) => whose === 'theirs').length,
      kept,
      `${name}: not kept as theirs`,
    );
    // The other node has taken it over and delivered it, and says so by itself: only our half of the handing over is open.
    assert.notEqual(transport, 'rejected', name);
    fed.wire.tamperAnswer = undefined;
    fed.clock.advance(2 * HOUR);
    await fed.sweep();
    assert.equal(await stateOf(id), 'delivered', name);
    assert.equal(await timesArrived(id), 1, name);
  }
});

async function outcomeOf(): Promise<{ transport: string | undefined; id: string }> {
  const id = await sent();
  await fed.settle();
  return { transport: await stateOf(id), id };
}

test('both sides keep the same signed word, and openssl checks it', async () => {
  await sent();
  await fed.settle();
  const theirs = (await keptAt('tinh')).filter(({ whose }) => whose === 'theirs').at(-1);
  const ours = (await keptAt('bo')).filter(
    ({ whose, statement }) => whose === 'ours' && statement === theirs?.statement,
  );
  assert.ok(theirs);
  assert.deepEqual(
    ours.map(({ key_id, signature }) => [key_id, signature]),
    [[theirs.key_id, theirs.signature]],
  );
  const digest = createHash('sha256').update(theirs.statement).digest('hex');
  for (const [node, of] of [
    ['tinh', 'bo'],
    ['bo', 'tinh'],
  ] as const) {
    const history = await fed.node(node).evidence.historyOf(`node:${of}`);
    assert.ok(
      history.some((line) => line.kind === 'exchange.peer-answered' && JSON.stringify(line.data).includes(digest)),
      `in the evidence of ${node}`,
    );
  }
  const der = Buffer.from(theirs.signature, 'base64');
  assert.match(
    execFileSync('openssl', ['asn1parse', '-inform', 'DER'], { input: der }).toString(),
    /SEQUENCE[\s\S]*INTEGER[\s\S]*INTEGER/,
  );
});

test('a node that has changed its key is believed under both while they overlap, and under the old one no longer', async () => {
  const old = fed.signAs('bo', Buffer.from('trước')).keyId;
  fed.rotate('bo', WEEK);
  const id = await sent();
  await fed.settle();
  assert.equal(await stateOf(id), 'delivered');
  assert.notEqual((await keptAt('tinh')).at(-1)?.key_id, old);
  fed.clock.advance(WEEK + HOUR);
  // An answer under a key that is over: whoever found it speaks for nobody.
  const before = (await refusalsAt('tinh', 'bo')).length;
  fed.wire.tamperAnswer = (text) => text.replace(/"keyId":"bo#[^"]+"/, `"keyId":"${old}"`);
  const late = await sent();
  await fed.settle();
  assert.equal((await refusalsAt('tinh', 'bo')).length, before + 1);
  fed.wire.tamperAnswer = undefined;
  fed.clock.advance(2 * HOUR);
  await fed.sweep();
  assert.equal(await stateOf(late), 'delivered');
});

// The receipt of a consignment that comes by way of another node.

async function post(from: string, to: string, message: unknown): Promise<Result | undefined> {
  const response = await fed.forge(from, to, {
    method: 'POST',
    path: `${PREFIX}/messages`,
    body: Buffer.from(JSON.stringify({ messages: [message] })),
  });
  return readAnswer(await response.text())?.statement.results[0];
}

async function caught(from: string, to: string, id: string): Promise<ConsignmentMessage> {
  const { consignments } = await pickBatch(fed.node(from).exchangeDeps, to);
  const message = consignments.map((one) => one.message).find(({ carried }) => carried.consignmentId === id);
  assert.ok(message);
  return message;
}

test('a receipt is taken only with the word of its node of origin, whoever hands it on and however long after', async () => {
  fed.wire.down.add('bo');
  const id = await sent();
  await fed.settle();
  fed.wire.down.delete('bo');
  const message = await caught('tinh', 'bo', id);
  const { carried } = message;
  const cases: [string, Partial<Carried>, string][] = [
    [
      'signed by another node',
      { voucher: { ...carried.voucher, ...fed.signAs('xa', Buffer.from('lời khác')) } },
      'not-vouched',
    ],
    [
      'another’s signature in its name',
      { voucher: { ...carried.voucher, signature: fed.signAs('xa', Buffer.from('lời khác')).signature } },
      'not-vouched',
    ],
    [
      'an end that was put off',
      { expiresAt: new Date(Date.parse(carried.expiresAt) + WEEK).toISOString() },
      'not-vouched',
    ],
    ['another conversation', { conversation: '0199cccc-0000-7000-8000-000000000001' }, 'not-vouched'],
    [
      'a receipt with something added',
      {
        receipt: {
          ...carried.receipt,
          statement: carried.receipt.statement.replace('"recipients":1', '"recipients":2'),
        },
      },
      'not-vouched',
    ],
    [
      'said tomorrow',
      { voucher: { ...carried.voucher, at: new Date(fed.clock.now().getTime() + 24 * HOUR).toISOString() } },
      'not-vouched',
    ],
    ['of a node where the sender never was', { origin: 'xa' }, 'not-this-sender'],
  ];
  for (const [name, changed, code] of cases) {
    const result = await post('tinh', 'bo', { ...message, carried: { ...carried, ...changed } });
    assert.equal(result?.code, `exchange.${code}`, name);
    assert.equal(result?.outcome, 'refused', name);
  }
  const later = await post('tinh', 'bo', {
    ...message,
    carried: { ...carried, voucher: { ...carried.voucher, keyId: 'tinh#9' } },
  });
  assert.equal(later?.outcome, 'later', 'a key that our directory may not know yet');
  assert.equal(await timesArrived(id), 0);
  const history = await fed.node('bo').evidence.historyOf(`consignment:${id}`);
  assert.equal(history.filter(({ kind }) => kind === 'exchange.peer-refused').length, cases.length);
  assert.equal((await post('tinh', 'bo', message))?.outcome, 'taken');
});
