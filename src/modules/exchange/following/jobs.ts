import { sql, type Transaction } from 'kysely';
import { jobs } from '#platform/jobs.ts';
import type { Tables } from '../tables.ts';

export const TELL_HOME = 'exchange.tell-home';

/** One waiting job per node. */
export async function addTellHome(trx: Transaction<Tables>, peer: string): Promise<void> {
  await jobs.add(trx, TELL_HOME, { peer }, { key: `${TELL_HOME}:${peer}` });
}

/** A job for each node that has something to hear about what its agencies sent from here. */
export async function addTellHomes(trx: Transaction<Tables>): Promise<void> {
  const { rows } = await sql<{ peer: string }>`
    select distinct node_id as peer from exchange.away a
    where exists (select from exchange.away_due due where due.agency_id = a.agency_id)`.execute(trx);
  for (const { peer } of rows) await addTellHome(trx, peer);
}
