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
  /** Whole contents in memory, many in one reading; only for what is known to be small. What is not there is left out. */
  readMany(sha256s: readonly Buffer[]): Promise<Map<string, Buffer>>;
  /** Begins bytes of which the SHA-256 is not known yet, or which are not all there yet. */
  begin(trx: Transaction<Tables>, blobIds: readonly string[], now: Date): Promise<void>;
  append(trx: Transaction<Tables>, pieces: readonly BlobPiece[]): Promise<void>;
  streamBlob(blobId: string, from: number, to: number): AsyncIterable<Buffer>;
  /** Each blob is whole and is this content, which has just been recorded for the first time. */
  adopt(trx: Transaction<Tables>, blobs: readonly { blobId: string; sha256: Buffer }[]): Promise<void>;
  /** Forgets blobs that became no content. */
  discard(trx: Transaction<Tables>, blobIds: readonly string[]): Promise<void>;
}

export interface BlobPiece {
  blobId: string;
  at: number;
  piece: Buffer;
}

/** 512 kB: a 10 MB photo is 20 rows; a piece crosses the wire in one packet train and never weighs on memory. */
const CHUNK = 512 * 1024;

/**
 * Read at once. A download of hours must hold neither a connection nor a snapshot, so each window is a statement of its own; four
 * megabytes are taken in about ten milliseconds, and 256 downloads at once weigh a gigabyte.
 */
const WINDOW = 4 * 1024 * 1024;

/** Of several contents that are read in one statement, each begins at its place in the list times this: no small one is as long. */
const PLACE = 2 ** 40;

/** Digests are bytes: nothing of a caller's wording comes into the statement. */
const ofMany = (sha256s: readonly Buffer[]): string => `
  select given.place * ${PLACE} + piece.starts_at, piece.data
  from (values ${sha256s.map((sha256, place) => `(${place}::bigint, '\\x${sha256.toString('hex')}'::bytea)`).join(', ')}) as given (place, sha256)
  join files.content c using (sha256),
  lateral (
    select n::bigint * ${CHUNK} as starts_at, data from files.content_chunk where c.blob_id is null and sha256 = c.sha256
    union all select starts_at, data from files.blob_chunk where blob_id = c.blob_id) as piece
  order by 1`;

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
    async readMany(sha256s) {
      const parts = new Map<string, Buffer[]>();
      for (const { startsAt, data } of await copyPieces(database, ofMany(sha256s))) {
        const key = sha256s[Math.floor(startsAt / PLACE)]?.toString('hex') ?? '';
        parts.set(key, [...(parts.get(key) ?? []), data]);
      }
      return new Map(
        [...parts].map(([key, [one, ...more]]) => [
          key,
          one && more.length === 0 ? one : Buffer.concat([...(one ? [one] : []), ...more]),
        ]),
      );
    },
    stream,
    async remove(trx, sha256) {
      await trx.deleteFrom('files.content_chunk').where('sha256', '=', sha256).execute();
    },
    async begin(trx, blobIds, now) {
      await sql`insert into files.blob (id, started_at) select id, ${now} from unnest(${blobIds}::uuid[]) as given (id)`.execute(
        trx,
      );
    },
    async append(trx, pieces) {
      await trx
        .insertInto('files.blob_chunk')
        .values(pieces.map(({ blobId, at, piece }) => ({ blob_id: blobId, starts_at: at, data: piece })))
        .execute();
    },
    streamBlob: (blobId, from, to) => inWindows(ofBlob(blobId), from, to),
    async adopt(trx, blobs) {
      await sql`update files.content c set blob_id = given.id
        from unnest(${blobs.map(({ blobId }) => blobId)}::uuid[], ${blobs.map(({ sha256 }) => sha256)}::bytea[]) as given (id, sha256)
        where c.sha256 = given.sha256`.execute(trx);
    },
    async discard(trx, blobIds) {
      await sql`delete from files.blob where id = any(${blobIds}::uuid[])`.execute(trx);
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
