import type pg from 'pg';
import { setTimeout as wait } from 'node:timers/promises';
import { rowsWrittenBy } from '../filing/rows.ts';

/** A backend that has gone idle tells its numbers within ten seconds. */
const TOLD_WITHIN_MS = 11_000;

/**
 * Times that a client's backend waited for the disk, while `work` runs one thing after another. At once the commits of several would
 * share a wait, and there would be fewer than there are durable writes.
 */
export async function waitsForTheDisk(client: pg.Client, work: () => Promise<unknown>): Promise<number> {
  const count = async (): Promise<number> => {
    await wait(TOLD_WITHIN_MS);
    const { rows } = await client.query<{ n: number }>(
      "select coalesce(sum(fsyncs), 0)::int as n from pg_stat_io where object = 'wal' and backend_type = 'client backend'",
    );
    return rows[0]?.n ?? 0;
  };
  const before = await count();
  await work();
  return (await count()) - before;
}

/** What one flow writes, by table: logged and unlogged apart. */
export async function tablesWrittenBy(
  client: pg.Client,
  work: () => Promise<unknown>,
): Promise<{ logged: string[]; unlogged: string[] }> {
  const { rows } = await rowsWrittenBy(client, work);
  const tables = rows.map(({ table }) => table);
  const { rows: kinds } = await client.query<{ name: string; persistence: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name, c.relpersistence as persistence
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where format('%I.%I', n.nspname, c.relname) = any ($1)`,
    [tables],
  );
  const unlogged = new Set(kinds.filter(({ persistence }) => persistence === 'u').map(({ name }) => name));
  return {
    logged: tables.filter((one) => !unlogged.has(one)).map(family),
    unlogged: tables.filter((one) => unlogged.has(one)).map(family),
  };
}

/** A partition under the name of its table: 'sign_on.access_token_2026_11_28' → 'sign_on.access_token'. */
const family = (table: string): string => table.replace(/[_p]*_?\d[\d_tTzZ]*"?$/, '').replace(/^"|"$/g, '');
