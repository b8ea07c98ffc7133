import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Actor } from '#platform/access.ts';
import { figuresOf, maySteer, sightOf, watchOf } from '#modules/exchange/console/access.ts';
import { bounds, classOf, minutesOf, percentile } from '#modules/exchange/console/durations.ts';
import { huong } from './axis.ts';

const agency = fc.constantFrom('a', 'b', 'c');
const rights = fc.subarray([
  'exchange.send',
  'exchange.receive',
  'exchange.operate',
  'exchange.operate-node',
  'exchange.statistics',
]);
const officer = fc.record({ agencyId: agency, rights }).map((given): Actor => ({ ...huong, ...given }));
const others = fc.constantFrom<Actor>(
  { kind: 'anonymous' },
  { kind: 'citizen', accountId: 'x', personId: 'a', name: 'Nông Thị Ánh' },
);
const sides = fc.record({ senderAgencyId: agency, recipientAgencyId: agency });

test('what an operator sees of a copy: contents only of what the own agency sends, nothing of others without the right for the node', () => {
  fc.assert(
    fc.property(fc.oneof(officer, others), sides, (actor, copy) => {
      const has = (right: string): boolean => actor.kind === 'officer' && actor.rights.includes(right);
      const mine = actor.kind === 'officer' ? actor.agencyId : '';
      const sight = sightOf(actor, copy);
      const isOwn = has('exchange.operate') && mine === copy.senderAgencyId;
      assert.equal(sight === 'full', isOwn);
      const mayKnow =
        isOwn || (has('exchange.operate') && mine === copy.recipientAgencyId) || has('exchange.operate-node');
      assert.equal(sight !== 'nothing', mayKnow);
      // Whoever steers a copy sees it; the right for the node alone looks and does not touch.
      if (maySteer(actor, copy)) assert.notEqual(sight, 'nothing');
      if (!has('exchange.operate')) assert.equal(maySteer(actor, copy), false);
      // The list shows just what may be seen: never a copy that the page of the copy would refuse.
      const watch = watchOf(actor);
      const listed =
        watch !== undefined &&
        (watch.node || watch.agencyId === copy.senderAgencyId || watch.agencyId === copy.recipientAgencyId);
      assert.equal(listed, sight !== 'nothing');
    }),
  );
});

test('figures: of the own agency and below, and of all only with the right for the node', () => {
  fc.assert(
    fc.property(fc.oneof(officer, others), (actor) => {
      const may = figuresOf(actor);
      if (actor.kind !== 'officer') return assert.equal(may, undefined);
      if (actor.rights.includes('exchange.operate-node')) return assert.equal(may, 'all');
      if (may && may !== 'all') assert.equal(may.below, actor.agencyId);
      const reads = ['exchange.operate', 'exchange.statistics'].some((right) => actor.rights.includes(right));
      assert.equal(may !== undefined, reads);
    }),
  );
});

test('a percentile read from classes is in the class of the true one, and at most a tenth off', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1_000_000, noNaN: true }), { minLength: 1, maxLength: 200 }),
      fc.constantFrom(0.5, 0.9),
      (minutes, share) => {
        const exact = minutes.toSorted((a, b) => a - b)[Math.ceil(share * minutes.length) - 1] ?? 0;
        const counts = new Map<number, number>();
        for (const one of minutes) counts.set(classOf(one), (counts.get(classOf(one)) ?? 0) + 1);
        const found = percentile(counts, share);
        assert.equal(found, classOf(exact));
        if (exact >= 1) assert.ok(Math.abs(minutesOf(classOf(exact)) - exact) <= exact * 0.1);
      },
    ),
  );
  assert.equal(percentile(new Map(), 0.5), undefined);
  assert.equal(classOf((bounds.at(-1) ?? 0) * 2), bounds.length);
});
