import { jobs } from '#platform/jobs.ts';
import type { Transaction } from 'kysely';
import type { Tables } from '../tables.ts';

export const DRAIN_PEER = 'exchange.drain-peer';

/** A job for later must not take the place of one for now. */
const keyOf = (peer: string, at: Date | undefined): string => `${DRAIN_PEER}:${peer}${at ? ':later' : ''}`;

/** One waiting job per node, and one for the time of its next try: a node that does not answer keeps nobody waiting but itself. */
export async function addDrain(trx: Transaction<Tables>, peer: string, at?: Date): Promise<void> {
  await jobs.add(trx, DRAIN_PEER, { peer }, { key: keyOf(peer, at), ...(at ? { at } : {}) });
}

/**
 * In a second, under a key of its own: under that of the next try it took the place of the job for the end of a pause, ran before that end
 * and did nothing, and the queue stood until the minute's sweep.
 */
export async function addDrainAgain(trx: Transaction<Tables>, peer: string): Promise<void> {
  await jobs.add(trx, DRAIN_PEER, { peer }, { key: `${DRAIN_PEER}:${peer}:again`, at: new Date(Date.now() + 1000) });
}
