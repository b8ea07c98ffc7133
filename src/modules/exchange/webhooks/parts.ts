import type { Transaction } from 'kysely';
import type { Actor, AgencyActor } from '#platform/access.ts';
import { listen, type Listener } from '#platform/events.ts';
import { job, type Job } from '#platform/jobs.ts';
import { serve, type Served } from '#platform/operation.ts';
import { platformProblem } from '#platform/problem.ts';
import * as contract from '../contract/webhooks.ts';
import type { ExchangeDeps } from '../deps.ts';
import { arrivedElsewhere, deliveryEnded, documentsArrived, statusReported } from '../events.ts';
import type { Tables } from '../tables.ts';
import { createWebhook, endWebhook, pingAgain } from './create-webhook.ts';
import { PUSH } from './push-job.ts';
import { pushDue, pushWebhook } from './push-webhook.ts';
import { readWebhook, readWebhooks } from './read-webhooks.ts';
import { replay } from './replay.ts';
import { webhookKey } from './webhook-key.ts';
import { tellArrived, tellElsewhere, tellEnded, tellStatus } from './write-pushes.ts';

function agencyOf(actor: Actor): AgencyActor {
  if (actor.kind !== 'officer' && actor.kind !== 'program') throw platformProblem('not-allowed');
  return actor;
}

export function webhookRoutes(deps: ExchangeDeps): Served[] {
  return [
    serve(contract.createWebhook, ({ body }, { actor }) => createWebhook(deps, body, agencyOf(actor))),
    serve(contract.listWebhooks, async (_input, { actor }) => ({
      webhooks: await readWebhooks(deps, agencyOf(actor)),
    })),
    serve(contract.getWebhook, ({ params, query }, { actor }) =>
      readWebhook(deps, params.webhookId, query.before, agencyOf(actor)),
    ),
    serve(contract.pingWebhook, ({ params }, { actor }) => pingAgain(deps, params.webhookId, agencyOf(actor))),
    serve(contract.endWebhook, async ({ params }, { actor }) => ({
      ended: await endWebhook(deps, params.webhookId, agencyOf(actor)),
    })),
    serve(contract.replayPushes, async ({ params, body }, { actor }) => ({
      replayed: await replay(deps, params.webhookId, body, agencyOf(actor)),
    })),
    serve(contract.getWebhookKey, () => {
      const { keyid, publicKey } = webhookKey(deps.config.secrets.masterKey);
      return { keyid, publicKey: publicKey.export({ type: 'spki', format: 'pem' }) as string };
    }),
  ];
}

const tables = (trx: unknown): Transaction<Tables> => trx as Transaction<Tables>;

export function webhookListeners(deps: ExchangeDeps): Listener[] {
  return [
    listen(documentsArrived, 'exchange.push-arrived', (event, { trx }) => tellArrived(deps, tables(trx), event)),
    listen(arrivedElsewhere, 'exchange.push-elsewhere', (event, { trx }) => tellElsewhere(deps, tables(trx), event)),
    listen(statusReported, 'exchange.push-status', (event, { trx }) => tellStatus(deps, tables(trx), event)),
    listen(deliveryEnded, 'exchange.push-ended', (event, { trx }) => tellEnded(deps, tables(trx), event)),
  ];
}

export function webhookJobs(deps: ExchangeDeps): Job[] {
  return [
    job<{ webhookId: string }>(PUSH, async ({ webhookId }, { log }) => {
      const brought = await pushWebhook(deps, webhookId);
      if (brought > 0) log.info({ webhookId, brought }, 'news brought to an address');
    }),
    job('exchange.push-due', () => pushDue(deps), { every: '* * * * *' }),
  ];
}
