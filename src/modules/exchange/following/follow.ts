import { sql } from 'kysely';
import type { ExchangeDeps } from '../deps.ts';
import { homesElsewhere } from '../peers/route.ts';
import type { Tables } from '../tables.ts';
import { addTellHome } from './jobs.ts';

/**
 * The directory has changed: whoever has sent from here and is at home elsewhere now has its home told of all that it sent here; whoever
 * is back, or has gone on to a third node, is no longer told of there. @returns agencies whose home has changed
 */
export async function followSenders(deps: ExchangeDeps): Promise<number> {
  const db = deps.database.of<Tables>();
  const elsewhere = await homesElsewhere(deps, await sendersHere(deps));
  const before = new Map(
    (await db.selectFrom('exchange.away').selectAll().execute()).map((row) => [row.agency_id, row.node_id]),
  );
  const gone = [...elsewhere].filter(([agencyId, node]) => before.get(agencyId) !== node);
  const back = [...before.keys()].filter((agencyId) => !elsewhere.has(agencyId));
  for (const agencyId of back)
    await deps.database.transaction<Tables, void>(async (trx) => {
      await trx.deleteFrom('exchange.away').where('agency_id', '=', agencyId).execute();
      await trx.deleteFrom('exchange.away_due').where('agency_id', '=', agencyId).execute();
    });
  for (const [agencyId, node] of gone) await tellAll(deps, agencyId, node);
  return gone.length + back.length;
}

/** Agencies with consignments that were accepted here. Steps from one to the next by the index: they are few, their consignments many. */
async function sendersHere({ database }: ExchangeDeps): Promise<string[]> {
  const { rows } = await sql<{ agency: string }>`
    with recursive sender as (
      (select sender_agency_id as agency from exchange.consignment order by sender_agency_id limit 1)
      union all
      select (select c.sender_agency_id from exchange.consignment c where c.sender_agency_id > sender.agency
        order by c.sender_agency_id limit 1) from sender where sender.agency is not null)
    select agency from sender
    where agency is not null and exists (select from exchange.consignment c
      where c.sender_agency_id = sender.agency and c.origin_node is null)`.execute(database.of<Tables>());
  return rows.map((row) => row.agency);
}

/**
 * From when the agency stands in the table, steps of its copies note themselves. The lock waits for the transactions that began before
 * and do not see it; what they did is in the list that is made afterwards.
 */
async function tellAll(deps: ExchangeDeps, agencyId: string, node: string): Promise<void> {
  const since = deps.clock.now();
  await deps.database.transaction<Tables, void>(async (trx) => {
    await sql`lock table exchange.delivery in exclusive mode`.execute(trx);
    await sql`
      insert into exchange.away (agency_id, node_id, since) values (${agencyId}, ${node}, ${since})
      on conflict (agency_id) do update set node_id = excluded.node_id, since = excluded.since`.execute(trx);
  });
  await deps.database.transaction<Tables, void>(async (trx) => {
    await sql`
      insert into exchange.away_due (delivery_id, agency_id, seq)
      select id, sender_agency_id, seq from exchange.delivery
      where sender_agency_id = ${agencyId} and origin_node is null order by id
      on conflict (delivery_id) do update set version = exchange.away_due.version + 1, attempts = 0, next_try_at = null`.execute(
      trx,
    );
    await addTellHome(trx, node);
  });
}
