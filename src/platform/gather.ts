/** What became of one of those who went together. */
export type Outcome<Result> = { result: Result } | { error: unknown };

export interface Gathering<Item, Result> {
  /** At most so many go together. */
  most: number;
  /** From so many waiting on, the next is turned away. */
  mostWaiting: number;
  /** So many works go on at once, one if left out. */
  lanes?: number;
  /** Two of the same key never go together, nor at the same time: the later one finds what the earlier one has done. Left out: any may. */
  keyOf?(item: Item): string;
  /** One outcome for each item, in their order. If it throws, all of them fail with that. */
  work(items: readonly Item[]): Promise<readonly Outcome<Result>[]>;
  /** What the one who is turned away is told. */
  full(): Error;
}

interface Waiting<Item, Result> {
  item: Item;
  key: string | undefined;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Callers who come while work is under way go together when it is done. There is no timer: alone, a caller waits for nobody, and the more
 * come, the more share one transaction and one wait for the disk. With two lanes nobody waits for all of a work that has just begun, unless
 * another one has as well.
 */
export function gather<Item, Result>(how: Gathering<Item, Result>): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let lanes = 0;
  const busy = new Set<string>();

  function takeNext(): Waiting<Item, Result>[] {
    const taken: Waiting<Item, Result>[] = [];
    const left: Waiting<Item, Result>[] = [];
    for (const one of waiting) {
      const goes = taken.length < how.most && (one.key === undefined || !busy.has(one.key));
      if (goes && one.key !== undefined) busy.add(one.key);
      (goes ? taken : left).push(one);
    }
    waiting = left;
    return taken;
  }

  async function work(together: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const outcomes = await how.work(together.map(({ item }) => item));
      for (const [index, one] of together.entries()) {
        const outcome = outcomes[index];
        if (outcome && 'result' in outcome) one.resolve(outcome.result);
        else one.reject(outcome?.error ?? new Error('Nothing is known of what became of this one'));
      }
    } catch (error) {
      for (const one of together) one.reject(error);
    }
    // Who waits for one of these keys is taken up by this lane, right now.
    for (const { key } of together) if (key !== undefined) busy.delete(key);
  }

  async function drain(): Promise<void> {
    for (let together = takeNext(); together.length > 0; together = takeNext()) await work(together);
    lanes -= 1;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= how.mostWaiting) return reject(how.full());
      waiting.push({ item, key: how.keyOf?.(item), resolve, reject });
      if (lanes >= (how.lanes ?? 1)) return;
      lanes += 1;
      // Whoever came in the same turn of the event loop goes along.
      setImmediate(() => void drain());
    });
}
