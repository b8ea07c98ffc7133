import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { inspect } from '../content/inspect.ts';
import { CONTENT_TYPES } from '../content/types.ts';
import { heicPhoto, lockedPdf, pdfOf, photo, program, zip } from './samples.ts';

const look = (bytes: Buffer) => inspect(bytes, CONTENT_TYPES);

async function refusal(bytes: Buffer): Promise<string> {
  const found = await look(bytes);
  return found.ok ? `accepted as ${found.content.type}` : found.why;
}

async function accepted(bytes: Buffer) {
  const found = await look(bytes);
  assert.ok(found.ok, `refused: ${found.ok ? '' : found.why}`);
  return found.content;
}

test('a PDF is known by its content and its pages are counted', async () => {
  for (const streams of [true, false]) {
    for (const pages of [1, 3, 120]) {
      const content = await accepted(await pdfOf(pages, { streams }));
      assert.deepEqual(content, { type: 'application/pdf', pages });
    }
  }
});

test('a PDF with a password is refused as such', async () => {
  assert.equal(await refusal(await lockedPdf()), 'password-protected');
});

test('the word Encrypt inside a stream does not make a PDF protected', async () => {
  const plain = (await pdfOf(1, { streams: false })).toString('latin1');
  const body = '(/Encrypt 9 0 R) Tj';
  const withStream = plain.replace(
    'xref\n',
    `90 0 obj\n<< /Length ${body.length} >>\nstream\n${body}\nendstream\nendobj\nxref\n`,
  );
  assert.notEqual(withStream, plain);
  assert.equal(await refusal(Buffer.from(withStream, 'latin1')), 'accepted as application/pdf');
});

test('what ends too early is refused as cut off', async () => {
  const pdf = await pdfOf(5);
  assert.equal(await refusal(pdf.subarray(0, Math.floor(pdf.length * 0.7))), 'truncated');
  assert.equal(await refusal(Buffer.from('%PDF-1.7\nkhông có gì\nstartxref\n0\n%%EOF\n')), 'truncated');
  for (const format of ['jpeg', 'png', 'webp'] as const) {
    const picture = await photo(format, { width: 1200, height: 900 });
    assert.equal(await refusal(picture.subarray(0, Math.floor(picture.length * 0.6))), 'truncated', format);
  }
  const heic = await heicPhoto();
  assert.equal(await refusal(heic.subarray(0, heic.length - 200)), 'truncated');
});

test('programs, archives, pages and drawings are refused whatever they are called', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
  const refused: [string, Buffer][] = [
    ['program', program()],
    ['ELF program', Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01\x00', 'latin1'), Buffer.alloc(200)])],
    ['ZIP', zip()],
    ['HTML', Buffer.from('<!DOCTYPE html><html><body>Xin chào</body></html>')],
    ['SVG', svg],
    ['GIF', gif],
    ['text', Buffer.from('Kính gửi Ủy ban nhân dân phường')],
    ['zeros', Buffer.alloc(5000)],
  ];
  for (const [what, bytes] of refused) assert.equal(await refusal(bytes), 'type-not-accepted', what);
  assert.equal(await refusal(Buffer.alloc(0)), 'empty');
});

test('a file that is two things at once is refused', async () => {
  const jpeg = await photo('jpeg');
  const pdf = await pdfOf(1);
  const png = await photo('png');
  const headOf = (text: string) =>
    // A comment segment right after the start of the image.
    Buffer.concat([
      jpeg.subarray(0, 2),
      Buffer.from([0xff, 0xfe, 0, text.length + 2]),
      Buffer.from(text, 'latin1'),
      jpeg.subarray(2),
    ]);
  assert.equal(await refusal(Buffer.concat([jpeg, zip()])), 'type-not-accepted');
  assert.equal(await refusal(Buffer.concat([pdf, zip()])), 'type-not-accepted');
  assert.equal(await refusal(Buffer.concat([png, zip()])), 'type-not-accepted');
  assert.equal(await refusal(headOf('%PDF-1.4 ')), 'type-not-accepted');
  assert.equal(await refusal(headOf('<script>alert(1)</script>')), 'type-not-accepted');
  assert.equal(await refusal(headOf('ảnh chụp giấy')), 'accepted as image/jpeg');
  assert.equal(await refusal(Buffer.concat([program(200), pdf])), 'type-not-accepted');
});

test('what phones append to a photo (a short film, their own notes) does no harm', async () => {
  const jpeg = await photo('jpeg');
  const film = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42', 'latin1'), Buffer.alloc(30_000, 7)]);
  assert.equal(await refusal(Buffer.concat([jpeg, film])), 'accepted as image/jpeg');
});

test('the viewing copy is upright, small and without place or camera', async () => {
  for (const format of ['jpeg', 'png', 'webp'] as const) {
    const original = await photo(format, { width: 2400, height: 1200, orientation: 6 });
    assert.ok((await sharp(original).metadata()).exif, 'the sample carries EXIF');
    const content = await accepted(original);
    assert.equal(content.type, `image/${format}`);
    assert.deepEqual([content.width, content.height], [1200, 2400]);
    const copy = await sharp(content.viewingCopy).metadata();
    assert.deepEqual([copy.format, copy.width, copy.height], ['jpeg', 800, 1600]);
    assert.deepEqual([copy.exif, copy.xmp, copy.iptc, copy.orientation], [undefined, undefined, undefined, undefined]);
    // Turned a quarter to the right: what was left (red) is now on top.
    const { data } = await sharp(content.viewingCopy).raw().toBuffer({ resolveWithObject: true });
    assert.ok((data[0] ?? 0) > 150 && (data[2] ?? 255) < 80, 'top is red');
  }
});

test("an iPhone's picture is unpacked and its viewing copy is a JPEG", async () => {
  const content = await accepted(await heicPhoto());
  assert.deepEqual([content.type, content.width, content.height], ['image/heic', 640, 480]);
  const copy = await sharp(content.viewingCopy).metadata();
  assert.deepEqual([copy.format, copy.width, copy.exif], ['jpeg', 640, undefined]);
  const { data } = await sharp(content.viewingCopy).raw().toBuffer({ resolveWithObject: true });
  assert.ok((data[0] ?? 0) > 150, 'left is red');
});

test('a picture that unpacks to thousands of megapixels is refused before it is unpacked', async () => {
  const bomb = await sharp({
    create: { width: 11_000, height: 11_000, channels: 3, background: '#ffffff' },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 9 })
    .toBuffer();
  assert.ok(bomb.length < 1_000_000);
  assert.equal(await refusal(bomb), 'too-many-pixels');
  const heic = Buffer.from(await heicPhoto());
  // The declared size lies in the "ispe" box: version and flags, then width and height.
  const ispe = heic.indexOf('ispe');
  heic.writeUInt32BE(60_000, ispe + 8);
  heic.writeUInt32BE(60_000, ispe + 12);
  assert.equal(await refusal(heic), 'too-many-pixels');
});

test('only what the place accepts is taken', async () => {
  const found = await inspect(await photo('jpeg'), ['application/pdf']);
  assert.deepEqual(found, { ok: false, why: 'type-not-accepted' });
});
