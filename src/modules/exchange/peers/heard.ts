import { sql, type Transaction } from 'kysely';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import type { NewsMessage, Result } from './messages.ts';

/** What was answered to news that came before. */
export async function heardBefore(trx: Transaction<Tables>, ids: readonly string[]): Promise<Map<string, Result>> {
  const rows = await trx
    .selectFrom('exchange.peer_heard')
    .select(['event_id', 'outcome'])
    .where('event_id', 'in', [...ids])
    .execute();
  return new Map(
    rows.map(({ event_id, outcome }) => [
      event_id,
      outcome === 'taken' ? { outcome: 'taken' } : { outcome: 'refused', code: outcome },
    ]),
  );
}

export async function writeHeard(
  deps: Pick<ExchangeDeps, 'clock'>,
  trx: Transaction<Tables>,
  peer: string,
  heard: readonly { news: NewsMessage; result: Result }[],
): Promise<void> {
  if (heard.length === 0) return;
  await sql`
    insert into exchange.peer_heard (event_id, peer, delivery_id, outcome, at)
    select id, ${peer}, delivery, outcome, ${deps.clock.now()}
    from unnest(${heard.map(({ news }) => news.id)}::uuid[], ${heard.map(({ news }) => news.deliveryId)}::uuid[],
      ${heard.map(({ result }) => (result.outcome === 'taken' ? 'taken' : (result.code ?? result.outcome)))}::text[])
      as given (id, delivery, outcome)`.execute(trx);
}
