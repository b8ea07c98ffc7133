import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** The one clock of a run: of its nodes, its programs and its driver. It goes at the pace of the world, and can be moved ahead. */
export interface RunClock {
  now(): Date;
  /** Returns when every node that runs has seen it. */
  moveOn(ms: number): Promise<void>;
  /** Settings for a node that is to live by this clock. */
  env: Record<string, string>;
}

export function runClock(folder: string): RunClock {
  const file = join(folder, 'clock');
  let ahead = 0;
  const write = (): void => {
    writeFileSync(`${file}.new`, String(ahead));
    renameSync(`${file}.new`, file);
  };
  write();
  return {
    now: () => new Date(Date.now() + ahead),
    async moveOn(ms) {
      ahead += ms;
      write();
      await wait(200);
    },
    env: { CLOCK_FILE: file, NODE_OPTIONS: `--import ${new URL('moved-clock.ts', import.meta.url).href}` },
  };
}
