import { newId } from '#platform/id.ts';
import type pg from 'pg';

/** One row that a filing wrote, as text by column, in the words of its own table. */
export interface SampledRow {
  /** 'counter.dossier' */
  table: string;
  columns: string[];
  values: (string | null)[];
}

/** Every ordinary table outside PostgreSQL's own schemas, with its primary key. */
async function tablesOf(client: pg.Client): Promise<{ table: string; columns: string[]; key: string[] }[]> {
  const { rows } = await client.query<{ table: string; columns: string[]; key: string[] }>(`
    select format('%I.%I', n.nspname, c.relname) as table,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
        and not a.attisdropped order by a.attnum) as columns,
      array(select a.attname::text from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
        where i.indrelid = c.oid and i.indisprimary and a.atttypid = 'uuid'::regtype) as key
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'bench')`);
  return rows;
}

/**
 * The rows that `work` writes, found by the transaction id that every row carries: exact where counters of inserted rows
 * are late. Nothing else may write meanwhile. Also answers the ids that came into being with them.
 */
export async function rowsWrittenBy(
  client: pg.Client,
  work: () => Promise<unknown>,
): Promise<{ rows: SampledRow[]; fresh: Set<string> }> {
  const mark = await client.query<{ id: string }>('select pg_current_xact_id()::text as id');
  const from = mark.rows[0]?.id ?? '0';
  await work();
  const sampled: SampledRow[] = [];
  const fresh = new Set<string>();
  for (const { table, columns, key } of await tablesOf(client)) {
    const list = columns.map((column) => `"${column}"::text`).join(', ');
    const { rows } = await client.query<(string | null)[]>({
      text: `select ${list} from ${table} where xmin::text::bigint > $1::bigint`,
      values: [from],
      rowMode: 'array',
    });
    for (const values of rows) {
      sampled.push({ table, columns, values });
      for (const column of key) {
        const id = values[columns.indexOf(column)];
        if (id) fresh.add(id);
      }
    }
  }
  return { rows: sampled, fresh };
}

/**
 * Bare copies of these tables in the schema `bench`: `…_peer` with indexes on the same columns, `…_limit` without any.
 * Neither has constraints, triggers or foreign keys. Answers the copy's name of a table.
 */
export async function makeCopies(client: pg.Client, tables: Iterable<string>): Promise<void> {
  await client.query('drop schema if exists bench cascade; create schema bench');
  for (const table of new Set(tables)) {
    for (const kind of ['peer', 'limit'] as const)
      await client.query(`create table ${copyOf(table, kind)} (like ${table})`);
    const { rows } = await client.query<{ definition: string }>(
      'select pg_get_indexdef(indexrelid) as definition from pg_index where indrelid = $1::regclass',
      [table],
    );
    for (const { definition } of rows)
      await client.query(
        definition.replace(/^CREATE (?:UNIQUE )?INDEX \S+ ON \S+/, `create index on ${copyOf(table, 'peer')}`),
      );
  }
}

export function copyOf(table: string, kind: 'peer' | 'limit'): string {
  return `bench."${table.replaceAll('"', '').replace('.', '_')}_${kind}"`;
}

/** The sampled values for another filing: what was made for that one gets an id of its own. */
export function anotherFiling(rows: readonly SampledRow[], fresh: ReadonlySet<string>): (string | null)[][] {
  const ids = new Map<string, string>();
  return rows.map((row) =>
    row.values.map((value) => {
      if (value === null || !fresh.has(value)) return value;
      const known = ids.get(value) ?? newId();
      ids.set(value, known);
      return known;
    }),
  );
}
