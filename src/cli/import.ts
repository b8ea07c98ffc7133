import { statSync } from 'node:fs';
import type { Config } from '#platform/config.ts';
import { StartError } from '#platform/database/embedded.ts';
import { openServer } from './open-server.ts';
import { terminalProgress } from './progress.ts';
import { openNode } from './start.ts';

const LARGEST = 64 * 1024 * 1024;

/** `lienthong import areas FILE`: reads a public data set of administrative units; safe to repeat. */
export async function importAreas(config: Config, file: string): Promise<void> {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw new StartError(`There is no file ${file}.`);
  if (size > LARGEST) throw new StartError(`${file} is larger than 64 MB: that is not a list of administrative units.`);
  const progress = terminalProgress();
  const server = await openServer(config);
  try {
    const { node, house } = await openNode({ ...config, role: 'worker' }, server, progress);
    const report = await progress.step(`Reading ${file}`, () => house.doors.directory.importAreas({ path: file }));
    progress.say(JSON.stringify(report, null, 2));
    await node.stop();
  } finally {
    await server.close();
  }
}
