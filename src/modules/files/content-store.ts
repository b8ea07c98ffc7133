import type { Transaction } from 'kysely';
import type { Database } from '#platform/database/database.ts';
import type { Tables } from './tables.ts';

/**
 * Where bytes lie, by their SHA-256. What is known about them (size, scan, who may read) is always in PostgreSQL;
 * only the bytes may live elsewhere. The reasons are in docs/decisions/0004-files-in-postgresql.md.
 */
export interface ContentStore {
  /** Called once per content, in the transaction that first records it. Writing the same content again is harmless. */
  write(trx: Transaction<Tables>, sha256: Buffer, bytes: Buffer): Promise<void>;
  /** The whole content; `undefined` when it is not there. */
  read(sha256: Buffer): Promise<Buffer | undefined>;
  /** Called when nothing refers to the content any more, in the transaction that forgets it. */
  remove(trx: Transaction<Tables>, sha256: Buffer): Promise<void>;
}

/** 512 kB: a 10 MB photo is 20 rows; a piece crosses the wire in one packet train and never weighs on memory. */
const CHUNK = 512 * 1024;

/** Keeps the bytes in `files.content_chunk`, so that every process of the node shares them and one backup holds all. */
export function createPostgresContentStore(database: Database): ContentStore {
  return {
    async write(trx, sha256, bytes) {
      for (let n = 0; n * CHUNK < bytes.length; n += 1) {
        const data = bytes.subarray(n * CHUNK, (n + 1) * CHUNK);
        await trx
          .insertInto('files.content_chunk')
          .values({ sha256, n, data })
          .onConflict((already) => already.doNothing())
          .execute();
      }
    },
    async read(sha256) {
      const chunks = await database
        .of<Tables>()
        .selectFrom('files.content_chunk')
        .select('data')
        .where('sha256', '=', sha256)
        .orderBy('n')
        .execute();
      return chunks.length === 0 ? undefined : Buffer.concat(chunks.map((chunk) => chunk.data));
    },
    async remove(trx, sha256) {
      await trx.deleteFrom('files.content_chunk').where('sha256', '=', sha256).execute();
    },
  };
}
