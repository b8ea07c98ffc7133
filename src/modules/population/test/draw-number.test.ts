import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startNode, type TestNode } from '#test/world/node.ts';
import { drawNumber, fullNumberSpace } from '../draw-number.ts';
import { newId } from '#platform/id.ts';
import type { Tables } from '../tables.ts';
import { insertPerson } from '../write-facts.ts';
import { roomsOf } from './people.ts';

let node: TestNode;
before(async () => {
  node = await startNode({ build: (deps) => roomsOf(deps, () => undefined) });
});
after(() => node.close());

const draws = 3000;

test(`${draws} draws in one block are distinct, and their digits are even`, async () => {
  const at = new Date();
  const provenance = { at, by: {}, source: 'test' };
  const numbers = await node.database.transaction<Tables, string[]>(async (trx) => {
    const drawn: string[] = [];
    for (let i = 0; i < draws; i++) {
      const id = newId();
      await insertPerson(
        trx,
        {
          id,
          sourceAct: null,
          facts: [
            { kind: 'name', value: { fullName: 'Lò Thị Mai' }, validFrom: '2026-01-01' },
            { kind: 'sex', value: { sex: 'female' }, validFrom: '2026-01-01' },
            { kind: 'birth', value: { year: 2026, date: '2026-01-01' }, validFrom: '2026-01-01' },
          ],
        },
        provenance,
      );
      const { personalId } = await drawNumber(trx, {
        block: { placePrefix: '014', sex: 'female', birthYear: 2026 },
        sourceAct: newId(),
        personId: id,
        at,
        by: {},
      });
      drawn.push(personalId);
    }
    return drawn;
  });
  assert.equal(new Set(numbers).size, draws);
  for (const number of numbers) assert.match(number, /^014326[0-9]{6}$/u);
  assert.ok(chiSquares(numbers.map((number) => number.slice(6))).every((value) => value < neverByChance));
});

/** Chi-square of each of the six positions against even digits. */
function chiSquares(serials: readonly string[]): number[] {
  return Array.from({ length: 6 }, (_, position) => {
    const counts = Array.from(
      { length: 10 },
      (_, digit) => serials.filter((serial) => serial[position] === String(digit)).length,
    );
    const expected = serials.length / 10;
    return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  });
}

/**
 * 9 degrees of freedom: an honest source goes above 80 about once in 10¹³ positions. A source where a digit comes up
 * 38 % of the time (a known registry's fault) has more than 2,000 at this count.
 */
const neverByChance = 80;

test('the measure of evenness notices a biased source', () => {
  const even = Array.from({ length: draws }, () => String(fullNumberSpace.randomBelow(1_000_000)).padStart(6, '0'));
  assert.ok(chiSquares(even).every((value) => value < neverByChance));
  const biased = even.map((serial, i) => (i % 4 === 0 ? `2${serial.slice(1)}` : serial));
  assert.ok((chiSquares(biased)[0] ?? 0) > neverByChance);
});
