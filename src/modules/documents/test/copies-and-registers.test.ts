import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { read, utils } from '@e965/xlsx';
import { hasProgram, runOn } from '#modules/signing/test/independent.ts';
import { newId } from '#platform/id.ts';
import { textOf } from '#platform/pdf/test/text-of.ts';
import * as c from '../contract.ts';
import { chair, clerk, deputy, drafter, letter, openOffice, otherChief, otherClerk, type Office } from './office.ts';

let office: Office;
let issued: string;
before(async () => {
  office = await openOffice();
  issued = await office.outgoing('issued', { subject: '=HYPERLINK("http://evil.example","bấm")' });
});
after(() => office.close());

const copy = (over: Record<string, unknown> = {}) => ({
  body: { kind: 'SY' as const, outgoingId: issued, recipients: ['Phòng Nội vụ'], signerTitle: 'Chủ tịch', ...over },
});

test('copies of all kinds share one row of numbers, and are valid', async () => {
  const incoming = await office.incoming('registered');
  const made = [
    await office.do(c.makeCopy, copy(), chair),
    await office.do(c.makeCopy, copy({ kind: 'SL', outgoingId: undefined, incomingId: incoming }), deputy),
    await office.do(c.makeCopy, copy({ kind: 'TrS', excerpt: 'Điều 1. Thành lập Tổ công tác.' }), chair),
  ];
  assert.deepEqual(
    made.map((one) => one.notation),
    ['01/SY-UBND', '02/SL-UBND', '03/TrS-UBND'],
  );
  for (const { id } of made) {
    const report = await office.signing.verifyPdf(await office.bytes(`/api/documents/copies/${id}/file`, clerk));
    assert.ok(report.valid, report.failure);
  }
  const whole = await office.signing.verifyPdf(await office.bytes(`/api/documents/copies/${made[0]?.id}/file`, chair));
  assert.equal(whole.signatures.length, 3, 'the copy keeps both signatures of the original');
  const extract = await textOf(await office.bytes(`/api/documents/copies/${made[2]?.id}/file`, clerk));
  assert.match(extract.replace(/\s+/g, ' '), /TRÍCH SAO.*Điều 1\. Thành lập Tổ công tác\..*03\/TrS-UBND/);
  const { copies } = await office.do(c.getOutgoing, { params: { id: issued } }, clerk);
  assert.deepEqual(
    copies.map((one) => one.kind),
    ['SY', 'TrS'],
  );
});

test('a copy is made once per id, by who may, of what can be copied', async () => {
  const id = newId();
  const both = await Promise.all([
    office.do(c.makeCopy, copy({ id }), chair),
    office.do(c.makeCopy, copy({ id }), chair),
  ]);
  assert.equal(both[0]?.notation, both[1]?.notation);
  const another = await office.outgoing('issued', { subject: 'Văn bản khác' });
  assert.equal(await office.code(c.makeCopy, copy({ id, outgoingId: another }), chair), 'documents.not-found');
  assert.equal(await office.code(c.makeCopy, copy({ id, kind: 'TrS', excerpt: 'Điều 9.' }), chair), 'documents.not-found'); // prettier-ignore
  assert.equal(await office.code(c.makeCopy, copy(), clerk), 'platform.not-allowed');
  assert.equal(await office.code(c.makeCopy, copy(), otherChief), 'documents.not-found');
  assert.equal(await office.code(c.makeCopy, copy({ kind: 'TrS' }), chair), 'documents.excerpt-missing');
  assert.equal(await office.code(c.makeCopy, copy({ excerpt: 'x' }), chair), 'documents.excerpt-missing');
  assert.equal(await office.code(c.makeCopy, copy({ outgoingId: undefined }), chair), 'documents.not-found');
  const unsigned = await office.outgoing('numbered');
  assert.equal(await office.code(c.makeCopy, copy({ outgoingId: unsigned }), chair), 'documents.not-yours');
  const paper = await office.do(c.receiveIncoming, { body: { ...letter(), channel: 'paper', register: true } }, clerk);
  assert.equal(
    await office.code(c.makeCopy, copy({ outgoingId: undefined, incomingId: paper.id }), chair),
    'documents.nothing-to-copy',
  );
  const old = { ...chair, assurance: { level: 2 as const, provedAt: '2026-11-29T00:00:00Z', methods: ['pwd'] } };
  assert.equal(await office.code(c.makeCopy, copy(), old), 'platform.step-up');
  const { lines } = await office.do(c.listRegister, { params: { book: 'copy' }, query: { year: 2026 } }, clerk);
  assert.deepEqual(
    lines.map((line) => line.number),
    lines.map((_, i) => lines.length - i),
    'refusals took no number',
  );
});

test('a copy keeps the post in which it was signed', async () => {
  const postId = newId();
  const { id } = await office.do(c.makeCopy, copy(), { ...chair, postId });
  const { rows } = await office.node.database.pool.query<{ post: string | null; officer: string }>(
    'select signer_post_id as post, signer_officer_id as officer from documents.copy where id = $1',
    [id],
  );
  assert.deepEqual(rows, [{ post: postId, officer: chair.officerId }]);
});

test('the books are read by those who keep them, page by page', async () => {
  for (let i = 0; i < 5; i += 1) await office.incoming('registered', { subject: `V/v đề nghị số ${i}` });
  const ask = (query: Record<string, unknown>, actor = clerk) =>
    office.do(c.listRegister, { params: { book: 'in' }, query: { year: 2026, ...query } }, actor);
  const first = await ask({ limit: 3 });
  const second = await ask({ limit: 100, after: first.next ?? '' });
  const whole = await ask({ limit: 1000 });
  assert.deepEqual([...first.lines, ...second.lines], whole.lines);
  assert.equal((await ask({ q: 'de nghi so 3' })).lines.length, 1);
  assert.equal((await ask({ type: 'decision' })).lines.length, 0);
  assert.equal((await ask({ year: 2025 })).lines.length, 0);
  assert.equal((await ask({}, otherClerk)).lines.length, 0);
  assert.equal(
    await office.code(c.listRegister, { params: { book: 'in' }, query: { year: 2026 } }, drafter),
    'platform.not-allowed',
  );
  assert.equal(
    await office.code(c.listRegister, { params: { book: 'of-life' as never }, query: { year: 2026 } }, clerk),
    'platform.bad-input',
  );
});

test('the sheet opens elsewhere, holds every line, and what was typed is no formula', async () => {
  const bytes = await office.bytes('/api/documents/registers/out/sheet?year=2026', clerk);
  const sheet = read(bytes, { cellFormula: true }).Sheets['Năm 2026'];
  assert.ok(sheet);
  const rows = utils.sheet_to_json<string[]>(sheet, { header: 1 });
  assert.equal(rows[1]?.[0], 'SỔ ĐĂNG KÝ VĂN BẢN ĐI NĂM 2026');
  assert.equal(rows.filter((row) => String(row[0] ?? '').includes('/QĐ-UBND')).length > 0, true);
  const cell = Object.values(sheet).find((one: unknown) => (one as { v?: string }).v?.startsWith?.('=HYPERLINK')) as {
    t: string;
    f?: string;
  };
  assert.equal(cell.t, 's');
  assert.equal(cell.f, undefined);
  assert.equal(
    (await office.node.fetch('/api/documents/registers/out/sheet?year=2026', { actor: drafter })).status,
    403,
  );
  if (hasProgram('soffice')) {
    const { status, said } = runOn(
      { 'so.xlsx': bytes },
      ['soffice', '--headless', '--convert-to', 'csv', 'so.xlsx'],
      ['cat', 'so.csv'],
    );
    assert.equal(status, 0);
    assert.match(said, /QĐ-UBND/);
  }
});

test('the notation follows the style of the agency', async () => {
  assert.deepEqual(await office.do(c.getStyle, {}, clerk), { abbreviation: 'UBND', place: 'Đức Xuân' });
  assert.equal(
    await office.code(c.setStyle, { body: { abbreviation: 'UB ND/1', place: 'Đức Xuân' } }, clerk),
    'documents.style-incorrect',
  );
  assert.equal(
    await office.code(c.setStyle, { body: { abbreviation: 'UBND', place: 'Đức Xuân' } }, drafter),
    'platform.not-allowed',
  );
  await office.do(c.setStyle, { body: { abbreviation: 'UBND-ĐX', place: 'Đức Xuân' } }, clerk);
  const id = await office.outgoing('numbered', { type: 'scheme' });
  assert.equal((await office.do(c.getOutgoing, { params: { id } }, clerk)).notation, '01/ĐA-UBND-ĐX');
});
