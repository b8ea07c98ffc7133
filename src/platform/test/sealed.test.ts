import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { createSealer } from '#platform/sealed.ts';

const key = randomBytes(32);
const now = new Date('2026-11-28T02:00:00Z');

test('what was sealed opens as it was, for its purpose and in its time only', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const sealed = createSealer<unknown>(key, 'a').seal(value, new Date(now.getTime() + 1000));
      const same = JSON.parse(JSON.stringify({ value })) as { value: unknown };
      assert.deepEqual(createSealer<unknown>(key, 'a').open(sealed, now), same.value);
      assert.equal(createSealer(key, 'b').open(sealed, now), undefined);
      assert.equal(createSealer(randomBytes(32), 'a').open(sealed, now), undefined);
      assert.equal(createSealer(key, 'a').open(sealed, new Date(now.getTime() + 1001)), undefined);
    }),
  );
});

test('any change of any character is noticed', () => {
  const sealer = createSealer<{ accountId: string }>(key, 'a');
  const sealed = sealer.seal({ accountId: 'x' });
  assert.deepEqual(sealer.open(sealed, now), { accountId: 'x' });
  fc.assert(
    fc.property(fc.nat(sealed.length - 2), fc.constantFrom(...'Aa0-_'), (at, char) => {
      const changed = sealed.slice(0, at) + char + sealed.slice(at + 1);
      if (changed !== sealed) assert.equal(sealer.open(changed, now), undefined);
    }),
  );
  for (const odd of ['', 'x', 'x'.repeat(20_000), '../..', 'A'.repeat(38)])
    assert.equal(sealer.open(odd, now), undefined);
});
