import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type pg from 'pg';
import type { ServerBuild } from 'react-router';
import { buildHouse, roomNames, type House } from '#app';
import { createClient, type NodeClient } from '#platform/client.ts';
import { readConfig } from '#platform/config.ts';
import { migrate } from '#platform/database/migrate.ts';
import { migrationsOf } from '#platform/room.ts';
import type { PagesBuild } from '#platform/web/pages.ts';
import { SESSION_COOKIE } from '#platform/web/sessions.ts';
import { demoBirth, type DemoBirth } from '../../src/cli/demo/birth-world.ts';
import { tokenAt, type Who } from '../../src/cli/demo/sign-in-at.ts';
import { loadWorld } from '../../src/worlds/load-world.ts';
import { testCluster } from '../world/cluster.ts';
import { copyFilled, dropDatabase } from '../world/filled-database.ts';
import { lookPool } from '../world/look-pool.ts';
import { startNode, type TestNode, type TestNodeOptions } from '../world/node.ts';

/**
 * The whole house for a test: every room as in production, the demo world loaded, people signing in through the
 * identity room. The loaded world is made once and copied, so that a file waits for half a second and not for six.
 */
export interface WholeHouse {
  node: TestNode;
  house: House;
  url: string;
  /** The password of the demo people. */
  code: string;
  anyone: NodeClient;
  /** Signs in once and keeps the session. */
  as(who: Who): Promise<NodeClient>;
  /** The people and answers of the n-th birth. */
  birth(index: number): DemoBirth;
  /** One number out of the database, as its owner. */
  count(query: string, values?: unknown[]): Promise<number>;
  rows<Row extends pg.QueryResultRow>(query: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export type { Who } from '../../src/cli/demo/sign-in-at.ts';

export interface HouseOptions extends Omit<TestNodeOptions, 'build' | 'beside' | 'pages'> {
  /** Serve the built pages too. */
  pages?: boolean;
  /** A second process on the database of this one. */
  beside?: WholeHouse;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const quiet = { say: () => undefined, step: <T>(_name: string, work: () => Promise<T>): Promise<T> => work() };

export async function startHouse({ pages, beside, ...options }: HouseOptions = {}): Promise<WholeHouse> {
  const cluster = await testCluster();
  const database = beside ? (beside.node.owner.database as string) : await copyLoadedWorld();
  let house: House | undefined;
  const node = await startNode({
    worker: true,
    ...options,
    beside: { owner: { database } },
    ...(pages ? { pages: await builtPages() } : {}),
    build(deps) {
      house = buildHouse(deps);
      return { rooms: house.rooms, sessions: house.sessions, programs: house.programs };
    },
  });
  if (!house) throw new Error('The house was not built');
  const look = lookPool({ ...cluster.owner, database, max: 2 });
  const sessions = new Map<string, Promise<NodeClient>>();
  const code = node.config.secrets.demoCode;
  return {
    node,
    house,
    url: node.url,
    code,
    anyone: createClient(node.url),
    as(who) {
      const key = who.personalId ?? who.officerId ?? '';
      const known = sessions.get(key) ?? signInAt(node.url, code, who);
      sessions.set(key, known);
      return known;
    },
    birth: (index) => demoBirth(index, 1, new Date()),
    async count(query, values) {
      const { rows } = await look.query<Record<string, unknown>>(query, values);
      return Number(Object.values(rows[0] ?? {})[0]);
    },
    rows: async <Row extends pg.QueryResultRow>(query: string, values?: unknown[]) =>
      (await look.query<Row>(query, values)).rows,
    async close() {
      await look.end();
      await node.close();
      if (!beside) await dropDatabase(database);
    },
  };
}

/** The cookie header of a new session. */
export async function cookieAt(url: string, code: string, who: Who): Promise<string> {
  return `${SESSION_COOKIE}=${await tokenAt(url, code, who)}`;
}

/** A session of a demo person at any node. */
export async function signInAt(url: string, code: string, who: Who): Promise<NodeClient> {
  const cookie = await cookieAt(url, code, who);
  return createClient(url, () => ({ cookie }));
}

export async function builtPages(): Promise<PagesBuild> {
  const server = (await import(pathToFileURL(join(root, 'build/server/index.js')).href)) as ServerBuild;
  return { server, clientDir: new URL('../../build/client/', import.meta.url), mode: 'production' };
}

/** A database of the test cluster with the demo world in it; its address fits DATABASE_URL. */
export const copyLoadedWorld = (): Promise<string> => copyFilled('house', load);

async function load(database: string): Promise<void> {
  const { owner } = await testCluster();
  await migrate({ ...owner, database }, roomNames.map(migrationsOf));
  let house: House | undefined;
  const node = await startNode({
    beside: { owner: { database } },
    build(deps) {
      house = buildHouse(deps);
      return { rooms: house.rooms, sessions: house.sessions, programs: house.programs };
    },
  });
  if (!house) throw new Error('The house was not built');
  await loadWorld(house, node.deps, quiet);
  await node.runJobs();
  await node.close();
}

/** What the demo world of the tests is made with: other processes on a copy need the same. */
export async function secretsOfTests(): Promise<{ masterKey: string; demoCode: string }> {
  const { dataDir } = await testCluster();
  const { masterKey, demoCode } = readConfig({ DATA_DIR: dataDir }).secrets;
  return { masterKey: masterKey.toString('base64'), demoCode };
}
