import { setTimeout as wait } from 'node:timers/promises';
import type { RunClock } from './clock.ts';
import type { Side } from './side.ts';
import { DESK } from './traffic.ts';

/** What of all acknowledged documents is neither delivered nor ended, as the nodes see it. */
interface Waiting {
  node: number;
  transport: string;
  many: number;
  /** Held by the recipient's system: an answer got lost with a kill, and the hold has to lapse. */
  locked: boolean;
  /** With the other node, whose word is awaited. */
  handed: boolean;
  why: string;
}

async function stillWaiting(sides: readonly Side[]): Promise<Waiting[]> {
  const found: Waiting[] = [];
  for (const [index, side] of sides.entries())
    found.push(
      ...(
        await side.rows<Omit<Waiting, 'node'>>(
          `select d.transport, count(*)::int as many, d.transport = 'delivering' and d.locked_until is not null as locked,
             d.transport = 'delivering' and d.peer is not null as handed,
             min(concat_ws(' ', 'for ' || coalesce(d.peer, 'here'), 'tries ' || d.attempts || '+' || d.peer_attempts, 'next ' || d.next_try_at)) as why
           from exchange.delivery d join exchange.consignment c on c.id = d.consignment_id
           where c.sender_key like $1 and d.transport in ('queued', 'delivering', 'held') group by 1, 3, 4, d.peer`,
          [`${DESK}%`],
        )
      ).map((row) => ({ node: index + 1, ...row })),
    );
  return found;
}

/** Longer without any progress, and the run says what stands still. */
const STANDSTILL_MS = 150_000;

export interface Drained {
  finished: boolean;
  seconds: number;
  /** What still waits, for the report. */
  waiting: string[];
}

/**
 * Until every acknowledged document is delivered or has ended, by what the nodes do themselves: nothing in their queues is touched. Only
 * where all that is left is held by the recipient's system, six minutes pass on the clock, in which such a hold lapses.
 */
export async function drain(
  sides: readonly Side[],
  clock: RunClock,
  delivered: () => number,
  { going, say }: { going: () => boolean; say(line: string): void },
): Promise<Drained> {
  const from = performance.now();
  let [last, lastAt, said] = ['', from, from];
  let waiting: Waiting[] = [];
  while (going()) {
    waiting = await stillWaiting(sides);
    const seconds = Math.round((performance.now() - from) / 1000);
    if (waiting.length === 0) return { finished: true, seconds, waiting: [] };
    const state = JSON.stringify([waiting.map(({ node, transport, many }) => [node, transport, many]), delivered()]);
    if (state !== last) [last, lastAt] = [state, performance.now()];
    if (performance.now() - said > 10_000) {
      said = performance.now();
      say(`draining for ${seconds} s: ${waiting.reduce((sum, { many }) => sum + many, 0)} wait`);
    }
    if (performance.now() - lastAt > STANDSTILL_MS) break;
    if (
      waiting.some(({ locked }) => locked) &&
      waiting.every(({ locked, handed }) => locked || handed) &&
      performance.now() - lastAt > 5000
    ) {
      await clock.moveOn(6 * 60_000);
      for (const side of sides) await side.wake('exchange.sweep');
    }
    await wait(500);
  }
  for (const [index, side] of sides.entries())
    for (const line of side.lastWords()) say(`node ${index + 1}: ${line.slice(0, 400)}`);
  return {
    finished: false,
    seconds: Math.round((performance.now() - from) / 1000),
    waiting: waiting.map(({ node, transport, many, why }) => `node ${node}: ${many} ${transport} (${why})`),
  };
}
