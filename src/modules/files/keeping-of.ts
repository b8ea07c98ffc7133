import { sql, type RawBuilder } from 'kysely';
import type { Clock } from '#platform/clock.ts';
import type { Keeping } from './keep-all.ts';

/**
 * Marks many files as needed, each for its own reference, as a part of a statement of the caller (a WITH query): file and what refers to it
 * are lasting together or not at all.
 *
 * It returns a row for each file and reference that is new. One that is not there, is somebody else's or is infected has none; whoever cannot
 * do without it lets the statement fail.
 */
export function keepingOf(clock: Clock, wanted: readonly Keeping[]): RawBuilder<unknown> {
  return sql`
    insert into files.keeping (file_id, reference, kept_at)
    select distinct f.id, given.reference, ${clock.now()}::timestamptz
    from unnest(${wanted.map(({ fileId }) => fileId)}::uuid[], ${wanted.map(({ owner }) => owner)}::uuid[],
      ${wanted.map(({ reference }) => reference)}::text[]) as given (id, owner, reference)
    join files.file f on f.id = given.id and f.owner = given.owner
    join files.content c using (sha256)
    where c.scan <> 'infected'
    on conflict do nothing
    returning file_id, reference`;
}
