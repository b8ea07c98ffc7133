import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';

/** A folder of plain SQL files, 0001-name.sql …, that may touch only the schema of its owner. */
export interface MigrationSource {
  /** Room name; its schema is the same with '_' for '-'. */
  name: string;
  folder: URL;
}

export class NewerDataError extends Error {}
export class ChangedMigrationError extends Error {}

export const PLATFORM_MIGRATIONS: MigrationSource = {
  name: 'platform',
  folder: new URL('./migrations/', import.meta.url),
};
export const APP_ROLE = 'lienthong_app';

export function schemaOf(room: string): string {
  return room.replaceAll('-', '_');
}

interface MigrationFile {
  source: string;
  file: string;
  sql: string;
  sha256: string;
}

function filesOf(source: MigrationSource): MigrationFile[] {
  let names: string[];
  try {
    names = readdirSync(source.folder);
  } catch {
    return [];
  }
  return names
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((file) => {
      const sql = readFileSync(fileURLToPath(new URL(file, source.folder)), 'utf8');
      return { source: source.name, file, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    });
}

// Only for tables made from now on: granting on all tables again would undo platform.append_only.
const GRANTS = (schema: string) => `
  grant usage on schema ${schema} to ${APP_ROLE};
  alter default privileges in schema ${schema} grant select, insert, update, delete on tables to ${APP_ROLE};
  alter default privileges in schema ${schema} grant usage on sequences to ${APP_ROLE};`;

/**
 * Brings the database to this version: creates the application role and the queue, then runs what is missing,
 * each file in a transaction of its own, under one lock so that several processes may start at once.
 * Throws NewerDataError when the data were written by a later version, ChangedMigrationError when a file that
 * has already run is not the same any more. Answers what it ran.
 */
export async function migrate(
  connection: pg.ClientConfig,
  sources: readonly MigrationSource[],
  options: { /** Passwordless local role when the owner steps down to it. */ appPassword?: string } = {},
): Promise<string[]> {
  const client = new pg.Client(connection);
  // A server that goes away is told by the statement that fails; unheard, it would end the process without a sentence.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('lienthong.migrate'))");
    await prepare(client, connection, options.appPassword);
    const done = await client.query<{ source: string; file: string; sha256: string }>(
      'select source, file, sha256 from platform.migration',
    );
    const ran = new Map(done.rows.map((row) => [`${row.source}/${row.file}`, row.sha256]));
    const all = [PLATFORM_MIGRATIONS, ...sources].flatMap(filesOf);
    refuseForeign(ran, all, new Set(['platform', ...sources.map((source) => source.name)]));
    const missing = all.filter((one) => !ran.has(`${one.source}/${one.file}`));
    for (const migration of missing) await runOne(client, migration);
    return missing.map((one) => `${one.source}/${one.file}`);
  } finally {
    await client.end();
  }
}

async function prepare(client: pg.Client, connection: pg.ClientConfig, appPassword: string | undefined): Promise<void> {
  await client.query(`do $$ begin
    if not exists (select from pg_roles where rolname = '${APP_ROLE}') then create role ${APP_ROLE} nologin; end if;
  exception when duplicate_object or unique_violation then null; end $$`);
  if (appPassword) await client.query(`alter role ${APP_ROLE} login password ${pg.escapeLiteral(appPassword)}`);
  else await client.query(`grant ${APP_ROLE} to current_user with inherit false, set true`).catch(() => undefined);
  const known = await client.query("select to_regclass('platform.migration') as at");
  if (!known.rows[0].at) {
    await client.query(`create schema if not exists platform;
      create table platform.migration (
        source text not null, file text not null, sha256 text not null, at timestamptz not null default now(),
        primary key (source, file));
      ${GRANTS('platform')}
      grant select on platform.migration to ${APP_ROLE};`);
  }
  const queuePool = new pg.Pool({ ...connection, max: 1 });
  queuePool.on('error', () => undefined);
  queuePool.on('connect', (one) => one.on('error', () => undefined));
  try {
    await runMigrations({ pgPool: queuePool });
  } finally {
    await queuePool.end();
  }
}

function refuseForeign(ran: Map<string, string>, all: MigrationFile[], sources: Set<string>): void {
  const known = new Map(all.map((one) => [`${one.source}/${one.file}`, one.sha256]));
  for (const [name, sha256] of ran) {
    const mine = known.get(name);
    if (mine === undefined && sources.has(name.slice(0, name.indexOf('/')))) throw new NewerDataError(name);
    if (mine !== undefined && mine !== sha256) throw new ChangedMigrationError(name);
  }
}

async function runOne(client: pg.Client, migration: MigrationFile): Promise<void> {
  const schema = schemaOf(migration.source);
  try {
    await client.query('begin');
    await client.query(`create schema if not exists ${schema}`);
    await client.query(GRANTS(schema));
    await client.query(migration.sql);
    await client.query('insert into platform.migration (source, file, sha256) values ($1, $2, $3)', [
      migration.source,
      migration.file,
      migration.sha256,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw new Error(`Migration ${migration.source}/${migration.file}: ${(error as Error).message}`, { cause: error });
  }
}
