// Writes src/modules/<room>/tables.ts from a freshly migrated database: node scripts/types.ts [room …]
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { migrate, schemaOf } from '#platform/database/migrate.ts';
import { migrationsOf } from '#platform/room.ts';
import { testCluster } from '../test/world/cluster.ts';

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
  const { host, user, password } = owner;
  const url = `postgres://${user}:${password}@/${name}?host=${encodeURIComponent(String(host))}`;
  for (const room of rooms) {
    const schema = schemaOf(room);
    const out = `${modules}/${room}/tables.ts`;
    const fresh = compare ? `${root}data/types-${room}.ts` : out;
    const done = spawnSync(
      process.execPath,
      [
        `${root}node_modules/kysely-codegen/dist/cli/bin.js`,
        '--dialect',
        'postgres',
        '--url',
        url,
        '--include-pattern',
        `${schema}.*`,
        '--default-schema',
        'no_default',
        '--date-parser',
        'string',
        '--log-level',
        'error',
        '--out-file',
        fresh,
      ],
      { encoding: 'utf8', cwd: `${root}data` },
    );
    if (done.status !== 0) throw new Error(`${room}: ${done.stderr}${done.stdout}`);
    // Ours read bigint as number (see database.ts); one name for every room.
    const text = readFileSync(fresh, 'utf8')
      .replace(/^\/\*\*[\s\S]*?\*\/\n/, `// Generated from the migrations by scripts/types.ts. Not edited by hand.\n`)
      .replace(
        /export type Int8 = .*;/,
        'export type Int8 = ColumnType<number, bigint | number | string, bigint | number | string>;',
      )
      .replace('export interface DB {', 'export interface Tables {');
    writeFileSync(fresh, text);
    if (compare && readFileSync(out, 'utf8') !== text) {
      stale++;
      console.error(`${room}/tables.ts is not what the migrations make: run node scripts/types.ts ${room}`);
    } else console.log(`${room}: ${compare ? 'current' : 'written'}`);
  }
} finally {
  await admin.query(`drop database ${name} with (force)`);
  await admin.end();
}
process.exitCode = stale > 0 ? 1 : 0;
