import { jobs } from '#platform/jobs.ts';
import type { Transaction } from 'kysely';
import type { Tables } from '../tables.ts';

export const DRAIN_PEER = 'exchange.drain-peer';

/** One waiting job per node: a node that does not answer keeps nobody waiting but itself. */
export async function addDrain(trx: Transaction<Tables>, peer: string, at?: Date): Promise<void> {
  await jobs.add(trx, DRAIN_PEER, { peer }, { key: `${DRAIN_PEER}:${peer}`, ...(at ? { at } : {}) });
}
