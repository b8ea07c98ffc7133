import { buildHouse, type House } from '#app';
import { systemClock } from '#platform/clock.ts';
import { ConfigError, type Config } from '#platform/config.ts';
import { createLog } from '#platform/log.ts';
import { assemble } from '#platform/node.ts';
import { joinRunning } from './doctor.ts';
import { openServer } from './open-server.ts';

/** `lienthong evidence archive`: what the hourly job does, now, whether the node runs or not. Done again, it goes on where it was. */
export async function archiveEvidence(config: Config, options: { days?: string; json?: boolean }): Promise<void> {
  const days = options.days === undefined ? config.archive.afterDays : Number(options.days);
  if (!Number.isInteger(days) || days < 1)
    throw new ConfigError('Say an age in whole days, at least 1, by --days or EVIDENCE_ARCHIVE_DAYS.');
  const running = await fetch(`${config.publicUrl}/health/ready`).then(
    () => true,
    () => false,
  );
  const server = running && !config.database.url ? joinRunning(config) : await openServer(config);
  try {
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
      const archived = (await house?.doors.evidence.archive(days)) ?? [];
      const said = archived.length === 0 ? 'No day was to be archived.' : `Archived: ${archived.join(', ')}.`;
      console.log(options.json ? JSON.stringify({ folder: config.archive.dir, archived }) : said);
    } finally {
      await node.stop();
    }
  } finally {
    await server.close();
  }
}
