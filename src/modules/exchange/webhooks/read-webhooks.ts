import type { AgencyActor } from '#platform/access.ts';
import type { AnswerOf } from '#platform/operation.ts';
import type { getWebhook } from '../contract/webhooks.ts';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import { attemptShape, findWebhook, maySee, shapeOf, type WebhookShape } from './find-webhook.ts';

const PAGE = 50;

export async function readWebhooks(deps: ExchangeDeps, actor: AgencyActor): Promise<WebhookShape[]> {
  const rows = await deps.database
    .of<Tables>()
    .selectFrom('exchange.webhook')
    .selectAll()
    .where('agency_id', '=', actor.agencyId)
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return Promise.all(rows.filter((row) => maySee(actor, row)).map((row) => shapeOf(deps, row)));
}

/** @throws exchange.webhook-not-found */
export async function readWebhook(
  deps: ExchangeDeps,
  id: string,
  before: number | undefined,
  actor: AgencyActor,
): Promise<AnswerOf<typeof getWebhook>> {
  const webhook = await findWebhook(deps, id, actor);
  const db = deps.database.of<Tables>();
  const rows = await db
    .selectFrom('exchange.webhook_push')
    .selectAll()
    .where('webhook_id', '=', id)
    .$if(before !== undefined, (query) => query.where('seq', '<', before ?? 0))
    .orderBy('seq', 'desc')
    .limit(PAGE + 1)
    .execute();
  const shown = rows.slice(0, PAGE);
  const ids = shown.map((row) => row.id);
  const tries =
    ids.length === 0
      ? []
      : await db.selectFrom('exchange.webhook_attempt').selectAll().where('push_id', 'in', ids).orderBy('id').execute();
  const others = await db
    .selectFrom('exchange.webhook_attempt')
    .selectAll()
    .where('webhook_id', '=', id)
    .where('push_id', 'is', null)
    .orderBy('id', 'desc')
    .limit(20)
    .execute();
  const last = shown.at(-1);
  return {
    ...(await shapeOf(deps, webhook)),
    pushes: shown.map((row) => ({
      pushId: row.id,
      seq: row.seq,
      kind: row.kind,
      body: row.body,
      ...(row.replay_of ? { replayOf: row.replay_of } : {}),
      state: row.state as 'waiting',
      dueAt: row.due_at.toISOString(),
      madeAt: row.made_at.toISOString(),
      attempts: tries.filter((one) => one.push_id === row.id).map(attemptShape),
    })),
    others: others.map((one) => ({
      ...attemptShape(one),
      ...(one.delivery_id ? { deliveryId: one.delivery_id } : {}),
    })),
    ...(rows.length > PAGE && last ? { next: last.seq } : {}),
  };
}
