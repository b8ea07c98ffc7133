import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { ChangedMigrationError, migrate, NewerDataError } from '#platform/database/migrate.ts';
import { testCluster } from '#test/world/cluster.ts';

const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
const source = { name: 'probe-room', folder: pathToFileURL(`${folder}/`) };
const name = `migrate_${process.pid}`;
let admin: pg.Client;
let connection: pg.ClientConfig;

before(async () => {
  const { owner } = await testCluster();
  admin = new pg.Client(owner);
  await admin.connect();
  await admin.query(`create database ${name}`);
  connection = { ...owner, database: name };
});
after(async () => {
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.end();
  rmSync(folder, { recursive: true });
});

async function ask<T>(text: string): Promise<T[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query(text)).rows as T[];
  } finally {
    await client.end();
  }
}

test('several processes may start on an empty database at once, each file runs once', async () => {
  writeFileSync(
    join(folder, '0001-first.sql'),
    "create table probe_room.paper (id int primary key); select platform.append_only('probe_room.paper');",
  );
  const ran = await Promise.all([
    migrate(connection, [source]),
    migrate(connection, [source]),
    migrate(connection, [source]),
  ]);
  assert.equal(ran.flat().filter((one) => one.startsWith('probe-room/')).length, 1);
});

test('a later migration does not give back what append-only took away', async () => {
  writeFileSync(join(folder, '0002-second.sql'), 'create table probe_room.draft (id int);');
  assert.deepEqual(await migrate(connection, [source]), ['probe-room/0002-second.sql']);
  const rights = await ask<{ paper: boolean; draft: boolean; read: boolean }>(
    `select has_table_privilege('lienthong_app', 'probe_room.paper', 'update, delete, truncate') as paper,
            has_table_privilege('lienthong_app', 'probe_room.draft', 'delete') as draft,
            has_table_privilege('lienthong_app', 'probe_room.paper', 'insert') as read`,
  );
  assert.deepEqual(rights, [{ paper: false, draft: true, read: true }]);
});

test('a broken migration changes nothing and can be mended', async () => {
  writeFileSync(join(folder, '0003-third.sql'), 'create table probe_room.half (id int); select no_such_function();');
  await assert.rejects(migrate(connection, [source]), /probe-room\/0003-third.sql: function no_such_function/);
  assert.deepEqual(await ask("select to_regclass('probe_room.half') as half"), [{ half: null }]);
  writeFileSync(join(folder, '0003-third.sql'), 'create table probe_room.half (id int);');
  await migrate(connection, [source]);
});

test('an edited migration and data of a newer version are refused', async () => {
  writeFileSync(join(folder, '0003-third.sql'), 'create table probe_room.half (id bigint);');
  await assert.rejects(migrate(connection, [source]), ChangedMigrationError);
  rmSync(join(folder, '0003-third.sql'));
  await assert.rejects(migrate(connection, [source]), NewerDataError);
});
