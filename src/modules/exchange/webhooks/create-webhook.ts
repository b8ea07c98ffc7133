import { sql } from 'kysely';
import { actorReference, type AgencyActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import type { WebhookTopic } from '../contract/webhooks.ts';
import type { ExchangeDeps } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { AddressRefusal, findTarget } from './addresses.ts';
import { findWebhook, shapeOf, type WebhookShape } from './find-webhook.ts';
import { ping } from './ping.ts';

const MOST = 20;

/** Says what is wrong with an address before anything is kept. @throws exchange.webhook-address */
export async function checkAddress(deps: ExchangeDeps, url: string): Promise<void> {
  try {
    await findTarget(url, deps.config.webhooks);
  } catch (error) {
    if (!(error instanceof AddressRefusal)) throw error;
    throw exchangeProblem('webhook-address', {
      cause: error,
      fields: [{ path: 'body/url', code: error.why, ...sayings[error.why] }],
    });
  }
}

const sayings: Record<AddressRefusal['why'], { vi: string; en: string }> = {
  'not-an-address': {
    vi: 'Đây không phải một địa chỉ đầy đủ, chẳng hạn https://vanban.example.gov.vn/tin.',
    en: 'This is not a full address such as https://documents.example.gov.vn/news.',
  },
  'not-https': { vi: 'Địa chỉ phải bắt đầu bằng https://.', en: 'The address must begin with https://.' },
  inner: {
    vi: 'Địa chỉ này nằm trong mạng nội bộ, trục không gọi tới.',
    en: 'This address is in an inner network, which the node does not call.',
  },
  'unknown-host': { vi: 'Không tìm thấy máy chủ mang tên này.', en: 'No host of this name was found.' },
};

/** @throws exchange.webhook-address, exchange.too-many-webhooks */
export async function createWebhook(
  deps: ExchangeDeps,
  { url, topics }: { url: string; topics: readonly WebhookTopic[] },
  actor: AgencyActor,
): Promise<WebhookShape> {
  await checkAddress(deps, url);
  const id = newId();
  const now = deps.clock.now();
  await deps.database.transaction<Tables, void>(async (trx) => {
    // One at a time for each agency, so that the limit holds.
    await sql`select pg_advisory_xact_lock(hashtext(${`exchange.webhooks ${actor.agencyId}`}))`.execute(trx);
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from exchange.webhook where agency_id = ${actor.agencyId} and state <> 'ended'`.execute(
      trx,
    );
    if ((rows[0]?.n ?? 0) >= MOST) throw exchangeProblem('too-many-webhooks', { params: { most: MOST } });
    await trx
      .insertInto('exchange.webhook')
      .values({
        id,
        agency_id: actor.agencyId,
        system_id: actor.kind === 'program' ? actor.systemId : null,
        url,
        topics: [...topics],
        state: 'pending',
        due_at: now,
        made_at: now,
        made_by: JSON.stringify(actorReference(actor)),
        changed_at: now,
      })
      .execute();
    await deps.evidence.record(trx, {
      kind: 'exchange.webhook-created',
      subject: `webhook:${id}`,
      actor,
      data: { agencyId: actor.agencyId, host: new URL(url).host, topics },
    });
  });
  await ping(deps, await findWebhook(deps, id, actor));
  return shapeOf(deps, await findWebhook(deps, id, actor));
}

/** @throws exchange.webhook-not-found, exchange.webhook-address */
export async function pingAgain(deps: ExchangeDeps, id: string, actor: AgencyActor): Promise<WebhookShape> {
  const webhook = await findWebhook(deps, id, actor);
  await checkAddress(deps, webhook.url);
  if (webhook.state !== 'ended') await ping(deps, webhook);
  return shapeOf(deps, await findWebhook(deps, id, actor));
}

/** What still waits is not brought any more. @throws exchange.webhook-not-found */
export async function endWebhook(deps: ExchangeDeps, id: string, actor: AgencyActor): Promise<boolean> {
  const webhook = await findWebhook(deps, id, actor);
  if (webhook.state === 'ended') return false;
  await deps.database.transaction<Tables, void>(async (trx) => {
    await trx
      .updateTable('exchange.webhook')
      .set({ state: 'ended', changed_at: deps.clock.now() })
      .where('id', '=', id)
      .execute();
    await deps.evidence.record(trx, {
      kind: 'exchange.webhook-ended',
      subject: `webhook:${id}`,
      actor,
      data: { agencyId: webhook.agency_id },
    });
  });
  return true;
}
