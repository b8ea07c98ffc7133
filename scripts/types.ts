// Writes src/modules/<room>/tables.ts from a freshly migrated database: node scripts/types.ts [room …]
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Kysely, PostgresDialect } from 'kysely';
import { generate, getDialect } from 'kysely-codegen';
import pg from 'pg';
import { migrate, schemaOf } from '#platform/database/migrate.ts';
import { migrationsOf } from '#platform/room.ts';
import { testCluster } from '../test/world/cluster.ts';
import { lookPool } from '../test/world/look-pool.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = `${root}src/modules`;
const compare = process.argv.includes('--check');
const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const rooms =
  asked.length > 0 ? asked : readdirSync(modules).filter((room) => existsSync(`${modules}/${room}/migrations`));

const { owner } = await testCluster();
const name = `types_${process.pid}`;
const admin = new pg.Client(owner);
await admin.connect();
await admin.query(`create database ${name}`);
let stale = 0;
try {
  await migrate({ ...owner, database: name }, rooms.map(migrationsOf));
  // One connection for all rooms: as a command for each room, reading the tables took 40 s of a processor.
  const dialect = getDialect('postgres', { dateParser: 'string' });
  const pool = lookPool({ ...owner, database: name, max: 1 });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  for (const room of rooms) {
    const out = `${modules}/${room}/tables.ts`;
    const written = await generate({
      db,
      dialect,
      includePattern: `${schemaOf(room)}.*`,
      defaultSchemas: ['no_default'],
      outFile: null,
    });
    // Ours read bigint as number (see database.ts); one name for every room.
    const text = written
      .replace(/^\/\*\*[\s\S]*?\*\/\n/, `// Generated from the migrations by scripts/types.ts. Not edited by hand.\n`)
      .replace(
        /export type Int8 = .*;/,
        'export type Int8 = ColumnType<number, bigint | number | string, bigint | number | string>;',
      )
      .replace('export interface DB {', 'export interface Tables {');
    if (!compare) writeFileSync(out, text);
    else if (readFileSync(out, 'utf8') !== text) {
      stale++;
      console.error(`${room}/tables.ts is not what the migrations make: run node scripts/types.ts ${room}`);
    }
    console.log(`${room}: ${compare ? 'compared' : 'written'}`);
  }
  await db.destroy();
} finally {
  await admin.query(`drop database ${name} with (force)`);
  await admin.end();
}
process.exitCode = stale > 0 ? 1 : 0;
