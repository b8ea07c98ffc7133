import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { TEST_DATA } from './cluster.ts';
import { admin, inputsHash } from './filled-database.ts';
import { freePort } from './free-port.ts';

/** A node as its own operating-system process, started by the command that `npm start` runs. */
export interface NodeProcessHandle {
  url: string;
  child: ChildProcess;
  /** Everything it printed. */
  output(): string;
  /** Sends the signal and waits for the end; answers exit code and milliseconds. */
  end(signal?: NodeJS.Signals): Promise<{ code: number | null; ms: number }>;
}

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

/** Runs `lienthong …` to its end. */
export async function runCommand(
  args: string[],
  env: Record<string, string>,
  input?: string,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [cli, ...args], { env: { ...cleanEnv(), ...env } });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  if (input !== undefined) child.stdin.end(input);
  else child.stdin.end();
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  return { code, output };
}

/** Starts a node and waits until it is ready (or, for a worker, says that it works). Fails with what it printed. */
export async function startNodeProcess(
  dataDir: string,
  env: Record<string, string> = {},
  args: string[] = [],
  /** A program that runs the node in its place, e.g. setpriv with another user. */
  through: string[] = [],
): Promise<NodeProcessHandle> {
  const port = env['PORT'] ?? String(await freePort());
  const [command = '', ...rest] = [...through, process.execPath, cli, 'start', ...args];
  const child = spawn(command, rest, {
    env: {
      ...cleanEnv(),
      DATA_DIR: dataDir,
      PORT: port,
      HOST: '127.0.0.1',
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      LOG_LEVEL: 'warn',
      NODE_ENV: 'production',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  // Three seconds alone; a first start took more than ninety on two processors that others kept busy.
  const deadline = Date.now() + 300_000;
  for (;;) {
    if (child.exitCode !== null || Date.now() > deadline)
      throw new Error(`The node did not start (exit ${child.exitCode}):\n${output}`);
    if (/Ctrl-C stops/.test(output)) break;
    await wait(50);
  }
  return {
    url,
    child,
    output: () => output,
    async end(signal = 'SIGTERM') {
      const started = performance.now();
      const gone = new Promise<number | null>((resolve) => {
        if (child.exitCode !== null) resolve(child.exitCode);
        child.once('exit', resolve);
      });
      child.kill(signal);
      return { code: await gone, ms: performance.now() - started };
    },
  };
}

/**
 * Fills an empty data folder with what a first start leaves there: database, demo world, secrets. The first start itself takes ten seconds and
 * more (start-and-stop.test.ts makes one); here it happens once for all tests, and each has a copy of its own.
 */
export async function fillAsAfterFirstStart(dataDir: string): Promise<void> {
  const kept = join(TEST_DATA, `started-${await inputsHash()}`);
  await admin(async (client) => {
    await client.query("select pg_advisory_lock(hashtext('lienthong.started'))");
    if (existsSync(kept)) return;
    for (const name of readdirSync(TEST_DATA))
      if (name.startsWith('started-')) rmSync(join(TEST_DATA, name), { recursive: true });
    const making = join(TEST_DATA, 'started-making');
    const node = await startNodeProcess(making);
    const { code } = await node.end();
    if (code !== 0) throw new Error(`The first start did not end well:\n${node.output()}`);
    renameSync(making, kept);
  });
  // With owners and modes: PostgreSQL refuses a folder that others may read, and runs as a user of its own where we are root.
  const copied = spawnSync('cp', ['-a', '--reflink=auto', `${kept}/.`, dataDir], { encoding: 'utf8' });
  if (copied.status !== 0) throw new Error(`The data folder could not be copied: ${copied.stderr}`);
}

/**
 * Whether a node says that all it needs answers; asked again for a while, because its answer has three seconds, which on a busy machine one
 * question to the database may take.
 */
export async function becomesReady(url: string): Promise<boolean> {
  for (const until = Date.now() + 60_000; Date.now() < until; await wait(100))
    if ((await fetch(`${url}/health/ready`)).ok) return true;
  return false;
}

/** The id of the embedded server of a data folder. */
export function serverPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

function cleanEnv(): Record<string, string> {
  const { PATH = '', HOME = '/root', NODE_COMPILE_CACHE = '' } = process.env;
  return { PATH, HOME, TZ: 'UTC', ...(NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {}) };
}
