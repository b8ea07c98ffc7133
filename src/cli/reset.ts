import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Config } from '#platform/config.ts';
import { StartError } from '#platform/database/embedded.ts';
import { openServer } from './open-server.ts';

/** What a node makes under DATA_DIR. Anything else there is somebody else's and stays. */
const OURS = ['pg', 'pg.new', 'postgresql.log', 'secrets', 'demo'];

/** `lienthong reset`: asks, then wipes the embedded data. An external database is never wiped by us. */
export async function reset(config: Config, options: { yes?: boolean }): Promise<void> {
  if (config.database.url)
    throw new StartError('reset wipes only the embedded database: drop the external one yourself if you mean it.');
  if (!existsSync(join(config.dataDir, 'pg'))) {
    console.log('There is nothing to wipe.');
    return;
  }
  // Refuses while a node runs on these data; a database that does not start any more may still be wiped.
  await openServer(config).then(
    (server) => server.close(),
    (error: unknown) => {
      if (error instanceof StartError && /already running/.test(error.message)) throw error;
    },
  );
  if (!options.yes && !(await confirmed(config.dataDir))) {
    console.log('Nothing was wiped.');
    process.exitCode = 1;
    return;
  }
  for (const name of OURS) rmSync(join(config.dataDir, name), { recursive: true, force: true });
  if (readdirSync(config.dataDir).length === 0) rmdirSync(config.dataDir);
  console.log('Wiped. npm start makes everything anew.');
}

async function confirmed(folder: string): Promise<boolean> {
  const ask = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await ask
    .question(`This removes every dossier, person and key in ${folder} for ever. Type "xóa" (or "wipe") to go on: `)
    .catch(() => '');
  ask.close();
  return ['xóa', 'xoá', 'xoa', 'wipe'].includes(answer.trim().normalize('NFC').toLowerCase());
}
