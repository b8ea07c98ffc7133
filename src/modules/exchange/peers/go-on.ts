import { sql, type Transaction } from 'kysely';
import { DELIVER_HERE } from '../delivery/deliver-here.ts';
import type { ExchangeDeps } from '../deps.ts';
import type { DeliveryRow } from '../delivery/move-delivery.ts';
import type { Tables } from '../tables.ts';
import { addDrain } from './jobs.ts';

/** What stood behind these copies in their conversations may go on now, to other nodes or here; where nothing stands behind, nobody is woken. */
export async function conversationsGoOn(
  deps: Pick<ExchangeDeps, 'jobs'>,
  trx: Transaction<Tables>,
  rows: readonly Pick<DeliveryRow, 'recipient_agency_id' | 'conversation'>[],
): Promise<void> {
  if (rows.length === 0) return;
  const { rows: behind } = await sql<{ peer: string | null }>`
    select distinct d.peer
    from unnest(${rows.map((row) => row.recipient_agency_id)}::uuid[], ${rows.map((row) => row.conversation)}::uuid[])
      as given (agency, conversation)
      join exchange.delivery d on d.recipient_agency_id = given.agency and d.conversation = given.conversation
    where d.transport = 'queued'`.execute(trx);
  for (const { peer } of behind)
    if (peer !== null) await addDrain(trx, peer);
    else {
      await sql`
        update exchange.delivery d set next_try_at = null
        from unnest(${rows.map((row) => row.recipient_agency_id)}::uuid[], ${rows.map((row) => row.conversation)}::uuid[])
          as given (agency, conversation)
        where d.recipient_agency_id = given.agency and d.conversation = given.conversation and d.transport = 'queued'
          and d.peer is null and d.next_try_at is not null`.execute(trx);
      await deps.jobs.add(trx, DELIVER_HERE, {}, { key: DELIVER_HERE });
    }
}
