import { createHash, randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** With the number of the process that made it, so that what a killed one left can be told from what is in use. */
export const NAME = /^lienthong-(\d+)-[0-9a-f-]{36}$/;

/** Bytes put aside on the disk, to be read from any place; taken away by `remove`. */
export interface Spooled {
  path: string;
  bytes: number;
  /** Hex. */
  sha256: string;
  remove(): Promise<void>;
}

/**
 * Writes a stream to a file of its own, readable by this account only.
 * @param most bytes; what is more calls `tooMuch`, which throws
 */
export async function spool(source: AsyncIterable<Uint8Array>, most: number, tooMuch: () => never): Promise<Spooled> {
  const path = join(tmpdir(), `lienthong-${process.pid}-${randomUUID()}`);
  const remove = () => rm(path, { force: true });
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of source) {
      bytes += piece.byteLength;
      if (bytes > most) tooMuch();
      hash.update(piece);
      await file.write(piece);
    }
  } catch (error) {
    await file.close();
    await remove();
    throw error;
  }
  await file.close();
  return { path, bytes, sha256: hash.digest('hex'), remove };
}
