import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { readConfig } from '#platform/config.ts';
import { testCluster } from './cluster.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Works on the server of the tests, beside all databases. */
export async function admin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { owner } = await testCluster();
  const client = new pg.Client({ ...owner, database: 'postgres' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * A database that is filled already. The areas of the country alone take seconds to load and a copy of them takes a tenth of one, so
 * whichever test comes first fills a template, all others copy it, and it is filled anew when source or seeds have changed.
 * @param what names the template: a-z and _
 * @param fill fills an empty database and leaves nobody connected to it
 * @returns the name of the copy; whoever asked drops it
 */
export async function copyFilled(what: string, fill: (database: string) => Promise<void>): Promise<string> {
  const template = `filled_${what}_${await inputsHash()}`;
  const name = `w_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  await admin(async (client) => {
    await client.query("select pg_advisory_lock(hashtext('lienthong.filled'), hashtext($1))", [what]);
    const known = await client.query('select from pg_database where datname = $1', [template]);
    if (known.rowCount === 0) {
      const older = await client.query<{ datname: string }>('select datname from pg_database where datname ~ $1', [
        `^filled_${what}_[0-9a-f]{16}$`,
      ]);
      for (const { datname } of older.rows) await client.query(`drop database if exists ${datname} with (force)`);
      const making = `making_${what}`;
      await client.query(`drop database if exists ${making} with (force)`);
      await client.query(`create database ${making}`);
      await fill(making);
      await client.query(`alter database ${making} rename to ${template}`);
    }
    await client.query(`create database ${name} template ${template}`);
  });
  return name;
}

export async function dropDatabase(name: string): Promise<void> {
  await admin((client) => client.query(`drop database if exists ${name} with (force)`));
}

/** Whatever can change what a filled database looks like: source and seeds, migrations, tests that fill, and the secrets of this folder. */
export async function inputsHash(): Promise<string> {
  const { dataDir } = await testCluster();
  const { masterKey, demoCode } = readConfig({ DATA_DIR: dataDir }).secrets;
  const hash = createHash('sha256').update(demoCode).update(masterKey);
  for (const folder of ['seeds', 'src/cli', 'src/worlds', 'src/modules', 'src/platform', 'test/world'])
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      if (!/\.(ts|sql|json)$/.test(file) || /[/\\]ui[/\\]|\.test\.ts$/.test(file)) continue;
      const { size, mtimeMs } = statSync(join(root, folder, file));
      hash.update(`${file}:${size}:${mtimeMs};`);
    }
  return hash.digest('hex').slice(0, 16);
}
