import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '#platform/config.ts';
import type { Connection } from '#platform/database/database.ts';
import { holdNodeLock, lacksRoom, startEmbedded, StartError } from '#platform/database/embedded.ts';
import { APP_ROLE } from '#platform/database/migrate.ts';

/** The database server of a node: the embedded one, or one that the operator runs. */
export interface DatabaseServer {
  owner: pg.PoolConfig;
  app: Connection;
  /** Password to give the application role, where this installation owns it. */
  appPassword?: string;
  embedded: boolean;
  /**
   * Starts an embedded server that died again, once a minute at most; tells when that fails. One that died because the disk is full is
   * started when there is room again, however long that takes.
   */
  watch?(failed: () => void, say: (sentence: string) => void): void;
  close(): Promise<void>;
}

export async function openServer(config: Config): Promise<DatabaseServer> {
  return config.database.url ? openExternal(config, config.database.url) : openEmbedded(config);
}

async function openExternal(config: Config, url: string): Promise<DatabaseServer> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>("select current_setting('server_version_num') as version");
    if (Number(rows[0]?.version) < 170_000)
      throw new StartError(
        'The database at DATABASE_URL is older than PostgreSQL 17: upgrade it, or leave DATABASE_URL empty for the embedded one.',
      );
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The database at DATABASE_URL cannot be reached (${(error as Error).message}): see that it runs and that address, user and password are right.`,
      { cause: error },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
  const max = config.database.pool;
  return {
    owner: { connectionString: url },
    app: config.database.appUrl
      ? { connectionString: config.database.appUrl, max }
      : { connectionString: url, role: APP_ROLE, max },
    embedded: false,
    close: async () => undefined,
  };
}

async function openEmbedded(config: Config): Promise<DatabaseServer> {
  const server = await startEmbedded({ dir: config.dataDir, database: 'lienthong' });
  let lock = await holdNodeLock(server.owner);
  if (!lock)
    throw new StartError(
      `Another node is already running on ${config.dataDir}: stop it first, or set DATA_DIR and PORT for a second one.`,
    );
  const appPassword = appRolePassword(config.dataDir);
  let watcher: NodeJS.Timeout | undefined;
  let busy = false;
  let restarted = 0;
  const restart = async (): Promise<void> => {
    busy = true;
    restarted = Date.now();
    try {
      const { owner } = await startEmbedded({ dir: config.dataDir, database: 'lienthong' });
      lock = await holdNodeLock(owner);
    } finally {
      busy = false;
    }
  };
  return {
    owner: { ...server.owner },
    app: { parameters: { ...server.owner, user: APP_ROLE, password: appPassword }, max: config.database.pool },
    appPassword,
    embedded: true,
    watch(failed, say) {
      let full = false;
      watcher = setInterval(() => {
        if (server.isRunning() || busy) return;
        if (lacksRoom(config.dataDir)) {
          if (!full)
            say(`The database has stopped: ${config.dataDir} has no room. It goes on by itself when there is.`);
          full = true;
          return;
        }
        if (!full && Date.now() - restarted < 60_000) return failed();
        full = false;
        // The room may have gone again between the look and the start.
        void restart().catch(() => (lacksRoom(config.dataDir) ? undefined : failed()));
      }, 1000);
      watcher.unref();
    },
    async close() {
      clearInterval(watcher);
      await lock?.release();
      await server.stop();
    },
  };
}

function appRolePassword(dataDir: string): string {
  const path = join(dataDir, 'secrets', 'app-database-password');
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  mkdirSync(join(dataDir, 'secrets'), { recursive: true, mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  writeFileSync(path, `${password}\n`, { mode: 0o600 });
  return password;
}

/** The embedded server that a running node of this installation has open; closing it here leaves it running. */
export function joinRunning(config: Config): DatabaseServer {
  const secret = (name: string): string => readFileSync(join(config.dataDir, 'secrets', name), 'utf8').trim();
  const options = readFileSync(join(config.dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n');
  const owner = {
    host: options[4] ?? '',
    port: 5432,
    user: 'lienthong',
    password: secret('database-password'),
    database: 'lienthong',
  };
  return {
    owner,
    app: { parameters: { ...owner, user: 'lienthong_app', password: secret('app-database-password') }, max: 2 },
    embedded: true,
    close: async () => undefined,
  };
}
