import type { Transaction } from 'kysely';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';

export const PUSH = 'exchange.push-webhook';

/** One job for each address: a dead one keeps nobody waiting but itself. */
export async function addPushJob(
  deps: Pick<ExchangeDeps, 'jobs'>,
  trx: Transaction<Tables>,
  webhookId: string,
  at?: Date,
): Promise<void> {
  await deps.jobs.add(trx, PUSH, { webhookId }, { key: `${PUSH}:${webhookId}`, ...(at ? { at } : {}) });
}
