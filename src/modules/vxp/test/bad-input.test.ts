import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request as ask } from 'node:http';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { collect, letterFacts, newSigner, type Signer } from '#modules/edxml/test/samples.ts';
import { writeDocument } from '#modules/edxml/index.ts';
import { agencies } from '#modules/exchange/test/axis.ts';
import { renewSecret, setSystemState } from '#modules/systems/contract.ts';
import { officerOf } from '#modules/exchange/test/axis.ts';
import { pdfOf, program } from '#modules/files/test/samples.ts';
import { codeOf, openBorder, type Border, type Client } from './border.ts';
import { decodeHeader } from '../wire/headers.ts';

// Everything that comes to this border from outside and must not go through it, by HTTP as it would come.
let border: Border;
let ward: Client;
let commune: Client;
let ministry: Client;
let theirs: Signer;
let likeTheirs: Signer;
before(async () => {
  theirs = await newSigner('H55.101');
  likeTheirs = await newSigner('H55.10');
  const roots = [theirs, likeTheirs].map(({ rootPath }) => readFileSync(rootPath, 'utf8'));
  border = await openBorder(roots);
  ward = await border.client(agencies.ducXuan, { pulls: false });
  commune = await border.client(agencies.tanTrao, { pulls: false });
  ministry = await border.client(agencies.ministry);
});
after(() => border?.axis.close());

let number = 100;
const newId = () => `H55.101,2026/11/23,${(number += 1)}/UBND-HT`;
const letter = (more: Parameters<Border['document']>[0] = {}, options?: Parameters<Border['document']>[1]) =>
  border.document({ documentId: newId(), ...more }, options);
const consignments = async () => {
  const { rows } = await border.axis.node.database.pool.query<{ n: number }>('select count(*)::int as n from exchange.consignment'); // prettier-ignore
  return rows[0]?.n ?? 0;
};
const text = (packet: Buffer, change: (xml: string) => string) => Buffer.from(change(packet.toString()));

test('who does not prove itself, or only as somebody suspended, is told nothing else', async () => {
  const packet = await letter();
  const as = (headers: Record<string, string>) => ward.send(packet, headers);
  assert.equal(codeOf(await as({ 'X-SecretKey': 'x' })), 'vxp.not-proved');
  assert.equal(codeOf(await as({ 'X-SystemId': 'x' })), 'vxp.not-proved');
  assert.equal(codeOf(await as({ 'X-SystemId': commune.systemId })), 'vxp.not-proved', 'a secret is for one system');
  const bare = await fetch(`${border.axis.node.url}/vxp/getReceivedEdocList`, { method: 'POST' });
  assert.equal(((await bare.json()) as { ErrorCode: string }).ErrorCode, '15');
  const manager = officerOf(agencies.ducXuan, 'Quản trị', ['systems.manage']);
  const other = await border.client(agencies.ducXuan, { pulls: false });
  assert.equal(codeOf(await other.call('GET', '/countReceiveEdoc')), 'OK');
  const params = { systemId: other.systemId };
  const paused = await border.axis.node.call(setSystemState, { params, body: { state: 'suspended', why: 'Thử' } }, manager); // prettier-ignore
  assert.ok(paused.ok);
  assert.equal(codeOf(await other.send(packet)), 'vxp.not-proved');
  assert.ok((await border.axis.node.call(setSystemState, { params, body: { state: 'active' } }, manager)).ok);
  assert.ok((await border.axis.node.call(renewSecret, { params }, manager)).ok);
  assert.equal(codeOf(await other.send(packet)), 'vxp.not-proved', 'the earlier secret ends with the new one');
  assert.equal(await consignments(), 0);
});

test('a packet without a signature, with another agency’s, with a stranger’s, or changed afterwards', async () => {
  const packet = await letter();
  const bare = text(packet, (xml) => xml.replace(/<Signature .*<\/Signature>/s, ''));
  assert.equal(codeOf(await ward.send(bare)), 'vxp.unsigned');
  assert.equal(codeOf(await ward.send(await letter({}, { signer: agencies.ministry }))), 'vxp.wrong-signer');
  const at = border.axis.clock.now();
  const stranger = await collect(await writeDocument(letterFacts(), [], { identity: await newSigner('stranger'), at }));
  assert.equal(codeOf(await ward.send(stranger)), 'vxp.bad-signature');
  const house = { identity: await border.axis.signing.xmlIdentity(), at };
  const byHouse = await collect(await writeDocument(letterFacts(), [], house));
  assert.equal(
    codeOf(await ward.send(byHouse)),
    'vxp.wrong-signer',
    'what the node hands out cannot be handed in again',
  );
  const changed = text(packet, (xml) => xml.replace('khai sinh', 'kết hôn'));
  assert.equal(codeOf(await ward.send(changed)), 'vxp.bad-signature');
  assert.equal(await consignments(), 0);
});

test('a sender in the packet that is not the caller’s agency, and headers that say something else than the packet', async () => {
  const packet = await letter();
  assert.equal(codeOf(await commune.send(packet)), 'vxp.sender-differs');
  assert.equal(codeOf(await ward.send(packet, { from: 'G15' })), 'vxp.headers-differ');
  assert.equal(codeOf(await ward.send(packet, { to: '["H60.102"]' })), 'vxp.headers-differ');
  assert.equal(codeOf(await ward.send(packet, { to: '[1]' })), 'vxp.header-missing');
  assert.equal(codeOf(await ward.send(packet, { sha256: '0'.repeat(64) })), 'vxp.headers-differ');
  assert.equal(codeOf(await ward.send(packet, { messagetype: 'status' })), 'vxp.headers-differ');
  assert.equal(codeOf(await ward.call('POST', '/getSentEdocList', { from: 'G15' })), 'vxp.sender-differs');
  assert.equal(await consignments(), 0);
});

test('a certificate of another authority counts when its root is trusted and it names the agency’s code, all of it', async () => {
  const at = border.axis.clock.now();
  const by = async (identity: typeof theirs) => collect(await writeDocument(letterFacts({ documentId: newId() }), [], { identity, at })); // prettier-ignore
  assert.equal(codeOf(await ward.send(await by(likeTheirs))), 'vxp.wrong-signer');
  assert.equal(codeOf(await ward.send(await by(theirs))), 'OK');
});

test('the same packet again is the first one, also at the same moment and by other header spellings', async () => {
  const before = await consignments();
  const packet = await letter({}, { files: { 'a.pdf': await pdfOf(1) } });
  const answers = await Promise.all([1, 2, 3, 4].map(() => ward.send(packet, { from: 'H55.101', to: '["G15"]' })));
  const ids = new Set(answers.map((said) => said.DocId));
  assert.deepEqual(answers.map(codeOf), ['OK', 'OK', 'OK', 'OK']);
  assert.equal(ids.size, 1);
  const digest = Buffer.from((await import('node:crypto')).createHash('sha256').update(packet).digest()).toString('base64'); // prettier-ignore
  assert.ok(ids.has((await ward.send(packet, { to: "UTF-8''%5B%22G15%22%5D", sha256: digest })).DocId));
  assert.equal(await consignments(), before + 1);
});

test('Vietnamese in headers, however it was encoded', () => {
  const said = 'Không mở được';
  for (const raw of [
    Buffer.from(said).toString('latin1'),
    encodeURIComponent(said),
    `UTF-8''${encodeURIComponent(said)}`,
    `=?UTF-8?B?${Buffer.from(said).toString('base64')}?=`,
    Buffer.from(said.normalize('NFD')).toString('latin1'),
  ])
    assert.equal(decodeHeader(raw), said, raw);
  assert.equal(decodeHeader('100%'), '100%');
  fc.assert(fc.property(fc.string(), (raw) => typeof decodeHeader(raw) === 'string'));
});

test('truncated, XXE, billion laughs, zip bomb, two entries, base64 junk, a program for a file', async () => {
  const before = await consignments();
  const packet = await letter({}, { files: { 'a.pdf': await pdfOf(1) } });
  assert.equal(codeOf(await ward.send(packet.subarray(0, packet.length - 10))), 'edxml.truncated');
  assert.equal(codeOf(await ward.send(packet.subarray(0, 700))), 'edxml.truncated');
  assert.equal(codeOf(await ward.send(Buffer.from('%PDF-1.7'))), 'edxml.not-xml');
  const declared = (doctype: string) => text(packet, (xml) => xml.replace('<edXML ', `${doctype}<edXML `));
  assert.equal(codeOf(await ward.send(declared('<!DOCTYPE edXML [<!ENTITY x SYSTEM "file:///etc/passwd">]>'))), 'edxml.forbidden'); // prettier-ignore
  assert.equal(codeOf(await ward.send(declared('<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'))), 'edxml.forbidden'); // prettier-ignore
  const junk = text(packet, (xml) => xml.replace(/(ContentTransferEncoded [^>]*>)/, '$1!'));
  assert.equal(codeOf(await ward.send(junk)), 'edxml.bad-base64');
  // These are signed by the sender: what is inside is looked at all the same.
  assert.equal(codeOf(await ward.send(await letter({}, { files: { 'a.pdf': Buffer.alloc(30_000_000) } }))), 'edxml.zip-bomb'); // prettier-ignore
  assert.match(codeOf(await ward.send(await letter({}, { files: { 'a.pdf': program() } }))), /^files\./);
  const two = await signedAround(twoEntries);
  assert.equal(codeOf(await ward.send(two)), 'edxml.zip-entries');
  assert.equal(await consignments(), before);
});

/** An archive of two empty files, as the tools write it. */
const twoEntries = (() => {
  const local = (name: string) => Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0\0\0\0\0\0\0', 'latin1'), Buffer.alloc(12), Buffer.from([1, 0, 0, 0]), Buffer.from(name)]); // prettier-ignore
  const central = (name: string, at: number) => Buffer.concat([Buffer.from('PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0', 'latin1'), Buffer.alloc(12), Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), Buffer.from([at, 0, 0, 0]), Buffer.from(name)]); // prettier-ignore
  const files = Buffer.concat([local('a'), local('b')]);
  const directory = Buffer.concat([central('a', 0), central('b', files.length / 2)]);
  const end = Buffer.from('PK\x05\x06\0\0\0\0\x02\0\x02\0\0\0\0\0\0\0\0\0\0\0', 'latin1');
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(files.length, 16);
  return Buffer.concat([files, directory, end]);
})();

/** A packet that carries this payload as it is, signed over it by the ward. */
async function signedAround(payload: Buffer): Promise<Buffer> {
  const { createHash } = await import('node:crypto');
  const { signatureElement } = await import('#modules/edxml/signature/sign.ts');
  const packet = (await letter({}, { files: { 'a.pdf': Buffer.from('x') } })).toString();
  const [declaration = '', ...rest] = packet.split('\n');
  const bare = rest
    .join('\n')
    .replace(/<Signature .*<\/Signature>/s, '')
    .replace(/(ContentTransferEncoded [^>]*>)[^<]*/, `$1${payload.toString('base64')}`);
  const digest = createHash('sha256').update(bare).digest();
  const identity = await border.axis.signing.xmlIdentity(agencies.ducXuan);
  const signature = signatureElement(digest, identity, border.axis.clock.now());
  return Buffer.from(`${declaration}\n${bare.replace('</edXML:edXMLHeader>', `${signature}</edXML:edXMLHeader>`)}`);
}

test('a receiver that there is not, one that has ended (its successor is named), one twice', async () => {
  const to = (...codes: string[]) => letter({ to: codes.map((id) => ({ id })) });
  assert.equal(codeOf(await ward.send(await to('H99'))), 'exchange.unknown-agency');
  const ended = await ward.send(await to(agencies.ended.code));
  assert.equal(codeOf(ended), 'exchange.agency-ended');
  assert.match(ended.ErrorDesc, /Ủy ban nhân dân phường Đức Xuân \(H55\.101\)/);
  assert.equal(ended.ErrorCode, '21');
  assert.equal(codeOf(await ward.send(await to('không phải mã'))), 'vxp.packet-incomplete');
});

test('statuses: of what one was not given, out of order, without a reason, and of somebody else’s document', async () => {
  const documentId = newId();
  const sent = await ward.send(await letter({ documentId }));
  assert.equal(codeOf(sent), 'OK', sent.ErrorDesc);
  await border.axis.node.runJobs();
  const about = { organId: 'H55.101', documentId };
  const say = async (client: Client, code: '02' | '03' | '05' | '06', description?: string, organId = 'H55.101') =>
    codeOf(await client.send(await border.status({ about: { ...about, organId }, code, ...(description ? { description } : {}) }, client.agency), { messagetype: 'status' })); // prettier-ignore
  assert.equal(await say(ministry, '03'), 'vxp.unknown-document', 'listed, but never fetched');
  const mine = (await ministry.list()).find(({ from }) => from === 'H55.101');
  for (const { docId } of await ministry.list()) await ministry.get(docId);
  assert.ok(mine);
  assert.equal(await say(commune, '03'), 'vxp.unknown-document');
  assert.equal(await say(ministry, '03', undefined, 'H60.102'), 'vxp.unknown-document');
  assert.equal(await say(ministry, '02'), 'exchange.reason-missing');
  assert.equal(await say(ministry, '05'), 'exchange.out-of-order');
  assert.equal(await say(ministry, '03'), 'OK', 'a report confirms what was fetched');
  assert.equal(await say(ministry, '02', 'Nhầm'), 'exchange.out-of-order');
  const forged = await border.status({ about, code: '06' }, agencies.ministry);
  assert.equal(codeOf(await commune.send(forged, { messagetype: 'status' })), 'vxp.sender-differs');
  const bare = text(await border.status({ about, code: '05' }, agencies.ministry), (xml) => xml.replace(/<Signature .*<\/Signature>/s, '')); // prettier-ignore
  const taken = await ministry.send(bare, { messagetype: 'status' });
  assert.equal(codeOf(taken), 'OK', 'many clients send statuses unsigned');
  assert.equal((await ministry.send(bare, { messagetype: 'status' })).DocId, taken.DocId, 'replayed, it is the first');
  const { rows } = await border.axis.node.database.pool.query<{ data: { signature: string; code: string } }>("select data from evidence.record where kind = 'vxp.status-accepted' order by at, id"); // prettier-ignore
  assert.deepEqual(rows.map(({ data }) => [data.code, data.signature]), [['03', 'valid'], ['05', 'absent']]); // prettier-ignore
});

test('a recall of what was never sent here, and one without saying of what', async () => {
  const recall = (documentId?: string) => letter({ business: { kind: 'recall', reason: 'Nhầm', replaced: [], ...(documentId ? { documentId } : {}) } }); // prettier-ignore
  assert.equal(codeOf(await ward.send(await recall('H55.101,2020/01/01,1/X'))), 'vxp.unknown-document');
  assert.equal(codeOf(await ward.send(await recall())), 'vxp.packet-incomplete');
});

test('ids of others, ids that are none, and packets that wait for somebody else', async () => {
  await ward.send(await letter());
  await border.axis.node.runJobs();
  const [line] = await ministry.list();
  assert.ok(line);
  for (const docId of [line.docId, 'x', "1' or '1'='1", '0199bbbb-0000-7000-8000-000000000001']) {
    assert.equal(codeOf(await commune.call('POST', '/getEdoc', { docId })), 'vxp.not-found', docId);
    assert.match(codeOf(await commune.done(docId)), /^vxp\.not-f/, docId);
  }
  assert.equal(codeOf(await commune.call('POST', '/getEdoc')), 'vxp.header-missing');
  assert.equal((await commune.call('GET', '/countReceiveEdoc')).count, 0);
});

test('a client that goes away in the middle of a packet leaves nothing behind', async () => {
  const before = await consignments();
  const packet = await letter({}, { files: { 'a.pdf': await pdfOf(2) } });
  await new Promise<void>((resolve) => {
    const request = ask(`${border.axis.node.url}/vxp/sendEdoc`, {
      method: 'POST',
      headers: { 'X-SystemId': ward.systemId, 'X-SecretKey': ward.secret, 'content-type': 'application/octet-stream', 'content-length': packet.length }, // prettier-ignore
    });
    request.once('error', () => resolve());
    request.once('close', () => resolve());
    request.write(packet.subarray(0, 1000), () => request.destroy());
  });
  assert.equal(codeOf(await ward.call('GET', '/countReceiveEdoc')), 'OK', 'the node goes on');
  assert.equal(await consignments(), before);
});
