/** Numbers from a seed (mulberry32): the same run of faults comes again. */
export interface Random {
  /** From 0 up to and not including 1. */
  next(): number;
  /** Whole, both ends included. */
  between(least: number, most: number): number;
  chance(part: number): boolean;
  pick<Value>(values: readonly Value[]): Value;
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    chance: (part) => next() < part,
    pick: (values) => values[between(0, values.length - 1)] as (typeof values)[number],
  };
}
