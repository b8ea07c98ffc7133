import { sql } from 'kysely';
import { actorReference, type Actor } from '#platform/access.ts';
import type { Clock } from '#platform/clock.ts';
import type { Executor } from '#platform/database/database.ts';
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
 * Appends one record in the caller's transaction: one statement, no lock that another transaction could wait for.
 * @returns the record's id
 * @throws TypeError when the entry is not well-formed: an error of the programmer, not of the person
 */
export async function insertRecord(trx: Executor, clock: Clock, entry: EvidenceEntry): Promise<string> {
  const data = JSON.stringify(entry.data ?? {});
  checkEntry(entry, data);
  const id = newId();
  const { kind, subject, purpose = null, legalBasis = null } = entry;
  const actor = JSON.stringify(actorReference(entry.actor));
  await sql`
    with added as (
      insert into evidence.record (id, at, kind, subject, actor, purpose, legal_basis, data)
      values (${id}, ${clock.now()}, ${kind}, ${subject}, ${actor}::json, ${purpose}, ${legalBasis}, ${data}::json)
      returning id)
    insert into evidence.unsealed (record_id) select id from added`.execute(trx);
  return id;
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
