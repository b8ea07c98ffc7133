import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { randomBytes, X509Certificate } from 'node:crypto';
import {
  confirmTaken,
  getConsignment,
  getMailbox,
  listSent,
  sendConsignment,
  setMailbox,
  takeNext,
} from '#modules/exchange/contract.ts';
import { agencies, binh, huong, letter, newKey, thao } from '#modules/exchange/test/axis.ts';
import { pdfOf } from '#modules/files/test/samples.ts';
import { codeOf, filesIn, openBorder, read, readDocument, type Border, type Client } from './border.ts';

/** The border as a part of the whole axis: documents that came or went in other ways, and packets that are several consignments here. */
let border: Border;
let ward: Client;
let ministry: Client;
let commune: Client;
before(async () => {
  border = await openBorder();
  ward = await border.client(agencies.ducXuan, { pulls: false });
  ministry = await border.client(agencies.ministry);
  commune = await border.client(agencies.tanTrao);
});
after(() => border?.axis.close());

let number = 500;
const newId = () => `H55.101,2026/11/23,${(number += 1)}/UBND-HT`;
const jobs = () => border.axis.node.runJobs();
const to = (...all: { code: string; name: string }[]) => all.map(({ code, name }) => ({ id: code, name }));

/** Everything that waits for a client, fetched and confirmed. */
async function take(client: Client) {
  await jobs();
  const taken = [];
  for (let more = await client.list(); more.length > 0; more = await client.list())
    for (const { docId } of more) {
      taken.push(await readDocument(await client.get(docId)));
      assert.equal(codeOf(await client.done(docId)), 'OK');
    }
  return taken;
}

async function sent() {
  const answered = await border.axis.node.call(listSent, { query: {} }, huong);
  assert.ok(answered.ok);
  return answered.answer.consignments;
}

test('what a packet says of its receivers is kept and handed out as it was', async () => {
  const described = {
    id: 'G15',
    name: 'Bộ Tư pháp – Cục Hộ tịch',
    inCharge: 'Chính phủ',
    address: '58-60 Trần Phú, Hà Nội',
    email: 'botuphap@moj.gov.vn',
    telephone: '024.62739718',
    fax: '024.62739359',
    website: 'https://moj.gov.vn',
  };
  await ward.send(await border.document({ documentId: newId(), to: [described, { id: 'H60.102' }] }));
  const [packet] = await take(ministry);
  assert.deepEqual(packet?.facts.to, [described, { id: 'H60.102', name: agencies.tanTrao.name }]);
  await take(commune);
});

test('a packet bears the signature of its sender where its key is kept here', async () => {
  await ward.send(await border.document({ documentId: newId(), to: to(agencies.ministry) }));
  const [packet] = await take(ministry);
  assert.ok(packet);
  const trust = { roots: await border.axis.signing.roots(), at: border.axis.clock.now() };
  const { state, certificate } = await packet.checkSignature(trust);
  assert.equal(state, 'valid');
  assert.deepEqual(certificate && (await border.axis.signing.holderOf(certificate)), { agencyId: agencies.ducXuan.id });
  // An agency that never signed anything here has no key: the node signs.
  const other = await border.axis.node.call(sendConsignment, { body: { key: newKey(), envelope: letter({ from: 'H60.102', to: ['G15'] }) } }, thao); // prettier-ignore
  assert.ok(other.ok, JSON.stringify(other));
  const [second] = await take(ministry);
  const signed = await second?.checkSignature(trust);
  assert.ok(signed?.state === 'valid' && signed.certificate);
  assert.deepEqual(await border.axis.signing.holderOf(signed.certificate), { installation: true }, new X509Certificate(signed.certificate).subject); // prettier-ignore
});

test('a document that was sent in another way is known by its name: its statuses come, and it is taken back', async () => {
  const documentId = newId();
  const given = letter({ to: ['G15'] });
  const envelope = { ...given, document: { ...given.document, documentId } };
  const answered = await border.axis.node.call(sendConsignment, { body: { key: newKey(), envelope } }, huong);
  assert.ok(answered.ok);
  const [packet] = await take(ministry);
  assert.equal(packet?.facts.documentId, documentId);
  const about = { organId: 'H55.101', documentId };
  const report = await border.status({ about, code: '03' }, agencies.ministry);
  assert.equal(codeOf(await ministry.send(report, { messagetype: 'status' })), 'OK');
  await jobs();
  const [status] = await ward.list('status');
  assert.ok(status, 'the sender has a client here, which hears of it');
  const said = await read(await ward.get(status.docId));
  assert.ok(said.kind === 'status' && said.facts.about.documentId === documentId && said.facts.code === '03');
  await ward.done(status.docId);
  const cancel = await border.status({ about: { documentId }, code: '13', description: 'Sai số' }, agencies.ducXuan);
  assert.equal(codeOf(await ward.send(cancel, { messagetype: 'status' })), 'OK');
  const [recall] = await take(ministry);
  assert.deepEqual([recall?.facts.business.kind, recall?.facts.business.documentId], ['recall', documentId]);
});

test('a document that was taken in another way is reported on by its name; of one that never came nothing is known', async () => {
  const documentId = newId();
  await ward.send(await border.document({ documentId, to: to(agencies.ministry) }));
  await jobs();
  const taken = await border.axis.node.call(takeNext, {}, binh);
  assert.ok(taken.ok && taken.answer.delivery);
  const { deliveryId, lockId } = taken.answer.delivery;
  const about = { organId: 'H55.101', documentId };
  const early = await border.status({ about, code: '03' }, agencies.ministry);
  assert.equal(codeOf(await ministry.send(early, { messagetype: 'status' })), 'vxp.unknown-document');
  assert.ok((await border.axis.node.call(confirmTaken, { params: { deliveryId }, body: { lockId } }, binh)).ok);
  assert.equal(codeOf(await ministry.send(early, { messagetype: 'status' })), 'OK');
  const stranger = await border.status({ about, code: '03' }, agencies.tanTrao);
  assert.equal(codeOf(await commune.send(stranger, { messagetype: 'status' })), 'vxp.unknown-document');
});

test('an update reaches who has the document, sends it to a new receiver, and asks it back of one taken off', async () => {
  const documentId = newId();
  const pdf = await pdfOf(1);
  const first = await ward.send(await border.document({ documentId, to: to(agencies.ministry) }, { files: { 'a.pdf': pdf } })); // prettier-ignore
  assert.equal(codeOf(first), 'OK', first.ErrorDesc);
  await take(ministry);
  const update = await border.document({
    documentId: newId(),
    to: to(agencies.ministry, agencies.tanTrao),
    business: {
      kind: 'update',
      documentId,
      reason: 'Thêm nơi nhận',
      replaced: [],
      update: { receiversChanged: true, receivers: [{ change: 'added', organId: 'H60.102' }] },
    },
  });
  const updated = await ward.send(update);
  assert.equal(codeOf(updated), 'OK', updated.ErrorDesc);
  assert.equal((await ward.send(update)).DocId, updated.DocId, 'said again it is the same, and nothing goes out twice');
  const [asked, ...others] = await take(ministry);
  assert.deepEqual([asked?.facts.business.kind, others.length], ['update', 0]);
  const [fresh, ...more] = await take(commune);
  assert.ok(fresh);
  assert.deepEqual([fresh.facts.business.kind, more.length], ['new', 0]);
  assert.deepEqual(await filesIn(fresh), { 'a.pdf': pdf }, 'with the file of the first sending');

  assert.equal(codeOf(await ministry.send(await border.status({ about: { organId: 'H55.101', documentId }, code: '15' }, agencies.ministry), { messagetype: 'status' })), 'OK'); // prettier-ignore
  const off = await border.document({
    documentId: newId(),
    to: to(agencies.ministry),
    business: {
      kind: 'update',
      documentId,
      reason: 'Bớt nơi nhận',
      replaced: [],
      update: { receiversChanged: true, receivers: [{ change: 'removed', organId: 'G15' }] },
    },
  });
  assert.equal(codeOf(await ward.send(off)), 'OK');
  const [recall] = await take(ministry);
  assert.equal(recall?.facts.business.kind, 'recall');
});

test('a new receiver of an update without files gets those that another of the agency uploaded, by the right of the update', async () => {
  const documentId = newId();
  const pdf = await pdfOf(1);
  const stored = await border.axis.files.receive(pdf, { name: 'goc.pdf', owner: huong.accountId });
  const file = {
    fileId: stored.id,
    name: 'goc.pdf',
    mediaType: stored.type,
    bytes: stored.bytes,
    sha256: stored.sha256,
  };
  const given = letter({ to: ['G15'], files: [file] });
  const envelope = { ...given, document: { ...given.document, documentId } };
  // By an officer in the pages: the agency's system may not read what that person uploaded.
  const answered = await border.axis.node.call(sendConsignment, { body: { key: newKey(), envelope } }, huong);
  assert.ok(answered.ok, JSON.stringify(answered));
  await take(ministry);
  const actor = await border.axis.systems.programOf(ward.systemId);
  assert.ok(actor);
  await assert.rejects(border.axis.files.getFor(stored.id, actor), { code: 'files.not-found' });
  const added = { receiversChanged: true, receivers: [{ change: 'added' as const, organId: 'H60.102' }] };
  const update = await border.document({
    documentId: newId(),
    to: to(agencies.ministry, agencies.tanTrao),
    business: { kind: 'update', documentId, reason: 'Thêm nơi nhận', replaced: [], update: added },
  });
  const updated = await ward.send(update);
  assert.equal(codeOf(updated), 'OK', updated.ErrorDesc);
  await take(ministry);
  const [fresh] = await take(commune);
  assert.ok(fresh);
  assert.deepEqual(await filesIn(fresh), { 'goc.pdf': pdf });
  // The right is the update's: by itself the system cannot send that file, nor can another agency by naming what it never sent.
  const program = { agencyId: agencies.ducXuan.id, actor };
  const { exchange } = border.axis;
  await assert.rejects(exchange.send({ key: newKey(), envelope }, program), { code: 'files.not-found' });
  const filesOf = answered.answer.consignmentId;
  const foreign = { ...envelope, from: 'H60.102', to: ['H55.101'], files: [file] };
  const other = await border.axis.systems.programOf(commune.systemId);
  assert.ok(other);
  await assert.rejects(
    exchange.send({ key: newKey(), envelope: foreign }, { agencyId: agencies.tanTrao.id, actor: other, filesOf }),
    { code: 'files.not-found' },
  );
});

test('what a receiver cannot take is refused to clients too, in the answer that they read, and nothing of the packet is sent', async () => {
  const limit = async (more: Record<string, unknown>) =>
    assert.ok((await border.axis.node.call(setMailbox, { body: { mode: 'pull', ...more } as never }, binh)).ok);
  const packet = (more = {}, files: Record<string, Buffer> = {}) =>
    border.document({ documentId: newId(), to: to(agencies.ministry, agencies.tanTrao), ...more }, { files });
  const pdf = await pdfOf(1);
  const refusedAs = async (body: Buffer) => {
    const before = (await sent()).length;
    const said = await ward.send(body);
    assert.equal((await sent()).length, before, 'nothing was accepted');
    return [said.status, said.ErrorCode, codeOf(said), said.ErrorDesc] as const;
  };
  await limit({ onlyTypes: ['2.2'] });
  const [status, number, code, words] = await refusedAs(await packet());
  assert.deepEqual([status, number, code], ['FAIL', '21', 'exchange.cannot-take-type']);
  assert.match(words, /Bộ Tư pháp \(G15\) không nhận được loại văn bản .*gửi bản giấy/);
  await limit({ takesAttachments: false });
  assert.equal((await refusedAs(await packet({}, { 'a.pdf': pdf, 'b.pdf': await pdfOf(2) })))[2], 'exchange.cannot-take-attachments'); // prettier-ignore
  await limit({ largestFileMb: 1 });
  const large = Buffer.concat([Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex'), randomBytes(2_000_000)]); // prettier-ignore
  assert.equal((await refusedAs(await packet({}, { 'phim.mp4': large })))[2], 'exchange.cannot-take-size');
  await limit({});
  const documentId = newId();
  assert.equal(codeOf(await ward.send(await border.document({ documentId, to: to(agencies.ministry) }))), 'OK');
  await take(ministry);
  // The new receiver could take its copy, the old one cannot take the update: nobody gets anything.
  await limit({ notKinds: ['update'] });
  const update = await packet({
    business: {
      kind: 'update',
      documentId,
      reason: 'Thêm nơi nhận',
      replaced: [],
      update: { receiversChanged: true, receivers: [{ change: 'added', organId: 'H60.102' }] },
    },
  });
  assert.equal((await refusedAs(update))[2], 'exchange.cannot-take-kind');
  await limit({});
  assert.equal(codeOf(await ward.send(update)), 'OK', 'the same packet goes once it can be taken');
  await take(ministry);
  assert.deepEqual((await take(commune)).map(({ facts }) => facts.business.kind), ['new']); // prettier-ignore
});

test('one document replaces several: each recipient gets it once and gives the others back', async () => {
  const [one, two] = [newId(), newId()];
  await ward.send(await border.document({ documentId: one, to: to(agencies.ministry) }));
  await ward.send(await border.document({ documentId: two, to: to(agencies.ministry, agencies.tanTrao) }));
  await take(ministry);
  await take(commune);
  const before = (await sent()).length;
  const replacement = await border.document({
    documentId: newId(),
    to: to(agencies.ministry, agencies.tanTrao),
    business: {
      kind: 'replace',
      reason: 'Hợp nhất hai văn bản',
      replaced: [
        { documentId: one, organIds: ['G15'] },
        { documentId: two, organIds: [] },
      ],
    },
  });
  const answered = await ward.send(replacement);
  assert.equal(codeOf(answered), 'OK', answered.ErrorDesc);
  assert.equal((await sent()).length, before + 3);
  assert.deepEqual((await take(ministry)).map(({ facts }) => facts.business.kind).toSorted(), ['recall', 'replace']);
  assert.deepEqual((await take(commune)).map(({ facts }) => facts.business.kind), ['replace']); // prettier-ignore
  const shown = await border.axis.node.call(getConsignment, { params: { consignmentId: answered.DocId ?? '' } }, huong);
  assert.equal(shown.ok && shown.answer.kind, 'replace');
  const unknown = await border.document({ documentId: newId(), business: { kind: 'replace', reason: 'x', replaced: [{ documentId: 'không có', organIds: [] }] } }); // prettier-ignore
  assert.equal(codeOf(await ward.send(unknown)), 'vxp.unknown-document');
});

test('a client registers the agency that it serves, and no other; deleted, documents arrive in the pages again', async () => {
  const mode = async () => {
    const answered = await border.axis.node.call(getMailbox, {}, huong);
    return answered.ok && answered.answer.mode;
  };
  const mails = async () =>
    ((await ward.call('GET', '/agencies')).data as { code: string; mail: string }[]).find(({ code }) => code === 'H55.101')?.mail; // prettier-ignore
  const change = async (method: 'POST' | 'DELETE', headers: Record<string, string>, body?: string) => {
    const response = await fetch(`${border.axis.node.url}/vxp/agencies`, {
      method,
      headers: { 'X-SystemId': ward.systemId, 'X-SecretKey': ward.secret, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    assert.equal(response.status, 200);
    return codeOf((await response.json()) as Parameters<typeof codeOf>[0]);
  };
  assert.equal(await mode(), 'here');
  assert.equal(await change('DELETE', { code: 'H55.101' }), 'vxp.not-registered');
  assert.equal(await change('POST', { code: 'G15' }), 'vxp.sender-differs');
  assert.equal(await change('POST', { code: 'H99.999' }), 'vxp.sender-differs');
  assert.equal(await change('POST', {}), 'vxp.header-missing');
  assert.equal(await change('POST', { 'content-type': 'application/json' }, '{không'), 'vxp.header-missing');
  assert.equal(await change('POST', { 'content-type': 'application/json' }, JSON.stringify({ code: 'x'.repeat(70_000) })), 'platform.too-large'); // prettier-ignore
  assert.equal(await change('POST', { code: 'H55.101', mail: 'vanthu@ducxuan.gov.vn' }), 'OK');
  assert.equal(await change('POST', { 'content-type': 'application/json' }, '{"code":"H55.101","mail":"vt@ducxuan.gov.vn"}'), 'OK'); // prettier-ignore
  assert.deepEqual([await mode(), await mails()], ['pull', 'vt@ducxuan.gov.vn']);
  assert.equal(await change('DELETE', { code: 'H55.101' }), 'OK');
  assert.deepEqual([await mode(), await mails()], ['here', '']);
});
