import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { buildHouse, type House } from '#app';
import { systemClock } from '#platform/clock.ts';
import { readConfig } from '#platform/config.ts';
import { APP_ROLE } from '#platform/database/migrate.ts';
import { createLog } from '#platform/log.ts';
import { assemble } from '#platform/node.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { serverPid } from '#test/world/node-process.ts';

/** Owner connection to the running embedded database of a data folder. */
export function ownerOf(dataDir: string): pg.ClientConfig {
  return {
    host: readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[4] ?? '',
    port: 5432,
    user: 'lienthong',
    password: secretOf(dataDir, 'database-password'),
    database: 'lienthong',
  };
}

export function secretOf(dataDir: string, name: string): string {
  return readFileSync(join(dataDir, 'secrets', name), 'utf8').trim();
}

/** Asks the running database of a data folder. */
export async function askDatabase<Row extends pg.QueryResultRow>(dataDir: string, query: string): Promise<Row[]> {
  const client = new pg.Client(ownerOf(dataDir));
  await client.connect();
  try {
    return (await client.query<Row>(query)).rows;
  } finally {
    await client.end();
  }
}

/** The rooms on the running database of a data folder, for asking them as an operator would. */
export async function withHouse<T>(
  dataDir: string,
  work: (doors: House['doors'], deps: PlatformDeps) => Promise<T>,
  env: Record<string, string> = {},
): Promise<T> {
  const owner = ownerOf(dataDir);
  let house: House | undefined;
  const node = await assemble({
    config: readConfig({ DATA_DIR: dataDir, ROLE: 'worker', ...env }),
    log: createLog('silent'),
    clock: systemClock,
    owner,
    app: { parameters: { ...owner }, role: APP_ROLE, max: 2 },
    build(deps) {
      house = buildHouse(deps);
      return house;
    },
  });
  try {
    if (!house) throw new Error('The house was not built');
    return await work(house.doors, node.deps);
  } finally {
    await node.stop();
  }
}

/** kill -9 of the database server with every process that it started: what a power cut leaves of it. */
export function killServer(dataDir: string): void {
  const postmaster = serverPid(dataDir);
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === postmaster);
  for (const pid of [postmaster, ...children])
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Ended by itself meanwhile.
    }
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}
