import type { Selectable, Transaction } from 'kysely';
import type { AgencyActor } from '#platform/access.ts';
import type { AnswerOf } from '#platform/operation.ts';
import type { createWebhook } from '../contract/webhooks.ts';
import type { ExchangeDeps } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';

export type WebhookRow = Selectable<Tables['exchange.webhook']>;
export type WebhookShape = AnswerOf<typeof createWebhook>;
type AttemptRow = Selectable<Tables['exchange.webhook_attempt']>;

/** Pure. Officers see all of their agency's; a program those that it made itself. */
export function maySee(actor: AgencyActor, row: Pick<WebhookRow, 'agency_id' | 'system_id'>): boolean {
  if (row.agency_id !== actor.agencyId) return false;
  return actor.kind === 'officer' || row.system_id === actor.systemId;
}

/** @throws exchange.webhook-not-found */
export async function findWebhook(deps: ExchangeDeps, id: string, actor: AgencyActor): Promise<WebhookRow> {
  const row = await deps.database
    .of<Tables>()
    .selectFrom('exchange.webhook')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row || !maySee(actor, row)) throw exchangeProblem('webhook-not-found');
  return row;
}

export async function shapeOf(deps: ExchangeDeps, row: WebhookRow): Promise<WebhookShape> {
  const db = deps.database.of<Tables>();
  const last = await db
    .selectFrom('exchange.webhook_attempt')
    .selectAll()
    .where('webhook_id', '=', row.id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const { waiting } = await db
    .selectFrom('exchange.webhook_push')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where('webhook_id', '=', row.id)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return {
    webhookId: row.id,
    url: row.url,
    topics: row.topics as WebhookShape['topics'],
    state: row.state as WebhookShape['state'],
    ...(row.why ? { why: row.why } : {}),
    failures: row.failures,
    waiting: Number(waiting),
    madeAt: row.made_at.toISOString(),
    ...(last ? { last: attemptShape(last) } : {}),
  };
}

export function attemptShape(row: AttemptRow) {
  return {
    at: row.at.toISOString(),
    tookMs: row.took_ms,
    ...(row.status === null ? {} : { status: row.status }),
    ...(row.answer ? { answer: row.answer } : {}),
    ...(row.failure ? { failure: row.failure } : {}),
  };
}

/** Under lock, for a change of its state. */
export async function lockWebhook(trx: Transaction<Tables>, id: string): Promise<WebhookRow> {
  return trx.selectFrom('exchange.webhook').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
}
