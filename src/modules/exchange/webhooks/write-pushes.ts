import canonicalize from 'canonicalize';
import { sql, type Transaction } from 'kysely';
import type { Static } from 'typebox';
import { newId } from '#platform/id.ts';
import type { WebhookTopic } from '../contract/webhooks.ts';
import type { ExchangeDeps } from '../deps.ts';
import {
  arrivalsOf,
  type Arrival,
  type ArrivalElsewhere,
  type arrivedElsewhere,
  type deliveryEnded,
  type documentsArrived,
  type statusReported,
} from '../events.ts';
import type { Tables } from '../tables.ts';
import { addPushJob } from './push-job.ts';

interface News {
  agencyId: string;
  topic: WebhookTopic;
  consignmentId: string;
  data: Record<string, unknown>;
}

/** Writes down what each subscribed address is to be told, in the transaction in which the news was heard: once, and in order. */
async function writePushes(
  deps: ExchangeDeps,
  trx: Transaction<Tables>,
  news: readonly News[],
  event: { at: Date },
): Promise<void> {
  const agencies = [...new Set(news.map(({ agencyId }) => agencyId))];
  const hooks = await trx
    .selectFrom('exchange.webhook')
    .select(['id', 'agency_id', 'topics'])
    .where('agency_id', 'in', agencies)
    .where('state', 'in', ['active', 'resting'])
    .execute();
  if (hooks.length === 0) return;
  const conversations = await trx
    .selectFrom('exchange.consignment')
    .select(['id', 'conversation', 'sender_code', 'notation'])
    .where('id', 'in', [...new Set(news.map(({ consignmentId }) => consignmentId))])
    .execute();
  const facts = new Map(conversations.map((row) => [row.id, row]));
  const now = deps.clock.now();
  for (const hook of hooks) {
    const told = news.filter((one) => one.agencyId === hook.agency_id && hook.topics.includes(one.topic));
    if (told.length === 0) continue;
    const rows = told.map((one) => {
      const of = facts.get(one.consignmentId);
      // Of this piece of news alone: one announcement tells of several copies, and the receiver takes each id once.
      const id = newId();
      const body = canonicalize({
        kind: one.topic,
        eventId: id,
        at: event.at.toISOString(),
        webhookId: hook.id,
        consignmentId: one.consignmentId,
        from: of?.sender_code ?? null,
        notation: of?.notation ?? null,
        ...one.data,
      });
      return { id, conversation: of?.conversation ?? one.consignmentId, kind: one.topic, body: body ?? '' };
    });
    await sql`
      insert into exchange.webhook_push (id, webhook_id, conversation, kind, body, state, due_at, made_at)
      select id, ${hook.id}, conversation, kind, body, 'waiting', ${now}, ${now}
      from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.conversation)}::uuid[],
        ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.body)}::text[]) with ordinality
        as given (id, conversation, kind, body, n) order by n`.execute(trx);
    await addPushJob(deps, trx, hook.id);
  }
}

type Event<Of extends { payload: import('typebox').TSchema }> = {
  id: string;
  at: Date;
  payload: Static<Of['payload']>;
};

export async function tellArrived(
  deps: ExchangeDeps,
  trx: Transaction<Tables>,
  { payload, ...event }: Event<typeof documentsArrived>,
): Promise<void> {
  await writePushes(
    deps,
    trx,
    arrivalsOf<Arrival>(payload).flatMap(({ consignmentId, kind, about, senderAgencyId, deliveries }) => {
      const change = { change: kind, ...(about ? { about } : {}) };
      return deliveries.flatMap(({ deliveryId, recipientAgencyId }): News[] => [
        { agencyId: recipientAgencyId, topic: 'arrived', consignmentId, data: { deliveryId, ...change } },
        {
          agencyId: senderAgencyId,
          topic: 'transport',
          consignmentId,
          data: { deliveryId, transport: 'delivered', recipientAgencyId },
        },
      ]);
    }),
    event,
  );
}

export async function tellElsewhere(
  deps: ExchangeDeps,
  trx: Transaction<Tables>,
  { payload, ...event }: Event<typeof arrivedElsewhere>,
): Promise<void> {
  await writePushes(
    deps,
    trx,
    arrivalsOf<ArrivalElsewhere>(payload).map(
      ({ consignmentId, senderAgencyId: agencyId, deliveryId, recipientAgencyId }): News => ({
        agencyId,
        topic: 'transport',
        consignmentId,
        data: { deliveryId, recipientAgencyId, transport: 'delivered' },
      }),
    ),
    event,
  );
}

export async function tellStatus(
  deps: ExchangeDeps,
  trx: Transaction<Tables>,
  { payload, ...event }: Event<typeof statusReported>,
): Promise<void> {
  const { consignmentId, senderAgencyId: agencyId, deliveryId, recipientAgencyId, code } = payload;
  const data = { deliveryId, recipientAgencyId, code };
  await writePushes(deps, trx, [{ agencyId, topic: 'status', consignmentId, data }], event);
}

export async function tellEnded(
  deps: ExchangeDeps,
  trx: Transaction<Tables>,
  { payload, ...event }: Event<typeof deliveryEnded>,
): Promise<void> {
  const { consignmentId, senderAgencyId: agencyId, deliveryId, recipientAgencyId, transport } = payload;
  const data = { deliveryId, recipientAgencyId, transport };
  await writePushes(deps, trx, [{ agencyId, topic: 'transport', consignmentId, data }], event);
}
