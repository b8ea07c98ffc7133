import { leafHash, rootFrom } from './merkle.ts';

/** Whether a line stands at its place in the tree of that root (hexadecimal). Asks no database. */
export function checkProof(
  line: Buffer,
  proof: { index: number; leaves: number; path: readonly string[] },
  root: string,
): boolean {
  const path = proof.path.map((hex) => Buffer.from(hex, 'hex'));
  return rootFrom(leafHash(line), proof.index, proof.leaves, path)?.toString('hex') === root;
}
