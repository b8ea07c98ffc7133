import { sql } from 'kysely';
import type { Database } from '#platform/database/database.ts';
import type { Log } from '#platform/log.ts';
import { gauge } from '#platform/metrics.ts';
import { blockSize } from './personal-number.ts';
import type { Tables } from './tables.ts';

/** At half load a draw takes two tries on average, and the block will not last: someone has to know in time. */
export const alarmLoad = 0.5;

/**
 * Counts how full each block is, keeps the result and shows the fullest as a metric. A count on a schedule and not a
 * counter per block: every birth of a block would wait for that row.
 * @returns blocks at or above the alarm, fullest first
 */
export async function measureBlocks(
  database: Database,
  log: Log,
  now: Date,
  size: number = blockSize,
): Promise<{ block: number; load: number }[]> {
  const { rows } = await sql<{ block: number; assigned: number }>`
    insert into population.block_load (block, assigned, measured_at)
    select block, count(*), ${now} from population.person_number group by block
    on conflict (block) do update set assigned = excluded.assigned, measured_at = excluded.measured_at
    returning block, assigned`.execute(database.of<Tables>());
  const loads = rows
    .map(({ block, assigned }) => ({ block, load: assigned / size }))
    .toSorted((a, b) => b.load - a.load);
  gauge('lienthong_number_block_load', loads[0]?.load ?? 0);
  const full = loads.filter(({ load }) => load >= alarmLoad);
  // The block tells place, sex and year of no single person.
  for (const { block, load } of full)
    log.warn({ block, load }, 'population: a block of personal numbers is filling up');
  return full;
}
