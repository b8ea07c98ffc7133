import { sql, type Transaction } from 'kysely';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import { bounds } from './durations.ts';
import { FLOW_TOPIC, NODE } from './live.ts';

export const TALLY = 'exchange.tally';

/** Steps of one transaction: a few hundred milliseconds of work. */
const BATCH = 5000;
/** The plot shows an hour; operators look back over a night. */
const KEEP_FLOW_HOURS = 48;

/**
 * Counts the steps that wait to be counted. One process at a time: counting goes through few rows that all would queue for.
 * @returns steps counted
 */
export async function tally(deps: Pick<ExchangeDeps, 'database' | 'clock' | 'live'>): Promise<number> {
  let counted = 0;
  const began = deps.clock.now();
  for (;;) {
    const steps = await deps.database.transaction<Tables, number>(async (trx) => {
      const { rows } = await sql<{ mine: boolean }>`
        select pg_try_advisory_xact_lock(hashtext('exchange.tally')) as mine`.execute(trx);
      if (!rows[0]?.mine) return 0;
      const done = await countBatch(trx);
      // All that had happened before this run began is in the figures now.
      if (done < BATCH) await sql`update exchange.tallied set at = greatest(at, ${began})`.execute(trx);
      if (done > 0) await deps.live.tell(trx, FLOW_TOPIC, NODE);
      return done;
    });
    counted += steps;
    if (steps < BATCH) break;
  }
  const before = new Date(deps.clock.now().getTime() - KEEP_FLOW_HOURS * 3_600_000);
  await deps.database.of<Tables>().deleteFrom('exchange.flow').where('minute', '<', before).execute();
  return counted;
}

/**
 * A copy belongs to the day on which its document was handed over, and so does everything that happens to it later. Of a document to many,
 * the copy of the recipient with the lowest id counts the document.
 */
async function countBatch(trx: Transaction<Tables>): Promise<number> {
  const { rows } = await sql<{ steps: number }>`
    with due as (
      delete from exchange.tally_due
      where id in (select id from exchange.tally_due order by id limit ${BATCH})
      returning delivery_id, at, machine, to_state, rule
    ), fact as materialized (
      select due.at, due.machine, due.to_state, due.rule, d.sender_agency_id, d.recipient_agency_id, c.kind, c.accepted_at,
        (c.accepted_at at time zone 'Asia/Ho_Chi_Minh')::date as day,
        (due.at at time zone 'Asia/Ho_Chi_Minh')::date as on_day,
        case when due.rule = 'accept' or due.to_state = '06' then (c.envelope::jsonb -> 'document' ->> 'dueOn')::date end as due_on,
        due.rule = 'accept' and not exists (select from exchange.delivery e
          where e.consignment_id = d.consignment_id and e.recipient_agency_id < d.recipient_agency_id) as is_first,
        width_bucket(extract(epoch from due.at - c.accepted_at)::float8 / 60, ${bounds as number[]}::float8[])::smallint as took
      from due join exchange.delivery d on d.id = due.delivery_id and d.told_by is null join exchange.consignment c on c.id = d.consignment_id
    ), sides as (
      select fact.*, side, agency_id from fact cross join lateral
        (values ('sender', sender_agency_id), ('recipient', recipient_agency_id)) as both_sides (side, agency_id)
    ), counted as (
      select agency_id, side, day, what, bucket, count(*) as n
      from sides cross join lateral (values
        ('documents', 0::smallint, kind = 'new' and is_first and side = 'sender'),
        ('copies', 0::smallint, kind = 'new' and rule = 'accept'),
        ('with-due', 0::smallint, kind = 'new' and rule = 'accept' and due_on is not null),
        ('asked', 0::smallint, kind <> 'new' and rule = 'accept'),
        (case when machine = 'transport' then to_state end, 0::smallint, kind = 'new' and to_state <> 'queued'),
        (case when machine = 'business' then to_state end, 0::smallint, rule <> 'taken-back' and (kind = 'new') = (to_state <= '06')),
        ('taken-back', 0::smallint, rule = 'taken-back'),
        ('to-' || to_state, took, kind = 'new' and machine = 'business' and to_state in ('01', '03', '06')),
        (case when on_day <= due_on then 'on-time' else 'late' end, 0::smallint,
          kind = 'new' and machine = 'business' and to_state = '06' and due_on is not null)
      ) as tallied (what, bucket, applies)
      where applies and what is not null
      group by agency_id, side, day, what, bucket
    ), written as (
      insert into exchange.tally as known (agency_id, side, day, what, bucket, n)
      select agency_id, side, day, what, bucket, n from counted order by agency_id, side, day, what, bucket
      on conflict (agency_id, side, day, what, bucket) do update set n = known.n + excluded.n
    ), by_month as (
      insert into exchange.tally_month as known (side, month, agency_id, what, bucket, n)
      select side, date_trunc('month', day::timestamp)::date, agency_id, what, bucket, sum(n) from counted
      group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
      on conflict (side, month, agency_id, what, bucket) do update set n = known.n + excluded.n
    ), flowed as (
      insert into exchange.flow as known (minute, agency_id, side, accepted, delivered)
      select date_trunc('minute', at), agency_id, side, count(*) filter (where rule = 'accept'),
        count(*) filter (where machine = 'transport' and to_state = 'delivered')
      from sides where rule = 'accept' or (machine = 'transport' and to_state = 'delivered')
      group by 1, 2, 3
      on conflict (minute, agency_id, side) do update
        set accepted = known.accepted + excluded.accepted, delivered = known.delivered + excluded.delivered
    )
    select count(*)::int as steps from due`.execute(trx);
  return rows[0]?.steps ?? 0;
}
