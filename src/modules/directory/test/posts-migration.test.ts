import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';
import { migrate } from '#platform/database/migrate.ts';
import { migrationsOf } from '#platform/room.ts';
import { testCluster } from '#test/world/cluster.ts';

const id = (n: number): string => `0197e000-0000-7000-8000-${String(n).padStart(12, '0')}`;

test('appointments of before get a seat each: colleagues of one title sit apart, a successor takes the seat, rights stay as they were', async () => {
  const { owner } = await testCluster();
  const database = `posts_migration_${process.pid}`;
  const admin = new pg.Client(owner);
  await admin.connect();
  await admin.query(`drop database if exists ${database}`);
  await admin.query(`create database ${database}`);
  const folder = mkdtempSync(join(tmpdir(), 'before-posts-'));
  const client = new pg.Client({ ...owner, database });
  try {
    const real = migrationsOf('directory');
    mkdirSync(join(folder, 'migrations'));
    for (const file of ['0001-directory.sql', '0002-rights.sql'])
      cpSync(fileURLToPath(new URL(file, real.folder)), join(folder, 'migrations', file));
    await migrate({ ...owner, database }, [
      { name: 'directory', folder: pathToFileURL(`${join(folder, 'migrations')}/`) },
    ]);
    await client.connect();
    await client.query(`insert into directory.agency (id, name, short_name, level, valid_from, created_by)
      values ('${id(1)}', 'Văn phòng', 'VP', 'national', '2025-07-01', '{}')`);
    for (const n of [11, 12, 13, 14])
      await client.query(`insert into directory.officer (id, name) values ('${id(n)}', 'Người ${n}')`);
    await client.query(`insert into directory.post (id, agency_id, title) values ('${id(2)}', '${id(1)}', 'Chuyên viên'),
      ('${id(3)}', '${id(1)}', 'Chưa ai giữ')`);
    const held = (n: number, officer: number, rights: string, from: string, to: string | null) =>
      client.query(
        `insert into directory.appointment (id, officer_id, post_id, agency_id, rights, valid_from, valid_to, appointed_by)
         values ($1, $2, $3, $4, $5, $6, $7, '{}')`,
        [id(n), id(officer), id(2), id(1), rights, from, to],
      );
    await held(21, 11, '{counter.view,counter.accept}', '2025-07-01', '2026-06-30');
    await held(22, 12, '{counter.view,counter.accept}', '2025-09-01', null);
    // The same rights in another order, after the first has left: the successor.
    await held(23, 13, '{counter.accept,counter.view}', '2026-07-01', null);
    await held(24, 14, '{documents.sign}', '2026-07-01', null);
    await migrate({ ...owner, database }, [real]);
    const { rows } = await client.query<{ n: string; post: string; title: string; same: boolean }>(`
      select right(a.id::text, 2) as n, a.post_id as post, p.title, a.rights @> p.rights and p.rights @> a.rights as same
      from directory.appointment a join directory.post p on p.id = a.post_id order by a.id`);
    assert.deepEqual(
      rows.map((row) => [row.n, row.title, row.same]),
      ['21', '22', '23', '24'].map((n) => [n, 'Chuyên viên', true]),
    );
    const [first, beside, successor, signs] = rows.map((row) => row.post);
    assert.equal(first, successor);
    assert.equal(new Set([first, beside, signs]).size, 3);
    const posts = await client.query<{ title: string; since: string }>(
      `select title, valid_from::text as since from directory.post order by valid_from, title collate "C"`,
    );
    assert.deepEqual(
      posts.rows.map((row) => [row.title, row.since]),
      [
        ['Chuyên viên', '2025-07-01'],
        ['Chưa ai giữ', '2025-07-01'],
        ['Chuyên viên', '2025-09-01'],
        ['Chuyên viên', '2026-07-01'],
      ],
    );
  } finally {
    await client.end();
    await admin.query(`drop database ${database} with (force)`);
    await admin.end();
    rmSync(folder, { recursive: true, force: true });
  }
});
