import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { addYears, dateOf, fullYearsBetween, isDate } from '../dates.ts';
import { evaluate, keysOfRule } from '../rule.ts';
import type { Answers, Operand, Rule } from '../types.ts';

const today = '2026-11-23';
const key = fc.constantFrom('a', 'b', 'c');
const operand: fc.Arbitrary<Operand> = fc.oneof(
  key.map((answer) => ({ answer })),
  fc.constantFrom('x', 'y', '2026-01-01').map((value) => ({ value })),
);
const leaf: fc.Arbitrary<Rule> = fc.oneof(
  key.map((filled) => ({ filled })),
  fc.tuple(operand, operand).map((eq) => ({ eq })),
  fc.tuple(operand, operand).map((before) => ({ before })),
);
const rule: fc.Arbitrary<Rule> = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('rule'), { maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('rule'), { maxLength: 3 }).map((any) => ({ any })),
    tie('rule').map((not) => ({ not })),
  ),
})).rule;
const answers: fc.Arbitrary<Answers> = fc.dictionary(key, fc.constantFrom('x', 'y', '2026-01-01', '2025-01-01'));

test('De Morgan holds in three values', () => {
  fc.assert(
    fc.property(rule, rule, answers, (p, q, given) => {
      const left = evaluate({ not: { all: [p, q] } }, given, { today });
      const right = evaluate({ any: [{ not: p }, { not: q }] }, given, { today });
      assert.equal(left, right);
    }),
  );
});

test('an answer to a question that was open never turns a settled rule round', () => {
  // `filled` is left out: it is the one rule that speaks about the gap itself.
  fc.assert(
    fc.property(rule, answers, key, fc.constantFrom('x', 'y'), (p, given, open, value) => {
      fc.pre(given[open] === undefined && !JSON.stringify(p).includes('"filled"'));
      const before = evaluate(p, given, { today });
      if (before !== undefined) assert.equal(evaluate(p, { ...given, [open]: value }, { today }), before);
    }),
  );
});

test('a rule depends only on the keys that it names', () => {
  fc.assert(
    fc.property(rule, answers, (p, given) => {
      const named = Object.fromEntries(keysOfRule(p).map((name) => [name, given[name]]));
      assert.equal(evaluate(p, given, { today }), evaluate(p, named, { today }));
    }),
  );
});

test('dates: full years, leap days, days that do not exist', () => {
  assert.equal(fullYearsBetween('2014-11-24', '2026-11-23'), 11);
  assert.equal(fullYearsBetween('2014-11-23', '2026-11-23'), 12);
  assert.equal(fullYearsBetween('2026-11-23', '2014-11-23'), -12);
  assert.equal(addYears('2024-02-29', 1), '2025-02-28');
  assert.equal(dateOf(2026, 2, 29), undefined);
  assert.equal(dateOf(26, 2, 28), undefined);
  assert.equal(isDate('2026-1-1'), false);
  assert.equal(
    evaluate({ before: [{ plus: { today: true }, days: 1 }, { value: '2026-11-25' }] }, {}, { today }),
    true,
  );
});
