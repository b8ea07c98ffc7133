import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { isProblem } from '#platform/problem.ts';
import {
  bytesSource,
  readPacket,
  statusCodes,
  writeDocument,
  writeStatus,
  type DocumentFacts,
  type PacketLimits,
  type ReadDocument,
  type StatusFacts,
} from '../index.ts';
import { at, attachment, collect, letterFacts, newSigner, type Signer } from './samples.ts';

let signing: { identity: Signer; at: typeof at };
before(async () => {
  signing = { identity: await newSigner('writer'), at };
});
const read = (bytes: Uint8Array | string, limits?: Partial<PacketLimits>) =>
  readPacket(bytesSource(typeof bytes === 'string' ? Buffer.from(bytes) : bytes), limits);

async function document(bytes: Uint8Array | string): Promise<ReadDocument> {
  const packet = await read(bytes);
  assert.equal(packet.kind, 'document');
  return packet as ReadDocument;
}

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    assert.ok(isProblem(error), String(error));
    return error.code;
  }
  return 'accepted';
}

async function contentOf({ attachments }: ReadDocument, index = 0): Promise<Buffer> {
  const opened = await attachments[index]?.open();
  assert.ok(opened);
  try {
    return await collect(opened.stream);
  } finally {
    await opened.close();
  }
}

const sample = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');

test('what is written is the standard variant, as its sample spells it', async () => {
  const bytes = await collect(
    await writeDocument(
      letterFacts({ business: { kind: 'recall', reason: 'Sai', documentId: 'x', replaced: [] } }),
      [attachment('a.pdf', Buffer.from('%PDF'))],
      signing,
    ),
  );
  const text = bytes.toString();
  assert.ok(
    text.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">'),
  );
  for (const part of [
    '<edXML:Bussiness><edXML:BussinessDocType>1</edXML:BussinessDocType><edXML:BussinessDocReason>Sai<',
    '<edXML:OrganizationInCharge>Ủy ban nhân dân tỉnh Thái Nguyên<',
    '<edXML:PromulgationDate>2026/11/23<',
    '<edXML:Timestamp>2026/11/23 09:00:00<',
    '<edXML:Type>2</edXML:Type><edXML:TypeDetail>18</edXML:TypeDetail>',
    '<Attachment><ContentId>cid:a.pdf</ContentId>',
    '<edXML:ContentTransferEncoded xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016">UEsDB',
  ])
    assert.ok(text.includes(part), part);
});

test('the three variants give the same facts, whatever order, prefixes and spelling they have', async () => {
  const standard = await document(sample('standard.edxml'));
  const bkav = await document(sample('bkav.edxml'));
  const lgsp = await document(sample('lgsp.edxml'));
  assert.deepEqual([standard.variant, bkav.variant, lgsp.variant], ['standard', 'bkav', 'lgsp']);
  for (const packet of [standard, bkav, lgsp]) {
    const { facts } = packet;
    assert.equal(facts.from.id, '000.00.00.G22', packet.variant);
    assert.deepEqual(
      facts.to.map(({ id }) => id),
      ['000.00.13.H55', 'G15'],
      packet.variant,
    );
    assert.equal(facts.documentId, '000.00.00.G22,2015/09/30,7816/VPCP-TTĐT', packet.variant);
    assert.deepEqual(
      [facts.number, facts.notation, facts.issuedOn],
      ['7816', 'VPCP-TTĐT', '2015-09-30'],
      packet.variant,
    );
    assert.deepEqual(facts.type, { group: 2, code: 18, name: 'Công văn' }, packet.variant);
    assert.equal(facts.subject, 'Về việc triển khai liên thông văn bản', packet.variant);
    assert.equal(facts.signer?.name, 'Nguyễn Văn A', packet.variant);
    assert.equal(facts.priority, 2, packet.variant);
    assert.deepEqual(packet.attachments.map(({ name, mediaType }) => [name, mediaType]), [['7816.signed.pdf', 'application/pdf']], packet.variant); // prettier-ignore
    assert.equal((await contentOf(packet)).toString(), 'xin chào', packet.variant);
    assert.equal((await packet.checkSignature({ roots: [], at })).state, 'absent', packet.variant);
  }
  assert.equal(bkav.facts.from.inCharge, 'Chính phủ');
  assert.deepEqual([bkav.facts.business.kind, bkav.facts.business.reason], ['recall', 'Gửi nhầm']);
  assert.equal(lgsp.facts.place, 'Hà Nội');
});

test('the type of a document: group and code where there is a detail, a code cross-checked with its name where not', async () => {
  const typeOf = async (type: string) =>
    (await document(sample('standard.edxml').replace(/<edXML:DocumentType>[^]*?<\/edXML:DocumentType>/, `<edXML:DocumentType>${type}</edXML:DocumentType>`))).facts.type; // prettier-ignore
  const e = (name: string, value: string | number) => `<edXML:${name}>${value}</edXML:${name}>`;
  assert.deepEqual(await typeOf(e('Type', 1) + e('TypeDetail', 7)), { group: 1, code: 7, name: 'Nghị định' });
  assert.deepEqual(await typeOf(e('Type', 18)), { group: 2, code: 18, name: 'Công văn' });
  assert.deepEqual(await typeOf(e('Type', 7) + e('TypeName', 'NGHỊ ĐỊNH')), { group: 1, code: 7, name: 'NGHỊ ĐỊNH' });
  assert.deepEqual(await typeOf(e('Type', 7) + e('TypeName', 'Thông báo')), { group: 2, code: 7, name: 'Thông báo' });
  assert.deepEqual(await typeOf(e('TypeName', 'Thư công')), { group: 2, code: 33, name: 'Thư công' });
  assert.deepEqual(await typeOf(''), undefined);
});

test('decomposed Vietnamese is read composed', async () => {
  const packet = await document(
    sample('standard.edxml').replace('Về việc triển khai', 'Về việc triển khai'.normalize('NFD')),
  );
  assert.equal(packet.facts.subject, 'Về việc triển khai liên thông văn bản');
});

/* What is refused. Each of these was accepted, or worse, by some reader that we know of. */

const packetWith = (payload: string) =>
  sample('standard.edxml').replace(/(ContentTransferEncoded[^>]*>)[^<]+/, `$1${payload}`);
const zipOf = (entries: { name: string; data: Buffer; size?: number; crc?: number }[]): Buffer => {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, data, size, crc } of entries) {
    const packed = deflateRawSync(data);
    const fixed = Buffer.alloc(26);
    fixed.writeUInt16LE(20, 0);
    fixed.writeUInt16LE(0x0800, 2);
    fixed.writeUInt16LE(8, 4);
    fixed.writeUInt32LE(crc ?? crc32(data), 10);
    fixed.writeUInt32LE(packed.length, 14);
    fixed.writeUInt32LE(size ?? data.length, 18);
    fixed.writeUInt16LE(Buffer.byteLength(name), 22);
    const head = Buffer.concat([Buffer.from('PK\x03\x04'), fixed, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fixed, rest, Buffer.from(name)]));
    local.push(head);
    offset += head.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, directory, Buffer.from('PK\x05\x06'), end]);
};
const opened = async (payload: Buffer | string) =>
  contentOf(await document(packetWith(typeof payload === 'string' ? payload : payload.toString('base64'))));

test('document types and entities are refused before they are parsed', async () => {
  const lol = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
  const body = sample('standard.edxml').replace(/^<\?xml[^>]*>\n/, '');
  assert.equal(await refusal(read(lol + body)), 'edxml.forbidden');
  assert.equal(await refusal(read(`<!DOCTYPE edXML SYSTEM "file:///etc/passwd">${body}`)), 'edxml.forbidden');
  assert.equal(await refusal(read(`<!doctype x>${body}`)), 'edxml.forbidden');
  assert.equal(await refusal(read(body.replace('Về việc', '&xxe;'))), 'edxml.not-xml');
  assert.equal(await refusal(read(body.replace('Về việc', '<?php echo 1?>'))), 'edxml.forbidden');
  const pieces: Buffer[] = [...Buffer.from(lol + body)].map((byte) => Buffer.from([byte]));
  const bytewise = { size: pieces.length, read: async function* () { yield* pieces; } }; // prettier-ignore
  assert.equal(await refusal(readPacket(bytewise)), 'edxml.forbidden', 'also in the smallest pieces');
});

test('what is no UTF-8 XML, ends in the middle, is no packet, or is made to exhaust the reader', async () => {
  const whole = sample('standard.edxml');
  assert.equal(await refusal(read('')), 'edxml.truncated');
  assert.equal(await refusal(read(whole.slice(0, whole.length / 2))), 'edxml.truncated');
  assert.equal(await refusal(read(whole.slice(0, -3))), 'edxml.truncated');
  assert.equal(await refusal(read('<html></html>')), 'edxml.not-edxml');
  assert.equal(await refusal(read(Buffer.from(whole, 'utf16le'))), 'edxml.not-xml');
  assert.equal(await refusal(read(Buffer.from([...Buffer.from('<edXML>'), 0xc3, 0x28]))), 'edxml.not-xml');
  assert.equal(await refusal(read(whole.replace('encoding="UTF-8"', 'encoding="TCVN"'))), 'edxml.not-xml');
  assert.equal(await refusal(read(whole.replace('Về việc', '\u0001'))), 'edxml.not-xml');
  assert.equal(await refusal(read(`<edXML>${'<a>'.repeat(30)}`)), 'edxml.too-complex');
  assert.equal(await refusal(read(`<edXML>${'<a></a>'.repeat(101_000)}`)), 'edxml.too-complex');
  const attributes = Array.from({ length: 40 }, (_one, n) => ` a${n}="1"`).join('');
  assert.equal(await refusal(read(`<edXML${attributes}></edXML>`)), 'edxml.too-complex');
  assert.equal(await refusal(read(whole, { markupBytes: 1000 })), 'edxml.too-large');
  assert.equal(await refusal(read(whole.replace('</edXML:MessageHeader>', '</edXML:MessageHeader><edXML:MessageHeader></edXML:MessageHeader>'))), 'edxml.field-twice'); // prettier-ignore
  assert.equal(await refusal(read(whole.replace('<edXML:Subject>', '<edXML:Subject>khác</edXML:Subject><edXML:Subject>'))), 'edxml.field-twice'); // prettier-ignore
  assert.equal(await refusal(read(whole.replace(/<edXML:From>[^]*?<\/edXML:From>/, ''))), 'edxml.field-missing');
  assert.equal(await refusal(read(whole.replace('<edXML:Priority>2', '<edXML:Priority>9'))), 'edxml.field-wrong');
  assert.equal(await refusal(read(whole.replace('2015/09/30<', '2015/02/30<'))), 'edxml.field-wrong');
});

test('base64 with anything else in it', async () => {
  for (const junk of [
    'QUJD!',
    'QUJ',
    'QQ==QUJD',
    'QQ===',
    'QUJD<!-- -->QUJD',
    'QU<b>JD</b>',
    'QUJD<![CDATA[QUJD]]>',
    'QU&#74;D',
  ])
    assert.equal(await refusal(read(packetWith(junk))), 'edxml.bad-base64', junk);
  assert.equal((await opened('\n eGlu\r\n IGNo\tw6Bv\n')).toString(), 'xin chào', 'lines and spaces are usual');
});

test('an archive that swells, has two entries, climbs out, lies about its size, or is locked', async () => {
  const one = (name: string, data: Buffer, more = {}) => zipOf([{ name, data, ...more }]);
  assert.equal((await opened(one('a.txt', Buffer.from('ok')))).toString(), 'ok');
  assert.equal(await refusal(opened(one('a.txt', Buffer.alloc(20_000_000)))), 'edxml.zip-bomb');
  assert.equal(await refusal(opened(one('a.txt', Buffer.alloc(20_000_000), { size: 100_000 }))), 'edxml.bad-zip');
  assert.equal(await refusal(opened(one('a.txt', Buffer.from('ok'), { size: 5 }))), 'edxml.bad-zip');
  assert.equal(await refusal(opened(one('a.txt', Buffer.from('ok'), { crc: 1 }))), 'edxml.bad-zip');
  assert.equal(await refusal(opened(one('../../etc/cron.d/a', Buffer.from('ok')))), 'edxml.bad-zip');
  assert.equal(await refusal(opened(one('/etc/passwd', Buffer.from('ok')))), 'edxml.bad-zip');
  assert.equal(await refusal(opened(one('a/', Buffer.alloc(0)))), 'edxml.bad-zip');
  const two = zipOf([{ name: 'a', data: Buffer.from('1') }, { name: 'b', data: Buffer.from('2') }]); // prettier-ignore
  assert.equal(await refusal(opened(two)), 'edxml.zip-entries');
  assert.equal(await refusal(opened(zipOf([]))), 'accepted', 'an end without a beginning is a file like any other');
  const locked = one('a.txt', Buffer.from('ok'));
  for (const place of [6, locked.indexOf('PK\x01\x02') + 8]) locked[place] = (locked[place] ?? 0) | 1;
  assert.equal(await refusal(opened(locked)), 'edxml.bad-zip');
  assert.equal(await refusal(opened(one('a.txt', Buffer.from('ok')).subarray(0, 40))), 'edxml.bad-zip');
});

test('attachments from elsewhere, missing ones, and two with one id', async () => {
  const whole = sample('standard.edxml');
  assert.equal(await refusal(read(whole.replaceAll('cid:6f9c', 'http://10.0.0.1/a'))), 'edxml.attachment-external');
  assert.equal(await refusal(read(whole.replace('<ContentId>cid:6f9c', '<ContentId>cid:other'))), 'edxml.attachment-missing'); // prettier-ignore
  const twice = whole.replace(/<Attachment>[^]*<\/Attachment>/, (one) => one + one);
  assert.equal(await refusal(read(twice)), 'edxml.field-twice');
});

/* Properties */

const text = (maxLength = 60) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength })
    .map((value) => value.replace(/[\p{C}]/gu, '').normalize('NFC').trim())
    .filter((value) => value !== '' && value.length <= maxLength); // prettier-ignore
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const clean = <T extends object>(value: T): T =>
  Object.fromEntries(
    Object.entries(value).filter(([, one]) => one !== undefined && !(typeof one === 'object' && !Array.isArray(one) && Object.keys(one as object).length === 0)),
  ) as T; // prettier-ignore
const date = fc.date({ min: new Date('1946-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((one) => one.toISOString().slice(0, 10)); // prettier-ignore
const second = fc.date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((one) => `${one.toISOString().slice(0, 19)}.000Z`); // prettier-ignore
const organ = fc.record({ id: text(30), inCharge: optional(text()), name: optional(text()), address: optional(text()), email: optional(text()), telephone: optional(text(40)), fax: optional(text(40)), website: optional(text()) }).map(clean); // prettier-ignore
const staff = fc.record({ department: optional(text()), name: optional(text()), mobile: optional(text(40)), email: optional(text()) }).map(clean); // prettier-ignore
const reference = fc.record({ organId: optional(text(30)), number: optional(text(20)), notation: optional(text(30)), issuedOn: optional(date), documentId: text(60) }).map(clean); // prettier-ignore
const facts: fc.Arbitrary<DocumentFacts> = fc
  .record({
    from: organ,
    to: fc.array(organ, { minLength: 1, maxLength: 4 }),
    documentId: text(),
    number: text(20),
    notation: text(30),
    place: optional(text()),
    issuedOn: optional(date),
    type: optional(fc.record({ group: fc.constantFrom(1 as const, 2 as const), code: fc.integer({ min: 1, max: 99 }), name: text() })), // prettier-ignore
    subject: optional(text(200)),
    content: optional(text(200)),
    signer: optional(
      fc.record({ competence: text(40), position: optional(text()), name: optional(text()) }).map(clean),
    ),
    dueOn: optional(date),
    toPlaces: fc.array(text(), { maxLength: 3 }),
    priority: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const, 4 as const),
    sphere: optional(text()),
    typist: optional(text()),
    copies: optional(fc.nat(1000)),
    pages: optional(fc.nat(1000)),
    direction: optional(fc.boolean()),
    appendixes: fc.array(text(), { maxLength: 3 }),
    responseFor: fc.array(reference, { maxLength: 3 }),
    steering: optional(fc.integer({ min: 0, max: 3 })),
    traces: fc.array(fc.record({ organId: text(30), at: second }), { maxLength: 3 }),
    business: fc
      .record({
        kind: fc.constantFrom('new' as const, 'recall' as const, 'update' as const, 'replace' as const),
        reason: optional(text()),
        documentId: optional(text()),
        staff: optional(staff),
        paper: optional(fc.boolean()),
        update: optional(
          fc
            .record({
              documentChanged: optional(fc.boolean()),
              receiversChanged: optional(fc.boolean()),
              receivers: fc.array(fc.record({ change: fc.constantFrom('added' as const, 'removed' as const), organId: text(30) }), { maxLength: 3 }), // prettier-ignore
            })
            .map(clean),
        ),
        replaced: fc.array(fc.record({ documentId: text(), organIds: fc.array(text(30), { maxLength: 3 }) }), { maxLength: 3 }), // prettier-ignore
      })
      .map(clean),
  })
  .map((value) => clean(value) as DocumentFacts);

test('property: what is written is read the same, signed, files and all', async () => {
  await fc.assert(
    fc.asyncProperty(facts, fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 2 }), async (given, contents) => {
      const files = contents.map((bytes, index) => attachment(`tệp ${index}.pdf`, bytes, `c${index}`));
      const packet = await document(await collect(await writeDocument(given, files, signing)));
      assert.deepEqual(packet.facts, structuredClone(given));
      for (const [index, bytes] of contents.entries())
        assert.deepEqual(await contentOf(packet, index), Buffer.from(bytes));
      assert.equal((await packet.checkSignature({ roots: [signing.identity.root], at })).state, 'valid');
    }),
    { numRuns: 60 },
  );
});

test('property: a status is read as it was written', async () => {
  const statuses: fc.Arbitrary<StatusFacts> = fc
    .record({
      about: reference,
      from: organ,
      code: fc.constantFrom(...statusCodes),
      description: optional(text()),
      at: optional(second),
      staff: optional(staff),
    }) // prettier-ignore
    .map((value) => clean(value) as StatusFacts);
  await fc.assert(
    fc.asyncProperty(statuses, async (given) => {
      const packet = await read(await collect(await writeStatus(given, signing)));
      assert.equal(packet.kind, 'status');
      assert.deepEqual(packet.facts, structuredClone(given));
      assert.equal((await packet.checkSignature({ roots: [signing.identity.root], at })).state, 'valid');
    }),
    { numRuns: 60 },
  );
});

test('property: whatever the bytes are, they are read or refused with a code; nothing else happens', async () => {
  const whole = Buffer.from(sample('standard.edxml'));
  const spoiled = fc
    .array(fc.record({ at: fc.nat(whole.length - 1), take: fc.nat(40), put: fc.oneof(fc.uint8Array({ maxLength: 12 }), fc.constantFrom('<', '>', '&', '</edXML:From>', '<!--', ']]>', '<![CDATA[', '"', ' xmlns=""', '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">').map((one) => Buffer.from(one))) }), { minLength: 1, maxLength: 4 }) // prettier-ignore
    .map((edits) => edits.reduce((bytes, { at: from, take, put }) => Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + take)]), whole)); // prettier-ignore
  const tried = async (bytes: Uint8Array) => {
    const code = await refusal(
      (async () => {
        const packet = await read(bytes);
        const { state } = await packet.checkSignature({ roots: [signing.identity.root], at });
        assert.ok(state !== 'valid' && state !== 'sha1');
        if (packet.kind === 'document') for (const index of packet.attachments.keys()) await contentOf(packet, index);
      })(),
    );
    assert.match(code, /^(accepted|edxml\.)/);
  };
  await fc.assert(fc.asyncProperty(spoiled, tried), { numRuns: 400 });
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), tried), { numRuns: 200 });
});
