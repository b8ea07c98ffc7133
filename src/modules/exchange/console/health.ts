import { sql } from 'kysely';
import type { AnswerOf } from '#platform/operation.ts';
import type { getFlows } from '../contract/console.ts';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';

type Flows = AnswerOf<typeof getFlows>;
type ByNode = Flows['byNode'][number];

/** What stands between this node and each other one: what waits to go there, what is there, and whether it answers. */
export async function readByNode(deps: ExchangeDeps, names: ReadonlyMap<string, string>): Promise<ByNode[]> {
  const { rows } = await sql<{
    peer: string;
    waiting: number;
    oldest: Date | null;
    there: number;
    news: number;
    untold: number;
    failures: number | null;
    next_try_at: Date | null;
    answered_at: Date | null;
    last_failure: string | null;
  }>`
    with queue as (
      select d.peer, count(*) filter (where d.transport = 'queued')::int as waiting,
        min(c.accepted_at) filter (where d.transport = 'queued') as oldest,
        count(*) filter (where d.transport = 'delivering')::int as there
      from exchange.delivery d join exchange.consignment c on c.id = d.consignment_id
      where d.transport in ('queued', 'delivering') and d.peer is not null group by 1),
    news as (select peer, count(*)::int as n from exchange.peer_news where ended_at is null group by 1),
    untold as (select a.node_id as peer, count(*)::int as n from exchange.away a
      join exchange.away_due due on due.agency_id = a.agency_id group by 1)
    select peer, coalesce(queue.waiting, 0) as waiting, queue.oldest, coalesce(queue.there, 0) as there,
      coalesce(news.n, 0) as news, coalesce(untold.n, 0) as untold,
      p.failures, p.next_try_at, p.answered_at, p.last_failure
    from queue full join news using (peer) full join untold using (peer)
      full join (select node_id as peer, failures, next_try_at, answered_at, last_failure from exchange.peer) p using (peer)
    order by coalesce(queue.waiting, 0) + coalesce(news.n, 0) desc, peer limit 200`.execute(deps.database.of<Tables>());
  return rows.map((row) => ({
    node: { id: row.peer, name: names.get(row.peer) ?? row.peer },
    waiting: row.waiting,
    ...(row.oldest ? { oldestAt: row.oldest.toISOString() } : {}),
    there: row.there,
    news: row.news,
    untold: row.untold,
    failures: row.failures ?? 0,
    ...(row.answered_at ? { answeredAt: row.answered_at.toISOString() } : {}),
    ...(row.failures && row.next_try_at ? { nextTryAt: row.next_try_at.toISOString() } : {}),
    ...(row.failures && row.last_failure ? { why: row.last_failure } : {}),
  }));
}

/** Whether the evidence is sealed and stamped in time, and how old the directory of nodes is. */
export async function readHealth(
  deps: ExchangeDeps,
  directory: Awaited<ReturnType<ExchangeDeps['nodes']['standing']>>,
): Promise<NonNullable<Flows['health']>> {
  const sealing = await deps.evidence.sealingState();
  const time = (at: Date | undefined): string | undefined => at?.toISOString();
  const [sealedAt, stampedAt] = [time(sealing.lastSeal?.at), time(sealing.lastStamp?.at)];
  const unsealedSince = time(sealing.unsealedSince);
  const unstampedSince = time(sealing.unstampedSince);
  return {
    sealing: {
      alarm: sealing.alarm,
      limitHours: sealing.limitHours,
      waiting: sealing.waiting,
      ...(sealedAt ? { sealedAt } : {}),
      ...(stampedAt ? { stampedAt } : {}),
      ...(unsealedSince ? { unsealedSince } : {}),
      ...(unstampedSince ? { unstampedSince } : {}),
    },
    ...(directory.alone
      ? {}
      : {
          directory: {
            alarms: directory.alarms.length,
            ...(directory.issuedAt ? { issuedAt: directory.issuedAt.toISOString() } : {}),
            ...(directory.validUntil ? { validUntil: directory.validUntil.toISOString() } : {}),
            ...(directory.heardAt ? { heardAt: directory.heardAt.toISOString() } : {}),
          },
        }),
  };
}
