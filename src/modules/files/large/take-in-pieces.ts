import { Readable } from 'node:stream';

/**
 * What has come is written down at least this often: it is all that a lost connection can cost. Inserted in pieces of 256 kB with a
 * commit each, PostgreSQL took 41 MB/s; in pieces of 1 MB 109, and of 2 or 4 MB hardly more (one connection, fsync on, 2 cores).
 */
export const PIECE = 1024 * 1024;
/** … and on a slow line after this long, in milliseconds. */
const LONGEST_UNWRITTEN = 2000;

/** Where writing stands after a source has ended: what is left is the caller's to write, e.g. with the last piece. */
export interface Taken {
  /** Offset up to which pieces were written. */
  at: number;
  rest: Buffer;
}

/**
 * Takes a source in, piece by piece: while one is being written the next arrives, so two of them are all that weighs on memory. When
 * the source fails, what came before is written and the failure thrown; a source that is a stream is not destroyed, so that the
 * answer to its sender can still go out.
 *
 * @param until the piece that reaches this offset is left to the caller
 */
export async function takeInPieces(
  source: AsyncIterable<Uint8Array>,
  from: number,
  write: (at: number, piece: Buffer) => Promise<void>,
  until = Infinity,
): Promise<Taken> {
  let at = from;
  let waiting: Uint8Array[] = [];
  let size = 0;
  let written = Date.now();
  let writing = Promise.resolve();
  const writeDown = async (): Promise<void> => {
    await writing;
    const piece = Buffer.concat(waiting);
    const here = at;
    [waiting, size, at, written] = [[], 0, at + piece.length, Date.now()];
    writing = write(here, piece);
    // Awaited before the next piece; until then its failure must not count as one that nobody heard.
    writing.catch(() => undefined);
  };
  try {
    for await (const part of keptOpen(source)) {
      waiting.push(part);
      size += part.byteLength;
      if (at + size >= until) continue;
      if (size >= PIECE || (size > 0 && Date.now() - written > LONGEST_UNWRITTEN)) await writeDown();
    }
  } catch (error) {
    await writing;
    if (size > 0 && at + size < until) await writeDown();
    await writing;
    throw error;
  }
  await writing;
  return { at, rest: Buffer.concat(waiting) };
}

function keptOpen(source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return source instanceof Readable ? source.iterator({ destroyOnReturn: false }) : source;
}
