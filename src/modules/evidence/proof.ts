import { sql, type Kysely } from 'kysely';
import { findArchived, readArchived } from './archive/archived-lines.ts';
import { lineOf, sealedColumns, type SealedRecord } from './leaf.ts';
import { pathOf } from './merkle.ts';
import { leafIndex } from './seal.ts';
import type { Tables } from './tables.ts';

/** That a record stands under a seal: hash `line` as a leaf (RFC 6962), follow `path`, and compare with the root in the seal's statement. */
export type Proof = {
  recordId: string;
  /** The record, exactly the bytes that are hashed. */
  line: string;
  seal: number;
  /** Place of the leaf in the tree, from 0. */
  index: number;
  leaves: number;
  /** From below, hexadecimal. */
  path: string[];
};

/** Computed when asked: one row of leaves and some hashes. @returns undefined when the record is not there or not sealed yet */
export async function proveRecord(db: Kysely<Tables>, archive: string, recordId: string): Promise<Proof | undefined> {
  const { rows } = await sql<SealedRecord>`
    select ${sealedColumns} from evidence.record r where r.id = ${recordId}`.execute(db);
  const record = rows[0];
  if (record) return proveLine(db, { recordId, seq: record.seq, line: lineOf(record) });
  // In this order: a record that leaves meanwhile is in the archive by now.
  const place = await findArchived(db, recordId);
  const [read] = place ? await readArchived(archive, [place]) : [];
  return read && proveLine(db, { recordId, seq: read.record.seq, line: read.line });
}

export async function proveLine(
  db: Kysely<Tables>,
  { recordId, seq, line }: { recordId: string; seq: number; line: string },
): Promise<Proof | undefined> {
  const seal = await db
    .selectFrom('evidence.seal as s')
    .innerJoin('evidence.leaves as l', 'l.seal_number', 's.number')
    .select(['s.number', 's.from_seq', 's.leaves', 'l.hashes', 'l.gaps'])
    .where('s.to_seq', '>=', seq)
    .where('s.from_seq', '<=', seq)
    .orderBy('s.to_seq')
    .limit(1)
    .executeTakeFirst();
  const index = seal && leafIndex(seq, seal.from_seq, seal.gaps);
  if (!seal || index === undefined) return undefined;
  const path = pathOf(seal.hashes, index).map((hash) => hash.toString('hex'));
  return { recordId, line, seal: seal.number, index, leaves: seal.leaves, path };
}
