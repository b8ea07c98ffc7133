import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NAME } from './spool.ts';

/** A process that writes touches its file; one that only reads a packet of gigabytes is done long before. */
const QUIET_MS = 10 * 60_000;
const OLD_MS = 24 * 3_600_000;

/**
 * Takes away what processes that were killed left behind: files whose process is gone and that nobody has written to for ten minutes, and
 * any that is a day old, since the number of a process comes again. @returns how many
 */
export async function sweepSpooled(now: Date, folder = tmpdir()): Promise<number> {
  let swept = 0;
  for (const name of await readdir(folder)) {
    const [, pid] = NAME.exec(name) ?? [];
    if (pid === undefined) continue;
    const path = join(folder, name);
    // Another process may sweep the same file, or take its own away.
    const found = await stat(path).catch(() => undefined);
    if (!found) continue;
    const quiet = now.getTime() - found.mtimeMs;
    if (quiet < QUIET_MS || (quiet < OLD_MS && lives(Number(pid)))) continue;
    await rm(path, { force: true });
    swept += 1;
  }
  return swept;
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Of another account: it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
