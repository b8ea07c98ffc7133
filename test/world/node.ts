import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import type { Actor } from '#platform/access.ts';
import { systemClock, type Clock } from '#platform/clock.ts';
import { readConfig, type Config } from '#platform/config.ts';
import { APP_ROLE, migrate, PLATFORM_MIGRATIONS, type MigrationSource } from '#platform/database/migrate.ts';
import { runDueJobs } from '#platform/jobs.ts';
import { createLog } from '#platform/log.ts';
import { assemble, type NodeProcess } from '#platform/node.ts';
import { createClient, type Answered } from '#platform/client.ts';
import type { AnswerOf, CallInput, Operation } from '#platform/operation.ts';
import { migrationsOf, type PlatformDeps, type Room } from '#platform/room.ts';
import type { PagesBuild } from '#platform/web/pages.ts';
import type { Programs } from '#platform/web/programs.ts';
import { SESSION_COOKIE, type Sessions } from '#platform/web/sessions.ts';
import { testCluster } from './cluster.ts';
import { admin, copyFilled, dropDatabase } from './filled-database.ts';

/**
 * A node for a test: its own copy of a migrated template database on a real PostgreSQL (60–90 ms), served on a
 * port of its own. Everything goes through HTTP, as for any caller.
 */
export interface TestNode {
  url: string;
  process: NodeProcess;
  deps: PlatformDeps;
  config: Config;
  /** Database as the application role; `ownerPool` as the owner. */
  database: PlatformDeps['database'];
  owner: pg.ClientConfig;
  /** Calls an operation over HTTP. */
  call<O extends Operation>(operation: O, input: CallInput<O>, actor?: Actor): Promise<TestAnswer<AnswerOf<O>>>;
  /** Fetches a path as an actor. */
  fetch(path: string, init?: RequestInit & { actor?: Actor }): Promise<Response>;
  /** Runs every due job and delivery until none is left. */
  runJobs(): Promise<void>;
  close(): Promise<void>;
}

export type TestAnswer<Answer> = Answered<Answer>;

export interface TestNodeOptions {
  build: (deps: PlatformDeps) => readonly Room[] | { rooms: readonly Room[]; sessions?: Sessions; programs?: Programs };
  env?: Record<string, string>;
  clock?: Clock;
  /** Share the database of another test node: a second process of the same node. */
  beside?: Pick<TestNode, 'owner'>;
  /**
   * What stands in the database before the test begins, put there through the doors of the rooms that `build` made last. It happens once
   * and is copied: `as` names it. Nothing may be kept from it but what is in the database.
   */
  filled?: { as: string; fill(): Promise<void> };
  /** Serve the built pages too. */
  pages?: PagesBuild;
  /** Start the worker as in production instead of running jobs by hand. */
  worker?: boolean;
  log?: (line: string) => void;
}

/** Reads a session token as the actor itself: tests of rooms do not go through sign-in. */
const actorSessions: Sessions = {
  actorFor: async (token) =>
    token ? (JSON.parse(Buffer.from(token, 'base64url').toString()) as Actor) : { kind: 'anonymous' },
};

export function tokenOf(actor: Actor): string {
  return Buffer.from(JSON.stringify(actor)).toString('base64url');
}

export async function startNode({ filled, ...options }: TestNodeOptions): Promise<TestNode> {
  if (!filled) return startOn(options);
  const { owner } = await testCluster();
  const database = await copyFilled(filled.as, async (making) => {
    const node = await startOn(options, making);
    await filled.fill();
    await node.process.stop();
  });
  const node = await startOn({ ...options, beside: { owner: { ...owner, database } } });
  return {
    ...node,
    async close() {
      await node.close();
      await dropDatabase(database);
    },
  };
}

/** @param empty a database without tables that becomes the node's */
async function startOn(options: Omit<TestNodeOptions, 'filled'>, empty?: string): Promise<TestNode> {
  const cluster = await testCluster();
  const config = readConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: cluster.dataDir,
    DATABASE_POOL: '6',
    LOG_LEVEL: options.log ? 'debug' : 'silent',
    RATE_LIMIT_PER_MINUTE: '1000000',
    ROLE: options.worker ? 'all' : 'web',
    PUBLIC_URL: 'http://lienthong.test',
    ...options.env,
  });
  const name = options.beside
    ? (options.beside.owner.database as string)
    : (empty ?? `t_${process.pid}_${Math.random().toString(36).slice(2, 10)}`);
  const owner: pg.ClientConfig = { ...cluster.owner, database: name };
  let sessions: Sessions = actorSessions;
  const node = await assemble({
    config,
    log: createLog(config.logLevel, options.log ? { write: options.log } : undefined),
    clock: options.clock ?? systemClock,
    owner: { ...owner },
    app: { parameters: { ...owner }, role: APP_ROLE, max: config.database.pool },
    build(deps) {
      const built = options.build(deps);
      if ('rooms' in built) {
        sessions = built.sessions ?? actorSessions;
        return { rooms: built.rooms, sessions, ...(built.programs ? { programs: built.programs } : {}) };
      }
      return { rooms: built, sessions };
    },
    ...(options.pages ? { pages: options.pages } : {}),
  });
  const sources = node.rooms.map((room) => migrationsOf(room.parts.name));
  if (empty) await migrate({ ...owner }, sources);
  else if (!options.beside) await copyTemplate(cluster.owner, name, sources);
  const { port } = await node.start();
  const url = `http://127.0.0.1:${port}`;

  return {
    url,
    process: node,
    deps: node.deps,
    config,
    database: node.deps.database,
    owner,
    call: (operation, input, actor) => createClient(url, () => headersFor(actor)).call(operation, input),
    fetch(path, { actor, ...init } = {}) {
      const headers = new Headers(init.headers);
      const cookie = [headers.get('cookie'), headersFor(actor)['cookie']].filter(Boolean).join('; ');
      if (cookie) headers.set('cookie', cookie);
      return createClient(url).fetch(path, { ...init, headers });
    },
    runJobs: () =>
      runDueJobs({
        database: node.deps.database,
        owner: { ...owner },
        listeners: node.listeners,
        jobs: node.jobParts,
        log: node.deps.log,
      }),
    async close() {
      await node.stop();
      if (!options.beside) await dropDatabase(name);
    },
  };
}

function headersFor(actor: Actor | undefined): Record<string, string> {
  return actor && actor.kind !== 'anonymous' ? { cookie: `${SESSION_COOKIE}=${tokenOf(actor)}` } : {};
}

/** One template per set of migrations, made once by whichever test comes first. */
async function copyTemplate(owner: pg.ClientConfig, name: string, sources: MigrationSource[]): Promise<void> {
  const hash = createHash('sha256');
  for (const source of [PLATFORM_MIGRATIONS, ...sources]) {
    hash.update(source.name);
    let files: string[] = [];
    try {
      files = readdirSync(source.folder).sort();
    } catch {
      // A room without tables.
    }
    for (const file of files) hash.update(file).update(readFileSync(join(source.folder.pathname, file)));
  }
  const template = `template_${hash.digest('hex').slice(0, 20)}`;
  await admin(async (client) => {
    await client.query("select pg_advisory_lock(hashtext('lienthong.template'))");
    const known = await client.query('select from pg_database where datname = $1', [template]);
    if (known.rowCount === 0) {
      const making = `${template}_making`;
      await client.query(`drop database if exists ${making} with (force)`);
      await client.query(`create database ${making}`);
      await migrate({ ...owner, database: making }, sources);
      await client.query(`alter database ${making} rename to ${template}`);
    }
    await client.query(`create database ${name} template ${template}`);
  });
}
