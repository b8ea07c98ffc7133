import { sql, type Transaction } from 'kysely';
import { vnDate } from '#platform/time.ts';
import { filesProblem } from './errors.ts';
import { inGigabytes, type FileRules } from './rules.ts';
import type { Tables } from './tables.ts';

/**
 * Counts a file against its owner's day, in one statement with the limit: uploads that start together cannot pass it
 * together. Throws `files.daily-limit`.
 */
export async function takeFromDay(
  trx: Transaction<Tables>,
  { owner, bytes, now }: { owner: string; bytes: number; now: Date },
  daily: FileRules['daily'],
): Promise<void> {
  if (daily === null) return;
  const { rows } = await sql`
    insert into files.daily_use as used (owner, day, files, bytes)
    values (${owner}, ${vnDate(now)}, 1, ${bytes})
    on conflict (owner, day) do update set files = used.files + 1, bytes = used.bytes + excluded.bytes
      where used.files + 1 <= ${daily.files} and used.bytes + excluded.bytes <= ${daily.bytes}
    returning files`.execute(trx);
  if (rows.length === 0) throw filesProblem('daily-limit');
}

/** As {@link takeFromDay}, for what goes over the document axis: bytes alone count. Throws `files.axis-daily-limit`. */
export async function takeFromAxisDay(
  trx: Transaction<Tables>,
  { sender, bytes, now }: { sender: string; bytes: number; now: Date },
  most: number,
): Promise<void> {
  const { rows } = await sql`
    insert into files.axis_day as used (sender, day, bytes)
    select ${sender}, ${vnDate(now)}::date, ${bytes}::bigint where ${bytes}::bigint <= ${most}::bigint
    on conflict (sender, day) do update set bytes = used.bytes + excluded.bytes
      where used.bytes + excluded.bytes <= ${most}::bigint
    returning bytes`.execute(trx);
  if (rows.length === 0) throw filesProblem('axis-daily-limit', { params: { limit: inGigabytes(most) } });
}
