/** Names of the files in a bundle: sorted as numbers are. */
export const sealName = (number: number): string => `seals/${String(number).padStart(9, '0')}`;
export const recordName = (place: number): string => `evidence/${String(place).padStart(4, '0')}`;

/** A payload goes by its digest: what the sender called it stands in the envelope. */
export const payloadName = (sha256: string): string => `payloads/${sha256}`;

/** What a proof file says: where the leaf stands in the tree of its seal, and the way to the root. */
export interface ProofFile {
  seal: number;
  index: number;
  leaves: number;
  path: string[];
}

export interface Manifest {
  v: 1;
  consignmentId: string;
  /** Records that no seal covered when the bundle was made. */
  unsealed: number;
  /** SHA-256 of every other file. */
  files: Record<string, string>;
}
