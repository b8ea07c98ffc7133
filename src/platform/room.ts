import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Database } from './database/database.ts';
import type { MigrationSource } from './database/migrate.ts';
import type { AnnouncementOf, Listener, Publish, PublishAll } from './events.ts';
import type { Job, Jobs } from './jobs.ts';
import type { Live, LiveTopic } from './live.ts';
import type { Log } from './log.ts';
import type { Served } from './operation.ts';
import type { PageCache } from './pages-cache.ts';

/** What the platform hands to every room. */
export interface PlatformDeps {
  database: Database;
  publish: Publish;
  publishAll: PublishAll;
  announcementOf: AnnouncementOf;
  jobs: Jobs;
  live: Live;
  pages: PageCache;
  clock: Clock;
  config: Config;
  log: Log;
}

/** What a room hands back to be served, besides its front door's methods. */
export interface RoomParts {
  /** Folder name under src/modules. */
  name: string;
  served?: readonly Served[];
  listeners?: readonly Listener[];
  jobs?: readonly Job[];
  topics?: readonly LiveTopic[];
  /** Raw routes for protocols that are not operations (resumable upload). Registered under /api. */
  mount?: (fastify: import('fastify').FastifyInstance) => void | Promise<void>;
  /** Protocols of the outside world (OpenID Connect), at the root of the node. */
  protocols?: readonly Protocol[];
  /** Ends what the room started in this process (threads). Called when requests and jobs are over. */
  stop?: () => Promise<void>;
}

/**
 * A protocol that other programs speak to the node. It checks its callers by its own rules: our check of where a request comes from
 * and our limit of requests per address do not hold under its prefix.
 */
export interface Protocol {
  /** '/oidc': no page or operation lies under it. */
  prefix: `/${string}`;
  mount(fastify: import('fastify').FastifyInstance): void | Promise<void>;
}

export interface Room {
  parts: RoomParts;
}

/** Where a room keeps its migrations. */
export function migrationsOf(room: string): MigrationSource {
  return { name: room, folder: new URL(`../modules/${room}/migrations/`, import.meta.url) };
}
