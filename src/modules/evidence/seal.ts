import { sql, type Kysely, type Transaction } from 'kysely';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/database/database.ts';
import type { Log } from '#platform/log.ts';
import { genesis, linkHash, sealedBytes, type ChainedRecord } from './chain.ts';
import type { Tables } from './tables.ts';

/** The part of the signing room that the evidence uses. */
export type Sealer = {
  sealBytes(bytes: Buffer): Promise<Buffer>;
  checkSeal(bytes: Buffer, seal: Buffer): Promise<boolean>;
};

const batch = 2_000;
/** The head is signed when this many links are new, or when there are new ones and the last seal is a day old. */
const linksPerSeal = 5_000;
const sealEveryMs = 24 * 60 * 60 * 1000;

/** Columns of a record for hashing; `at` in microseconds, because a Date would round what is in the database. */
export const chainedColumns = sql<ChainedRecord>`
  r.id, (extract(epoch from r.at) * 1000000)::bigint::text as at, r.kind, r.subject, r.actor::text as actor,
  r.purpose, r.legal_basis as "legalBasis", r.data::text as data`;

/**
 * Puts all committed records that no link covers into the chain. Any number of workers may call it: one at a time works,
 * the others leave it to that one.
 * @returns how many records were linked by this call
 */
export async function linkRecords(database: Database): Promise<number> {
  let linked = 0;
  for (;;) {
    const count = await database.transaction<Tables, number>(linkBatch);
    linked += count;
    if (count < batch) return linked;
  }
}

async function linkBatch(trx: Transaction<Tables>): Promise<number> {
  // Held to the end of the transaction: the next worker begins after this one's links are to be seen.
  const lock = await sql<{
    mine: boolean;
  }>`select pg_try_advisory_xact_lock(hashtext('evidence.link')) as mine`.execute(trx);
  if (!lock.rows[0]?.mine) return 0;
  const { rows } = await sql<ChainedRecord>`
    select ${chainedColumns} from evidence.unsealed u join evidence.record r on r.id = u.record_id
    order by u.record_id limit ${batch}`.execute(trx);
  if (rows.length === 0) return 0;
  const head = await headOf(trx);
  let { position, hash } = head ?? { position: 0, hash: genesis };
  const links = rows.map((record) => {
    position += 1;
    hash = linkHash(hash, position, record);
    return { position, id: record.id, hash };
  });
  await sql`
    insert into evidence.link (position, record_id, hash)
    select * from unnest(${links.map((link) => link.position)}::bigint[], ${links.map((link) => link.id)}::uuid[],
      ${links.map((link) => link.hash)}::bytea[])`.execute(trx);
  await sql`delete from evidence.unsealed where record_id = any(${links.map((link) => link.id)}::uuid[])`.execute(trx);
  return rows.length;
}

export function headOf(trx: Kysely<Tables>): Promise<{ position: number; hash: Buffer } | undefined> {
  return trx
    .selectFrom('evidence.link')
    .select(['position', 'hash'])
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/**
 * Signs the head of the chain when it is time, and writes it to the log: whoever keeps the logs elsewhere can prove a
 * removed end of the chain, too.
 */
export async function signHead(deps: { database: Database; clock: Clock; sealer: Sealer; log: Log }): Promise<boolean> {
  const db = deps.database.of<Tables>();
  const head = await headOf(db);
  if (!head) return false;
  const last = await db
    .selectFrom('evidence.seal')
    .select(['position', 'at'])
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  const fresh = head.position - (last?.position ?? 0);
  const at = deps.clock.now();
  if (fresh <= 0) return false;
  if (last && fresh < linksPerSeal && at.getTime() - last.at.getTime() < sealEveryMs) return false;
  const signature = await deps.sealer.sealBytes(sealedBytes(head.position, head.hash, at));
  await db
    .insertInto('evidence.seal')
    .values({ position: head.position, hash: head.hash, at, signature })
    .onConflict((conflict) => conflict.column('position').doNothing())
    .execute();
  deps.log.info({ position: head.position, hash: head.hash.toString('hex') }, 'the evidence is sealed');
  return true;
}
