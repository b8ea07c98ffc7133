import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Side } from './side.ts';

export interface SmallDisk {
  folder: string;
  unmount(): void;
}

/** Two databases with a log of a gigabyte each at most, and what they hold. In memory: only what is written is taken. */
const SIZE = '3g';

/** A disk of its own in memory, small enough to be filled; where that may not be made, there is none. */
export function smallDisk(folder: string): SmallDisk | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const made = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=755`, 'axis-faults', folder], {
    stdio: 'ignore',
  });
  if (made.status !== 0) return undefined;
  return { folder, unmount: () => void spawnSync('umount', ['-l', folder], { stdio: 'ignore' }) };
}

const PIECE = Buffer.alloc(4 * 1024 * 1024);

/** Takes every byte that is left, and goes on taking what the nodes give back. */
function fill(file: number): void {
  for (let piece = PIECE.length; piece >= 4096;)
    try {
      writeSync(file, PIECE, 0, piece);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      piece /= 4;
    }
}

export interface Starved {
  /** Nodes whose process had ended by itself, and was started as an operator would. */
  ended: number;
  /** From the moment there was room until every node was ready. */
  recoveredMs: number;
}

/**
 * The disk under every node is full while documents come in, one of them loses its database meanwhile, and then there is room again. A node recovers from that by itself: where its
 * process has ended, that is a finding.
 */
export async function starve(
  sides: readonly Side[],
  { folder }: SmallDisk,
  forMs: number,
  going: () => boolean,
): Promise<Starved> {
  const ballast = join(folder, 'ballast');
  const file = openSync(ballast, 'w');
  try {
    for (let waited = 0; waited < forMs && going(); waited += 250) {
      fill(file);
      // Without a database there is nothing to start it on: the node has to wait for room, and not to give up.
      if (waited === 4000) sides.at(-1)?.strikeDatabase();
      await wait(250);
    }
  } finally {
    closeSync(file);
    rmSync(ballast);
  }
  const from = performance.now();
  let ended = 0;
  for (const side of sides) {
    while (going() && side.isRunning() && performance.now() - from < 120_000 && !(await side.isReady()))
      await wait(100);
    if (side.isRunning()) continue;
    ended += 1;
    await side.restart();
  }
  return { ended, recoveredMs: Math.round(performance.now() - from) };
}
