import { roomNames } from '#app';
import type { Config } from '#platform/config.ts';
import { migrate } from '#platform/database/migrate.ts';
import { migrationsOf } from '#platform/room.ts';
import { openServer } from './open-server.ts';
import { terminalProgress } from './progress.ts';

/** `lienthong migrate`: brings the database to this version and ends. */
export async function runMigrate(config: Config): Promise<void> {
  const progress = terminalProgress();
  const server = await openServer(config);
  try {
    const ran = await progress.step('Bringing the database to this version', () =>
      migrate(server.owner, roomNames.map(migrationsOf), server.appPassword ? { appPassword: server.appPassword } : {}),
    );
    progress.say(ran.length === 0 ? 'Nothing to do.' : ran.map((name) => `  ${name}`).join('\n'));
  } finally {
    await server.close();
  }
}
