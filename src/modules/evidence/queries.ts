import { sql, type Kysely } from 'kysely';
import type { Tables } from './tables.ts';

export type EvidenceLine = {
  id: string;
  at: Date;
  kind: string;
  subject: string;
  /** Kind and ids of who acted, no names. */
  actor: Record<string, string>;
  purpose?: string;
  legalBasis?: string;
  data: unknown;
  /** Number under the seals; absent until the next run of the sealer. */
  position?: number;
};

/** History of a subject, oldest first. `after` is the id of the last line that the caller has. */
export async function readHistory(
  db: Kysely<Tables>,
  subject: string,
  page: { after?: string; limit: number },
): Promise<EvidenceLine[]> {
  const after = page.after
    ? sql`and (r.at, r.id) > (select at, id from evidence.record where id = ${page.after} and subject = ${subject})`
    : sql``;
  const { rows } = await sql<{
    id: string;
    at: Date;
    kind: string;
    subject: string;
    actor: Record<string, string>;
    purpose: string | null;
    legal_basis: string | null;
    data: unknown;
    position: number | null;
  }>`
    select r.id, r.at, r.kind, r.subject, r.actor, r.purpose, r.legal_basis, r.data,
      case when r.seq <= (select max(to_seq) from evidence.seal) then r.seq end as position
    from evidence.record r
    where r.subject = ${subject} ${after}
    order by r.at, r.id limit ${page.limit}`.execute(db);
  return rows.map(({ legal_basis, purpose, position, ...line }) => ({
    ...line,
    ...(purpose === null ? {} : { purpose }),
    ...(legal_basis === null ? {} : { legalBasis: legal_basis }),
    ...(position === null ? {} : { position }),
  }));
}

/** Whether an officer of the agency has acted on the subject. Having looked at its history does not count. */
export async function hasActed(db: Kysely<Tables>, subject: string, agencyId: string): Promise<boolean> {
  const { rows } = await sql`
    select from evidence.record
    where subject = ${subject} and actor->>'kind' = 'officer' and actor->>'agencyId' = ${agencyId}
      and kind <> 'evidence.history-viewed' limit 1`.execute(db);
  return rows.length > 0;
}
