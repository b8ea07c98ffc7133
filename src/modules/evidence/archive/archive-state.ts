import type { Clock } from '#platform/clock.ts';
import { addDays, vnDate } from '#platform/time.ts';
import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';
import { oldDays } from './archive-days.ts';

/** Where the archive stands, for operators. */
export type ArchiveState = {
  folder: string;
  /** 0: off. */
  afterDays: number;
  segments: number;
  lastDay?: string;
  /** Days that are older than they should be in the database. */
  overdue: string[];
};

/** The job is hourly; a day that is still there this many days after its time has not been taken out for a reason. */
const grace = 2;

export async function readArchiveState(
  db: Kysely<Tables>,
  { clock, folder, afterDays }: { clock: Clock; folder: string; afterDays: number },
): Promise<ArchiveState> {
  const last = await db
    .selectFrom('evidence.segment')
    .select((expression) => [expression.fn.countAll<number>().as('segments'), expression.fn.max('day').as('day')])
    .executeTakeFirstOrThrow();
  const before = addDays(vnDate(clock.now()), -afterDays - grace);
  return {
    folder,
    afterDays,
    segments: Number(last.segments),
    ...(last.day ? { lastDay: String(last.day) } : {}),
    overdue: afterDays === 0 ? [] : await oldDays(db, before),
  };
}
