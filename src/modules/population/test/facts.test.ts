import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { factAt, stateAt, type Fact } from '../facts.ts';

const day = fc.integer({ min: 0, max: 3000 }).map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10));
const instant = fc.integer({ min: 0, max: 3000 }).map((n) => new Date(Date.UTC(2020, 0, 1 + n)));

const residence = (
  id: string,
  areaCode: string,
  validFrom: string,
  recordedAt: string,
  corrects: string | null = null,
): Fact => ({
  id,
  kind: 'residence',
  value: { areaCode, detail: '' },
  validFrom,
  validTo: null,
  recordedAt: new Date(recordedAt),
  corrects,
});

/** A history: each fact may correct one earlier one, as the table allows. */
const history = fc
  .array(fc.record({ from: day, at: instant, correct: fc.boolean(), area: fc.integer({ min: 10000, max: 99999 }) }), {
    maxLength: 12,
  })
  .map((rows) => {
    const facts: Fact[] = [];
    const corrected = new Set<string>();
    for (const [i, row] of rows.toSorted((a, b) => a.at.getTime() - b.at.getTime()).entries()) {
      const target = row.correct ? facts.findLast((fact) => !corrected.has(fact.id)) : undefined;
      if (target) corrected.add(target.id);
      facts.push({
        ...residence(String(i).padStart(4, '0'), String(row.area), row.from, '2020-01-01', target?.id ?? null),
        recordedAt: row.at,
      });
    }
    return facts;
  });

test('moving house: each day has its residence', () => {
  const facts = [
    residence('a', '05482', '2020-01-01', '2020-01-05'),
    residence('b', '01840', '2023-06-01', '2023-06-02'),
  ];
  const at = (on: string, known = '2026-01-01') => factAt(facts, 'residence', on, new Date(known))?.value.areaCode;
  assert.equal(at('2019-12-31'), undefined);
  assert.equal(at('2022-01-01'), '05482');
  assert.equal(at('2024-01-01'), '01840');
  assert.equal(at('2024-01-01', '2023-06-01'), '05482', 'what was believed before the move was recorded');
});

test('a correction replaces the wrong fact from the moment it is known, and the wrong one can still be seen', () => {
  const facts = [
    residence('a', '05482', '2020-01-01', '2020-01-05'),
    residence('b', '05485', '2020-01-01', '2021-03-01', 'a'),
  ];
  assert.equal(factAt(facts, 'residence', '2020-06-01', new Date('2020-06-01'))?.id, 'a');
  assert.equal(factAt(facts, 'residence', '2020-06-01', new Date('2021-03-01'))?.id, 'b');
  assert.equal(stateAt(facts, '2020-06-01', new Date('2022-01-01')).residence?.areaCode, '05485');
});

test('the answer is known by then, holds on that day, and is not corrected by then', () => {
  fc.assert(
    fc.property(history, day, instant, (facts, validOn, knownAt) => {
      const answer = factAt(facts, 'residence', validOn, knownAt);
      const fits = (fact: Fact) =>
        fact.recordedAt <= knownAt &&
        fact.validFrom <= validOn &&
        !facts.some((other) => other.corrects === fact.id && other.recordedAt <= knownAt);
      if (answer) assert.ok(fits(answer));
      else assert.equal(facts.some(fits), false, 'nothing was overlooked');
    }),
  );
});

test('learning more never changes what was known before', () => {
  fc.assert(
    fc.property(history, day, instant, (facts, validOn, knownAt) => {
      const then = facts.filter((fact) => fact.recordedAt <= knownAt);
      assert.deepEqual(factAt(facts, 'residence', validOn, knownAt), factAt(then, 'residence', validOn, knownAt));
    }),
  );
});
