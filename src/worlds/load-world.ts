import type { House } from '#app';
import { sql } from 'kysely';
import type { PlatformDeps } from '#platform/room.ts';
import type { Progress } from '../cli/progress.ts';

/**
 * Fills what is empty, part by part, through the front doors of the rooms. Every part may be repeated: one that
 * was cut off by a crash is not marked as loaded and runs again at the next start.
 */
export async function loadWorld(house: House, deps: PlatformDeps, progress: Progress): Promise<void> {
  const db = deps.database.of<unknown>();
  const { rows } = await sql<{ part: string }>`select part from platform.world`.execute(db);
  const loaded = new Set(rows.map((row) => row.part));
  const part = async (name: string, title: string, work: () => Promise<unknown>): Promise<void> => {
    if (loaded.has(name)) return;
    await progress.step(title, work);
    await sql`insert into platform.world (part) values (${name}) on conflict do nothing`.execute(db);
  };
  const { directory, procedures } = house.doors;
  // Several processes of one node may start on an empty database at the same time.
  const lock = await deps.database.pool.connect();
  try {
    await lock.query("select pg_advisory_lock(hashtext('lienthong.world'))");
    await part('national-areas', 'Loading the administrative areas of the country', () =>
      directory.loadNationalAreas(),
    );
    await part('national-procedures', 'Loading the national procedures', () => procedures.loadNational());
    if (deps.config.world === 'demo') {
      const { loadDemo } = await import('./load-demo.ts');
      await part('demo', 'Loading the demo world', () => loadDemo(house, deps));
    }
  } finally {
    await lock.query("select pg_advisory_unlock(hashtext('lienthong.world'))").catch(() => undefined);
    lock.release();
  }
}
