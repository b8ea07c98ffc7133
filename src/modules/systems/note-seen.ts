import { sql } from 'kysely';
import type { SystemsDeps } from './deps.ts';
import type { Tables } from './tables.ts';

/** Written at most so often for one system, by each process: "last seen" is read in minutes. */
const EVERY_MS = 60_000;
const noted = new Map<string, number>();

export async function noteSeen(deps: SystemsDeps, systemId: string, by: 'key' | 'secret'): Promise<void> {
  const now = deps.clock.now();
  const key = `${systemId} ${by}`;
  if (now.getTime() - (noted.get(key) ?? 0) < EVERY_MS) return;
  noted.set(key, now.getTime());
  await sql`
    insert into systems.last_seen (system_id, seen_at, by) values (${systemId}, ${now}, ${by})
    on conflict (system_id) do update set seen_at = greatest(excluded.seen_at, last_seen.seen_at), by = excluded.by`.execute(
    deps.database.of<Tables>(),
  );
}
