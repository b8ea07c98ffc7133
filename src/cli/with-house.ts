import { buildHouse, type House } from '#app';
import { systemClock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import { createLog } from '#platform/log.ts';
import { assemble } from '#platform/node.ts';
import { openServer, joinRunning, type DatabaseServer } from './open-server.ts';

/** The rooms on a database server, for a command that asks or tells them something and ends. Nothing is served and no job runs. */
export async function withHouse<Result>(
  config: Config,
  server: DatabaseServer,
  work: (house: House) => Promise<Result>,
): Promise<Result> {
  let house: House | undefined;
  const node = await assemble({
    config: { ...config, role: 'worker' },
    log: createLog('silent'),
    clock: systemClock,
    owner: server.owner,
    app: server.app,
    build(deps) {
      house = buildHouse(deps);
      return house;
    },
  });
  try {
    if (!house) throw new Error('The house was not built');
    return await work(house);
  } finally {
    await node.stop();
  }
}

/** The same, whether the node runs or not: a running node keeps its embedded server, and its processes hear of what changed. */
export async function withHouseOf<Result>(config: Config, work: (house: House) => Promise<Result>): Promise<Result> {
  const running = await fetch(`${config.publicUrl}/health/ready`).then(
    () => true,
    () => false,
  );
  const server = running && !config.database.url ? joinRunning(config) : await openServer(config);
  try {
    return await withHouse(config, server, work);
  } finally {
    await server.close();
  }
}
