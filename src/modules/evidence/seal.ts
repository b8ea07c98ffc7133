import { sql, type Kysely, type Transaction } from 'kysely';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/database/database.ts';
import type { Log } from '#platform/log.ts';
import { genesis } from './chain.ts';
import { markCut, writersLeft, type Cut } from './cut.ts';
import { leafOf, sealedColumns, type SealedRecord } from './leaf.ts';
import { rootOf } from './merkle.ts';
import { sealStatement, statementDigest } from './statement.ts';
import type { Tables } from './tables.ts';

/** The part of the signing room that the evidence uses. */
export type Sealer = {
  sealBytes(bytes: Buffer): Promise<Buffer>;
  checkSeal(bytes: Buffer, seal: Buffer): Promise<boolean>;
};

export type SealDeps = {
  database: Database;
  clock: Clock;
  log: Log;
  signing?: Sealer | undefined;
  node: string;
  patienceMs?: number;
};

/** The tree of that many leaves is half a megabyte. */
const leavesPerSeal = 16_384;
/**
 * Records are read and hashed so many at a time, some milliseconds of work: whoever waits for an answer of this process is served in between.
 * A power of two, so that the trees over full pages are subtrees of the whole one (RFC 6962, 2.1).
 */
const leavesPerPage = 512;
/** How long one run waits for transactions that are recording; what stays open longer is looked after by the next run. */
const patienceMs = 3_000;

/**
 * Seals everything committed, in one or more seals. Any number of processes may call it: one at a time works, and the others leave it
 * to that one. Where a transaction that records stays open, what was recorded after it waits with it; no record waits for a seal.
 * @returns how many records this call has sealed
 */
export function createSealing(deps: SealDeps): () => Promise<number> {
  // A cut of an earlier run whose writers had not ended: it comes true when they do, whatever has begun since.
  let open: Cut | undefined;

  async function upTo(seq: number): Promise<number> {
    let sealed = 0;
    for (;;) {
      const count = await deps.database.transaction<Tables, number>((trx) => sealBatch(deps, trx, seq));
      sealed += count;
      if (count < leavesPerSeal) return sealed;
    }
  }

  return async () => {
    const db = deps.database.of<Tables>();
    let sealed = 0;
    if (open) {
      const left = await writersLeft(db, open, 0);
      if (left.length === 0) sealed += await upTo(open.seq);
      open = left.length === 0 ? undefined : { ...open, writers: left };
    }
    const cut = await markCut(db);
    const left = await writersLeft(db, cut, deps.patienceMs ?? patienceMs);
    if (left.length === 0) {
      open = undefined;
      return sealed + (await upTo(cut.seq));
    }
    open ??= { ...cut, writers: left };
    return sealed;
  };
}

export type LastSeal = { number: number; to_seq: number; digest: Buffer; at: Date };

export function lastSeal(db: Kysely<Tables>): Promise<LastSeal | undefined> {
  return db
    .selectFrom('evidence.seal')
    .select(['number', 'to_seq', 'digest', 'at'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** What the first seal links to: the head of the chain of hashes that an older database has. */
export async function beforeFirstSeal(db: Kysely<Tables>): Promise<Buffer> {
  const head = await db
    .selectFrom('evidence.link')
    .select('hash')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return head?.hash ?? genesis;
}

async function sealBatch(deps: SealDeps, trx: Transaction<Tables>, cut: number): Promise<number> {
  // Held to the end of the transaction: the next worker begins after this one's seal is to be seen.
  const lock = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('evidence.seal')) as mine`.execute(trx);
  if (!lock.rows[0]?.mine) return 0;
  const last = await lastSeal(trx);
  const after = last?.to_seq ?? 0;
  if (cut <= after) return 0;
  const { seqs, hashes, root } = await readLeaves(trx, after, cut);
  const newest = seqs.at(-1);
  if (newest === undefined) return 0;
  // A full tree ends at its last record; otherwise nothing up to the cut can come any more.
  const toSeq = seqs.length === leavesPerSeal ? newest : cut;
  const facts = {
    node: deps.node,
    number: (last?.number ?? 0) + 1,
    fromSeq: after + 1,
    toSeq,
    leaves: seqs.length,
    root,
    previous: last?.digest ?? (await beforeFirstSeal(trx)),
    at: deps.clock.now(),
  };
  const statement = sealStatement(facts);
  const digest = statementDigest(statement);
  await trx
    .insertInto('evidence.seal')
    .values({
      number: facts.number,
      from_seq: facts.fromSeq,
      to_seq: toSeq,
      leaves: facts.leaves,
      root: facts.root,
      previous: facts.previous,
      statement,
      digest,
      signature: deps.signing ? await deps.signing.sealBytes(Buffer.from(statement)) : null,
      at: facts.at,
    })
    .execute();
  await trx
    .insertInto('evidence.leaves')
    .values({
      seal_number: facts.number,
      hashes,
      gaps: gapsOf(seqs, facts.fromSeq, toSeq),
    })
    .execute();
  // Whoever keeps the logs on another machine can prove a removed end, too.
  deps.log.info({ seal: facts.number, records: seqs.length, digest: digest.toString('hex') }, 'the evidence is sealed');
  return seqs.length;
}

/** The leaves of the next tree, and its root. */
async function readLeaves(
  trx: Transaction<Tables>,
  after: number,
  cut: number,
): Promise<{ seqs: number[]; hashes: Buffer; root: Buffer }> {
  const seqs: number[] = [];
  const pages: Buffer[] = [];
  while (seqs.length < leavesPerSeal) {
    const { rows } = await sql<SealedRecord>`
      select ${sealedColumns} from evidence.record r
      where r.seq > ${seqs.at(-1) ?? after} and r.seq <= ${cut} order by r.seq limit ${leavesPerPage}`.execute(trx);
    for (const { seq } of rows) seqs.push(seq);
    if (rows.length > 0) pages.push(Buffer.concat(rows.map(leafOf)));
    if (rows.length < leavesPerPage) break;
  }
  return { seqs, hashes: Buffer.concat(pages), root: rootOf(Buffer.concat(pages.map(rootOf))) };
}

/** The numbers from `from` to `to` that are not in `seqs` (ascending), as first, last, first, last … */
export function gapsOf(seqs: readonly number[], from: number, to: number): number[] {
  const gaps: number[] = [];
  let next = from;
  for (const seq of [...seqs, to + 1]) {
    if (seq > next) gaps.push(next, seq - 1);
    next = seq + 1;
  }
  return gaps;
}

/** The place of a record's leaf in the tree of its seal; `undefined` when the number is one of the gaps. */
export function leafIndex(seq: number, fromSeq: number, gaps: readonly number[]): number | undefined {
  let missing = 0;
  for (let i = 0; i + 1 < gaps.length; i += 2) {
    const [first, last] = [gaps[i] ?? 0, gaps[i + 1] ?? 0];
    if (seq < first) break;
    if (seq <= last) return undefined;
    missing += last - first + 1;
  }
  return seq - fromSeq - missing;
}
