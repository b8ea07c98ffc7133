import { to as copyTo } from 'pg-copy-streams';
import type { Database } from '#platform/database/database.ts';

/** Bytes as they lie in the store, and where they begin in their content. */
export interface StoredPiece {
  startsAt: number;
  data: Buffer;
}

/** Signature, flags and length of the header's extension, which PostgreSQL leaves empty. */
const HEADER = 11 + 4 + 4;

/**
 * Reads pieces by COPY in the binary form. The driver takes ordinary rows as text, and `bytea` as text is hexadecimal: 60–80 MB/s with
 * 6 ms of our processor for each megabyte, where COPY gives 440 MB/s with 0.6 ms (1 MB rows, 2 cores).
 *
 * @param select answers (bigint, bytea); nothing that a caller wrote may stand in it, since COPY takes no parameters
 */
export async function copyPieces(database: Database, select: string): Promise<StoredPiece[]> {
  const client = await database.pool.connect();
  let failure: Error | undefined;
  try {
    const parts: Buffer[] = [];
    for await (const part of client.query(copyTo(`copy (${select}) to stdout (format binary)`)))
      parts.push(part as Buffer);
    return piecesOf(Buffer.concat(parts));
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    client.release(failure);
  }
}

function piecesOf(copied: Buffer): StoredPiece[] {
  const pieces: StoredPiece[] = [];
  // Each row: the count of fields (-1 ends it all), then a length and the bytes of each field.
  for (let at = HEADER; copied.readInt16BE(at) !== -1;) {
    const startsAt = Number(copied.readBigInt64BE(at + 6));
    const length = copied.readInt32BE(at + 14);
    pieces.push({ startsAt, data: copied.subarray(at + 18, at + 18 + length) });
    at += 18 + length;
  }
  return pieces;
}
