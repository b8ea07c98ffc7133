const MINUTE = 60_000;
const LONGEST = 4 * 60 * MINUTE;

/** Tries of one push; with the waits below they end after about a day and a half. */
export const MOST_ATTEMPTS = 16;

/** Doubling from half a minute to four hours, and by chance up to a quarter shorter: a thousand addresses behind one broken line do not come back at one moment. */
export function waitAfter(failures: number, chance = Math.random()): number {
  const wait = Math.min(LONGEST, (MINUTE / 2) * 2 ** Math.min(failures - 1, 20));
  return Math.round(wait * (1 - chance / 4));
}
