import { createHash } from 'node:crypto';
import { sql } from 'kysely';

// The chain of hashes over single records that this room kept before it sealed by trees. Nothing is added to it any more; what an
// older database has of it is still checked, and the first seal links to its head.

/** A record as it was hashed: the texts exactly as the database keeps them. */
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

export const chainedColumns = sql<ChainedRecord>`
  r.id, (extract(epoch from r.at) * 1000000)::bigint::text as at, r.kind, r.subject, r.actor::text as actor,
  r.purpose, r.legal_basis as "legalBasis", r.data::text as data`;

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

/** What a signed head says: the end of the chain at a time. */
export function headBytes(position: number, hash: Buffer, at: Date): Buffer {
  return Buffer.from(`lien-thong/evidence-seal/1\n${position}\n${hash.toString('hex')}\n${at.toISOString()}\n`);
}
