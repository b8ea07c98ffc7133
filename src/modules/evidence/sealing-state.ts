import { sql } from 'kysely';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/database/database.ts';
import { evidenceProblem } from './errors.ts';

/** Where seals and time stamps stand, for operators. */
export type SealingState = {
  /** Records without a seal, at most: numbers of undone transactions count. */
  waiting: number;
  lastSeal?: { number: number; at: Date };
  lastStamp?: { seal: number; at: Date; authority: string };
  /** When the oldest record without a seal was recorded; absent when there is none. */
  unsealedSince?: Date;
  /** Since when something stands without a time stamp; absent when nothing does. */
  unstampedSince?: Date;
  /**
   * `off`: no authority is asked, or there is no limit · `none`: in time · `late`: more than 70 % of the limit has passed ·
   * `closed`: the limit has passed, and the axis takes nothing over.
   */
  alarm: 'off' | 'none' | 'late' | 'closed';
  limitHours: number;
};

type Read = Omit<SealingState, 'alarm' | 'limitHours'>;

/** A little old is good enough: the limit is hours. Closed, it is looked at again sooner, so that it opens by itself. */
const freshMs = 5_000;
const freshWhenClosedMs = 1_000;
const lateFrom = 0.7;

export type StateDeps = {
  database: Database;
  clock: Clock;
  /** Whether any authority is asked. */
  stamped: boolean;
  limitHours: number;
  freshMs?: number;
};

export function createSealingState(deps: StateDeps) {
  const { clock, limitHours } = deps;
  let known: { read: Read; at: number } | undefined;
  let reading: Promise<Read> | undefined;

  function alarmOf({ unstampedSince }: Read): SealingState['alarm'] {
    if (!deps.stamped || limitHours === 0) return 'off';
    const hours = unstampedSince ? (clock.now().getTime() - unstampedSince.getTime()) / 3_600_000 : 0;
    if (hours > limitHours) return 'closed';
    return hours > limitHours * lateFrom ? 'late' : 'none';
  }

  function read(): Promise<Read> {
    reading ??= readState(deps.database)
      .then((found) => {
        known = { read: found, at: performance.now() };
        return found;
      })
      .finally(() => (reading = undefined));
    return reading;
  }

  return {
    async sealingState(): Promise<SealingState> {
      const found = await read();
      return { ...found, alarm: alarmOf(found), limitHours };
    },
    /**
     * Fails closed: throws when evidence has been without a time stamp for longer than the limit. From memory; the database is asked
     * every few seconds beside the requests, and by a request only when nothing is known yet or it is closed.
     * @throws evidence.no-time-stamp
     */
    async requireStamps(): Promise<void> {
      if (!deps.stamped || limitHours === 0) return;
      const age = known ? performance.now() - known.at : Infinity;
      const fresh = deps.freshMs ?? freshMs;
      let current = known?.read;
      if (!current || (fresh === 0 && age > 0)) current = await read();
      else if (age > fresh) void read().catch(() => undefined);
      if (alarmOf(current) !== 'closed') return;
      if (age > Math.min(freshWhenClosedMs, fresh)) current = await read();
      if (alarmOf(current) === 'closed')
        throw evidenceProblem('no-time-stamp', { params: { hours: String(limitHours) } });
    },
  };
}

async function readState(database: Database): Promise<Read> {
  const { rows } = await sql<{
    last: number | null;
    number: number | null;
    to_seq: number | null;
    sealed_at: Date | null;
    stamped: number | null;
    gen_time: Date | null;
    authority: string | null;
    unstamped: Date | null;
    unsealed: Date | null;
  }>`
    select pg_sequence_last_value('evidence.record_seq'::regclass) as last, s.number, s.to_seq, s.at as sealed_at,
      t.seal_number as stamped, t.gen_time, t.authority,
      (select at from evidence.seal where number > coalesce(t.seal_number, 0) order by number limit 1) as unstamped,
      -- Also where the sealer has never run. Records of before there were trees, if there are any, wait for the first seal and are not late.
      (select at from evidence.record where seq > coalesce(s.to_seq, 0)
        and (s.number is not null or tableoid is distinct from to_regclass('evidence.record_before'))
        order by seq limit 1) as unsealed
    from (select 1) one
    left join lateral (select number, to_seq, at from evidence.seal order by number desc limit 1) s on true
    left join lateral (select seal_number, gen_time, authority from evidence.stamp order by seal_number desc limit 1) t on true`.execute(
    database.of<unknown>(),
  );
  const row = rows[0];
  const since = [row?.unstamped, row?.unsealed]
    .filter((one) => one != null)
    .toSorted((a, b) => a.getTime() - b.getTime())[0];
  return {
    waiting: Math.max(0, (row?.last ?? 0) - (row?.to_seq ?? 0)),
    ...(row?.number != null && row.sealed_at ? { lastSeal: { number: row.number, at: row.sealed_at } } : {}),
    ...(row?.stamped != null && row.gen_time
      ? { lastStamp: { seal: row.stamped, at: row.gen_time, authority: row.authority ?? '' } }
      : {}),
    ...(row?.unsealed ? { unsealedSince: row.unsealed } : {}),
    ...(since ? { unstampedSince: since } : {}),
  };
}
