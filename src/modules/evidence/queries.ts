import { sql, type Kysely } from 'kysely';
import { archivedOf, type ArchivedLine } from './archive/archived-lines.ts';
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

/** History of a subject, oldest first, whether its days are in the database or in the archive. `after` is the id of the last line that the caller has. */
export async function readHistory(
  db: Kysely<Tables>,
  archive: string,
  subject: string,
  page: { after?: string; limit: number },
): Promise<EvidenceLine[]> {
  const after = page.after === undefined ? undefined : await placeOf(db, page.after);
  if (page.after !== undefined && !after) return [];
  const { rows } = await sql<{
    id: string;
    at: Date;
    exact: string;
    kind: string;
    subject: string;
    actor: Record<string, string>;
    purpose: string | null;
    legal_basis: string | null;
    data: unknown;
    position: number | null;
  }>`
    select r.id, r.at, to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as exact, r.kind, r.subject, r.actor,
      r.purpose, r.legal_basis, r.data,
      case when r.seq <= (select max(to_seq) from evidence.seal) then r.seq end as position
    from evidence.record r
    where r.subject = ${subject} ${after ? sql`and (r.at, r.id) > (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    order by r.at, r.id limit ${page.limit}`.execute(db);
  const here = rows.map(({ legal_basis, purpose, position, exact, ...line }) => ({
    key: exact + line.id,
    line: {
      ...line,
      ...(purpose === null ? {} : { purpose }),
      ...(legal_basis === null ? {} : { legalBasis: legal_basis }),
      ...(position === null ? {} : { position }),
    },
  }));
  // In this order: a line that leaves meanwhile is found twice rather than not at all.
  const away = await archivedOf(db, archive, { subject, limit: page.limit, ...(after ? { after } : {}) });
  if (away.length === 0) return here.map(({ line }) => line);
  const all = new Map([...away.map(lineOfArchived), ...here].map((one) => [one.key, one.line]));
  return [...all]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, page.limit)
    .map(([, line]) => line);
}

function lineOfArchived({ record }: ArchivedLine): { key: string; line: EvidenceLine } {
  const { id, at, kind, subject, purpose, legalBasis, seq } = record;
  return {
    key: at + id,
    line: {
      id,
      at: new Date(at),
      kind,
      subject,
      actor: JSON.parse(record.actor) as Record<string, string>,
      ...(purpose === null ? {} : { purpose }),
      ...(legalBasis === null ? {} : { legalBasis }),
      data: JSON.parse(record.data) as unknown,
      position: seq,
    },
  };
}

async function placeOf(db: Kysely<Tables>, id: string): Promise<{ at: string; id: string } | undefined> {
  const { rows } = await sql<{ at: string }>`
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from (
      select at from evidence.record where id = ${id} union all select at from evidence.archived where record_id = ${id}) found
    limit 1`.execute(db);
  return rows[0] && { at: rows[0].at, id };
}

/** Whether an officer of the agency has acted on the subject. Having looked at its history does not count. */
export async function hasActed(
  db: Kysely<Tables>,
  archive: string,
  subject: string,
  agencyId: string,
): Promise<boolean> {
  const { rows } = await sql`
    select from evidence.record
    where subject = ${subject} and actor->>'kind' = 'officer' and actor->>'agencyId' = ${agencyId}
      and kind <> 'evidence.history-viewed' limit 1`.execute(db);
  if (rows.length > 0) return true;
  for (let after: { at: string; id: string } | undefined; ;) {
    const lines = await archivedOf(db, archive, { subject, limit: 500, ...(after ? { after } : {}) });
    for (const { record } of lines) {
      const actor = JSON.parse(record.actor) as { kind?: string; agencyId?: string };
      if (actor.kind === 'officer' && actor.agencyId === agencyId && record.kind !== 'evidence.history-viewed')
        return true;
    }
    const last = lines.at(-1)?.record;
    if (!last || lines.length < 500) return false;
    after = { at: last.at, id: last.id };
  }
}
