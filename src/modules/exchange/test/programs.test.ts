import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  answerChange,
  confirmTaken,
  getConsignment,
  listArrived,
  listSent,
  refuseTaken,
  reportStatus,
  sendConsignment,
  setMailbox,
  steerDelivery,
  takeNext,
  type Envelope,
} from '#modules/exchange/contract.ts';
import { receiveFile } from '#modules/files/contract.ts';
import { pdfOf } from '#modules/files/test/samples.ts';
import { newProgram, type Program } from '#modules/systems/test/program.ts';
import { agencies, binh, huong, letter, newKey, officerOf, openAxis, type Axis } from './axis.ts';

// The agencies' own systems on the axis: everything an officer of the register does, by signed requests.
let axis: Axis;
let ward: Program;
let ministry: Program;
before(async () => {
  axis = await openAxis();
  const manages = ['systems.manage'];
  ward = await newProgram(axis.node, officerOf(agencies.ducXuan, 'Quản trị phường', manages));
  ministry = await newProgram(axis.node, officerOf(agencies.ministry, 'Quản trị Bộ', manages));
  assert.ok((await axis.node.call(setMailbox, { body: { mode: 'pull' } }, binh)).ok);
});
after(() => axis?.close());

const send = (program: Program, envelope: Envelope, key = newKey()) =>
  program.call(sendConsignment, { body: { key, envelope } });
const toMinistry = (more: Partial<Envelope> = {}) => letter({ to: [agencies.ministry.code], ...more });

test('one program sends a document with its file, another fetches it whole, confirms it and reports; the sender reads all of it', async () => {
  const bytes = await pdfOf(1);
  const stored = await ward.call(receiveFile, { body: { name: '245.pdf', content: bytes.toString('base64') } });
  assert.ok(stored.ok);
  const { id: fileId, name, type, sha256 } = stored.answer;
  const file = { fileId, name, mediaType: type, bytes: bytes.length, sha256 };
  const sent = await send(ward, toMinistry({ files: [file] }));
  assert.ok(sent.ok, JSON.stringify(sent.ok || sent.problem));
  const { consignmentId } = sent.answer;

  assert.equal((await ministry.fetch(`/api/files/${fileId}/content`)).status, 404, 'not before it is taken');
  const taken = await ministry.call(takeNext, {});
  assert.ok(taken.ok && taken.answer.delivery);
  const { deliveryId, lockId } = taken.answer.delivery;
  const content = await ministry.fetch(`/api/files/${fileId}/content`);
  assert.deepEqual(Buffer.from(await content.arrayBuffer()), bytes);
  const confirmed = await ministry.call(confirmTaken, { params: { deliveryId }, body: { lockId } });
  assert.equal(confirmed.ok && confirmed.answer.transport, 'delivered');
  const inbox = await ministry.call(listArrived, { query: {} });
  assert.ok(inbox.ok && inbox.answer.arrived.some((one) => one.consignmentId === consignmentId));
  const reported = await ministry.call(reportStatus, { params: { deliveryId }, body: { code: '03' } });
  assert.ok(reported.ok);

  const seen = await ward.call(getConsignment, { params: { consignmentId } });
  assert.ok(seen.ok);
  assert.deepEqual(
    seen.answer.deliveries.map(({ transport, business }) => [transport, business]),
    [['delivered', '03']],
  );
  const list = await ward.call(listSent, { query: {} });
  assert.ok(list.ok && list.answer.consignments.some((one) => one.consignmentId === consignmentId));
  const history = await axis.node.database.pool.query<{ actor: { kind: string; systemId: string } }>(
    "select actor from evidence.record where subject = $1 and kind = 'exchange.consignment-accepted'",
    [`consignment:${consignmentId}`],
  );
  assert.deepEqual(history.rows[0]?.actor, {
    kind: 'program',
    systemId: ward.systemId,
    agencyId: agencies.ducXuan.id,
  });
});

test('the sender in the envelope must be the agency that the signature proves', async () => {
  for (const from of [agencies.ministry.code, agencies.tanTrao.code]) {
    const refused = await send(ward, letter({ from, to: [agencies.ducXuan.code] }));
    assert.deepEqual([refused.status, refused.ok || refused.problem.code], [403, 'exchange.not-this-sender']);
  }
  const named = await ward.call(
    sendConsignment,
    { body: { key: newKey(), envelope: letter({ from: agencies.tanTrao.code }) } },
    { keyid: `${ward.keyid}@${agencies.tanTrao.code}` },
  );
  assert.deepEqual([named.status, named.ok || named.problem.code], [403, 'systems.not-in-its-name']);
});

test('the same key from program and officer is one consignment of their agency', async () => {
  const key = newKey();
  const first = await send(ward, toMinistry(), key);
  const again = await axis.send(toMinistry(), { key, by: huong });
  assert.ok(first.ok && again.ok);
  assert.deepEqual(again.answer, { ...first.answer, repeated: true });
});

test('a program does what it was given and nothing else', async () => {
  const receives = await newProgram(axis.node, officerOf(agencies.ducXuan, 'Quản trị phường', ['systems.manage']), {
    rights: ['exchange.receive'],
  });
  assert.equal((await send(receives, toMinistry())).status, 403);
  for (const program of [ward, receives]) {
    assert.equal((await program.call(setMailbox, { body: { mode: 'pull' } })).status, 403);
    const steered = await program.call(steerDelivery, {
      params: { deliveryId: ward.systemId },
      body: { act: 'hold', reason: 'x' },
    });
    assert.equal(steered.status, 403);
  }
  const sent = await send(ward, toMinistry());
  assert.ok(sent.ok);
  const { consignmentId } = sent.answer;
  const stranger = await newProgram(axis.node, officerOf(agencies.tanTrao, 'Quản trị xã', ['systems.manage']));
  assert.equal((await stranger.call(getConsignment, { params: { consignmentId } })).status, 404);
});

test('a program refuses what it cannot take in, and declines a recall with a reason', async () => {
  const sent = await send(ward, toMinistry({ priority: 4 }));
  assert.ok(sent.ok);
  let next = await ministry.call(takeNext, {});
  while (next.ok && next.answer.delivery && next.answer.delivery.consignmentId !== sent.answer.consignmentId) {
    const { deliveryId, lockId } = next.answer.delivery;
    await ministry.call(confirmTaken, { params: { deliveryId }, body: { lockId } });
    next = await ministry.call(takeNext, {});
  }
  assert.ok(next.ok && next.answer.delivery);
  const { deliveryId, lockId } = next.answer.delivery;
  const foreign = await ward.call(refuseTaken, {
    params: { deliveryId },
    body: { lockId, reason: 'Không phải của tôi' },
  });
  assert.equal(foreign.status, 404);
  const refused = await ministry.call(refuseTaken, {
    params: { deliveryId },
    body: { lockId, reason: 'Phần mềm không đọc được tệp' },
  });
  assert.equal(refused.ok && refused.answer.transport, 'rejected');
  const nothing = await ministry.call(answerChange, { params: { deliveryId }, body: { agrees: true } });
  assert.equal(!nothing.ok && nothing.problem.code, 'exchange.nothing-asked');
});
