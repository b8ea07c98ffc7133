import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { memoryOf, treeOf } from '../common/processes.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const START_WITHIN_MS = 300_000;
const STOP_WITHIN_MS = 30_000;

/** A fresh copy of the tracked files as they were committed last, outside this repository. */
export function freshCopy(): { dir: string; drop(): void } {
  const dir = mkdtempSync(join(tmpdir(), 'lienthong-start-'));
  chmodSync(dir, 0o755);
  const done = spawnSync('sh', ['-c', 'git archive HEAD | tar -x -C "$0"', dir], { cwd: root, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`git archive: ${done.stderr}`);
  return { dir, drop: () => rmSync(dir, { recursive: true, force: true }) };
}

export interface Started {
  child: ChildProcess;
  /** From the command to the first 200 of the home page. */
  seconds: number;
  /** Seconds of each step, as the node printed them. */
  steps: Map<string, number>;
}

/** Types `npm start` as a person would: the machine's own Node and npm, no settings but a free port. */
export async function npmStart(dir: string, port: number): Promise<Started> {
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((one) => !one.includes('node_modules'));
  const env = {
    PATH: path.join(delimiter),
    HOME: process.env['HOME'] ?? '/root',
    PORT: String(port),
    HOST: '127.0.0.1',
  };
  const began = performance.now();
  // A group of its own, so that the interrupt reaches npm and the node alike, as Ctrl-C does.
  const child = spawn('npm', ['start'], { cwd: dir, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (part: Buffer) => (output += part.toString()));
  child.stderr.on('data', (part: Buffer) => (output += part.toString()));
  while (!(await answers(port))) {
    if (child.exitCode !== null || performance.now() - began > START_WITHIN_MS) {
      await interrupt(child);
      throw new Error(`npm start did not come up (exit ${child.exitCode}):\n${output}`);
    }
    await wait(25);
  }
  const seconds = (performance.now() - began) / 1000;
  await wait(300);
  const steps = new Map<string, number>();
  for (const [, name, took] of output.matchAll(/✓ (.+?) {2}([\d.]+) s/g)) steps.set(name ?? '', Number(took));
  return { child, seconds, steps };
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    async (response) => {
      await response.arrayBuffer();
      return response.status === 200;
    },
    () => false,
  );
}

/** Ctrl-C. @returns seconds until the node, npm and the database are gone */
export async function interrupt(child: ChildProcess): Promise<number> {
  const began = performance.now();
  const tree = child.pid === undefined ? [] : treeOf(child.pid).map((one) => one.pid);
  if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
  while (tree.some((pid) => existsSync(`/proc/${pid}/exe`) && isAlive(pid))) {
    if (performance.now() - began > STOP_WITHIN_MS) throw new Error('The node did not stop');
    await wait(50);
  }
  return (performance.now() - began) / 1000;
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

export interface Share {
  name: string;
  processes: number;
  megabytes: number;
}

/** Memory of everything that `npm start` brought up, by kind. */
export function memoryOfTree(pid: number): { total: number; shares: Share[] } {
  const shares = new Map<string, Share>();
  for (const one of treeOf(pid)) {
    const name = kindOf(one.command);
    const share = shares.get(name) ?? { name, processes: 0, megabytes: 0 };
    share.processes += 1;
    share.megabytes += memoryOf(one.pid);
    shares.set(name, share);
  }
  const list = [...shares.values()].toSorted((a, b) => b.megabytes - a.megabytes);
  return { total: list.reduce((sum, one) => sum + one.megabytes, 0), shares: list };
}

function kindOf(command: string): string {
  if (/postgres/.test(command)) return 'PostgreSQL';
  if (/^(?:\S*\/)?sh\b/.test(command)) return 'shell of npm';
  // On Node 24 the start script is the server; on an older Node it waits for the server that it started on the pinned one.
  if (/cli\.ts|start\.mjs/.test(command)) return 'Node (server, worker, pages)';
  return /^npm\b/.test(command) ? 'npm' : command.slice(0, 40);
}
