import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { recordIn } from './segment.ts';
import type { SealedRecord } from '../leaf.ts';
import type { Tables } from '../tables.ts';
import type { Breakage } from '../verify.ts';
import { isWhole, linesOf } from './read-segment.ts';
import { beforeFirst, fileName, linkOf, type SegmentFacts } from './segment.ts';

type Kept = SegmentFacts & { file: string; link: Buffer };

/** The archive as `verify` reads it: its records by number, beside those of the database. */
export type CheckedArchive = {
  segments: number;
  /** Whether a file that should have this number cannot be read or was changed: its records are not missed one by one. */
  mayHold(seq: number): boolean;
  /** The records up to a number, after those handed out before. */
  upTo(seq: number): Promise<SealedRecord[]>;
};

async function segmentsOf(db: Kysely<Tables>): Promise<Kept[]> {
  const rows = await db.selectFrom('evidence.segment').selectAll().orderBy('number').execute();
  return rows.map(({ from_seq: fromSeq, to_seq: toSeq, day, ...row }) => ({
    ...row,
    records: Number(row.records),
    day: String(day),
    fromSeq,
    toSeq,
  }));
}

/** Says which segments are gone, changed or wrongly linked, and opens the others. */
export async function checkSegments(
  db: Kysely<Tables>,
  folder: string,
  report: (breakage: Breakage) => void,
): Promise<CheckedArchive> {
  const segments = await segmentsOf(db);
  const broken: Kept[] = [];
  const cursors: Cursor[] = [];
  let before = { number: 0, link: beforeFirst };
  for (const segment of segments) {
    const { number } = segment;
    for (let lost = before.number + 1; lost < number; lost += 1) report({ what: 'segment-missing', segment: lost });
    const follows = number !== before.number + 1 || segment.previous.equals(before.link);
    if (!follows || !linkOf(segment).equals(segment.link) || fileName(segment) !== segment.file)
      report({ what: 'segment-link', segment: number });
    before = segment;
    const path = join(folder, segment.file);
    try {
      if (await isWhole(path, segment)) {
        cursors.push(cursorOf(segment, path));
        continue;
      }
      report({ what: 'segment-altered', segment: number });
    } catch {
      // Not there, or not to be read: for whoever looks that is one.
      report({ what: 'segment-missing', segment: number });
    }
    broken.push(segment);
  }
  return {
    segments: segments.length,
    mayHold: (seq) => broken.some(({ fromSeq, toSeq }) => seq >= fromSeq && seq <= toSeq),
    async upTo(seq) {
      const records: SealedRecord[] = [];
      for (const cursor of cursors) if (cursor.fromSeq <= seq) await cursor.take(seq, records);
      return records;
    },
  };
}

type Cursor = { fromSeq: number; take(seq: number, into: SealedRecord[]): Promise<void> };

/** Days overlap by some numbers only, so few files are open at a time. */
function cursorOf({ fromSeq }: SegmentFacts, path: string): Cursor {
  let lines: AsyncGenerator<{ line: Buffer; start: number }> | undefined;
  let held: SealedRecord | undefined;
  let over = false;
  const next = async (): Promise<SealedRecord | undefined> => {
    lines ??= linesOf(path);
    for (;;) {
      const { done, value } = await lines.next();
      if (done) return undefined;
      if (value.start > 0) return recordIn(value.line.toString());
    }
  };
  return {
    fromSeq,
    async take(seq, into) {
      while (!over) {
        held ??= await next();
        over = held === undefined;
        if (!held || held.seq > seq) return;
        into.push(held);
        held = undefined;
      }
    },
  };
}
