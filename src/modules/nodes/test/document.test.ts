import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { alarmsOf, lifeLeft, type Standing } from '#modules/nodes/copy/alarms.ts';
import { Book } from '#modules/nodes/book.ts';
import {
  DirectoryRefusal,
  KIND,
  LARGEST_BYTES,
  readDocument,
  writeDocument,
  type DirectoryDocument,
} from '#modules/nodes/document.ts';
import { jwkOf, keyIdOf } from '#modules/nodes/keys/key-names.ts';

const registrar = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const nodeKey = jwkOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey);
const at = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z`;

const sample = (more: Partial<DirectoryDocument> = {}): DirectoryDocument => ({
  kind: KIND,
  serial: 2026112801,
  issuedAt: at(20),
  validUntil: at(27),
  registrar: { nodeId: 'nut-goc', keys: [jwkOf(registrar.publicKey)] },
  nodes: [
    {
      id: 'nut-bo',
      name: 'Nút Bộ Tư pháp',
      url: 'https://bo.example.vn',
      keys: [{ keyId: keyIdOf('nut-bo', nodeKey), jwk: nodeKey, from: at(1), until: null }],
    },
    { id: 'nut-tinh', name: 'Nút tỉnh', url: 'https://tinh.example.vn', keys: [] },
  ],
  members: [
    {
      code: 'G15',
      name: 'Bộ Tư pháp',
      nodeId: 'nut-bo',
      since: at(10),
      before: [{ nodeId: 'nut-tinh', since: at(2), until: at(10) }],
    },
  ],
  ...more,
});

const refusedAs = (code: string) => (error: unknown) => error instanceof DirectoryRefusal && error.code === code;
const read = (document: DirectoryDocument, key = registrar.privateKey) => {
  const { text, signature } = writeDocument(document, key);
  return readDocument(Buffer.from(text), signature, [registrar.publicKey]);
};

test('what the registrar signed is read as it was written', () => {
  assert.deepEqual(read(sample()), sample());
});

test('any byte changed, in the document or its signature, is a wrong signature', () => {
  const { text, signature } = writeDocument(sample(), registrar.privateKey);
  const bytes = Buffer.from(text);
  fc.assert(
    fc.property(fc.nat(bytes.length + signature.length - 1), fc.integer({ min: 1, max: 255 }), (place, flip) => {
      const [body, seal] = [Buffer.from(bytes), Buffer.from(signature)];
      if (place < body.length) body.writeUInt8(body.readUInt8(place) ^ flip, place);
      else seal.writeUInt8(seal.readUInt8(place - body.length) ^ flip, place - body.length);
      assert.throws(() => readDocument(body, seal, [registrar.publicKey]), refusedAs('wrong-signature'));
    }),
  );
});

test('another signer, no signer at all, and a signature over nothing are refused', () => {
  assert.throws(() => read(sample(), stranger.privateKey), refusedAs('wrong-signature'));
  const { text, signature } = writeDocument(sample(), registrar.privateKey);
  assert.throws(() => readDocument(Buffer.from(text), signature, []), refusedAs('wrong-signature'));
  assert.throws(
    () => readDocument(Buffer.from(text), Buffer.alloc(0), [registrar.publicKey]),
    refusedAs('wrong-signature'),
  );
});

test('a directory too large is refused before anything is computed', () => {
  const huge = Buffer.alloc(LARGEST_BYTES + 1, 32);
  assert.throws(() => readDocument(huge, Buffer.alloc(70), [registrar.publicKey]), refusedAs('too-large'));
});

test('what is signed and yet makes no sense is refused', () => {
  const node = sample().nodes[0];
  const member = sample().members[0];
  assert.ok(node && member);
  const nonsense: Partial<DirectoryDocument>[] = [
    { nodes: [node, node] },
    { members: [member, member] },
    { members: [{ ...member, nodeId: 'nut-khong-co' }] },
    { members: [{ ...member, before: [{ nodeId: 'nut-bo', since: at(10), until: at(2) }] }] },
    { nodes: [{ ...node, keys: [{ keyId: 'nut-khac#00', jwk: nodeKey, from: at(1), until: null }] }] },
    { nodes: [{ ...node, url: 'javascript:alert(1)' }] },
    { nodes: [{ ...node, url: 'https://ai@bo.example.vn' }] },
    {
      nodes: [
        { ...node, keys: [{ keyId: 'nut-bo#0', jwk: { ...nodeKey, x: 'A'.repeat(43) }, from: at(1), until: null }] },
      ],
    },
    { issuedAt: at(27), validUntil: at(20) },
    { serial: 0 },
    { serial: 1.5 },
    { kind: 'something else' as typeof KIND },
    { registrar: { nodeId: 'nut-goc', keys: [] } },
  ];
  for (const more of nonsense) assert.throws(() => read(sample(more)), refusedAs('malformed'), JSON.stringify(more));
  const spaced = Buffer.from(JSON.stringify(sample(), null, 1));
  const { signature } = writeDocument(sample(), registrar.privateKey);
  assert.throws(() => readDocument(spaced, signature, [registrar.publicKey]), refusedAs('wrong-signature'));
});

test('the book knows an agency by any code, where it was, and for how long a key counts', () => {
  const book = new Book(sample());
  const member = book.memberOf(['000.00.00.G15', 'G15']);
  assert.equal(member?.nodeId, 'nut-bo');
  assert.equal(book.memberOf(['H55']), undefined);
  assert.ok(member);
  assert.ok(book.wasHome(member, 'nut-tinh', new Date(at(5))));
  assert.ok(!book.wasHome(member, 'nut-bo', new Date(at(5))));
  assert.ok(book.wasHome(member, 'nut-bo', new Date(at(11))));
  assert.ok(!book.wasHome(member, 'nut-tinh', new Date(at(11))));
  // Around the moment of the move clocks may differ by two minutes: both are right.
  assert.ok(book.wasHome(member, 'nut-tinh', new Date(Date.parse(at(10)) + 60_000)));
  assert.ok(book.wasHome(member, 'nut-bo', new Date(Date.parse(at(10)) - 60_000)));

  const until = sample();
  const key = until.nodes[0]?.keys[0];
  assert.ok(key);
  key.until = at(12);
  const limited = new Book(until);
  assert.ok(limited.keyOf(key.keyId, new Date(at(11))));
  assert.equal(limited.keyOf(key.keyId, new Date(at(13))), undefined);
  assert.equal(limited.signingKeyId('nut-bo', [key.keyId], new Date(at(11))), key.keyId);
  assert.equal(limited.signingKeyId('nut-bo', [key.keyId], new Date(at(13))), undefined);
});

test('the alarms come in time and go when all is well', () => {
  const book = { issuedAt: new Date(at(20)), validUntil: new Date(at(30)) };
  const well: Standing = {
    registrar: false,
    joined: true,
    book,
    graceDays: 30,
    failures: 0,
    heardAt: new Date(at(20)),
    refused: null,
    untrusted: 0,
  };
  const of = (more: Partial<Standing>, now: string) => alarmsOf({ ...well, ...more }, new Date(now));
  assert.deepEqual(of({}, at(21)), []);
  assert.deepEqual(of({ failures: 2, heardAt: null }, at(21)), []);
  assert.deepEqual(of({ failures: 3 }, '2026-11-20T00:30:00.000Z'), []);
  assert.deepEqual(of({ failures: 3 }, at(21)), ['not-refreshed']);
  assert.deepEqual(of({}, '2026-11-28T23:59:00.000Z'), []);
  assert.deepEqual(of({}, '2026-11-29T00:00:01.000Z'), ['ends-soon']);
  assert.deepEqual(of({}, '2026-11-30T00:00:01.000Z'), ['over']);
  assert.deepEqual(of({}, '2026-12-30T00:00:01.000Z'), ['grace-over']);
  assert.deepEqual(of({ refused: 'older', joined: false }, at(21)), ['refused', 'not-joined']);
  assert.deepEqual(of({ untrusted: 1 }, at(21)), ['not-secure']);
  assert.deepEqual(of({ book: undefined }, at(21)), ['no-directory']);
  assert.equal(lifeLeft(book, new Date(at(25))), 0.5);
  assert.ok(lifeLeft(book, new Date('2026-12-10T00:00:00.000Z')) < 0);
});
