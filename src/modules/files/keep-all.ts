import { sql } from 'kysely';
import { PREPARED } from '#platform/database/prepared-client.ts';
import type { Tables } from './tables.ts';
import type { Tools } from './tools.ts';

export interface Keeping {
  fileId: string;
  /** Account that the file must belong to. */
  owner: string;
  /** What needs it: 'consignment:<id>'. */
  reference: string;
}

/**
 * Marks many files as needed, each for its own reference, in one statement. It answers before the disk has it: the log of PostgreSQL is
 * written in order, so whoever commits afterwards, and waits for that, has waited for this too. Only for callers who do.
 *
 * @returns those that stay now; a file that is not there, is somebody else's or is infected is left out
 */
export async function keepAll(tools: Tools, wanted: readonly Keeping[]): Promise<readonly Keeping[]> {
  if (wanted.length === 0) return [];
  const { rows } = await sql<{ place: number }>`${sql.raw(PREPARED)}
    with quick as materialized (select set_config('synchronous_commit', 'off', true)),
    allowed as (
      select given.place, f.id, given.reference
      from quick, unnest(${wanted.map(({ fileId }) => fileId)}::uuid[], ${wanted.map(({ owner }) => owner)}::uuid[],
        ${wanted.map(({ reference }) => reference)}::text[]) with ordinality as given (id, owner, reference, place)
      join files.file f on f.id = given.id and f.owner = given.owner
      join files.content c using (sha256)
      where c.scan <> 'infected'),
    kept as (
      insert into files.keeping (file_id, reference, kept_at)
      select distinct id, reference, ${tools.clock.now()}::timestamptz from allowed
      on conflict do nothing)
    select place::int from allowed`.execute(tools.database.of<Tables>());
  const stay = new Set(rows.map(({ place }) => place));
  return wanted.filter((_one, index) => stay.has(index + 1));
}
