import { sql, type Kysely } from 'kysely';
import { checkSegments, type CheckedArchive } from './archive/check-segments.ts';
import { leafOf, sealedColumns, type SealedRecord } from './leaf.ts';
import { hashBytes, rootOf } from './merkle.ts';
import { beforeFirstSeal, leafIndex, type Sealer } from './seal.ts';
import { sealStatement, statementDigest } from './statement.ts';
import type { Tables } from './tables.ts';
import { verifyOldChain } from './verify-chain.ts';

/**
 * What is wrong, and where.
 * - `altered`: a record is not what was sealed
 * - `record-missing`: a sealed record is gone
 * - `slipped-in`: a record stands in a sealed range and was not there when it was sealed: put in past this room
 * - `seal-broken`: a seal does not fit its tree, the seal before it, or its signature: it was rewritten
 * - `seal-missing`: a seal is gone
 * - `link-missing`: a link of the older chain is gone
 * - `segment-missing`, `segment-altered`, `segment-link`: a file of the archive is gone; is not what was archived; does not follow the one before
 */
export type Breakage = {
  what:
    | 'altered'
    | 'record-missing'
    | 'slipped-in'
    | 'seal-broken'
    | 'seal-missing'
    | 'link-missing'
    | 'segment-missing'
    | 'segment-altered'
    | 'segment-link';
  /** Number of the record; of a break in the older chain, its place there. */
  position?: number;
  recordId?: string;
  seal?: number;
  segment?: number;
};

export type Verification = {
  /** Records under seals. */
  sealed: number;
  /** Committed records that wait for the next run of the sealer. */
  waiting: number;
  seals: number;
  /** Days in the archive. */
  segments: number;
  /** The first hundred; empty when all is well. */
  broken: Breakage[];
};

const maxBroken = 100;
/** Seals that are read at a time, and records that are compared at a time. */
const sealsRead = 200;
const recordsRead = 16_384;
/**
 * Seals are linked, so the signature of the last one vouches for all before it; a check of one costs some milliseconds. The last
 * ones are all checked, for a seal that goes into a bundle must stand by itself.
 */
const signaturesChecked = 100;

type SealRow = {
  number: number;
  from_seq: number;
  to_seq: number;
  leaves: number;
  root: Buffer;
  previous: Buffer;
  statement: string;
  digest: Buffer;
  signature: Buffer | null;
  at: Date;
};
type Seal = SealRow & { hashes: Buffer; gaps: number[] };
type Report = (breakage: Breakage) => void;

/** Recomputes everything in one snapshot and says what does not fit. */
export async function verifyEvidence(
  trx: Kysely<Tables>,
  signing: Pick<Sealer, 'checkSeal'> | undefined,
  archive: string,
): Promise<Verification> {
  // Before the snapshot: a day that leaves after it would be neither in its table nor in the archive.
  await sql`lock table only evidence.record in access share mode`.execute(trx);
  const broken: Breakage[] = [];
  const report = (breakage: Breakage) => void (broken.length < maxBroken && broken.push(breakage));
  await verifyOldChain(trx, signing, report);
  const segments = await checkSegments(trx, archive, report);
  const { last } = await trx
    .selectFrom('evidence.seal')
    .select((expression) => expression.fn.max('number').as('last'))
    .executeTakeFirstOrThrow();
  let before = { number: 0, digest: await beforeFirstSeal(trx), to_seq: 0 };
  let [sealed, seals] = [0, 0];
  for (let rows = await sealsAfter(trx, 0); rows.length > 0; rows = await sealsAfter(trx, before.number)) {
    for (const some of inPortions(rows)) {
      const whole = await withLeaves(trx, some);
      for (const seal of whole) {
        for (let number = before.number + 1; number < seal.number; number += 1)
          report({ what: 'seal-missing', seal: number });
        // After a gap, what the seal links to is not there to compare with.
        const follows =
          seal.number !== before.number + 1 ||
          (seal.previous.equals(before.digest) && seal.from_seq === before.to_seq + 1);
        const checked = seal.number > Number(last ?? 0) - signaturesChecked ? signing : undefined;
        if (!follows || !(await stands(seal, checked))) report({ what: 'seal-broken', seal: seal.number });
        before = seal;
      }
      seals += whole.length;
      sealed += await compareRecords(trx, whole, segments, report);
    }
  }
  const { rows } = await sql<{ waiting: number }>`
    select count(*) as waiting from evidence.record where seq > ${before.to_seq}`.execute(trx);
  return { sealed, waiting: rows[0]?.waiting ?? 0, seals, segments: segments.segments, broken };
}

function sealsAfter(trx: Kysely<Tables>, number: number): Promise<SealRow[]> {
  return trx
    .selectFrom('evidence.seal')
    .selectAll()
    .where('number', '>', number)
    .orderBy('number')
    .limit(sealsRead)
    .execute();
}

function inPortions(seals: readonly SealRow[]): SealRow[][] {
  const portions: SealRow[][] = [];
  let leaves = Infinity;
  for (const seal of seals) {
    if (leaves + seal.leaves > recordsRead) {
      portions.push([]);
      leaves = 0;
    }
    portions.at(-1)?.push(seal);
    leaves += seal.leaves;
  }
  return portions;
}

async function withLeaves(trx: Kysely<Tables>, seals: readonly SealRow[]): Promise<Seal[]> {
  const rows = await trx
    .selectFrom('evidence.leaves')
    .selectAll()
    .where(
      'seal_number',
      'in',
      seals.map((seal) => seal.number),
    )
    .execute();
  const found = new Map(rows.map((row) => [row.seal_number, row]));
  return seals.map((seal) => {
    const { hashes = Buffer.alloc(0), gaps = [] } = found.get(seal.number) ?? {};
    return { ...seal, hashes, gaps };
  });
}

/** Whether a seal fits its own statement, its tree and its signature. */
async function stands(seal: Seal, signing: Pick<Sealer, 'checkSeal'> | undefined): Promise<boolean> {
  let node = '';
  try {
    node = String((JSON.parse(seal.statement) as { node?: unknown }).node);
  } catch {
    return false;
  }
  const { number, leaves, root, previous, at } = seal;
  const says = sealStatement({ node, number, fromSeq: seal.from_seq, toSeq: seal.to_seq, leaves, root, previous, at });
  if (says !== seal.statement || !statementDigest(says).equals(seal.digest)) return false;
  if (seal.hashes.length !== leaves * hashBytes || !rootOf(seal.hashes).equals(root)) return false;
  if (!signing) return true;
  return seal.signature !== null && signing.checkSeal(Buffer.from(says), seal.signature);
}

/** Compares the records in the range of some seals, which follow one another, with their leaves. @returns how many are there */
async function compareRecords(
  trx: Kysely<Tables>,
  seals: readonly Seal[],
  archive: CheckedArchive,
  report: Report,
): Promise<number> {
  const [first, last] = [seals[0], seals.at(-1)];
  if (!first || !last) return 0;
  const { rows: here } = await sql<SealedRecord>`
    select ${sealedColumns} from evidence.record r
    where r.seq between ${first.from_seq} and ${last.to_seq} order by r.seq`.execute(trx);
  const away = await archive.upTo(last.to_seq);
  const rows = away.length === 0 ? here : [...away, ...here].toSorted((a, b) => a.seq - b.seq);
  let next = 0;
  let sealed = 0;
  for (const seal of seals) {
    const found = new Set<number>();
    for (let row = rows[next]; row && row.seq <= seal.to_seq; row = rows[(next += 1)]) {
      // Of the range of a seal that is gone.
      if (row.seq < seal.from_seq) continue;
      const index = leafIndex(row.seq, seal.from_seq, seal.gaps);
      const at = { position: row.seq, recordId: row.id, seal: seal.number };
      if (index === undefined || found.has(index)) {
        report({ what: 'slipped-in', ...at });
        continue;
      }
      found.add(index);
      const leaf = seal.hashes.subarray(index * hashBytes, (index + 1) * hashBytes);
      if (!leafOf(row).equals(leaf)) report({ what: 'altered', ...at });
    }
    sealed += found.size;
    if (found.size === seal.leaves) continue;
    for (let seq = seal.from_seq; seq <= seal.to_seq; seq += 1) {
      const index = leafIndex(seq, seal.from_seq, seal.gaps);
      if (index !== undefined && !found.has(index) && !archive.mayHold(seq))
        report({ what: 'record-missing', position: seq, seal: seal.number });
    }
  }
  return sealed;
}
