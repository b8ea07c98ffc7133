import { setTimeout as wait } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** A number up to which all records will be to be seen, once the transactions in `writers` have ended. */
export type Cut = { seq: number; writers: readonly string[] };

/**
 * Numbers are taken before the commit, so a record with a smaller number may become visible after one with a greater. An insert locks
 * evidence.record (ROW EXCLUSIVE) before it takes its number and keeps the lock until its commit is to be seen. So first the last
 * number is read, then who holds that lock: whoever has a number up to it is among those, or has ended. The two are statements of
 * their own, in this order. Only transactions that record are waited for, not every long one of the server; no record ever waits.
 */
export async function markCut(db: Kysely<Tables>): Promise<Cut> {
  const { rows } = await sql<{ last: number | null }>`
    select pg_sequence_last_value('evidence.record_seq'::regclass) as last`.execute(db);
  const seq = rows[0]?.last ?? 0;
  return { seq, writers: await writersAmong(db) };
}

async function writersAmong(db: Kysely<Tables>, among?: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ writer: string }>`
    select distinct virtualtransaction as writer from pg_locks
    where locktype = 'relation' and mode = 'RowExclusiveLock' and granted and relation = 'evidence.record'::regclass
      and database = (select oid from pg_database where datname = current_database())
      ${among ? sql`and virtualtransaction = any(${among}::text[])` : sql``}`.execute(db);
  return rows.map((row) => row.writer);
}

/** Waits for the writers of a cut. @returns those that are still there after that time */
export async function writersLeft(db: Kysely<Tables>, cut: Cut, waitMs: number): Promise<string[]> {
  const until = performance.now() + waitMs;
  let left = cut.writers;
  for (let pause = 2; left.length > 0; pause = Math.min(pause * 2, 50)) {
    left = await writersAmong(db, left);
    if (left.length === 0 || performance.now() > until) break;
    await wait(pause);
  }
  return [...left];
}
