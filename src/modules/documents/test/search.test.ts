import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { listIncoming, listOutgoing, listRegister, setStyle, startDraft } from '#modules/documents/contract.ts';
import { readSearch } from '#modules/documents/registers/search-for.ts';
import { clerk, decision, drafter, openOffice, type Office } from './office.ts';

let office: Office;
before(async () => (office = await openOffice()));
after(() => office?.close());

test('words are found wherever they stand, without marks; a date is the date of the document', async () => {
  const id = await office.outgoing('issued', {});
  const [shown] = (await office.do(listOutgoing, { query: {} }, clerk)).rows.filter((row) => row.id === id);
  const [year = '', month = '', day = ''] = (shown?.issuedOn ?? '').split('-');
  const found = async (q: string): Promise<boolean> =>
    (await office.do(listOutgoing, { query: { q } }, clerk)).rows.some((row) => row.id === id);
  // Words of the subject, of the type and of the signer, in any order and without marks.
  assert.ok(await found('chuyen doi so'));
  assert.ok(await found('so quyet dinh chuyen'));
  assert.ok(await found(`${Number(day)}/${Number(month)}/${year}`));
  assert.ok(await found(`chuyen doi ${day}-${month}-${year}`));
  assert.equal(await found(`1/1/1999`), false);
  assert.equal(await found('chuyen doi xyz'), false);
  // What people type is text, never a pattern.
  assert.equal(await found('%%%'), false);
  const inBook = async (q: string): Promise<number> =>
    (await office.do(listRegister, { params: { book: 'out' }, query: { year: Number(year), q } }, clerk)).lines.length;
  assert.ok((await inBook(`${day}/${month}/${year}`)) > 0);
  assert.equal(await inBook('1/1/1999'), 0);
  assert.deepEqual((await office.do(listIncoming, { query: { q: '2/9/2026 khong co' } }, clerk)).rows, []);
});

test('whatever is typed becomes dates that exist and a few words', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (typed) => {
      const { dates, words } = readSearch(typed);
      assert.ok(words.length <= 8);
      for (const date of dates) assert.match(date, /^\d{4}-\d{2}-\d{2}$/);
    }),
  );
  assert.deepEqual(readSearch('ubnd 30/2/2026 02-09-2026'), { dates: ['2026-09-02'], words: ['ubnd', '30/2/2026'] });
});

test('a secret document is refused in words, and the notation is the clerk’s to set', async () => {
  const draft = decision({ secrecy: 'secret' });
  const secret = await office.node.call(startDraft, { body: { draft } }, drafter);
  assert.equal(secret.ok ? '' : secret.problem.code, 'documents.secret-elsewhere');
  const style = { abbreviation: 'UBND', place: 'Đức Xuân' };
  const refused = await office.node.call(setStyle, { body: style }, drafter);
  assert.equal(refused.ok ? '' : refused.problem.code, 'platform.not-allowed');
  assert.deepEqual(await office.do(setStyle, { body: style }, clerk), style);
});
