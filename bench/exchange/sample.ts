import type pg from 'pg';
import type { SampleRow } from './raw.ts';

/** Where a document leaves rows when it is taken over, and how the rows of one document are found. */
const TABLES: readonly [table: string, where: string][] = [
  ['exchange.consignment', 'id = $1'],
  ['exchange.delivery', 'consignment_id = $1'],
  ['exchange.delivery_event', 'delivery_id in (select id from exchange.delivery where consignment_id = $1)'],
  ['evidence.record', "subject = 'consignment:' || $1::text"],
  ['platform.event', "name = 'exchange.consignment-accepted@1' and payload->>'consignmentId' = $1::text"],
  ['files.keeping', "reference = 'consignment:' || $1::text"],
];

/**
 * The rows of one document that a node has just taken over, and copies of their tables (columns, indexes and checks, no foreign keys) in
 * the schema `bench` of the same database.
 */
export async function sampleOf(
  client: pg.Client,
  consignmentId: string,
): Promise<{ rows: SampleRow[]; own: string[] }> {
  await client.query('drop schema if exists bench cascade');
  await client.query('create schema bench');
  const rows: SampleRow[] = [];
  const own = new Set<string>();
  for (const [table, where] of TABLES) {
    const copy = table.replace('.', '_');
    await client.query(`create table bench.${copy} (like ${table} including all excluding identity)`);
    const columns = await client.query<{ name: string; type: string; identity: boolean }>(
      `select attname as name, format_type(atttypid, atttypmod) as type, attidentity <> '' or attgenerated <> '' as identity
       from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
      [table],
    );
    const written = columns.rows;
    const found = await client.query<Record<string, string | null>>(
      `select ${written.map(({ name }) => `"${name}"::text`).join(', ')} from ${table} where ${where}`,
      [consignmentId],
    );
    for (const row of found.rows) {
      rows.push({ table: copy, columns: written.map(({ name, type }) => ({ name, type, value: row[name] ?? null })) });
      // What another document has its own of: identifiers of rows, the sender's key, and what refers to the document by text.
      for (const { name, type } of written)
        if (type === 'uuid' && (name === 'id' || name === 'conversation')) own.add(row[name] ?? '');
      for (const name of ['sender_key', 'reference', 'subject']) if (row[name]) own.add(row[name]);
    }
  }
  return { rows, own: [...own] };
}
