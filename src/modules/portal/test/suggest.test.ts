import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { editDistance, suggest } from '../suggest.ts';

const phrases = ['Đăng ký khai sinh', 'Đăng ký kết hôn', 'Cấp bản sao trích lục hộ tịch', 'giấy khai sinh cho con'];

test('a slip of the finger is put right, with accents', () => {
  assert.equal(suggest('khai snih', phrases), 'khai sinh');
  assert.equal(suggest('dang ky kai sinh', phrases), 'đăng ký khai sinh');
  assert.equal(suggest('trich luk', phrases), 'trích lục');
});

test('what is known already needs no suggestion', () => {
  assert.equal(suggest('khai sinh', phrases), undefined);
  assert.equal(suggest('KẾT HÔN', phrases), undefined);
});

test('nothing near, nothing suggested', () => {
  assert.equal(suggest('tên lửa đạn đạo', phrases), undefined);
  assert.equal(suggest('', phrases), undefined);
  assert.equal(suggest('   ', phrases), undefined);
  assert.equal(suggest('khai sinh', []), undefined);
});

test('a swap of neighbours counts once', () => {
  assert.equal(editDistance('snih', 'sinh'), 1);
  assert.equal(editDistance('abc', 'abc'), 0);
  assert.equal(editDistance('', 'abc'), 3);
});

test('the distance is a distance', () => {
  const word = fc.string({ maxLength: 8 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      const there = editDistance(a, b);
      assert.equal(there, editDistance(b, a));
      assert.equal(there === 0, a === b);
      assert.ok(there >= Math.abs(a.length - b.length) && there <= Math.max(a.length, b.length));
    }),
  );
});

test('whatever is typed, a suggestion is made of known words only', () => {
  const known = new Set(phrases.flatMap((phrase) => phrase.normalize('NFC').toLowerCase().split(/\s+/)));
  fc.assert(
    fc.property(fc.string({ maxLength: 60, unit: 'grapheme' }), (query) => {
      const suggestion = suggest(query, phrases);
      if (suggestion !== undefined)
        assert.ok(
          suggestion.split(' ').every((word) => known.has(word)),
          suggestion,
        );
    }),
  );
});
