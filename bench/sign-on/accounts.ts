import type pg from 'pg';

const BATCH = 500_000;

/**
 * Fills identity.account (and a password for each) up to `many` people who never sign in, by sets and without waiting for the disk.
 * 10 million take some 5 GB under data/bench for as long as the bench runs.
 */
export async function fillAccounts(client: pg.Client, many: number): Promise<void> {
  await client.query('set synchronous_commit = off');
  const { rows } = await client.query<{ n: number }>('select count(*)::int as n from identity.account');
  for (let made = rows[0]?.n ?? 0; made < many;) {
    const batch = Math.min(BATCH, many - made);
    await client.query(
      `with made as (
         insert into identity.account (id, kind, person_id, name, login_key, level, created_at)
         select uuidv7(), 'citizen', gen_random_uuid(), 'Nguyễn Văn Phép Thử', sha256(uuid_send(gen_random_uuid())), 1, now()
         from generate_series(1, $1::int) returning id)
       insert into identity.password (account_id, hash, changed_at)
       select id, '$argon2id$v=19$m=19456,t=2,p=1$cGhlcCB0aHU$' || repeat('a', 43), now() from made`,
      [batch],
    );
    made += batch;
  }
  await client.query('set synchronous_commit = on');
  await client.query('vacuum (analyze) identity.account');
  await client.query('vacuum (analyze) identity.password');
  await client.query('checkpoint');
}
