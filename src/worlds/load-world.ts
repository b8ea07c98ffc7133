import type { House } from '#app';
import { sql } from 'kysely';
import type { PlatformDeps } from '#platform/room.ts';
import { nationalAnnouncements, nationalCatalogue } from '#seeds/national/index.ts';
import type { Progress } from '../cli/progress.ts';

/**
 * Fills what is empty, through the front doors of the rooms. The national lists are compared with the release at
 * every start, by their content; the demo world is loaded once. Every part may be repeated: one that was cut off by a
 * crash is not marked as loaded and runs again at the next start.
 */
export async function loadWorld(house: House, deps: PlatformDeps, progress: Progress): Promise<void> {
  const { calendar, directory, procedures } = house.doors;
  // Several processes of one node may start on an empty database at the same time.
  const lock = await deps.database.pool.connect();
  try {
    await lock.query("select pg_advisory_lock(hashtext('lienthong.world'))");
    await progress.step('Administrative areas of the country', () => directory.loadNationalAreas());
    await progress.step('National procedures and holidays', async () => {
      await calendar.loadAnnouncements(nationalAnnouncements);
      await procedures.loadCatalogue(nationalCatalogue);
    });
    if (deps.config.world === 'demo' && !(await isLoaded(deps, 'demo'))) {
      const { loadDemo } = await import('./load-demo.ts');
      await progress.step('Loading the demo world', () => loadDemo(house, deps));
      await sql`insert into platform.world (part) values ('demo') on conflict do nothing`.execute(
        deps.database.of<unknown>(),
      );
    }
  } finally {
    await lock.query("select pg_advisory_unlock(hashtext('lienthong.world'))").catch(() => undefined);
    lock.release();
  }
}

async function isLoaded(deps: PlatformDeps, part: string): Promise<boolean> {
  const { rows } = await sql`select from platform.world where part = ${part}`.execute(deps.database.of<unknown>());
  return rows.length > 0;
}
