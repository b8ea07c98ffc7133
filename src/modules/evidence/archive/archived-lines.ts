import { sql, type Kysely } from 'kysely';
import { evidenceProblem } from '../errors.ts';
import type { SealedRecord } from '../leaf.ts';
import type { Tables } from '../tables.ts';
import { readLines, type Place } from './read-segment.ts';
import { recordIn, subjectKey } from './segment.ts';

export type ArchivedLine = { line: string; record: SealedRecord };
export type Archived = Place & { id: string; at: string };

const columns = sql<Archived>`
  a.record_id as id, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, s.file, a.start, a.bytes`;

/** Reads records where the index says that they are. What is there for another id was bent, and is not handed out. @throws evidence.archive-unreadable */
export async function readArchived(folder: string, places: readonly Archived[]): Promise<ArchivedLine[]> {
  try {
    const lines = await readLines(folder, places);
    return lines.map((line, index) => {
      const record = recordIn(line);
      if (record.id !== places[index]?.id) throw new Error('The segment has another record there.');
      return { line, record };
    });
  } catch (error) {
    throw evidenceProblem('archive-unreadable', { cause: error });
  }
}

export async function findArchived(db: Kysely<Tables>, recordId: string): Promise<Archived | undefined> {
  const { rows } = await sql<Archived>`
    select ${columns} from evidence.archived a join evidence.segment s on s.number = a.segment
    where a.record_id = ${recordId}`.execute(db);
  return rows[0];
}

/** What is archived of a subject, by time and id, after a place. Two subjects of one key are told apart by their lines. */
export async function archivedOf(
  db: Kysely<Tables>,
  folder: string,
  wanted: { subject: string; after?: { at: string; id: string }; limit: number },
): Promise<ArchivedLine[]> {
  const found: ArchivedLine[] = [];
  let { after } = wanted;
  while (found.length < wanted.limit) {
    const { rows } = await sql<Archived>`
      select ${columns} from evidence.archived a join evidence.segment s on s.number = a.segment
      where a.subject_key = ${subjectKey(wanted.subject)}
        ${after ? sql`and (a.at, a.record_id) > (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
      order by a.at, a.record_id limit ${wanted.limit}`.execute(db);
    const lines = await readArchived(folder, rows);
    found.push(...lines.filter(({ record }) => record.subject === wanted.subject));
    const last = rows.at(-1);
    if (!last || rows.length < wanted.limit) break;
    after = { at: last.at, id: last.id };
  }
  return found.slice(0, wanted.limit);
}
