import type { ExchangeDeps } from '../deps.ts';
import type { DeliveryRow } from '../delivery/move-delivery.ts';
import type { Tables } from '../tables.ts';
import { heardBefore, writeHeard } from './heard.ts';
import type { NewsMessage, Result } from './messages.ts';
import { nameOfPeer } from './name-of-peer.ts';
import { PlainNews } from './plain-news.ts';
import { hearNews, mayTell } from './receive-news.ts';
import { refused } from './refusal.ts';

/**
 * News of a node, in its order, in one transaction. What is plain of each copy is written for all copies together; from the first piece on
 * that is not, the rest of that copy's news follows piece by piece.
 */
export async function receiveManyNews(
  deps: ExchangeDeps,
  peer: string,
  messages: readonly NewsMessage[],
): Promise<Result[]> {
  const results = new Map<NewsMessage, Result>();
  const ids = [...new Set(messages.map(({ deliveryId }) => deliveryId))];
  const found = await deps.database
    .of<Tables>()
    .selectFrom('exchange.delivery')
    .selectAll()
    .where('id', 'in', ids)
    .execute();
  const rows = new Map(found.map((row) => [row.id, row]));
  const names = new Map<string, string>();
  const open: NewsMessage[] = [];
  for (const news of messages) {
    const row = rows.get(news.deliveryId);
    if (!row || row.origin_node !== null) results.set(news, refused('unknown-delivery'));
    else if (!(await mayTell(deps, peer, row, news))) results.set(news, refused('not-from-there'));
    else {
      open.push(news);
      if (!names.has(row.recipient_agency_id))
        names.set(row.recipient_agency_id, await nameOfPeer(deps, peer, row.recipient_agency_id));
    }
  }
  if (open.length > 0) await hear(deps, peer, { open, rows, names, results });
  return messages.map((news) => results.get(news) ?? { outcome: 'later' });
}

interface Open {
  open: readonly NewsMessage[];
  rows: ReadonlyMap<string, DeliveryRow>;
  /** What the directory calls the node, by the recipient. */
  names: ReadonlyMap<string, string>;
  results: Map<NewsMessage, Result>;
}

async function hear(deps: ExchangeDeps, peer: string, { open, rows, names, results }: Open): Promise<void> {
  await deps.database.transaction<Tables, void>(async (trx) => {
    const held = await trx
      .selectFrom('exchange.delivery')
      .selectAll()
      .where('id', 'in', [...new Set(open.map(({ deliveryId }) => deliveryId))])
      .orderBy('id')
      .forUpdate()
      .execute();
    const before = await heardBefore(
      trx,
      open.map(({ id }) => id),
    );
    const nameOf = (news: NewsMessage): string =>
      names.get(rows.get(news.deliveryId)?.recipient_agency_id ?? '') ?? peer;
    const [first] = open;
    const plain = new PlainNews(held, { peer, name: first ? nameOf(first) : peer, at: deps.clock.now() });
    const taken: { news: NewsMessage; result: Result }[] = [];
    const rest: NewsMessage[] = [];
    const behind = new Set<string>();
    for (const news of open) {
      const known = before.get(news.id);
      if (known) results.set(news, known);
      else if (!behind.has(news.deliveryId) && plain.take(news)) taken.push({ news, result: { outcome: 'taken' } });
      else {
        behind.add(news.deliveryId);
        rest.push(news);
      }
    }
    await plain.write(deps, trx);
    await writeHeard(deps, trx, peer, taken);
    for (const { news, result } of taken) results.set(news, result);
    for (const news of rest) results.set(news, await hearNews(deps, trx, { peer, peerName: nameOf(news), news }));
  });
}
