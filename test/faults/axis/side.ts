import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '#test/world/free-port.ts';
import {
  fillAsAfterFirstStart,
  serverPid,
  startNodeProcess,
  type NodeProcessHandle,
} from '#test/world/node-process.ts';
import type { House } from '#app';
import { killServer, ownerOf, withHouse } from '../embedded-node.ts';
import { lineTo, type Line } from './line.ts';

export type Victim = 'node' | 'database' | 'both';

/** A node of the run, with a line to it that can be cut. It is killed and started again under the same address. */
export interface Side {
  dataDir: string;
  publicUrl: string;
  line: Line;
  /** kill -9 of the node, of its database, or of both at once; started again in any case. @returns milliseconds until it was ready */
  kill(what: Victim): Promise<number>;
  /** kill -9 of the database alone, and nobody waits for what the node makes of it. */
  strikeDatabase(): void;
  /** kill -9 of both, and it stays down until `restart`. */
  goDown(): Promise<void>;
  isRunning(): boolean;
  /** The last lines that it printed, for a run that did not end well. */
  lastWords(): string[];
  isReady(): Promise<boolean>;
  rows<Row extends pg.QueryResultRow>(query: string, values?: unknown[]): Promise<Row[]>;
  /** Runs a job now that would come round by itself. */
  wake(job: string): Promise<void>;
  /** What the house of this node does where its operator asks it. */
  inside<T>(work: (doors: House['doors']) => Promise<T>): Promise<T>;
  restart(): Promise<void>;
  end(): Promise<void>;
}

/** @param env settings; with a NODE_ID the folder is not a copy: two nodes of a federation have keys of their own */
export async function startSide(dataDir: string, env: Record<string, string> = {}): Promise<Side> {
  if (!env['NODE_ID']) await fillAsAfterFirstStart(dataDir);
  const port = String(await freePort());
  const line = await lineTo(Number(port));
  const publicUrl = `http://127.0.0.1:${line.port}`;
  const start = (): Promise<NodeProcessHandle> =>
    startNodeProcess(dataDir, { PORT: port, PUBLIC_URL: publicUrl, RATE_LIMIT_PER_MINUTE: '1000000', ...env });
  let node = await start();
  const isRunning = (): boolean => node.child.exitCode === null && node.child.signalCode === null;
  const isReady = async (): Promise<boolean> =>
    (await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(2000) }).catch(() => undefined))
      ?.ok ?? false;
  const again = async (): Promise<void> => {
    for (let attempt = 1; ; attempt += 1)
      try {
        node = await start();
        return;
      } catch (error) {
        // The children of a server that was killed may still be at work.
        if (attempt === 5) throw error;
        await wait(1000);
      }
  };
  const killDatabase = async (): Promise<void> => {
    process.kill(serverPid(dataDir), 'SIGKILL');
    // The node starts it again by itself; a second time within a minute it gives up, and is then started by whoever runs it.
    for (let waited = 0; waited < 20_000 && isRunning(); waited += 100) {
      if (waited > 500 && (await isReady())) return;
      await wait(100);
    }
    if (isRunning()) await node.end('SIGKILL');
    return again();
  };
  const rows: Side['rows'] = async <Row extends pg.QueryResultRow>(query: string, values: unknown[] = []) => {
    const client = new pg.Client(ownerOf(dataDir));
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Row>(query, values)).rows;
    } finally {
      await client.end();
    }
  };
  return {
    dataDir,
    publicUrl,
    line,
    inside: (work) => withHouse(dataDir, work, { ...env, PUBLIC_URL: publicUrl }),
    async kill(what) {
      const from = performance.now();
      if (what === 'database') await killDatabase();
      else {
        if (what === 'both') killServer(dataDir);
        await node.end('SIGKILL');
        await again();
      }
      return Math.round(performance.now() - from);
    },
    strikeDatabase: () => void process.kill(serverPid(dataDir), 'SIGKILL'),
    async goDown() {
      killServer(dataDir);
      await node.end('SIGKILL');
    },
    isRunning,
    lastWords: () => node.output().trim().split('\n').slice(-15),
    isReady,
    rows,
    async wake(job) {
      await rows('select graphile_worker.add_job($1, job_key => $1)', [job]);
    },
    async restart() {
      if (isRunning()) await node.end('SIGTERM');
      await again();
    },
    async end() {
      if (isRunning()) await node.end('SIGTERM');
      await line.close();
    },
  };
}
