import { sql } from 'kysely';
import type { AgencyActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import type { ExchangeDeps } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { findWebhook } from './find-webhook.ts';
import { addPushJob } from './push-job.ts';

const MOST = 1000;

/**
 * The same bodies again, in their order, as new pushes behind whatever waits: one, or those of a span of time. What is itself a replay or
 * still waits is left out. @throws exchange.webhook-not-found, exchange.nothing-to-replay
 */
export async function replay(
  deps: ExchangeDeps,
  webhookId: string,
  which: { pushId?: string; from?: string; to?: string },
  actor: AgencyActor,
): Promise<number> {
  await findWebhook(deps, webhookId, actor);
  if (which.pushId === undefined && which.from === undefined) throw exchangeProblem('nothing-to-replay');
  const now = deps.clock.now();
  return deps.database.transaction<Tables, number>(async (trx) => {
    const chosen = await trx
      .selectFrom('exchange.webhook_push')
      .select(['id', 'conversation', 'kind', 'body'])
      .where('webhook_id', '=', webhookId)
      .where('state', '<>', 'waiting')
      .where('replay_of', 'is', null)
      .$if(which.pushId !== undefined, (query) => query.where('id', '=', which.pushId ?? ''))
      .$if(which.pushId === undefined, (query) =>
        query.where('made_at', '>=', new Date(which.from ?? 0)).where('made_at', '<=', new Date(which.to ?? now)),
      )
      .orderBy('seq')
      .limit(MOST)
      .execute();
    if (chosen.length === 0) throw exchangeProblem('nothing-to-replay');
    const column = (key: 'id' | 'conversation' | 'kind' | 'body') => chosen.map((row) => row[key]);
    await sql`
      insert into exchange.webhook_push (id, webhook_id, conversation, kind, body, replay_of, state, due_at, made_at)
      select id, ${webhookId}, conversation, kind, body, of, 'waiting', ${now}, ${now}
      from unnest(${chosen.map(() => newId())}::uuid[], ${column('conversation')}::uuid[], ${column('kind')}::text[],
        ${column('body')}::text[], ${column('id')}::uuid[]) with ordinality
        as given (id, conversation, kind, body, of, n) order by n`.execute(trx);
    await deps.evidence.record(trx, {
      kind: 'exchange.webhook-replayed',
      subject: `webhook:${webhookId}`,
      actor,
      data: { ...which, replayed: chosen.length },
    });
    await addPushJob(deps, trx, webhookId);
    return chosen.length;
  });
}
