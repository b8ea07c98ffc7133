import { sql, type Kysely } from 'kysely';
import { archivedOf } from './archive/archived-lines.ts';
import { lineOf, sealedColumns, type SealedRecord } from './leaf.ts';
import { proveLine, type Proof } from './proof.ts';
import type { Tables } from './tables.ts';

export type SealDocument = {
  number: number;
  statement: string;
  /** Detached CMS, DER. */
  signature?: Buffer;
  /** Time stamp token, DER. */
  token?: Buffer;
};

/** Everything recorded of a subject that is under a seal, and the seals that vouch for it. */
export type ProofSet = {
  proofs: (Proof & { kind: string; data: unknown })[];
  /** Of each record, its seal and those after it up to the next that has a time stamp. */
  seals: SealDocument[];
  /** Records that no seal covers yet. */
  waiting: number;
};

/** More records than one document on the axis leaves in its life; more seals than come between two time stamps of a working node. */
const most = 5_000;
const longestWay = 2_000;

export async function proveSubject(db: Kysely<Tables>, archive: string, subject: string): Promise<ProofSet> {
  const { rows } = await sql<SealedRecord>`
    select ${sealedColumns} from evidence.record r where r.subject = ${subject} order by r.seq limit ${most}`.execute(
    db,
  );
  const proofs: ProofSet['proofs'] = [];
  // In this order: what leaves meanwhile is then found twice rather than not at all.
  const away = await archivedOf(db, archive, { subject, limit: most });
  const lines = new Map(away.map((one) => [one.record.id, one]));
  for (const record of rows) lines.set(record.id, { record, line: lineOf(record) });
  const ordered = [...lines.values()].toSorted((a, b) => a.record.seq - b.record.seq).slice(0, most);
  for (const { record, line } of ordered) {
    const proof = await proveLine(db, { recordId: record.id, seq: record.seq, line });
    if (proof) proofs.push({ ...proof, kind: record.kind, data: JSON.parse(record.data) as unknown });
  }
  const numbers = [...new Set(proofs.map((proof) => proof.seal))].toSorted((a, b) => a - b);
  const seals = new Map<number, SealDocument>();
  for (const number of numbers)
    if (!seals.has(number)) for (const seal of await wayFrom(db, number)) seals.set(seal.number, seal);
  return {
    proofs,
    seals: [...seals.values()].toSorted((a, b) => a.number - b.number),
    waiting: ordered.length - proofs.length,
  };
}

/** A seal and those after it, up to the first with a time stamp; the seal alone when none has one yet. */
async function wayFrom(db: Kysely<Tables>, number: number): Promise<SealDocument[]> {
  const stamped = await db
    .selectFrom('evidence.stamp')
    .select('seal_number')
    .where('seal_number', '>=', number)
    .orderBy('seal_number')
    .limit(1)
    .executeTakeFirst();
  const last = stamped && stamped.seal_number - number < longestWay ? stamped.seal_number : number;
  const rows = await db
    .selectFrom('evidence.seal as s')
    .leftJoin('evidence.stamp as t', 't.seal_number', 's.number')
    .select(['s.number', 's.statement', 's.signature', 't.token'])
    .where('s.number', '>=', number)
    .where('s.number', '<=', last)
    .orderBy('s.number')
    .execute();
  return rows.map(({ signature, token, ...seal }) => ({
    ...seal,
    ...(signature ? { signature } : {}),
    ...(token ? { token } : {}),
  }));
}
