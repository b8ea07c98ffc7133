import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { dateInWords, numberInWords } from '../words-of-date.ts';

test('numbers are written as people say them', () => {
  const said: Record<number, string> = {
    0: 'không',
    4: 'bốn',
    10: 'mười',
    11: 'mười một',
    14: 'mười bốn',
    15: 'mười lăm',
    20: 'hai mươi',
    21: 'hai mươi mốt',
    24: 'hai mươi tư',
    25: 'hai mươi lăm',
    31: 'ba mươi mốt',
    100: 'một trăm',
    105: 'một trăm linh năm',
    115: 'một trăm mười lăm',
    1990: 'một nghìn chín trăm chín mươi',
    1991: 'một nghìn chín trăm chín mươi mốt',
    2000: 'hai nghìn',
    2005: 'hai nghìn không trăm linh năm',
    2010: 'hai nghìn không trăm mười',
    2026: 'hai nghìn không trăm hai mươi sáu',
    2100: 'hai nghìn một trăm',
  };
  for (const [n, words] of Object.entries(said)) assert.equal(numberInWords(Number(n)), words);
});

test('dates', () => {
  assert.equal(dateInWords('2026-03-12'), 'ngày mười hai tháng ba năm hai nghìn không trăm hai mươi sáu');
  assert.equal(dateInWords('2024-04-30'), 'ngày ba mươi tháng tư năm hai nghìn không trăm hai mươi tư');
  for (const wrong of ['12/03/2026', '', '2026-13-01', '2026-00-10', '2026-1-1'])
    assert.throws(() => dateInWords(wrong), RangeError);
});

const values: Record<string, number> = {
  không: 0,
  một: 1,
  mốt: 1,
  hai: 2,
  ba: 3,
  bốn: 4,
  tư: 4,
  năm: 5,
  lăm: 5,
  sáu: 6,
  bảy: 7,
  tám: 8,
  chín: 9,
};

/** Reads the words back, by another way than they were written. */
function read(words: string): number {
  let [total, last] = [0, 0];
  for (const word of words.split(' ')) {
    if (word === 'nghìn') [total, last] = [total + last * 1000, 0];
    else if (word === 'trăm') [total, last] = [total + last * 100, 0];
    else if (word === 'mươi') [total, last] = [total + last * 10, 0];
    else if (word === 'mười') [total, last] = [total + 10, 0];
    else if (word !== 'linh') last = values[word] ?? Number.NaN;
  }
  return total + last;
}

test('whatever is written reads back as the same number', () => {
  for (let n = 0; n <= 9999; n++) assert.equal(read(numberInWords(n)), n, numberInWords(n));
});

test('any date reads back as the same day, month and year', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2399-12-31'), noInvalidDate: true }), (date) => {
      const iso = date.toISOString().slice(0, 10);
      const [, day, month, year] = /^ngày (.*) tháng (.*?) năm (.*)$/u.exec(dateInWords(iso)) ?? [];
      assert.ok(day && month && year);
      assert.equal(`${read(year)}-${String(read(month)).padStart(2, '0')}-${String(read(day)).padStart(2, '0')}`, iso);
    }),
  );
});
