import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { PDFDocument } from 'pdf-lib';
import { isProblem } from '#platform/problem.ts';
import { issueAuthority, issueCertificate, openPrivateKey, toPem, type Issued } from '../certificates.ts';
import type { SigningIdentity } from '../cms.ts';
import { addPlaceholder } from '../pdf-placeholder.ts';
import { maxPdfBytes, signBytes } from '../sign-pdf.ts';
import { checkPdf } from '../verify-pdf.ts';
import { foreignPdf } from './documents.ts';
import { checkIndependently } from './independent.ts';

const at = new Date('2026-11-23T05:00:00Z');
const text = { name: 'Phạm Quốc Khánh (Chủ tịch)', reason: 'Cấp giấy khai sinh', location: 'Thái Nguyên', at };
let root: Issued;
let identity: SigningIdentity;
let signed: Buffer;

const identityUnder = async (issuer: Issued, name: string, now = at): Promise<SigningIdentity> => {
  const issued = await issueCertificate(issuer, name, now);
  return { certificate: issued.certificate, issuer: issuer.certificate, privateKey: openPrivateKey(issued.privateKey) };
};

before(async () => {
  root = await issueAuthority('Chứng thư gốc thử', at);
  identity = await identityUnder(root, 'Ủy ban nhân dân xã Ba Bể, tỉnh Thái Nguyên');
  signed = await signBytes(await foreignPdf(), text, identity);
});

test('a signed document is valid, and says who, why and when', async () => {
  const report = await checkPdf(signed, [root.certificate]);
  assert.equal(report.valid, true);
  assert.equal(report.signer, 'Ủy ban nhân dân xã Ba Bể, tỉnh Thái Nguyên');
  assert.equal(report.name, text.name);
  assert.equal(report.reason, text.reason);
  assert.equal(report.location, text.location);
  assert.equal(report.at?.toISOString(), at.toISOString());
  assert.equal(report.signatures.length, 1);
});

test('an independent reader agrees, and the document still opens', async () => {
  checkIndependently(signed, toPem(root.certificate));
  const document = await PDFDocument.load(signed);
  assert.equal(document.getPageCount(), 1);
});

test('signing changes no byte of the document', async () => {
  const pdf = await foreignPdf();
  assert.ok((await signBytes(pdf, text, identity)).subarray(0, pdf.length).equals(pdf));
});

test('documents with links and forms are signed, and keep both', async () => {
  for (const options of [{ link: true }, { form: true }, { link: true, form: true }]) {
    const pdf = await signBytes(await foreignPdf(options), text, identity);
    assert.equal((await checkPdf(pdf, [root.certificate])).valid, true);
    checkIndependently(pdf, toPem(root.certificate));
    const document = await PDFDocument.load(pdf);
    assert.equal(document.getForm().getFields().length, options.form ? 2 : 1);
    const annotations = document.getPage(0).node.Annots()?.size();
    assert.equal(annotations, 1 + (options.link ? 1 : 0) + (options.form ? 1 : 0));
  }
});

test('a second signature leaves the first valid', async () => {
  const second = await identityUnder(root, 'Ủy ban nhân dân tỉnh Thái Nguyên');
  const twice = await signBytes(signed, { ...text, reason: 'Xác nhận' }, second);
  const report = await checkPdf(twice, [root.certificate]);
  assert.equal(report.valid, true);
  assert.deepEqual(
    report.signatures.map((one) => [one.valid, one.signer]),
    [
      [true, 'Ủy ban nhân dân xã Ba Bể, tỉnh Thái Nguyên'],
      [true, 'Ủy ban nhân dân tỉnh Thái Nguyên'],
    ],
  );
  checkIndependently(twice, toPem(root.certificate));
});

test('property: no bit can be changed unnoticed', async () => {
  const roots = [root.certificate];
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: signed.length - 1 }), fc.nat({ max: 7 }), async (position, bit) => {
      const changed = Buffer.from(signed);
      changed[position] = (changed[position] ?? 0) ^ (1 << bit);
      assert.equal((await checkPdf(changed, roots)).valid, false, `bit ${bit} of byte ${position}`);
    }),
    { numRuns: 400 },
  );
});

test('the issuer cannot be spelled in another way that means the same', async () => {
  // Country VN as PrintableString. The last one is in the signer's identifier, which no signature covers.
  const country = Buffer.from('1302564e');
  const position = signed.lastIndexOf(country);
  for (const same of ['1302764e', '1302566e', '1202564e', '0c02564e']) {
    const changed = Buffer.from(signed);
    changed.write(same, position, 'latin1');
    const report = await checkPdf(changed, [root.certificate]);
    assert.equal(report.failure, 'malformed', same);
  }
});

test('property: nothing can be cut off, put behind or put in', async () => {
  const roots = [root.certificate];
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: signed.length - 1 }),
      fc.uint8Array({ minLength: 1, maxLength: 40 }),
      async (position, more) => {
        const head = signed.subarray(0, position);
        const tail = signed.subarray(position);
        for (const changed of [head, Buffer.concat([signed, more]), Buffer.concat([head, more, tail])]) {
          assert.equal((await checkPdf(changed, roots)).valid, false);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('property: bytes of any kind are refused by a problem, never by a crash', async () => {
  const pdf = await foreignPdf({ form: true });
  const mutated = fc
    .array(fc.tuple(fc.nat({ max: pdf.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 30 })
    .map((changes) => {
      const copy = Buffer.from(pdf);
      for (const [position, value] of changes) copy[position] = value;
      return copy;
    });
  const bytes = fc.oneof(mutated, fc.uint8Array({ maxLength: 3000 }).map(Buffer.from));
  await fc.assert(
    fc.asyncProperty(bytes, async (value) => {
      try {
        addPlaceholder(value, text);
      } catch (error) {
        assert.ok(isProblem(error), String(error));
      }
      assert.equal((await checkPdf(value, [root.certificate])).valid, false);
    }),
    { numRuns: 400 },
  );
});

const refuses = (pdf: Buffer, code: string, change: Partial<typeof text> = {}) =>
  assert.rejects(signBytes(pdf, { ...text, ...change }, identity), (error) => isProblem(error, `signing.${code}`));

test('what cannot be signed is refused with its reason', async () => {
  await refuses(Buffer.from('MZ\0\0 this is a program'), 'not-a-pdf');
  await refuses(Buffer.alloc(0), 'not-a-pdf');
  await refuses(Buffer.alloc(2000), 'not-a-pdf');
  await refuses(Buffer.from('%PDF-1.7\nnothing'), 'not-a-pdf');
  await refuses(await foreignPdf({ packed: true }), 'unsupported-pdf');
  await refuses(Buffer.alloc(maxPdfBytes + 1), 'pdf-too-large');
  const pdf = await foreignPdf();
  await refuses(pdf, 'bad-signer', { name: 'Phạm\u0000 Khánh' });
  await refuses(pdf, 'bad-signer', { name: '  ' });
  await refuses(pdf, 'bad-signer', { reason: 'x'.repeat(301) });
  const hostile = `%PDF-1.4\n1 0 obj\n<</A ${'['.repeat(100_000)}\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Size 2/Root 1 0 R>>\nstartxref\n`;
  const deep = Buffer.from(`${hostile}${hostile.indexOf('xref')}\n%%EOF`);
  await refuses(deep, 'unsupported-pdf');
  const placeholder = Buffer.concat([
    Buffer.from('%PDF-1.4\n% /ByteRange [0 /********** /********** /**********]\n'),
    pdf.subarray(9),
  ]);
  await assert.rejects(signBytes(placeholder, text, identity), (error) => isProblem(error));
});

test('a hostile file buys no time', async () => {
  const size = 4_000_000;
  const filled = (text: string) => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size, text)]);
  const found = '1 0 obj <</Type /Sig /Contents <00> /ByteRange [0 5 9 4] ';
  const hex = Buffer.concat([
    Buffer.from('%PDF-1.7\n1 0 obj <</Type /Sig /Contents <'),
    Buffer.alloc(size, '0'),
    Buffer.from('> /ByteRange [0 40 4000042 9]>> endobj'),
  ]);
  const table = '0000000000 65535 f \n';
  const overlapping = Buffer.from(
    `%PDF-1.7\nxref\n0 150000\n${table.repeat(150_000)}trailer\n<</Size 1/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF`,
  );
  const started = performance.now();
  for (const hostile of [
    filled('/ByteRange '),
    filled(found),
    filled(`${found}(`),
    filled('1 0 obj <<<<<<'),
    hex,
    overlapping,
    filled('% \n'),
  ]) {
    assert.equal((await checkPdf(hostile, [root.certificate])).valid, false);
    assert.throws(
      () => addPlaceholder(hostile, text),
      (error) => isProblem(error),
    );
  }
  const spent = performance.now() - started;
  // Less than a second alone. A reader that goes through such a file again for each of its parts is at it for hours.
  assert.ok(spent < 120_000, `${Math.round(spent)} ms`);
});

test('the name cannot break out of its string', async () => {
  const name = 'A) /V 1 0 R >> endobj /ByteRange [0 1 2 3] ] (';
  const pdf = await signBytes(await foreignPdf(), { ...text, name }, identity);
  const report = await checkPdf(pdf, [root.certificate]);
  assert.equal(report.valid, true);
  assert.equal(report.name, name);
  checkIndependently(pdf, toPem(root.certificate));
});

const failure = async (pdf: Buffer, roots: Buffer[]) => (await checkPdf(pdf, roots)).failure;

test('trust ends where it should', async () => {
  assert.equal(await failure(signed, []), 'untrusted');
  const stranger = await issueAuthority('Chứng thư gốc thử', at);
  assert.equal(await failure(signed, [stranger.certificate]), 'untrusted');
  assert.equal(await failure(await foreignPdf(), [root.certificate]), 'not-signed');
  // The root itself signs no documents.
  const asLeaf = {
    certificate: root.certificate,
    issuer: root.certificate,
    privateKey: openPrivateKey(root.privateKey),
  };
  assert.equal(await failure(await signBytes(await foreignPdf(), text, asLeaf), [root.certificate]), 'untrusted');
  const late = { ...text, at: new Date('2031-01-01T00:00:00Z') };
  assert.equal(
    await failure(await signBytes(await foreignPdf(), late, identity), [root.certificate]),
    'not-valid-then',
  );
  // A certificate that signs in another's name: the signature names the certificate that made it.
  const other = await identityUnder(root, 'Ủy ban nhân dân phường Đức Xuân');
  const borrowed = { ...other, privateKey: identity.privateKey };
  assert.equal(await failure(await signBytes(await foreignPdf(), text, borrowed), [root.certificate]), 'altered');
});
