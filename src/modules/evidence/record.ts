import { sql, type RawBuilder } from 'kysely';
import { actorReference, type Actor } from '#platform/access.ts';
import type { Clock } from '#platform/clock.ts';
import type { Executor } from '#platform/database/database.ts';
import { PREPARED } from '#platform/database/prepared-client.ts';
import { newId } from '#platform/id.ts';
import { hasControlChars } from '#platform/text.ts';

/** What is recorded: references and decisions, no more personal data than the act itself needs. */
export type EvidenceEntry = {
  /** 'room.what-was-done' */
  kind: string;
  /** What it was done to, 'dossier:<id>', 'person:<id>'. */
  subject: string;
  actor: Actor;
  /** Why personal data were disclosed; asked for by the law on personal data for every disclosure. */
  purpose?: string;
  legalBasis?: string;
  /** Any JSON value, at most 64 KB as text. */
  data?: unknown;
};

const maxDataBytes = 64 * 1024;

/**
 * Appends one record in the caller's transaction: one row, no lock that another transaction could wait for.
 * @returns the record's id
 * @throws TypeError when the entry is not well-formed: an error of the programmer, not of the person
 */
export async function insertRecord(trx: Executor, clock: Clock, entry: EvidenceEntry): Promise<string> {
  const [id = ''] = await insertRecords(trx, clock, [entry]);
  return id;
}

/** The same for many, in one statement however many they are. @returns their ids, in the same order */
export async function insertRecords(
  trx: Executor,
  clock: Clock,
  entries: readonly EvidenceEntry[],
): Promise<readonly string[]> {
  if (entries.length === 0) return [];
  const rows = entries.map(rowOf);
  await sql`${sql.raw(PREPARED)} ${insertOf(clock, rows)}`.execute(trx);
  return rows.map(({ id }) => id);
}

/** The same as a part of a statement of the caller (a WITH query): what is recorded is lasting together with what it is about, in one round trip. */
export function recordingOf(clock: Clock, entries: readonly EvidenceEntry[]): RawBuilder<unknown> {
  return insertOf(clock, entries.map(rowOf));
}

type Row = ReturnType<typeof rowOf>;

function rowOf(entry: EvidenceEntry) {
  const data = JSON.stringify(entry.data ?? {});
  checkEntry(entry, data);
  return { ...entry, data, id: newId(), reference: JSON.stringify(actorReference(entry.actor)) };
}

function insertOf(clock: Clock, rows: readonly Row[]): RawBuilder<unknown> {
  const column = <Value>(of: (row: Row) => Value): Value[] => rows.map(of);
  return sql`
    insert into evidence.record (id, at, kind, subject, actor, purpose, legal_basis, data)
    select id, ${clock.now()}, kind, subject, actor::json, purpose, legal_basis, data::json
    from unnest(${column(({ id }) => id)}::uuid[], ${column(({ kind }) => kind)}::text[], ${column(({ subject }) => subject)}::text[],
      ${column(({ reference }) => reference)}::text[], ${column(({ purpose }) => purpose ?? null)}::text[],
      ${column(({ legalBasis }) => legalBasis ?? null)}::text[], ${column(({ data }) => data)}::text[])
      as given (id, kind, subject, actor, purpose, legal_basis, data)`;
}

function checkEntry({ kind, subject, purpose, legalBasis }: EvidenceEntry, data: string): void {
  if (!/^[a-z][a-z-]*\.[a-z][a-z-]*$/.test(kind)) throw new TypeError(`Not a kind of evidence: ${kind}`);
  if (!/^[a-z][a-z-]*:\S{1,150}$/.test(subject))
    throw new TypeError('The subject of evidence has the form "dossier:<id>".');
  for (const text of [subject, purpose ?? '', legalBasis ?? '']) {
    if (text.length > 1000 || hasControlChars(text))
      throw new TypeError('A text of evidence is too long or unreadable.');
  }
  if (Buffer.byteLength(data) > maxDataBytes) throw new TypeError('The data of evidence are too large.');
}
