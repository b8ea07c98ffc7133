import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { gather, type Outcome } from '#platform/gather.ts';

interface Item {
  key: string;
  n: number;
}

/** A gatherer whose work is let go by hand. */
function byHand({ most = 4, mostWaiting = 100, lanes = 1 } = {}) {
  const batches: (readonly Item[])[] = [];
  const doors: ((outcomes?: Outcome<number>[] | Error) => void)[] = [];
  const ask = gather<Item, number>({
    most,
    mostWaiting,
    lanes,
    keyOf: ({ key }) => key,
    work(items) {
      batches.push(items);
      return new Promise((resolve, reject) =>
        doors.push((outcomes) =>
          outcomes instanceof Error
            ? reject(outcomes)
            : resolve(outcomes ?? items.map(({ n }) => ({ result: n * 10 }))),
        ),
      );
    },
    full: () => new Error('full'),
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return {
    ask,
    batches,
    async letGo(outcomes?: Outcome<number>[] | Error) {
      await turn();
      doors.shift()?.(outcomes);
      await turn();
    },
  };
}

test('who comes alone waits for nobody; who comes meanwhile goes together, at most so many', async () => {
  const { ask, batches, letGo } = byHand({ most: 2 });
  const first = ask({ key: 'a', n: 1 });
  await new Promise((resolve) => setImmediate(resolve));
  const others = ['b', 'c', 'd'].map((key, index) => ask({ key, n: index + 2 }));
  await letGo();
  assert.equal(await first, 10);
  await letGo();
  await letGo();
  assert.deepEqual(await Promise.all(others), [20, 30, 40]);
  assert.deepEqual(
    batches.map((batch) => batch.map(({ key }) => key)),
    [['a'], ['b', 'c'], ['d']],
  );
});

test('two of one key never go together, and keep their order', async () => {
  const { ask, batches, letGo } = byHand();
  const all = [
    { key: 'a', n: 1 },
    { key: 'a', n: 2 },
    { key: 'b', n: 3 },
    { key: 'a', n: 4 },
  ].map(ask);
  for (let turns = 0; turns < 3; turns += 1) await letGo();
  await Promise.all(all);
  assert.deepEqual(
    batches.map((batch) => batch.map(({ n }) => n)),
    [[1, 3], [2], [4]],
  );
});

test('one that fails spoils nothing for the others; work that throws fails all of its batch and nobody else', async () => {
  const { ask, letGo } = byHand();
  const together = Promise.allSettled([ask({ key: 'a', n: 1 }), ask({ key: 'b', n: 2 })]);
  await letGo([{ error: new Error('mine') }, { result: 20 }]);
  assert.deepEqual(
    (await together).map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason))),
    ['Error: mine', 20],
  );
  const lost = Promise.allSettled([ask({ key: 'a', n: 1 }), ask({ key: 'b', n: 2 })]);
  await letGo(new Error('the database has gone'));
  assert.ok((await lost).every((one) => one.status === 'rejected'));
  const after = ask({ key: 'a', n: 5 });
  await letGo();
  assert.equal(await after, 50);
});

test('when too many wait, the next is turned away at once', async () => {
  const { ask, letGo } = byHand({ most: 1, mostWaiting: 2 });
  const kept = [ask({ key: 'a', n: 1 }), ask({ key: 'b', n: 2 })];
  await assert.rejects(ask({ key: 'c', n: 3 }), /full/);
  await letGo();
  await letGo();
  assert.deepEqual(await Promise.all(kept), [10, 20]);
});

test('property: everybody gets an answer of their own, once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), n: fc.nat() }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 8 }),
      async (items, most) => {
        let together = 0;
        const ask = gather<Item, Item>({
          most,
          mostWaiting: 1000,
          keyOf: ({ key }) => key,
          async work(batch) {
            together += 1;
            assert.equal(together, 1, 'one batch at a time');
            assert.ok(batch.length <= most && new Set(batch.map(({ key }) => key)).size === batch.length);
            await new Promise((resolve) => setImmediate(resolve));
            together -= 1;
            return batch.map((item) => (item.n % 3 ? { result: item } : { error: item }));
          },
          full: () => new Error('full'),
        });
        const answers = await Promise.allSettled(items.map((item) => ask(item)));
        for (const [index, answer] of answers.entries()) {
          const item = items[index];
          assert.equal(answer.status, item && item.n % 3 ? 'fulfilled' : 'rejected');
          assert.equal(answer.status === 'fulfilled' ? answer.value : answer.reason, item);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('with two lanes the next goes at once, but never one whose key is under way', async () => {
  const { ask, batches, letGo } = byHand({ lanes: 2 });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const first = ask({ key: 'a', n: 1 });
  await turn();
  const second = ask({ key: 'b', n: 2 });
  await turn();
  const again = ask({ key: 'a', n: 3 });
  await turn();
  const keys = () => batches.map((batch) => batch.map(({ key }) => key));
  assert.deepEqual(keys(), [['a'], ['b']]);
  await letGo();
  assert.equal(await first, 10);
  assert.deepEqual(keys(), [['a'], ['b'], ['a']]);
  await letGo();
  await letGo();
  assert.deepEqual(await Promise.all([second, again]), [20, 30]);
});

test('property: with any number of lanes everybody is answered, and no key is under way twice', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(
        fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), n: fc.nat({ max: 99 }), turns: fc.nat({ max: 3 }) }),
        {
          maxLength: 30,
        },
      ),
      async (lanes, items) => {
        const underWay = new Set<string>();
        let most = 0;
        let going = 0;
        const ask = gather<(typeof items)[number], number>({
          most: 3,
          mostWaiting: 1000,
          lanes,
          keyOf: ({ key }) => key,
          async work(together) {
            going += 1;
            most = Math.max(most, going);
            for (const { key } of together) {
              assert.ok(!underWay.has(key));
              underWay.add(key);
            }
            for (let left = Math.max(...together.map(({ turns }) => turns)); left > 0; left -= 1)
              await new Promise((resolve) => setImmediate(resolve));
            for (const { key } of together) underWay.delete(key);
            going -= 1;
            return together.map(({ n }) => ({ result: n + 1 }));
          },
          full: () => new Error('full'),
        });
        const answers = await Promise.all(items.map((item) => ask(item)));
        assert.deepEqual(
          answers,
          items.map(({ n }) => n + 1),
        );
        assert.ok(most <= lanes);
      },
    ),
  );
});
