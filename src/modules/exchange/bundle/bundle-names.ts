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

/** The list of all files, and the seal over it: by these the README is signed as well. */
export const manifestName = 'manifest.json';
export const manifestSealName = 'manifest.p7s';

export interface Manifest {
  v: 2;
  consignmentId: string;
  /** Records that no seal covered when the bundle was made. */
  unsealed: number;
  /** SHA-256 of every file but this one and its seal. */
  files: Record<string, string>;
}
