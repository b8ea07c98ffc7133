import type { Kysely } from 'kysely';
import { hashBytes, rootOf } from '../merkle.ts';
import { leafIndex } from '../seal.ts';
import type { Tables } from '../tables.ts';

/** The leaves that seals have for numbers asked in ascending order: each tree is read and compared with its root once. */
export function leavesReader(db: Kysely<Tables>): { leafOf(seq: number): Promise<Buffer | undefined> } {
  let tree: { from: number; to: number; hashes: Buffer; gaps: number[] } | undefined;
  return {
    async leafOf(seq) {
      if (!tree || seq > tree.to || seq < tree.from) {
        const row = await db
          .selectFrom('evidence.seal as s')
          .innerJoin('evidence.leaves as l', 'l.seal_number', 's.number')
          .select(['s.from_seq as from', 's.to_seq as to', 's.root', 'l.hashes', 'l.gaps'])
          .where('s.to_seq', '>=', seq)
          .orderBy('s.to_seq')
          .limit(1)
          .executeTakeFirst();
        if (!row || row.from > seq || !rootOf(row.hashes).equals(row.root)) return undefined;
        tree = row;
      }
      const index = leafIndex(seq, tree.from, tree.gaps);
      return index === undefined ? undefined : tree.hashes.subarray(index * hashBytes, (index + 1) * hashBytes);
    },
  };
}
