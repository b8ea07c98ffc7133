import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readDate } from '../form/read-date.ts';

function typed(day: string, month: string, year: string): FormData {
  const form = new FormData();
  form.set('born-day', day);
  form.set('born-month', month);
  form.set('born-year', year);
  return form;
}

test('reads what people type', () => {
  assert.equal(readDate(typed(' 7', '3 ', '2026'), 'born').iso, '2026-03-07');
  assert.equal(readDate(typed('29', '02', '2024'), 'born').iso, '2024-02-29');
});

test('keeps what makes no date, and says so', () => {
  const wrong = readDate(typed('31', '4', '2026'), 'born');
  assert.equal(wrong.iso, undefined);
  assert.deepEqual(wrong.parts, { day: '31', month: '4', year: '2026' });
  assert.equal(readDate(typed('29', '2', '2025'), 'born').iso, undefined);
  assert.equal(readDate(typed('một', '2', '2025'), 'born').iso, undefined);
  assert.equal(readDate(typed('1', '2', '26'), 'born').iso, undefined);
});

test('knows when nothing was typed', () => {
  assert.equal(readDate(typed('', ' ', ''), 'born').empty, true);
  assert.equal(readDate(new FormData(), 'born').empty, true);
  assert.equal(readDate(typed('', '', '2026'), 'born').empty, false);
});

test('every real date survives, whatever the padding', () => {
  const date = fc.date({ min: new Date('1800-01-01'), max: new Date('2999-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(date, fc.boolean(), (at, padded) => {
      const iso = at.toISOString().slice(0, 10);
      const [year = '', month = '', day = ''] = iso.split('-');
      const shown = (part: string) => (padded ? part : String(Number(part)));
      assert.equal(readDate(typed(shown(day), shown(month), year), 'born').iso, iso);
    }),
  );
});
