import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import { qrSvg } from '../qr.ts';
import { stopTypesetting, typeset, TypesetError } from '../typeset.ts';
import { textOf } from './text-of.ts';

after(stopTypesetting);

const at = new Date('2026-11-23T05:00:00Z');
const letter = `#import "/official.typ": *
#show: official.with(agency: data.agency, number: data.number, place: data.place, date: data.date, title: data.title, summary: data.summary)
#data.body
#image("/assets/qr.svg", width: 25mm, alt: "Mã QR")
#closing(left: recipients(data.recipients), right: signature-block(authority: "TM. Ủy ban nhân dân", position: "Chủ tịch", name: data.signer, mark: digital-mark(agency: data.agency.name, at: "23/11/2026 12:00")))
`;
const data = {
  agency: { parent: 'Ủy ban nhân dân tỉnh Thái Nguyên', name: 'Ủy ban nhân dân phường Đức Xuân' },
  number: '05/GM-UBND',
  place: 'Đức Xuân',
  date: '2026-02-05',
  title: 'Giấy mời',
  summary: 'Về việc trả lời hồ sơ khai sinh',
  body: 'Kính mời bà Lò Thị Mẫn, ông Nguyễn Thế Thượng: ặ ẫ ễ ộ ữ ỹ ợ ằ ẩ ể ổ ử ỵ Đ đ Ỗ Ữ.',
  recipients: ['Như trên', 'Lưu: VT'],
  signer: 'Phạm Quốc Khánh',
};

test('an official letter says every Vietnamese word that went in', async () => {
  const pdf = await typeset({
    template: letter,
    data,
    title: 'Giấy mời',
    assets: { 'qr.svg': await qrSvg('https://vi.du/tra-cuu?ma=1') },
    at,
  });
  const text = await textOf(pdf);
  for (const words of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'ỦY BAN NHÂN DÂN TỈNH THÁI NGUYÊN',
    'ỦY BAN NHÂN DÂN PHƯỜNG ĐỨC XUÂN',
    'Số: 05/GM-UBND',
    'Đức Xuân, ngày 05 tháng 02 năm 2026',
    'GIẤY MỜI',
    data.summary,
    'TM. ỦY BAN NHÂN DÂN',
    'Nơi nhận:',
    data.signer,
  ]) {
    assert.ok(text.includes(words), `${words} is missing in: ${text}`);
  }
  for (const word of data.body.split(' ')) assert.ok(text.includes(word), word);
});

test('the document is PDF/A-2b, tagged, in Vietnamese, with its title', async () => {
  const pdf = await typeset({
    template: letter,
    data,
    title: 'Giấy mời họp',
    assets: { 'qr.svg': await qrSvg('x') },
    at,
  });
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  assert.equal(document.getTitle(), 'Giấy mời họp');
  assert.equal(document.getCreationDate()?.toISOString(), at.toISOString());
  assert.equal(String(document.catalog.get(PDFName.of('Lang'))), '(vi)');
  const metadata = document.catalog.lookup(PDFName.of('Metadata'));
  assert.ok(metadata instanceof PDFRawStream);
  const packed = metadata.dict.has(PDFName.of('Filter'));
  const xmp = Buffer.from(packed ? inflateSync(metadata.contents) : metadata.contents).toString();
  assert.match(xmp, /<pdfaid:part>2<\/pdfaid:part><pdfaid:conformance>B<\/pdfaid:conformance>/);
});

test('the same input gives the same bytes, another date others', async () => {
  const input = { template: '#data.name', data: { name: 'Nông Thị Bích Ngọc' }, title: 'Thử', at };
  const [one, two, other] = await Promise.all([typeset(input), typeset(input), typeset({ ...input, at: new Date(0) })]);
  assert.ok(one.equals(two));
  assert.ok(!one.equals(other));
});

test('data is never Typst code', async () => {
  const hostile = '#panic("x") *đậm* $a$ \\ #image("/etc/passwd") ] } "';
  const text = await textOf(await typeset({ template: '#data.name', data: { name: hostile }, title: hostile, at }));
  assert.ok(text.includes('#panic("x") *đậm* $a$ \\ #image("/etc/passwd") ] } "'), text);
});

test('NFD, control characters and lone surrogates are made printable', async () => {
  const name = `${'Nguyễn Thị Thượng'.normalize('NFD')}\u0000\u0001\ud800 Mai`;
  const text = await textOf(await typeset({ template: '#data.name', data: { name }, title: 'Thử', at }));
  assert.ok(text.includes('Nguyễn Thị Thượng'), text);
});

test('a template reads no file outside its folder', async () => {
  for (const template of ['#read("/etc/passwd")', '#read("../../../package.json")', '#read("/../migrate.ts")']) {
    await assert.rejects(typeset({ template, data: null, title: 'x' }), { kind: 'template' });
  }
});

const rejects = (input: Partial<Parameters<typeof typeset>[0]>, kind: string) =>
  assert.rejects(
    typeset({ template: '#data', data: 'x', title: 'x', ...input }),
    (error) => error instanceof TypesetError && error.kind === kind,
  );

test('each failure has its kind, and the next document is well', async () => {
  await rejects({ template: '#unknown-word' }, 'template');
  await rejects({ template: '#data.absent', data: {} }, 'template');
  await rejects({ data: 'Nguyễn 😀' }, 'unprintable');
  await rejects({ data: 'x'.repeat(5_000_000) }, 'too-large');
  await rejects({ assets: { '../x': 'y' } }, 'template');
  const stopped = rejects({ template: '#range(2000).map(i => [#i #data ]).join()' }, 'stopped');
  stopTypesetting();
  await stopped;
  assert.equal((await typeset({ template: '#data', data: 'x', title: 'x' })).subarray(0, 5).toString(), '%PDF-');
});

test('an asset is seen only by its own document', async () => {
  const assets = { 'a.svg': await qrSvg('a') };
  await typeset({ template: '#image("/assets/a.svg", alt: "a")', data: 1, title: 'x', assets });
  await assert.rejects(typeset({ template: '#image("/assets/a.svg", alt: "a")', data: 1, title: 'x' }), {
    kind: 'template',
  });
});
