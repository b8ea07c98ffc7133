import type pg from 'pg';

const BATCH = 500_000;

/**
 * Fills identity.account (and a password for each) up to `many` people who never sign in. Inside the server, by sets: rows that came by
 * COPY would be made and sent by this process first, which is the slower half. Identifiers ascend (version 7, as the node’s own), and so
 * do the keys by which a number is found, so that no index is filled in random order; keys are spread evenly over the whole range all the
 * same. Nothing waits for the disk meanwhile, and the reference from password to account is not looked up for each row. 10 million take
 * some 6 GB under data/bench for as long as the bench runs.
 * @returns seconds
 */
export async function fillAccounts(client: pg.Client, many: number): Promise<number> {
  const started = performance.now();
  await client.query('set synchronous_commit = off; set session_replication_role = replica');
  const { rows } = await client.query<{ n: number }>('select count(*)::int as n from identity.account');
  const already = rows[0]?.n ?? 0;
  const step = Math.floor(2 ** 48 / Math.max(1, many - already));
  for (let made = already; made < many;) {
    const batch = Math.min(BATCH, many - made);
    await client.query(
      `with made as (
         insert into identity.account (id, kind, person_id, name, login_key, level, created_at)
         select uuidv7(), 'citizen', uuidv7(), 'Nguyễn Văn Phép Thử', substr(int8send(($2::bigint + n) * $3::bigint), 3) || decode(md5(n::text) || repeat('a5', 10), 'hex'), 1, now()
         from generate_series(1, $1::int) n returning id)
       insert into identity.password (account_id, hash, changed_at)
       select id, '$argon2id$v=19$m=19456,t=2,p=1$cGhlcCB0aHU$' || repeat('a', 43), now() from made`,
      [batch, made - already, step],
    );
    made += batch;
  }
  await client.query('set session_replication_role = origin; set synchronous_commit = on');
  await client.query('vacuum (analyze) identity.account');
  await client.query('vacuum (analyze) identity.password');
  await client.query('checkpoint');
  return (performance.now() - started) / 1000;
}
