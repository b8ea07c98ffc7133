import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fold, formatMoney, hasControlChars, nfc } from '#platform/text.ts';
import { addDays, formatDate, formatDateTime, isDate, vnDate, vnInstant, vnTime } from '#platform/time.ts';

test('search folding takes marks off and maps đ, however the text was typed', () => {
  assert.equal(fold('Đăng ký  KHAI SINH'), 'dang ky khai sinh');
  assert.equal(fold('Nguyễn Thị Thu Hà'.normalize('NFD')), 'nguyen thi thu ha');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      assert.equal(fold(fold(text)), fold(text));
      assert.equal(fold(text.normalize('NFD')), fold(text.normalize('NFC')));
      assert.equal(nfc(nfc(text)), nfc(text));
    }),
  );
});

test('folding letter by letter comes to what the rules come to, for any text', () => {
  const byRules = (text: string): string =>
    text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/gu, 'd').toLowerCase().replace(/\s+/gu, ' ').trim();
  const unit = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 1 }),
    fc.integer({ min: 0, max: 0x206f }).map((code) => String.fromCharCode(code)),
    fc.constantFrom('Σ', 'ς', 'İ', ' ', '\u00a0', 'ư', 'ờ', 'Ặ'),
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 40 }), (units) => {
      const text = units.join('');
      assert.equal(fold(text), byRules(text));
    }),
    { numRuns: 2000 },
  );
});

test('control characters and broken surrogates are found, ordinary text is not', () => {
  for (const bad of ['a\u0000b', '\u001b[31m', '\ud800', 'x\u0085'])
    assert.ok(hasControlChars(bad), JSON.stringify(bad));
  for (const good of ['Lò Thị Mai', 'dòng 1\ndòng 2\t', '😀', 'Ơ'.normalize('NFD')])
    assert.ok(!hasControlChars(good), good);
});

test('civil time of Vietnam is UTC+7 all year', () => {
  assert.equal(vnDate(new Date('2026-12-31T17:00:00Z')), '2027-01-01');
  assert.equal(vnTime(new Date('2026-07-01T00:30:00Z')), '07:30');
  assert.equal(vnInstant('2026-11-23', '15:00').toISOString(), '2026-11-23T08:00:00.000Z');
  assert.equal(formatDate('2026-02-05'), '05/02/2026');
  assert.equal(formatDateTime('2026-02-05T01:05:00Z'), '08:05, 05/02/2026');
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1976-01-01'), max: new Date('2199-01-01'), noInvalidDate: true }),
      fc.integer({ min: -5000, max: 5000 }),
      (at, days) => {
        const intl = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' }).format(at);
        assert.equal(vnDate(at), intl);
        assert.equal(addDays(addDays(intl, days), -days), intl);
        assert.ok(isDate(intl));
      },
    ),
  );
  for (const wrong of ['2026-02-30', '2026-13-01', '26-01-01', 'x']) assert.ok(!isDate(wrong), wrong);
});

test('money is written in whole đồng with dots', () => {
  assert.equal(formatMoney(1_234_567), '1.234.567 đồng');
  assert.equal(formatMoney(0n), '0 đồng');
});
