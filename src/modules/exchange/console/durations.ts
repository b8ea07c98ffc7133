/**
 * How long a step took, as one of a few classes: counts of classes can be added up over days and agencies, medians cannot. Each class is a
 * tenth wider than the one before, so a percentile read from them is at most a tenth off. The numbers of the classes are stored: another
 * division would need every count made again.
 */
const GROWTH = 1.1;
const CLASSES = 180;

/** Lower bounds in minutes of the classes 1 …; class 0 is less than a minute, the last begins after some fifty years. */
export const bounds: readonly number[] = Array.from({ length: CLASSES }, (_one, index) => GROWTH ** index);

/** The class of a duration, as PostgreSQL's width_bucket finds it over the same bounds. */
export function classOf(minutes: number): number {
  const found = bounds.findIndex((bound) => minutes < bound);
  return found === -1 ? CLASSES : found;
}

/** A duration to say for a class: its middle. */
export function minutesOf(found: number): number {
  if (found === 0) return 0.5;
  const from = bounds[found - 1] ?? 0;
  return from * ((1 + GROWTH) / 2);
}

/** The class that holds the given share of all durations, by nearest rank. @returns undefined where there is none */
export function percentile(counts: ReadonlyMap<number, number>, share: number): number | undefined {
  const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
  if (total === 0) return undefined;
  const rank = Math.ceil(share * total);
  let seen = 0;
  for (const [found, n] of [...counts].toSorted(([a], [b]) => a - b)) {
    seen += n;
    if (seen >= rank) return found;
  }
  return undefined;
}
