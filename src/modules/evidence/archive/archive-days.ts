import { createHash } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Clock } from '#platform/clock.ts';
import { sqlState, type Database } from '#platform/database/database.ts';
import type { Log } from '#platform/log.ts';
import { addDays, vnDate } from '#platform/time.ts';
import { lineOf, sealedColumns, type SealedRecord } from '../leaf.ts';
import { leafHash } from '../merkle.ts';
import { insertRecord } from '../record.ts';
import type { Tables } from '../tables.ts';
import { leavesReader } from './leaves-reader.ts';
import { isWhole, linesOf } from './read-segment.ts';
import { beforeFirst, fileName, headOf, linkOf, recordIn, subjectKey, type SegmentFacts } from './segment.ts';

/** Between these the process may end at any time, and the next run goes on. Tests end it there. */
export type ArchiveStep = 'measured' | 'written' | 'checked' | 'named' | 'noted' | 'dropped' | 'committed';

export type ArchiveDeps = {
  database: Database;
  clock: Clock;
  log: Log;
  folder: string;
  /** 0: nothing is archived. */
  afterDays: number;
  /** Called after each step; what it throws ends the run there. */
  after?: (step: ArchiveStep) => void;
};

const page = 5_000;

/**
 * Turns every sealed day that is old enough into a file and takes it out of the database, oldest first. A day is one transaction: the
 * file is complete, on the disk and compared with the seals before anything is written down or dropped, and the same day gives the
 * same bytes, so a run that was cut off is simply done again. One process works at a time. @returns the days
 */
export async function archiveDays(deps: ArchiveDeps, afterDays = deps.afterDays): Promise<string[]> {
  if (afterDays === 0) return [];
  const before = addDays(vnDate(deps.clock.now()), -afterDays);
  await mkdir(deps.folder, { recursive: true, mode: 0o700 });
  const done: string[] = [];
  await makeLateDays(deps.database.of<Tables>(), before);
  for (const day of await oldDays(deps.database.of<Tables>(), before)) {
    try {
      const archived = await deps.database.transaction<Tables, boolean>((trx) => archiveDay(deps, trx, day));
      if (!archived) break;
    } catch (error) {
      // Somebody reads long or records long; nothing has happened, and the next run is soon enough.
      if (sqlState(error) !== '55P03') throw error;
      deps.log.warn({ day }, 'a day of evidence could not be taken out, because the table was busy; it is tried again');
      break;
    }
    deps.after?.('committed');
    done.push(day);
    deps.log.info({ day }, 'a day of evidence is in the archive');
  }
  return done;
}

/** What came without a partition of its day is given one, so that its day can leave. */
async function makeLateDays(db: Kysely<Tables>, before: string): Promise<void> {
  await sql`select evidence.make_day(day) from evidence.late_days(${before}::date) as late (day)`.execute(db);
}

/** Days before that one with a partition, oldest first. */
export async function oldDays(db: Kysely<Tables>, before: string): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`
    select to_date(substr(c.relname, 8), 'YYYYMMDD') as day from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'evidence.record'::regclass and c.relname ~ '^record_\\d{8}$' order by c.relname`.execute(db);
  return rows.map((row) => row.day).filter((day) => day < before);
}

/** @returns false when another process is at it, or the day is not sealed yet */
async function archiveDay(deps: ArchiveDeps, trx: Transaction<Tables>, day: string): Promise<boolean> {
  const step = deps.after ?? (() => undefined);
  const lock = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('evidence.archive')) as mine`.execute(trx);
  if (!lock.rows[0]?.mine) return false;
  const last = await trx
    .selectFrom('evidence.segment')
    .select(['number', 'link'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const facts = await measure(trx, day, { number: (last?.number ?? 0) + 1, previous: last?.link ?? beforeFirst });
  const sealed = await trx
    .selectFrom('evidence.seal')
    .select((expression) => expression.fn.max('to_seq').as('to'))
    .executeTakeFirst();
  if (facts.toSeq > Number(sealed?.to ?? 0)) return false;
  step('measured');
  const name = fileName(facts);
  const path = join(deps.folder, name);
  await write(trx, `${path}.part`, facts);
  step('written');
  await compare(trx, `${path}.part`, facts);
  step('checked');
  await rename(`${path}.part`, path);
  await syncFolder(deps.folder);
  step('named');
  await note(deps, trx, { facts, name, path });
  step('noted');
  await sql`select evidence.drop_day(${day}::date)`.execute(trx);
  step('dropped');
  return true;
}

async function* recordsOf(trx: Kysely<Tables>, day: string): AsyncGenerator<SealedRecord> {
  let after = 0;
  for (;;) {
    const { rows } = await sql<SealedRecord>`
      select ${sealedColumns} from evidence.record r
      where r.at >= ${day}::timestamp at time zone 'Asia/Ho_Chi_Minh'
        and r.at < (${day}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'
        and r.seq > ${after} order by r.seq limit ${page}`.execute(trx);
    yield* rows;
    const newest = rows.at(-1);
    if (!newest || rows.length < page) return;
    after = newest.seq;
  }
}

async function measure(
  trx: Kysely<Tables>,
  day: string,
  place: Pick<SegmentFacts, 'number' | 'previous'>,
): Promise<SegmentFacts> {
  const hash = createHash('sha256');
  let [records, fromSeq, toSeq] = [0, 0, 0];
  for await (const record of recordsOf(trx, day)) {
    hash.update(`${lineOf(record)}\n`);
    if (records === 0) fromSeq = record.seq;
    toSeq = record.seq;
    records += 1;
  }
  return { ...place, day, records, fromSeq, toSeq, digest: hash.digest() };
}

async function write(trx: Kysely<Tables>, path: string, facts: SegmentFacts): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    let waiting = headOf(facts);
    for await (const record of recordsOf(trx, facts.day)) {
      waiting += `${lineOf(record)}\n`;
      if (waiting.length < 256 * 1024) continue;
      await file.write(waiting);
      waiting = '';
    }
    await file.write(waiting);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Reads the file back: whole, and each line the leaf that its seal has under its root. @throws when it is not */
async function compare(trx: Kysely<Tables>, path: string, facts: SegmentFacts): Promise<void> {
  if (!(await isWhole(path, facts))) throw new Error(`The segment of ${facts.day} is not what was written.`);
  const leaves = leavesReader(trx);
  for await (const { line, start } of linesOf(path)) {
    if (start === 0) continue;
    const leaf = await leaves.leafOf(recordIn(line.toString()).seq);
    if (!leaf?.equals(leafHash(line)))
      throw new Error(`A record of ${facts.day} is not what was sealed; look with lienthong doctor.`);
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes down the segment and where its records stand, and that under the next seal, too. */
async function note(
  deps: ArchiveDeps,
  trx: Transaction<Tables>,
  { facts, name, path }: { facts: SegmentFacts; name: string; path: string },
): Promise<void> {
  const { number, day, records, digest, previous } = facts;
  let [ids, ats, keys, starts, lengths]: [string[], string[], string[], number[], number[]] = [[], [], [], [], []];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    await sql`insert into evidence.archived (record_id, at, subject_key, start, segment, bytes)
      select id, at, key, start, ${number}, bytes
      from unnest(${ids}::uuid[], ${ats}::timestamptz[], ${keys}::bigint[], ${starts}::bigint[], ${lengths}::int[])
        as given (id, at, key, start, bytes)`.execute(trx);
    [ids, ats, keys, starts, lengths] = [[], [], [], [], []];
  };
  const link = linkOf(facts);
  await trx
    .insertInto('evidence.segment')
    .values({
      number,
      day,
      records,
      from_seq: facts.fromSeq,
      to_seq: facts.toSeq,
      digest,
      previous,
      link,
      file: name,
      bytes: await sizeOf(path),
      at: deps.clock.now(),
    })
    .execute();
  for await (const { line, start } of linesOf(path)) {
    bytes = start + line.length + 1;
    if (start === 0) continue;
    const record = recordIn(line.toString());
    ids.push(record.id);
    ats.push(record.at);
    keys.push(subjectKey(record.subject));
    starts.push(start);
    lengths.push(line.length);
    if (ids.length === page) await flush();
  }
  if (bytes > 0) await flush();
  await insertRecord(trx, deps.clock, {
    kind: 'evidence.day-archived',
    subject: `segment:${number}`,
    actor: { kind: 'system', name: 'evidence.archive' },
    data: { day, records, digest: digest.toString('hex'), link: link.toString('hex') },
  });
}

async function sizeOf(path: string): Promise<number> {
  const handle = await open(path, 'r');
  try {
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}
