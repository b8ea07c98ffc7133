import { sql } from 'kysely';
import { leafHash } from './merkle.ts';

/** A record as the database keeps it: every field the very text. */
export type SealedRecord = {
  id: string;
  seq: number;
  /** ISO 8601 in UTC with microseconds: a Date would round what is in the database. */
  at: string;
  kind: string;
  subject: string;
  actor: string;
  purpose: string | null;
  legalBasis: string | null;
  data: string;
};

export const sealedColumns = sql<SealedRecord>`
  r.id, r.seq, to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, r.kind, r.subject, r.actor::text as actor,
  r.purpose, r.legal_basis as "legalBasis", r.data::text as data`;

/**
 * The one line of JSON that a record is hashed as, handed out as and archived as (RFC 8785: sorted keys, no spaces). `actor` and `data`
 * stand in it as the texts that they are in the database, because two JSON texts of one value have two hashes.
 */
export function lineOf(record: SealedRecord): string {
  const { actor, at, data, id, kind, legalBasis, purpose, seq, subject } = record;
  return JSON.stringify({ actor, at, data, id, kind, legalBasis, purpose, seq, subject });
}

export function leafOf(record: SealedRecord): Buffer {
  return leafHash(Buffer.from(lineOf(record)));
}
