/** The first pause; it doubles with each failure. */
const FIRST_MS = 5_000;
/** A node that was away for a day is asked again within the hour of its return. */
const LONGEST_MS = 60 * 60_000;

/**
 * When to try again after so many failures in a row: exponential, with an end, and spread over half to one and a half of the pause, so
 * that a node that comes back is not called by everybody in the same second.
 */
export function nextTry(now: Date, failures: number, random: () => number = Math.random): Date {
  const pause = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(30, Math.max(0, failures - 1)));
  return new Date(now.getTime() + Math.round(pause * (0.5 + random())));
}
