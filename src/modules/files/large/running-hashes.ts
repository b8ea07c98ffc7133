import { createHash, type Hash } from 'node:crypto';

/** Kept at the same time in one process; the longest unused goes first. */
const MOST = 500;

/**
 * The SHA-256 of contents on their way, as far as this process saw them from the first byte on. It only spares a second reading: the
 * state of node:crypto's hash cannot be written down, and the one of WebAssembly that can was a ninth as fast (83 of 716 MB/s), so
 * content whose pieces came by several processes, or over a restart, is read again from the store (about 300 MB/s) when it is whole.
 */
export class RunningHashes {
  readonly #hashes = new Map<string, { hash: Hash; at: number }>();

  /** Call after a piece has been written down. */
  update(id: string, at: number, piece: Uint8Array): void {
    const known = at === 0 ? { hash: createHash('sha256'), at: 0 } : this.#hashes.get(id);
    this.#hashes.delete(id);
    if (known?.at !== at) return;
    known.hash.update(piece);
    known.at += piece.byteLength;
    this.#hashes.set(id, known);
    const [oldest] = this.#hashes.keys();
    if (this.#hashes.size > MOST && oldest !== undefined) this.#hashes.delete(oldest);
  }

  /** The digest of the first `bytes` bytes if all of them passed here; it is asked for once. */
  take(id: string, bytes: number): Buffer | undefined {
    const known = this.#hashes.get(id);
    this.#hashes.delete(id);
    return known?.at === bytes ? known.hash.digest() : undefined;
  }
}

/** The digest of what a stream brings. */
export async function digestOf(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const hash = createHash('sha256');
  for await (const part of source) hash.update(part);
  return hash.digest();
}
