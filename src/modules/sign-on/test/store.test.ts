import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import * as client from 'openid-client';
import { begin, exchange, nativeClient, signIn, webClient } from './flows.ts';
import { keyPair, startProvider, type KeyPair, type ProviderWorld } from './provider-world.ts';

let world: ProviderWorld;
let keys: KeyPair;
let owner: pg.Client;

before(async () => {
  keys = await keyPair();
  world = await startProvider();
  owner = new pg.Client(world.node.owner);
  await owner.connect();
});
after(async () => {
  await owner?.end();
  await world?.close();
});

const partitions = async (family: string) =>
  (
    await owner.query<{ name: string; kind: string }>(
      `select c.relname as name, c.relpersistence as kind from pg_inherits i join pg_class c on c.oid = i.inhrelid
       where i.inhparent = $1::regclass order by 1`,
      [`sign_on.${family}`],
    )
  ).rows;

test('a warm sign-in costs one durable write: its access token', async () => {
  const config = await webClient(world, keys);
  const browser = await world.signedIn('lan');
  await signIn(config, browser);
  await signIn(config, browser);
  // A trigger on every table that is written to the log counts the statements; those of short life are not among them.
  await owner.query(`
    create schema counted;
    create unlogged table counted.write (what text not null);
    grant usage on schema counted to lienthong_app; grant insert on counted.write to lienthong_app;
    create function counted.note() returns trigger language plpgsql as $$
      begin insert into counted.write values (tg_op || ' ' || tg_table_schema || '.' || tg_table_name); return null; end $$;
    do $$ declare t regclass; begin
      for t in select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
               where c.relkind in ('r', 'p') and c.relpersistence = 'p' and not c.relispartition
                 and n.nspname not in ('pg_catalog', 'information_schema') and c.oid <> 'sign_on.brief'::regclass loop
        execute format('create trigger counted after insert or update or delete on %s for each statement execute function counted.note()', t);
      end loop; end $$`);
  assert.deepEqual(new Set((await partitions('brief')).map(({ kind }) => kind)), new Set(['u']));
  for (let round = 0; round < 3; round++) await signIn(config, browser);
  const { rows } = await owner.query('select what, count(*)::int as times from counted.write group by what');
  await owner.query('drop schema counted cascade');
  assert.deepEqual(rows, [{ what: 'INSERT sign_on.access_token', times: 3 }]);
});

test('nothing in the tables opens a door: codes, tokens, sessions and interactions are kept by hash', async () => {
  const native = await nativeClient(world);
  const DPoP = client.getDPoPHandle(native, await client.randomDPoPKeyPair());
  const browser = await world.signedIn('lan');
  const begun = await begin(native, { scope: 'openid offline_access', prompt: 'consent' });
  const question = await browser.go(begun.to.href);
  const interaction = browser.interaction();
  const whole = async () =>
    (
      await owner.query<{ all: string }>(
        `select coalesce((select string_agg(b::text, ' ') from sign_on.brief b), '') || coalesce((select string_agg(l::text, ' ') from sign_on.lasting l), '')
           || coalesce((select string_agg(a::text, ' ') from sign_on.access_token a), '') as all`,
      )
    ).rows[0]?.all ?? '';
  const during = await whole();
  const back = await browser.answer(question);
  const code = back.searchParams.get('code') ?? '';
  const tokens = await exchange(native, back, begun, { DPoP });
  const everything = during + (await whole());
  for (const [name, secret] of Object.entries({
    interaction,
    code,
    session: browser.cookie('lt_oidc'),
    access: tokens.access_token,
    refresh: tokens.refresh_token,
  })) {
    assert.ok(secret && secret.length > 15, name);
    assert.ok(!everything.includes(secret), `the ${name} stands in the tables`);
  }
});

test('partitions: made ahead, dropped when over, made on the spot when the job was late, by several at once', async () => {
  const { pool } = world.node.database;
  await Promise.all([1, 2, 3].map(() => pool.query('select sign_on.keep_partitions()')));
  assert.ok((await partitions('brief')).length >= 12);
  assert.ok((await partitions('lasting')).length >= 34);
  await owner.query(
    "create unlogged table sign_on.brief_202601010000 partition of sign_on.brief for values from ('2026-01-01 00:00+00') to ('2026-01-01 00:10+00')",
  );
  await pool.query('select sign_on.keep_partitions()');
  assert.ok(!(await partitions('brief')).some(({ name }) => name === 'brief_202601010000'), 'what is over stays');
  for (const family of ['brief', 'access_token', 'lasting'])
    for (const { name } of await partitions(family)) await owner.query(`drop table sign_on.${name}`);
  const config = await webClient(world, keys);
  assert.ok((await signIn(config, await world.signedIn('lan'))).access_token, 'nobody signs in while the job is late');
});

test('the application cannot take partitions away by itself', async () => {
  const [{ name } = { name: '' }] = await partitions('access_token');
  await assert.rejects(world.node.database.pool.query(`drop table sign_on.${name}`), /must be owner/);
});
