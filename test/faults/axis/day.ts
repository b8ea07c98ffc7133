import { setTimeout as wait } from 'node:timers/promises';
import type { RunClock } from './clock.ts';
import type { Side } from './side.ts';

const HOUR_MS = 60 * 60_000;
/** What comes round every minute at a node; the driver calls it once in each hour that it leaps over. */
const EVERY_MINUTE = ['exchange.sweep', 'nodes.keep-up', 'evidence.seal', 'evidence.stamp'];

/**
 * The recipient is down for a day, and the other side lives through it hour by hour, taking documents over and trying. With two nodes the
 * recipient's node is killed at the beginning and started at the end; with one, the recipient's own system asks for nothing meanwhile.
 */
export async function aDayPasses(
  { home, away }: { home: Side; away: Side | undefined },
  clock: RunClock,
  going: () => boolean,
): Promise<void> {
  if (away) await away.goDown();
  for (let hour = 0; hour < 24 && going(); hour += 1) {
    await clock.moveOn(HOUR_MS);
    for (const job of EVERY_MINUTE) await home.wake(job);
    await wait(300);
  }
  if (away) await away.restart();
}
