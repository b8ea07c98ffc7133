import type pg from 'pg';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { openDatabase, type Connection, type Database } from './database/database.ts';
import { createAnnouncementOf, createPublish, createPublishAll, type Listener } from './events.ts';
import { job, jobs, startWorker, type Worker } from './jobs.ts';
import { createLive } from './live.ts';
import type { Log } from './log.ts';
import { createPageCache } from './pages-cache.ts';
import { describeProblemServed } from './problem-operation.ts';
import type { PlatformDeps, Room, RoomParts } from './room.ts';
import { mountPages, type PagesBuild } from './web/pages.ts';
import { buildServer, type WebServer } from './web/server.ts';
import type { Programs } from './web/programs.ts';
import type { Sessions } from './web/sessions.ts';

/** One process of a node: the platform with its rooms, ready to serve, work, or both. */
export interface NodeProcess {
  deps: PlatformDeps;
  rooms: readonly Room[];
  web: WebServer | undefined;
  listeners: readonly Listener[];
  jobParts: NonNullable<RoomParts['jobs']>;
  /** Starts listening and working. Answers the port. */
  start(): Promise<{ port: number }>;
  /** Drains requests, lets jobs finish or go back, closes connections. */
  stop(): Promise<void>;
}

export interface Assembly {
  config: Config;
  log: Log;
  clock: Clock;
  owner: pg.PoolConfig;
  app: Connection;
  build: (deps: PlatformDeps) => { rooms: readonly Room[]; sessions: Sessions; programs?: Programs };
  /** The built pages; a process without them serves only the API. */
  pages?: PagesBuild;
}

export async function assemble({
  config,
  log,
  clock,
  owner,
  app,
  build,
  pages: pagesBuild,
}: Assembly): Promise<NodeProcess> {
  const database: Database = openDatabase(app);
  const live = createLive(owner, log);
  const pages = createPageCache(live, () => database.of<unknown>());
  const listeners: Listener[] = [];
  const publish = createPublish(() => listeners);
  const announcementOf = createAnnouncementOf(() => listeners);
  const publishAll = createPublishAll(announcementOf);
  const deps: PlatformDeps = { database, publish, publishAll, announcementOf, jobs, live, pages, clock, config, log };
  const { rooms, sessions, programs } = build(deps);
  const parts = rooms.map((room) => room.parts);
  listeners.push(...parts.flatMap((part) => part.listeners ?? []));
  const jobParts = [
    ...parts.flatMap((part) => part.jobs ?? []),
    job(
      'platform.forget-deliveries',
      async () => {
        await database.pool.query("select platform.forget_deliveries(now() - interval '90 days')");
      },
      { every: '17 19 * * *' },
    ),
  ];

  let web: WebServer | undefined;
  if (config.role !== 'worker') {
    web = await buildServer({
      config,
      log,
      served: [describeProblemServed, ...parts.flatMap((part) => part.served ?? [])],
      topics: parts.flatMap((part) => part.topics ?? []),
      mounts: parts.flatMap((part) => (part.mount ? [part.mount] : [])),
      protocols: parts.flatMap((part) => part.protocols ?? []),
      clock,
      live,
      pages,
      sessions,
      ...(programs ? { programs } : {}),
      health: { database: async () => void (await database.pool.query('select 1')) },
    });
    if (pagesBuild) await mountPages(web, { build: pagesBuild, pages, config });
  }
  let worker: Worker | undefined;
  return {
    deps,
    rooms,
    web,
    listeners,
    jobParts,
    async start() {
      await live.start();
      if (config.role !== 'web')
        worker = await startWorker({
          database,
          owner,
          listeners,
          jobs: jobParts,
          log,
          concurrency: config.workerConcurrency,
        });
      if (!web) return { port: 0 };
      await web.fastify.listen({ port: config.port, host: config.host });
      const address = web.fastify.server.address();
      return { port: address && typeof address === 'object' ? address.port : config.port };
    },
    async stop() {
      await web?.fastify.close();
      await worker?.stop();
      await Promise.all(parts.map((part) => part.stop?.()));
      await live.stop();
      await database.close();
    },
  };
}
