import { randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import { lockWebhook, type WebhookRow } from './find-webhook.ts';
import { noteAttempt } from './note-attempt.ts';
import { post, succeeded, type Outcome } from './post.ts';
import { addPushJob } from './push-job.ts';

/**
 * Asks the address whether it wants to be told: only one that sends the challenge back is active. Nobody can aim the node at a machine
 * that knows nothing of it. What waited for a resting address goes on from here.
 */
export async function ping(deps: ExchangeDeps, webhook: WebhookRow): Promise<void> {
  const challenge = randomBytes(18).toString('base64url');
  const body =
    canonicalize({ kind: 'ping', webhookId: webhook.id, at: deps.clock.now().toISOString(), challenge }) ?? '';
  const outcome = await post(deps, webhook.url, body, { 'lienthong-push': 'ping' });
  const answered = succeeded(outcome) && challengeIn(outcome.whole) === challenge;
  const noted: Outcome = answered || !succeeded(outcome) ? outcome : { ...outcome, failure: 'no-challenge' };
  await deps.database.transaction<Tables, void>(async (trx) => {
    const row = await lockWebhook(trx, webhook.id);
    await noteAttempt(deps, trx, { webhookId: row.id }, noted);
    if (row.state === 'ended' || (!answered && row.state === 'active')) return;
    const now = deps.clock.now();
    await trx
      .updateTable('exchange.webhook')
      .set(
        answered
          ? { state: 'active', why: null, failures: 0, due_at: now, changed_at: now }
          : { why: noted.failure ?? `${noted.status}`, changed_at: now },
      )
      .where('id', '=', row.id)
      .execute();
    if (!answered) return;
    // Tries begin anew for what waited behind the failure.
    await trx
      .updateTable('exchange.webhook_push')
      .set({ attempts: 0, due_at: now })
      .where('webhook_id', '=', row.id)
      .where('state', '=', 'waiting')
      .execute();
    await addPushJob(deps, trx, row.id);
  });
}

function challengeIn(text = ''): unknown {
  try {
    return (JSON.parse(text) as { challenge?: unknown } | null)?.challenge;
  } catch {
    return undefined;
  }
}
