/** The first pause; it doubles with each failure. */
const FIRST_MS = 5_000;
/** One copy that a node puts off, while it takes others. */
const LONGEST_MS = 60 * 60_000;
/**
 * A node that does not answer: one small request in so long costs neither side anything, and after a cut of the line, of which neither of
 * the two is told that it is over, deliveries go on within a minute. A node that starts says so by itself (`say-hello.ts`).
 */
const LONGEST_OF_NODE_MS = 30_000;

/**
 * When to try a copy again after so many failures in a row: exponential, with an end, and spread over half to one and a half of the pause,
 * so that a node that comes back is not called by everybody in the same second.
 */
export function nextTry(now: Date, failures: number, random: () => number = Math.random): Date {
  return after(now, failures, LONGEST_MS, random);
}

/** The same for a node that does not answer at all. */
export function nextTryOfNode(now: Date, failures: number, random: () => number = Math.random): Date {
  return after(now, failures, LONGEST_OF_NODE_MS, random);
}

function after(now: Date, failures: number, longest: number, random: () => number): Date {
  const pause = Math.min(longest, FIRST_MS * 2 ** Math.min(30, Math.max(0, failures - 1)));
  return new Date(now.getTime() + Math.round(pause * (0.5 + random())));
}
