import type { Transaction } from 'kysely';
import type { Static } from 'typebox';
import { officersWanted } from '#modules/notices/events.ts';
import { newId } from '#platform/id.ts';
import type { ExchangeDeps } from '../deps.ts';
import { webhookRests } from '../events.ts';
import { INBOX_TOPIC } from '../live.ts';
import type { Tables } from '../tables.ts';
import { waitAfter } from './back-off.ts';
import type { WebhookRow } from './find-webhook.ts';
import { succeeded, type Outcome } from './post.ts';
import { HOUSE } from '../house.ts';

/** One line for every try, whatever came of it. */
export async function noteAttempt(
  deps: ExchangeDeps,
  trx: Transaction<Tables>,
  of: { webhookId: string; pushId?: string; deliveryId?: string },
  outcome: Outcome,
): Promise<void> {
  await trx
    .insertInto('exchange.webhook_attempt')
    .values({
      id: newId(),
      webhook_id: of.webhookId,
      push_id: of.pushId ?? null,
      delivery_id: of.deliveryId ?? null,
      at: deps.clock.now(),
      took_ms: outcome.tookMs,
      status: outcome.status ?? null,
      answer: outcome.answer ?? null,
      failure: outcome.failure ?? null,
    })
    .execute();
}

/** The address as a whole after a try: a success clears it, a failure makes everything behind it wait longer. */
export async function noteHealth(
  deps: ExchangeDeps,
  trx: Transaction<Tables>,
  webhook: WebhookRow,
  outcome: Outcome,
): Promise<void> {
  const now = deps.clock.now();
  const failures = succeeded(outcome) ? 0 : webhook.failures + 1;
  const dueAt = failures === 0 ? now : new Date(now.getTime() + waitAfter(failures));
  await trx.updateTable('exchange.webhook').set({ failures, due_at: dueAt }).where('id', '=', webhook.id).execute();
}

/** Nothing more is brought to an address that has failed to the end, until somebody has looked: what waits goes on waiting. */
export async function rest(
  deps: ExchangeDeps,
  trx: Transaction<Tables>,
  webhook: WebhookRow,
  why: string,
): Promise<void> {
  await trx
    .updateTable('exchange.webhook')
    .set({ state: 'resting', why, changed_at: deps.clock.now() })
    .where('id', '=', webhook.id)
    .execute();
  await deps.evidence.record(trx, {
    kind: 'exchange.webhook-rests',
    subject: `webhook:${webhook.id}`,
    actor: HOUSE,
    data: { agencyId: webhook.agency_id, why },
  });
  await deps.publish(trx, webhookRests, { webhookId: webhook.id, agencyId: webhook.agency_id, why });
  await deps.publish(trx, officersWanted, restsNotice(webhook));
  await deps.live.tell(trx, INBOX_TOPIC, webhook.agency_id);
}

/** The address itself may hold what is nobody else's business: it stands on the page. */
const restsNotice = (webhook: WebhookRow): Static<(typeof officersWanted)['payload']> => ({
  right: 'exchange.receive',
  agencyId: webhook.agency_id,
  subject: {
    vi: 'Địa chỉ nhận tin của cơ quan đã tạm ngừng',
    en: 'Your agency’s address for news is resting',
  },
  body: {
    vi: 'Trục văn bản không gửi được tin đến một địa chỉ của cơ quan trong thời gian dài nên đã tạm ngừng. Không có gì bị mất: các tin đang chờ được giữ lại. Khi địa chỉ hoạt động trở lại, xin mở trang này và bấm gửi thử để tiếp tục.',
    en: 'The document axis could not bring news to one of your agency’s addresses for a long time and has stopped trying. Nothing is lost: what waits is kept. When the address works again, open the page and send a trial to go on.',
  },
  link: '/can-bo/truc/webhook',
});
