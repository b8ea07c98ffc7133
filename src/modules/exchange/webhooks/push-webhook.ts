import { sql } from 'kysely';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import { MOST_ATTEMPTS, waitAfter } from './back-off.ts';
import { lockWebhook, type WebhookRow } from './find-webhook.ts';
import { noteAttempt, noteHealth, rest } from './note-attempt.ts';
import { post, succeeded, type Outcome } from './post.ts';
import { pushDeliveries } from './push-deliveries.ts';
import { addPushJob } from './push-job.ts';

/** How long a claimed push is nobody else's. Longer than any try; a process that died in between gives it back by this. */
const LEASE_MS = 60_000;

/**
 * Brings what waits to one address, until nothing is due. Within a conversation nothing goes before its predecessor has been taken;
 * a push that only this address refuses holds up its own conversation and no other.
 */
export async function pushWebhook(deps: ExchangeDeps, webhookId: string): Promise<number> {
  let brought = 0;
  for (;;) {
    const webhook = await deps.database
      .of<Tables>()
      .selectFrom('exchange.webhook')
      .selectAll()
      .where('id', '=', webhookId)
      .executeTakeFirst();
    if (webhook?.state !== 'active' || webhook.due_at > deps.clock.now()) break;
    const delivered = await pushDeliveries(deps, webhook);
    if (delivered === 'failed') break;
    const push = await claim(deps, webhookId);
    if (!push) {
      if (delivered === 'none') break;
      continue;
    }
    const outcome = await post(deps, webhook.url, push.body, {
      'lienthong-push': push.kind,
      'lienthong-push-id': push.id,
    });
    if (await settle(deps, webhook, push, outcome)) brought += 1;
  }
  await comeBack(deps, webhookId);
  return brought;
}

interface Claimed {
  id: string;
  kind: string;
  body: string;
  attempts: number;
}

async function claim(deps: ExchangeDeps, webhookId: string): Promise<Claimed | undefined> {
  const now = deps.clock.now();
  const { rows } = await sql<Claimed>`
    update exchange.webhook_push set due_at = ${new Date(now.getTime() + LEASE_MS)}
    where id = (
      select p.id from exchange.webhook_push p
      where p.webhook_id = ${webhookId} and p.state = 'waiting' and p.due_at <= ${now}
        and not exists (select from exchange.webhook_push e
          where e.webhook_id = p.webhook_id and e.conversation = p.conversation and e.seq < p.seq and e.state = 'waiting')
      order by p.seq limit 1 for update skip locked)
    returning id, kind, body, attempts`.execute(deps.database.of<Tables>());
  return rows[0];
}

/** @returns whether it was taken */
async function settle(deps: ExchangeDeps, before: WebhookRow, push: Claimed, outcome: Outcome): Promise<boolean> {
  return deps.database.transaction<Tables, boolean>(async (trx) => {
    const webhook = await lockWebhook(trx, before.id);
    await noteAttempt(deps, trx, { webhookId: webhook.id, pushId: push.id }, outcome);
    const done = succeeded(outcome);
    const attempts = push.attempts + 1;
    const over = !done && attempts >= MOST_ATTEMPTS;
    const mine = await trx
      .updateTable('exchange.webhook_push')
      .set({
        state: done ? 'done' : over ? 'given-up' : 'waiting',
        attempts,
        due_at: new Date(deps.clock.now().getTime() + (done ? 0 : waitAfter(attempts))),
      })
      .where('id', '=', push.id)
      // A process that slept longer than the push was lent to it finds it done by another.
      .where('state', '=', 'waiting')
      .returning('id')
      .executeTakeFirst();
    // An answer of 4xx is about this push: the address is there, and others may go.
    const isThere = outcome.status !== undefined && outcome.status >= 400 && outcome.status < 500;
    if (!isThere) await noteHealth(deps, trx, webhook, outcome);
    if (mine && over && webhook.state === 'active')
      await rest(deps, trx, webhook, outcome.failure ?? String(outcome.status ?? ''));
    return done;
  });
}

/** The job comes back when the next try is due: of the first in each conversation, since what stands behind it waits for it. */
async function comeBack(deps: ExchangeDeps, webhookId: string): Promise<void> {
  const { rows } = await sql<{ at: Date | null }>`
    select greatest(w.due_at, min(p.due_at)) as at from exchange.webhook w join exchange.webhook_push p on p.webhook_id = w.id
    where w.id = ${webhookId} and w.state = 'active' and p.state = 'waiting'
      and not exists (select from exchange.webhook_push e
        where e.webhook_id = p.webhook_id and e.conversation = p.conversation and e.seq < p.seq and e.state = 'waiting')
    group by w.due_at`.execute(deps.database.of<Tables>());
  const at = rows[0]?.at;
  if (!at) return;
  // The queue goes by the clock on the wall.
  const wait = Math.max(1000, at.getTime() - deps.clock.now().getTime());
  await deps.database.transaction<Tables, void>((trx) => addPushJob(deps, trx, webhookId, new Date(Date.now() + wait)));
}

/** Every minute: addresses whose time has come, also where the job that should have come back was lost with its process. */
export async function pushDue(deps: ExchangeDeps): Promise<void> {
  const now = deps.clock.now();
  const { rows } = await sql<{ id: string }>`
    select w.id from exchange.webhook w
    where w.state = 'active' and w.due_at <= ${now} and (
      exists (select from exchange.webhook_push p where p.webhook_id = w.id and p.state = 'waiting' and p.due_at <= ${now})
      or 'delivery' = any(w.topics) and exists (select from exchange.mailbox m join exchange.delivery d on d.recipient_agency_id = m.agency_id
        where m.agency_id = w.agency_id and m.mode = 'push' and d.transport = 'queued'))`.execute(
    deps.database.of<Tables>(),
  );
  for (const { id } of rows) await deps.database.transaction<Tables, void>((trx) => addPushJob(deps, trx, id));
}
