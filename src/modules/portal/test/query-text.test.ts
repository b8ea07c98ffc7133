import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LONGEST_QUERY, queryText, safePath } from '../query-text.ts';

test('decomposed Vietnamese becomes composed, and spaces single', () => {
  assert.equal(queryText('Đăng  ký khai sinh '.normalize('NFD')), 'Đăng ký khai sinh');
  assert.equal(queryText(null), '');
});

test('NUL bytes and lone surrogates never get through', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 250, unit: 'binary' }), (text) => {
      const read = queryText(text);
      assert.ok(!read.includes('\u0000') && read.isWellFormed() && read.length <= LONGEST_QUERY);
      assert.equal(queryText(read), read);
    }),
  );
  assert.equal(queryText('H19\u0000-2026'), 'H19 -2026');
  assert.ok(queryText(`x\uD800y`).isWellFormed());
});

test('one comes back only to a page of this site', () => {
  assert.equal(safePath('/thu-tuc/1.001193?x=1#y'), '/thu-tuc/1.001193?x=1#y');
  for (const bad of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '',
    null,
    '/ a',
    '/\tb',
    '/\n/evil.example',
  ])
    assert.equal(safePath(bad), '/', String(bad));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl(),
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }).map((text) => `/${text}`),
      ),
      (given) => {
        const path = safePath(given);
        assert.equal(new URL(path, 'https://here.example').origin, 'https://here.example');
      },
    ),
  );
});
