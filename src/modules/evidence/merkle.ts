import { hash } from 'node:crypto';

// Merkle trees as in RFC 6962, 2.1: a leaf is hashed behind the byte 0x00 and a node behind 0x01, so that neither can pass for the
// other; a tree splits at the largest power of two below its size. Leaves lie one after another in one buffer, 32 bytes each.

export const hashBytes = 32;

const sha256 = (bytes: Buffer): Buffer => hash('sha256', bytes, 'buffer');

export function leafHash(bytes: Uint8Array): Buffer {
  const prefixed = Buffer.allocUnsafe(bytes.length + 1);
  prefixed[0] = 0;
  prefixed.set(bytes, 1);
  return sha256(prefixed);
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  const joined = Buffer.allocUnsafe(1 + 2 * hashBytes);
  joined[0] = 1;
  joined.set(left, 1);
  joined.set(right, 1 + hashBytes);
  return sha256(joined);
}

const leafAt = (leaves: Buffer, index: number): Buffer => leaves.subarray(index * hashBytes, (index + 1) * hashBytes);

/** The largest power of two that is smaller than `size`. */
function split(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}

export function rootOf(leaves: Buffer): Buffer {
  const size = leaves.length / hashBytes;
  if (size === 0) return sha256(Buffer.alloc(0));
  if (size === 1) return Buffer.from(leafAt(leaves, 0));
  const at = split(size) * hashBytes;
  return nodeHash(rootOf(leaves.subarray(0, at)), rootOf(leaves.subarray(at)));
}

/** The hashes beside the way from a leaf to the root, from below: RFC 6962, 2.1.1. */
export function pathOf(leaves: Buffer, index: number): Buffer[] {
  const size = leaves.length / hashBytes;
  if (index < 0 || index >= size) throw new RangeError('There is no such leaf.');
  if (size === 1) return [];
  const at = split(size);
  const [left, right] = [leaves.subarray(0, at * hashBytes), leaves.subarray(at * hashBytes)];
  return index < at ? [...pathOf(left, index), rootOf(right)] : [...pathOf(right, index - at), rootOf(left)];
}

/** The root that a leaf, its place and its path lead to; `undefined` when a path of that length belongs to no such place. */
export function rootFrom(leaf: Buffer, index: number, size: number, path: readonly Buffer[]): Buffer | undefined {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return undefined;
  let [at, last] = [index, size - 1];
  let node = leaf;
  for (const beside of path) {
    if (beside.length !== hashBytes || last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      node = nodeHash(beside, node);
      // At the right edge a node without a neighbour goes up as it is.
      while (at % 2 === 0 && at !== 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    } else node = nodeHash(node, beside);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? node : undefined;
}
