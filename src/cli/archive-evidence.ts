import { ConfigError, type Config } from '#platform/config.ts';
import { withHouseOf } from './with-house.ts';

/** `lienthong evidence archive`: what the hourly job does, now, whether the node runs or not. Done again, it goes on where it was. */
export async function archiveEvidence(config: Config, options: { days?: string; json?: boolean }): Promise<void> {
  const days = options.days === undefined ? config.archive.afterDays : Number(options.days);
  if (!Number.isInteger(days) || days < 1)
    throw new ConfigError('Say an age in whole days, at least 1, by --days or EVIDENCE_ARCHIVE_DAYS.');
  const archived = await withHouseOf(config, (house) => house.doors.evidence.archive(days));
  const said = archived.length === 0 ? 'No day was to be archived.' : `Archived: ${archived.join(', ')}.`;
  console.log(options.json ? JSON.stringify({ folder: config.archive.dir, archived }) : said);
}
