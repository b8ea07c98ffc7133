import canonicalize from 'canonicalize';
import type { ProgramActor } from '#platform/access.ts';
import { confirmTaken } from '../delivery/confirm-taken.ts';
import type { ExchangeDeps } from '../deps.ts';
import { holdDelivery, moveDelivery } from '../delivery/move-delivery.ts';
import { takeNext, type Taken } from '../delivery/take-next.ts';
import type { Tables } from '../tables.ts';
import { lockWebhook, type WebhookRow } from './find-webhook.ts';
import { noteAttempt, noteHealth } from './note-attempt.ts';
import { post, succeeded, type Outcome } from './post.ts';

/**
 * For a mailbox of the mode push: the next document goes to the agency's address, as if its program had taken it. An answer with
 * {"taken": true} confirms it; any other success leaves the five minutes in which the program fetches the files and confirms by itself.
 */
export async function pushDeliveries(deps: ExchangeDeps, webhook: WebhookRow): Promise<'none' | 'some' | 'failed'> {
  if (!(await isMailboxOf(deps, webhook))) return 'none';
  // In the name of the address itself: what it takes is evidence of that, not of an officer.
  const actor: ProgramActor = {
    kind: 'program',
    systemId: webhook.system_id ?? webhook.id,
    agencyId: webhook.agency_id,
    name: 'webhook',
    rights: ['exchange.receive'],
  };
  const taken = await takeNext(deps, actor);
  if (!taken) return 'none';
  const { deliveryId, lockId } = taken;
  const body = canonicalize({ kind: 'delivery', ...taken, lockedUntil: taken.lockedUntil.toISOString() }) ?? '';
  const outcome = await post(deps, webhook.url, body, {
    'lienthong-push': 'delivery',
    'lienthong-push-id': deliveryId,
  });
  await settle(deps, webhook, taken, outcome, actor);
  if (!succeeded(outcome)) return 'failed';
  if (isTaken(outcome.whole)) await confirmTaken(deps, { deliveryId, lockId }, actor);
  return 'some';
}

/** The oldest active address for documents, where the agency has several. */
async function isMailboxOf(deps: ExchangeDeps, webhook: WebhookRow): Promise<boolean> {
  if (!webhook.topics.includes('delivery')) return false;
  const db = deps.database.of<Tables>();
  const mailbox = await db
    .selectFrom('exchange.mailbox')
    .select('mode')
    .where('agency_id', '=', webhook.agency_id)
    .executeTakeFirst();
  if (mailbox?.mode !== 'push') return false;
  const first = await db
    .selectFrom('exchange.webhook')
    .select(['id', 'topics'])
    .where('agency_id', '=', webhook.agency_id)
    .where('state', '=', 'active')
    .orderBy('id')
    .execute();
  return first.find(({ topics }) => topics.includes('delivery'))?.id === webhook.id;
}

/** A document that could not be brought goes back into the queue at once and costs none of its five takings: the address was away, not the program. */
async function settle(
  deps: ExchangeDeps,
  before: WebhookRow,
  { deliveryId, lockId }: Taken,
  outcome: Outcome,
  actor: ProgramActor,
): Promise<void> {
  await deps.database.transaction<Tables, void>(async (trx) => {
    const webhook = await lockWebhook(trx, before.id);
    await noteAttempt(deps, trx, { webhookId: webhook.id, deliveryId }, outcome);
    await noteHealth(deps, trx, webhook, outcome);
    if (succeeded(outcome)) return;
    const held = await holdDelivery(trx, deliveryId, { recipientAgencyId: webhook.agency_id });
    if (held.transport !== 'delivering' || held.lockId !== lockId) return;
    const note = outcome.failure ?? `HTTP ${outcome.status}`;
    await moveDelivery(trx, held, 'lock-lapsed', { actor, at: deps.clock.now(), note });
    await trx
      .updateTable('exchange.delivery')
      .set({ attempts: held.attempts - 1, locked_until: null })
      .where('id', '=', deliveryId)
      .execute();
  });
}

function isTaken(text = ''): boolean {
  try {
    return (JSON.parse(text) as { taken?: unknown } | null)?.taken === true;
  } catch {
    return false;
  }
}
