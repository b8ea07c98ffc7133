import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import pg from 'pg';
import { APP_ROLE, migrate } from '#platform/database/migrate.ts';
import { openDatabase } from '#platform/database/database.ts';
import { migrationsOf } from '#platform/room.ts';
import { createLog } from '#platform/log.ts';
import { testCluster } from '#test/world/cluster.ts';
import { genesis, linkHash, type ChainedRecord } from '../chain.ts';
import { makeDays } from '../days.ts';
import { insertRecord } from '../record.ts';
import { proveRecord } from '../proof.ts';
import { createSealing } from '../seal.ts';
import type { Tables } from '../tables.ts';
import { verifyEvidence } from '../verify.ts';
import { clock } from './world.ts';

test('a database of before keeps its records and its chain, and all of it comes under the first seal', async () => {
  const cluster = await testCluster();
  const name = `older_${process.pid}`;
  const admin = new pg.Client({ ...cluster.owner, database: 'postgres' });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const connection = { ...cluster.owner, database: name };
  const folder = mkdtempSync(join(tmpdir(), 'evidence-'));
  const client = new pg.Client(connection);
  const database = openDatabase({ parameters: connection, role: APP_ROLE, max: 3 });
  try {
    copyFileSync(new URL('../migrations/0001-evidence.sql', import.meta.url), join(folder, '0001-evidence.sql'));
    await migrate(connection, [{ name: 'evidence', folder: pathToFileURL(`${folder}/`) }]);
    await client.connect();
    const linked: string[] = [];
    let hash = genesis;
    for (let i = 1; i <= 5; i += 1) {
      const record: ChainedRecord = {
        // Linked in another order than that of their ids.
        id: randomUUID(),
        at: String(Date.parse('2026-11-22T01:00:00Z') * 1000 + i),
        kind: 'counter.dossier-accepted',
        subject: 'dossier:old',
        actor: '{"kind":"system","name":"before"}',
        purpose: null,
        legalBasis: null,
        data: `{"i": ${i}}`,
      };
      await client.query(
        `insert into evidence.record (id, at, kind, subject, actor, data)
         values ($1, 'epoch'::timestamptz + $2::bigint * interval '1 microsecond', $3, $4, $5, $6)`,
        [record.id, record.at, record.kind, record.subject, record.actor, record.data],
      );
      if (i === 5) {
        await client.query('insert into evidence.unsealed values ($1)', [record.id]);
        continue;
      }
      linked.push(record.id);
      hash = linkHash(hash, i, record);
      await client.query('insert into evidence.link values ($1, $2, $3)', [i, record.id, hash]);
    }
    await client.query('insert into evidence.seal values (4, $1, now(), $2)', [hash, Buffer.from('signed then')]);

    await migrate(connection, [migrationsOf('evidence')]);
    await makeDays({ database, clock });
    const db = database.of<Tables>();
    const fresh = await database.transaction<Tables, string>((trx) =>
      insertRecord(trx, clock, {
        kind: 'probe.written',
        subject: 'dossier:old',
        actor: { kind: 'system', name: 'after' },
      }),
    );
    const seal = createSealing({ database, clock, log: createLog('silent'), node: 'http://lienthong.test' });
    assert.equal(await seal(), 6);
    const { rows } = await client.query<{ id: string }>('select id from evidence.record order by seq');
    assert.deepEqual(
      rows.slice(0, 4).map((row) => row.id),
      linked,
      'numbered as they were linked',
    );
    assert.equal(rows[5]?.id, fresh);
    assert.ok(await proveRecord(db, folder, linked[0] ?? ''), 'an old record has a proof, too');
    const first = await db.selectFrom('evidence.seal').select('previous').executeTakeFirstOrThrow();
    assert.deepEqual(first.previous, hash, 'the first seal links to the head of the chain');
    const found = await database.transaction<Tables, Awaited<ReturnType<typeof verifyEvidence>>>((trx) =>
      verifyEvidence(trx, undefined, folder),
    );
    assert.deepEqual(found, { sealed: 6, waiting: 0, seals: 1, segments: 0, broken: [] });
    await client.query(`update evidence.record set data = '{"i": 7}' where id = $1`, [linked[2]]);
    const altered = await database.transaction<Tables, Awaited<ReturnType<typeof verifyEvidence>>>((trx) =>
      verifyEvidence(trx, undefined, folder),
    );
    assert.deepEqual(
      altered.broken.map((one) => [one.what, one.position, one.seal]),
      [
        ['altered', 3, undefined],
        ['altered', 3, 1],
      ],
      'by the chain and by the seal',
    );
  } finally {
    await client.end();
    await database.close();
    rmSync(folder, { recursive: true });
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
});
