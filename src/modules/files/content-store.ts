import { sql, type Transaction } from 'kysely';
import type { Database } from '#platform/database/database.ts';
import { copyPieces, type StoredPiece } from './copy-pieces.ts';
import type { Tables } from './tables.ts';

/**
 * Where bytes lie, by their SHA-256. What is known about them (size, scan, who may read) is always in PostgreSQL;
 * only the bytes may live elsewhere. The reasons are in docs/decisions/0004-files-in-postgresql.md and 0024.
 */
export interface ContentStore {
  /** Called once per content, in the transaction that first records it. Writing the same content again is harmless. */
  write(trx: Transaction<Tables>, sha256: Buffer, bytes: Buffer): Promise<void>;
  /** The whole content in memory; `undefined` when it is not there. */
  read(sha256: Buffer): Promise<Buffer | undefined>;
  /** Bytes from `from` up to, not including, `to`, as fast as they are taken and no faster. Throws where some are missing. */
  stream(sha256: Buffer, from: number, to: number): AsyncIterable<Buffer>;
  /** Called when nothing refers to the content any more, in the transaction that forgets it. */
  remove(trx: Transaction<Tables>, sha256: Buffer): Promise<void>;
  /** Begins bytes of which the SHA-256 is not known yet, or which are not all there yet. */
  begin(trx: Transaction<Tables>, blobId: string, now: Date): Promise<void>;
  append(trx: Transaction<Tables>, blobId: string, at: number, piece: Buffer): Promise<void>;
  streamBlob(blobId: string, from: number, to: number): AsyncIterable<Buffer>;
  /** The blob is whole and is this content, which has just been recorded for the first time. */
  adopt(trx: Transaction<Tables>, blobId: string, sha256: Buffer): Promise<void>;
  /** Forgets a blob that became no content. */
  discard(trx: Transaction<Tables>, blobId: string): Promise<void>;
}

/** 512 kB: a 10 MB photo is 20 rows; a piece crosses the wire in one packet train and never weighs on memory. */
const CHUNK = 512 * 1024;

/**
 * Read at once. A download of hours must hold neither a connection nor a snapshot, so each window is a statement of its own; four
 * megabytes are taken in about ten milliseconds, and 256 downloads at once weigh a gigabyte.
 */
const WINDOW = 4 * 1024 * 1024;

/** Keeps the bytes in PostgreSQL, so that every process of the node shares them and one backup holds all. */
export function createPostgresContentStore(database: Database): ContentStore {
  const blobOf = async (sha256: Buffer): Promise<{ blobId: string | null; bytes: number } | undefined> =>
    database
      .of<Tables>()
      .selectFrom('files.content')
      .select(['blob_id as blobId', 'bytes'])
      .where('sha256', '=', sha256)
      .executeTakeFirst();
  const ofContent = (sha256: Buffer) => (from: number, to: number) =>
    copyPieces(
      database,
      `select n::bigint * ${CHUNK}, data from files.content_chunk where sha256 = '\\x${sha256.toString('hex')}'
        and n >= ${Math.floor(from / CHUNK)} and n < ${Math.ceil(to / CHUNK)} order by n`,
    );
  const ofBlob = (blobId: string) => (from: number, to: number) =>
    copyPieces(
      database,
      `select starts_at, data from files.blob_chunk where blob_id = '${blobId}' and starts_at < ${to}
        and starts_at >= (select max(starts_at) from files.blob_chunk where blob_id = '${blobId}' and starts_at <= ${from})
        order by starts_at`,
    );
  async function* stream(sha256: Buffer, from: number, to: number): AsyncGenerator<Buffer> {
    const place = await blobOf(sha256);
    if (!place) throw new Error(`The content ${sha256.toString('hex')} is not in the store`);
    yield* inWindows(place.blobId === null ? ofContent(sha256) : ofBlob(place.blobId), from, to);
  }
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
      const place = await blobOf(sha256);
      if (!place) return undefined;
      const pieces: Buffer[] = [];
      for await (const piece of stream(sha256, 0, place.bytes)) pieces.push(piece);
      return pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
    },
    stream,
    async remove(trx, sha256) {
      await trx.deleteFrom('files.content_chunk').where('sha256', '=', sha256).execute();
    },
    async begin(trx, blobId, now) {
      await trx.insertInto('files.blob').values({ id: blobId, started_at: now }).execute();
    },
    async append(trx, blobId, at, piece) {
      await trx.insertInto('files.blob_chunk').values({ blob_id: blobId, starts_at: at, data: piece }).execute();
    },
    streamBlob: (blobId, from, to) => inWindows(ofBlob(blobId), from, to),
    async adopt(trx, blobId, sha256) {
      await trx.updateTable('files.content').set({ blob_id: blobId }).where('sha256', '=', sha256).execute();
    },
    async discard(trx, blobId) {
      await sql`delete from files.blob where id = ${blobId}`.execute(trx);
    },
  };
}

async function* inWindows(
  pieces: (from: number, to: number) => Promise<StoredPiece[]>,
  from: number,
  to: number,
): AsyncGenerator<Buffer> {
  for (let at = from; at < to;) {
    const before = at;
    for (const { startsAt, data } of await pieces(at, Math.min(to, at + WINDOW))) {
      if (startsAt > at || startsAt + data.length <= at) break;
      yield data.subarray(at - startsAt, to - startsAt);
      at = Math.min(to, startsAt + data.length);
    }
    if (at === before) throw new Error(`Stored bytes are missing from ${at} on`);
  }
}
