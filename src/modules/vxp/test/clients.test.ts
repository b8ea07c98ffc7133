import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getConsignment, reportStatus, takeNext } from '#modules/exchange/contract.ts';
import { agencies, binh, huong } from '#modules/exchange/test/axis.ts';
import { pdfOf } from '#modules/files/test/samples.ts';
import { codeOf, filesIn, openBorder, read, readDocument, type Border, type Client } from './border.ts';

let border: Border;
let ward: Client;
let ministry: Client;
before(async () => {
  border = await openBorder();
  ward = await border.client(agencies.ducXuan, { pulls: false });
  ministry = await border.client(agencies.ministry);
});
after(() => border?.axis.close());

let number = 0;
/** Another document each time, by its own name. */
const newId = () => `H55.101,2026/11/23,${(number += 1)}/UBND-HT`;
const jobs = () => border.axis.node.runJobs();

async function arrived(documentId = newId(), files: Record<string, Buffer> = {}) {
  const sent = await ward.send(await border.document({ documentId }, { files }));
  assert.equal(codeOf(sent), 'OK', sent.ErrorDesc);
  await jobs();
  const [docId] = (await ministry.list()).map((one) => one.docId);
  assert.ok(docId && sent.DocId);
  const packet = await ministry.get(docId);
  assert.equal(codeOf(await ministry.done(docId)), 'OK');
  return { consignmentId: sent.DocId, docId, packet, documentId };
}

test('one client sends a packet with its file, another lists, fetches and confirms it, and nothing is lost on the way', async () => {
  const pdf = await pdfOf(1);
  const documentId = newId();
  const full = {
    documentId,
    content: 'Kính gửi Bộ',
    dueOn: '2026-12-15',
    priority: 3 as const,
    sphere: 'Nội bộ',
    typist: 'HTH',
    copies: 2,
    pages: 1,
    direction: true,
    appendixes: ['Phụ lục 1'],
    responseFor: [{ organId: 'G15', number: '7', notation: 'BTP', issuedOn: '2026-11-01', documentId: 'G15,2026/11/01,7/BTP' }], // prettier-ignore
    steering: 3,
    business: { kind: 'new' as const, paper: true, staff: { name: 'Hoàng Thị Hường', department: 'Văn phòng' }, replaced: [] }, // prettier-ignore
  };
  const given = await border.document(full, { files: { 'Tờ trình số 1.pdf': pdf } });
  const sent = await ward.send(given);
  assert.equal(codeOf(sent), 'OK', sent.ErrorDesc);
  assert.equal(sent.ErrorCode, '0');
  await jobs();
  assert.equal((await ministry.call('GET', '/countReceiveEdoc')).count, 1);
  const [line] = await ministry.list();
  assert.deepEqual([line?.from, line?.to], ['H55.101', 'G15']);
  assert.ok(line);
  const packet = await readDocument(await ministry.get(line.docId));
  assert.equal(packet.variant, 'standard');
  assert.deepEqual(await filesIn(packet), { 'Tờ trình số 1.pdf': pdf });
  const { traces, ...facts } = packet.facts;
  const { traces: _before, ...expected } = (await readDocument(given)).facts;
  assert.deepEqual(facts, expected);
  assert.equal(traces.length, 2, 'one hop more');
  const trust = { roots: await border.axis.signing.roots(), at: border.axis.clock.now() };
  assert.equal((await packet.checkSignature(trust)).state, 'valid');
  assert.deepEqual(await ministry.get(line.docId).then(readDocument).then(filesIn), { 'Tờ trình số 1.pdf': pdf }, 'fetched again'); // prettier-ignore
  const raw = await ministry.fetch('GET', '/downloadEdoc', { docId: line.docId });
  assert.equal((await readDocument(Buffer.from(await raw.arrayBuffer()))).facts.documentId, documentId);

  assert.equal(codeOf(await ministry.done(line.docId)), 'OK');
  assert.equal(codeOf(await ministry.done(line.docId)), 'OK', 'said twice');
  assert.deepEqual(await ministry.list(), []);
  assert.deepEqual(
    (await ministry.list('edoc', { status: 'done' })).map((one) => one.docId),
    [line.docId],
  );
  const seen = await border.axis.node.call(getConsignment, { params: { consignmentId: sent.DocId ?? '' } }, huong);
  assert.ok(seen.ok);
  assert.deepEqual([seen.answer.deliveries[0]?.transport, seen.answer.deliveries[0]?.business], ['delivered', '01']);
  const list = (await ward.call('POST', '/getSentEdocList', { pageSize: '1' })).data as { senderDocId: string; sendStatus: string }[]; // prettier-ignore
  assert.deepEqual([list[0]?.senderDocId, list[0]?.sendStatus], [sent.DocId, 'delivered']);
});

test('listing takes nothing; fetching holds for five minutes; an old and a new reader share one queue', async () => {
  const sent = await ward.send(await border.document({ documentId: newId() }));
  await jobs();
  for (let n = 0; n < 10; n += 1) assert.equal((await ministry.list()).length, 1);
  const [line] = await ministry.list();
  assert.ok(line);
  await ministry.get(line.docId);
  assert.equal((await ministry.list()).length, 1, 'held, but not yet done');
  const other = await border.axis.node.call(takeNext, {}, binh);
  assert.equal(other.ok && other.answer.delivery, null);
  border.axis.clock.advance(6 * 60_000);
  await ministry.get(line.docId);
  assert.equal(codeOf(await ministry.done(line.docId)), 'OK', sent.DocId);
});

test('a client that cannot take a packet says fail; the sender learns why', async () => {
  const sent = await ward.send(await border.document({ documentId: newId() }));
  await jobs();
  const [line] = await ministry.list();
  assert.ok(line);
  assert.equal(codeOf(await ministry.done(line.docId)), 'vxp.not-fetched');
  await ministry.get(line.docId);
  const reason = encodeURIComponent('Không mở được tệp đính kèm');
  assert.equal(codeOf(await ministry.call('POST', '/updateStatus', { docid: line.docId, status: 'fail', description: reason })), 'OK'); // prettier-ignore
  const seen = await border.axis.node.call(getConsignment, { params: { consignmentId: sent.DocId ?? '' } }, huong);
  assert.ok(seen.ok);
  assert.deepEqual([seen.answer.deliveries[0]?.transport, seen.answer.deliveries[0]?.reason], ['rejected', 'Không mở được tệp đính kèm']); // prettier-ignore
});

test('statuses go back as packets: from a client to the axis, and from the axis to a client', async () => {
  const { documentId, docId, consignmentId } = await arrived();
  const about = { organId: 'H55.101', documentId };
  const report = async (code: '03' | '05' | '04', description?: string) =>
    ministry.send(await border.status({ about, code, ...(description ? { description } : {}) }, agencies.ministry), { messagetype: 'status' }); // prettier-ignore
  assert.equal(codeOf(await report('03')), 'OK');
  assert.equal(codeOf(await report('05', 'Giao Cục Hộ tịch')), 'OK');
  assert.equal(codeOf(await report('04')), 'exchange.out-of-order');
  const done = await border.axis.node.call(reportStatus, { params: { deliveryId: docId }, body: { code: '06' } }, binh);
  assert.ok(done.ok, 'and an officer of the same agency goes on in the pages');
  await jobs();
  assert.equal((await ward.call('GET', '/countReceiveStatus')).count, 3);
  const waiting = await ward.list('status');
  const codes: string[] = [];
  for (const { docId: id } of waiting) {
    const packet = await read(await ward.get(id));
    assert.equal(packet.kind, 'status');
    if (packet.kind !== 'status') continue;
    codes.push(packet.facts.code);
    assert.deepEqual([packet.facts.about.documentId, packet.facts.from.id], [documentId, 'G15']);
    if (packet.facts.code === '05') assert.equal(packet.facts.description, 'Giao Cục Hộ tịch');
    assert.equal(codeOf(await ward.done(id)), 'OK');
  }
  assert.deepEqual(codes, ['03', '05', '06']);
  assert.equal((await ward.call('GET', '/countReceiveStatus')).count, 0);
  const seen = await border.axis.node.call(getConsignment, { params: { consignmentId } }, huong);
  assert.equal(seen.ok && seen.answer.deliveries[0]?.business, '06');
});

test('a recall travels as a packet and is answered as one; what is recalled is recalled no more', async () => {
  const { documentId } = await arrived();
  const about = { organId: 'H55.101', documentId };
  const recall = async (reason = 'Gửi nhầm') =>
    ward.send(await border.document({ documentId: newId(), business: { kind: 'recall', documentId, reason, replaced: [] } })); // prettier-ignore
  const answer = async (code: '15' | '16', description?: string) =>
    ministry.send(await border.status({ about, code, ...(description ? { description } : {}) }, agencies.ministry), { messagetype: 'status' }); // prettier-ignore
  assert.equal(codeOf(await answer('15')), 'exchange.nothing-asked');
  assert.equal(codeOf(await recall()), 'OK');
  assert.equal(codeOf(await recall('Gửi nhầm lần nữa')), 'exchange.cannot-ask');
  await jobs();
  const [line] = await ministry.list();
  assert.ok(line);
  const packet = await readDocument(await ministry.get(line.docId));
  assert.deepEqual([packet.facts.business.kind, packet.facts.business.documentId, packet.facts.business.reason], ['recall', documentId, 'Gửi nhầm']); // prettier-ignore
  await ministry.done(line.docId);
  assert.equal(codeOf(await answer('15')), 'OK');
  assert.equal(codeOf(await recall('Thêm lần nữa')), 'exchange.cannot-ask', 'it is recalled already');
  await jobs();
  const [status] = await ward.list('status');
  assert.ok(status);
  const said = await read(await ward.get(status.docId));
  assert.ok(said.kind === 'status' && said.facts.code === '15' && said.facts.about.documentId === documentId);
  await ward.done(status.docId);
  // The other way to ask for it: status 13.
  const second = await arrived();
  const cancel = await border.status({ about: { documentId: second.documentId }, code: '13', description: 'Sai số' }, agencies.ducXuan); // prettier-ignore
  const first = await ward.send(cancel, { messagetype: 'status' });
  assert.equal(codeOf(first), 'OK', first.ErrorDesc);
  assert.equal((await ward.send(cancel, { messagetype: 'status' })).DocId, first.DocId);
  await jobs();
  const [asked] = await ministry.list();
  assert.ok(asked);
  assert.equal((await readDocument(await ministry.get(asked.docId))).facts.business.documentId, second.documentId);
  await ministry.done(asked.docId);
});

test('an answer or a report that is said again after a crash, or twice at once, is the first one', async () => {
  const { documentId } = await arrived();
  const about = { organId: 'H55.101', documentId };
  const say = (packet: Buffer) => ministry.send(packet, { messagetype: 'status' });
  const status = (code: '03' | '05' | '15', description = 'Đã xem') =>
    border.status({ about, code, description }, agencies.ministry);
  /** As if the process had been killed after the axis had taken the word, and before it was written down as taken. */
  const forget = () => border.axis.node.database.pool.query('delete from vxp.taken_status');
  const report = await status('03');
  assert.equal(codeOf(await say(report)), 'OK');
  assert.equal(codeOf(await say(await status('05'))), 'OK');
  await forget();
  assert.equal(codeOf(await say(report)), 'OK', 'reported before, and passed since');
  const recall = await border.document({ documentId: newId(), business: { kind: 'recall', documentId, reason: 'Gửi nhầm', replaced: [] } }); // prettier-ignore
  assert.equal(codeOf(await ward.send(recall)), 'OK');
  await jobs();
  const [line] = await ministry.list();
  assert.ok(line);
  await ministry.get(line.docId);
  await ministry.done(line.docId);
  const agreed = await status('15');
  const both = await Promise.all([say(agreed), say(agreed), say(agreed)]);
  assert.deepEqual(both.map(codeOf), ['OK', 'OK', 'OK']);
  assert.equal(new Set(both.map(({ DocId }) => DocId)).size, 1);
  await forget();
  assert.equal(codeOf(await say(agreed)), 'OK');
  assert.equal(codeOf(await say(await status('15', 'Trả lời lần nữa'))), 'exchange.nothing-asked', 'other words are another answer'); // prettier-ignore
  await jobs();
  for (const { docId } of await ward.list('status')) await ward.done(docId);
});

test('the provincial way in: a form with the packet, and numbers that its clients know', async () => {
  const packet = await border.document({ documentId: newId() });
  const post = async (secret = ward.secret, field = 'edocFile', bytes = packet) => {
    const form = new FormData();
    form.set('messageType', 'edoc');
    form.set(field, new Blob([new Uint8Array(bytes)]), 'goi.edxml');
    const response = await fetch(`${border.axis.node.url}/vxp/v1/sendEdoc`, { method: 'POST', headers: { 'X-SystemId': ward.systemId, 'X-SecretKey': secret }, body: form }); // prettier-ignore
    assert.equal(response.status, 200);
    return (await response.json()) as { ErrorCode: string; ErrorDesc: string; DocId?: string; status: 'OK' | 'FAIL' };
  };
  const first = await post();
  assert.equal(first.ErrorCode, '0', first.ErrorDesc);
  assert.equal((await post()).DocId, first.DocId, 'a retry after a lost answer');
  assert.equal((await post('wrong')).ErrorCode, '15');
  assert.equal((await post(ward.secret, 'edocFile', packet.subarray(0, 900))).ErrorCode, '18');
  assert.equal((await ward.send(packet)).DocId, first.DocId, 'and by the other way');
  await jobs();
  for (const { docId } of await ministry.list()) {
    await ministry.get(docId);
    await ministry.done(docId);
  }
});

test('agencies can be read; what there is not is said in the same envelope', async () => {
  const { data } = await ward.call('GET', '/agencies');
  assert.ok((data as { code: string }[]).some(({ code }) => code === 'G15'));
  const missing = await ward.fetch('POST', '/nothing');
  assert.equal(missing.status, 404);
  assert.equal(((await missing.json()) as { ErrorCode: string }).ErrorCode, '10');
  assert.equal(codeOf(await ward.call('POST', '/getReceivedEdocList', { messagetype: 'fax' })), 'vxp.header-missing');
  assert.equal(codeOf(await ward.call('POST', '/getReceivedEdocList', { fromDate: 'hôm qua'.normalize('NFD').replace(/[^ -~]/g, '') })), 'vxp.header-missing'); // prettier-ignore
});
