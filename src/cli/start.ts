import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from 'react-router';
import { buildHouse, roomNames, type House } from '#app';
import { systemClock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import { StartError } from '#platform/database/embedded.ts';
import { migrate } from '#platform/database/migrate.ts';
import { createLog } from '#platform/log.ts';
import { assemble, type NodeProcess } from '#platform/node.ts';
import { migrationsOf, type PlatformDeps } from '#platform/room.ts';
import type { PagesBuild } from '#platform/web/pages.ts';
import { describeDemo } from '../worlds/describe-demo.ts';
import { loadWorld } from '../worlds/load-world.ts';
import { openServer, type DatabaseServer } from './open-server.ts';
import { terminalProgress, type Progress } from './progress.ts';

const STOP_WITHIN_MS = 9500;

/** `lienthong start`: brings the whole node up and keeps it up until SIGINT or SIGTERM. */
export async function start(config: Config): Promise<void> {
  const progress = terminalProgress();
  progress.say(`Liên Thông  (${config.role === 'all' ? 'web + worker' : config.role})`);
  const began = performance.now();
  const parts: Parts = {};
  const stop = stopper(parts, progress);
  // From the first moment: Ctrl-C while starting must not leave a database server behind.
  stop.onSignals();
  try {
    if (config.role !== 'worker') await refuseTakenPort(config);
    const reach = config.database.url ? 'Reaching the database' : 'Starting the embedded PostgreSQL';
    parts.opening = openServer(config);
    const server = await progress.step(reach, () => parts.opening ?? openServer(config));
    const opened = await openNode(config, server, progress);
    parts.node = opened.node;
    const { port } = await progress.step('Opening the doors', () => opened.node.start());
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    if (config.role === 'worker') progress.say(`\nWorking. Ctrl-C stops.  (${seconds} s)`);
    else {
      const address = config.port === port ? config.publicUrl : `http://localhost:${port}`;
      progress.say(
        `\n→ ${address}   (${seconds} s)\n${config.world === 'demo' ? describeDemo(config) : ''}Ctrl-C stops.`,
      );
    }
    server.watch?.(
      () => stop.withFailure('The embedded PostgreSQL ended and could not be started again.'),
      (sentence) => progress.say(sentence),
    );
  } catch (error) {
    if (stop.isStopping()) return;
    await stop.quietly();
    throw error;
  }
}

/** Migrates, builds the rooms and fills an empty database: everything but listening. */
export async function openNode(
  config: Config,
  server: DatabaseServer,
  progress: Progress,
  /** Without pages it is for programs alone, and needs no build. */
  { withPages = config.role !== 'worker' }: { withPages?: boolean } = {},
): Promise<{ node: NodeProcess; house: House }> {
  await progress.step('Bringing the database to this version', () =>
    migrate(server.owner, roomNames.map(migrationsOf), server.appPassword ? { appPassword: server.appPassword } : {}),
  );
  const log = createLog(config.logLevel);
  let house: House | undefined;
  const pages = withPages ? await builtPages() : undefined;
  const node = await assemble({
    config,
    log,
    clock: systemClock,
    owner: server.owner,
    app: server.app,
    build(deps) {
      house = buildHouse(deps);
      return house;
    },
    ...(pages ? { pages } : {}),
  });
  if (!house) throw new Error('The house was not built');
  const built = house;
  await refuseOtherKey(node.deps);
  await loadWorld(built, node.deps, progress);
  return { node, house: built };
}

/** Keys in the database are encrypted with the master key: another one would start well and fail at the first signature. */
async function refuseOtherKey({ database, config }: PlatformDeps): Promise<void> {
  const mine = `master-key:${createHmac('sha256', config.secrets.masterKey).update('fingerprint').digest('hex').slice(0, 32)}`;
  await database.pool.query(
    'insert into platform.world (part) select $1 where not exists (select from platform.world where part like $2)',
    [mine, 'master-key:%'],
  );
  const { rows } = await database.pool.query<{ part: string }>('select part from platform.world where part like $1', [
    'master-key:%',
  ]);
  if (!rows.some(({ part }) => part === mine))
    throw new StartError(
      'MASTER_KEY is not the one that this database was made with: give all processes of a node the same key (DATA_DIR/secrets/master-key of the first).',
    );
}

async function builtPages(): Promise<PagesBuild> {
  const file = new URL('../../build/server/index.js', import.meta.url);
  if (!existsSync(file))
    throw new StartError('The pages are not built: run npm run build, or use npm start, which does it.');
  const server = (await import(pathToFileURL(file.pathname).href)) as ServerBuild;
  return { server, clientDir: new URL('../../build/client/', import.meta.url), mode: 'production' };
}

/** Asked before anything is started, so that a taken port costs nothing. */
async function refuseTakenPort(config: Config): Promise<void> {
  if (config.port === 0) return;
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port: config.port, host: config.host }, () => probe.close(() => resolve()));
  });
}

interface Parts {
  /** Also while it starts: a signal then must wait for it, or it would outlive the node. */
  opening?: Promise<DatabaseServer>;
  node?: NodeProcess;
}

function stopper(parts: Parts, progress: Progress) {
  let stopping = false;
  const quietly = async (): Promise<void> => {
    await parts.node?.stop().catch(() => undefined);
    const server = await parts.opening?.catch(() => undefined);
    await server?.close();
  };
  const end = (sentence: string, status: number): void => {
    if (stopping) return;
    stopping = true;
    progress.say(`\n${sentence}`);
    const last = setTimeout(() => {
      progress.say('Not everything ended in time; the next start recovers.');
      process.exit(status);
    }, STOP_WITHIN_MS);
    void quietly().then(
      () => {
        clearTimeout(last);
        progress.say('Stopped.');
        process.exit(status);
      },
      (error: unknown) => {
        progress.say(`Stopped with a failure: ${String(error)}`);
        process.exit(1);
      },
    );
  };
  return {
    quietly,
    isStopping: () => stopping,
    withFailure: (sentence: string) => end(sentence, 1),
    onSignals(): void {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
        process.on(signal, () => end('Stopping: requests drain, jobs finish or go back to the queue …', 0));
    },
  };
}
