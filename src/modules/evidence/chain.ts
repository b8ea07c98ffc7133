import { createHash } from 'node:crypto';

/** A record as it is hashed: the texts exactly as the database keeps them. */
export type ChainedRecord = {
  id: string;
  /** Microseconds since 1970, as text. */
  at: string;
  kind: string;
  subject: string;
  actor: string;
  purpose: string | null;
  legalBasis: string | null;
  data: string;
};

/** The hash before the first record. */
export const genesis: Buffer = createHash('sha256').update('lien-thong/evidence/1').digest();

/**
 * The hash of a record in the chain. Every field goes in with its length, so that no two records give the same bytes;
 * an absent field differs from an empty one.
 */
export function linkHash(previous: Buffer, position: number, record: ChainedRecord): Buffer {
  const hash = createHash('sha256').update(previous);
  const { id, at, kind, subject, actor, purpose, legalBasis, data } = record;
  for (const field of [String(position), id, at, kind, subject, actor, purpose, legalBasis, data]) {
    const bytes = Buffer.from(field ?? '');
    const length = Buffer.alloc(5);
    length[0] = field === null ? 0 : 1;
    length.writeUInt32BE(bytes.length, 1);
    hash.update(length).update(bytes);
  }
  return hash.digest();
}

/** What a seal signs: the head of the chain at a time. */
export function sealedBytes(position: number, hash: Buffer, at: Date): Buffer {
  return Buffer.from(`lien-thong/evidence-seal/1\n${position}\n${hash.toString('hex')}\n${at.toISOString()}\n`);
}
