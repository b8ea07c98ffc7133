import { readdirSync, readFileSync } from 'node:fs';

/** What the kernel tells about processes (Linux only; elsewhere the answers are empty). */
export interface ProcessFacts {
  pid: number;
  parent: number;
  /** First words of the command line. */
  command: string;
  /** Processor time so far, milliseconds. */
  cpuMs: number;
}

const TICK_MS = 10;

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It ended meanwhile, or there is no such file on this system.
    return undefined;
  }
}

export function allProcesses(): ProcessFacts[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = read(`/proc/${name}/stat`);
      if (!stat) return [];
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const command = (read(`/proc/${name}/cmdline`) ?? '').split('\0').join(' ').trim();
      return [
        {
          pid: Number(name),
          parent: Number(fields[1]),
          command: command.slice(0, 200),
          cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS,
        },
      ];
    });
}

/** The process and everything it started, directly or not. */
export function treeOf(...roots: number[]): ProcessFacts[] {
  const all = allProcesses();
  const wanted = new Set(roots);
  for (let before = -1; before !== wanted.size;) {
    before = wanted.size;
    for (const one of all) if (wanted.has(one.parent)) wanted.add(one.pid);
  }
  return all.filter((one) => wanted.has(one.pid));
}

/** Processor time of a process tree, milliseconds; children that ended between two readings are not in it. */
export function cpuMsOf(...roots: number[]): number {
  return treeOf(...roots).reduce((sum, one) => sum + one.cpuMs, 0);
}

/**
 * Proportional share of memory in MB: pages shared by several processes (PostgreSQL's buffers, Node's own code) count
 * once in the sum. The right to read it is that of the process's own user or root.
 */
export function memoryOf(pid: number): number {
  const match = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '');
  return Number(match?.[1] ?? 0) / 1024;
}
