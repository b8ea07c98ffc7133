import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { stepsOf, type Asked, type Receiver } from '../spread.ts';

const receiver = (id: string): Receiver => ({ code: `H${id}`, agencyId: id });
const sent = (consignmentId: string, ...ids: string[]) => ({ consignmentId, recipientIds: new Set(ids) });
const forAll = new Set<string>();

test('an update reaches those who have the document, sends it to new ones and asks it back of those taken off', () => {
  const steps = stepsOf({
    kind: 'update',
    to: ['a', 'b', 'new'].map(receiver),
    about: [{ earlier: [sent('c1', 'a', 'b', 'gone')], forIds: forAll }],
    removed: [receiver('gone')],
  });
  assert.deepEqual(steps, [
    { kind: 'recall', about: 'c1', to: ['Hgone'] },
    { kind: 'new', to: ['Hnew'] },
    { kind: 'update', about: 'c1', to: ['Ha', 'Hb'] },
  ]);
});

test('one document that replaces two comes once to each, and what is left is asked back', () => {
  const steps = stepsOf({
    kind: 'replace',
    to: ['a', 'b', 'c'].map(receiver),
    about: [
      { earlier: [sent('c1', 'a', 'b')], forIds: forAll },
      { earlier: [sent('c2', 'b', 'c')], forIds: new Set(['b', 'c']) },
    ],
    removed: [],
  });
  assert.deepEqual(steps, [
    { kind: 'recall', about: 'c2', to: ['Hb'] },
    { kind: 'replace', about: 'c1', to: ['Ha', 'Hb'] },
    { kind: 'replace', about: 'c2', to: ['Hc'] },
  ]);
});

test('a recall of what somebody never got names that recipient, for the axis to refuse', () => {
  const asked: Asked = {
    kind: 'recall',
    to: ['a', 'x'].map(receiver),
    about: [{ earlier: [sent('c1', 'a')], forIds: forAll }],
    removed: [],
  };
  assert.deepEqual(stepsOf(asked).at(-1), { kind: 'recall', about: 'c1', to: ['Hx'] });
});

test('whatever was sent to whom, each receiver gets the document or the change exactly once', () => {
  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 });
  const earlier = fc.array(fc.record({ consignmentId: fc.uuid(), recipientIds: ids.map((some) => new Set(some)) }), { minLength: 1, maxLength: 3 }); // prettier-ignore
  fc.assert(
    fc.property(
      fc.constantFrom('update' as const, 'replace' as const),
      ids,
      fc.array(fc.record({ earlier, forIds: fc.constantFrom(forAll, new Set(['a', 'b'])) }), { minLength: 1, maxLength: 3 }), // prettier-ignore
      (kind, to, about) => {
        const steps = stepsOf({ kind, to: to.map(receiver), about, removed: [] });
        const got = steps.filter((step) => step.kind !== 'recall').flatMap((step) => step.to);
        assert.deepEqual(got.toSorted(), to.map((id) => `H${id}`).toSorted());
      },
    ),
  );
});
