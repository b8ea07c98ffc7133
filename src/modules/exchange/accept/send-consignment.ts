import type { Actor } from '#platform/access.ts';
import { gather } from '#platform/gather.ts';
import { isProblem, platformProblem } from '#platform/problem.ts';
import { acceptBatch } from './accept-batch.ts';
import { nameOf } from './find-sent.ts';
import type { Offer, Sent } from './offer.ts';
import type { Envelope } from '../contract.ts';
import type { ExchangeDeps } from '../deps.ts';
import { digestOf } from './receipt.ts';
import { expandGroups } from '../recipients/expand-groups.ts';

export type { Sent } from './offer.ts';

/** In whose name something is handed over, and who does it: an officer of the agency, or the house for what the agency has issued. */
export interface Sender {
  agencyId: string;
  actor: Actor;
  /**
   * For rooms that spread a change: the agency's own earlier consignment, whose files the change takes to recipients who had not got them.
   * They are the agency's to send again, whichever of its people or programs uploaded them.
   */
  filesOf?: string;
}

/** A transaction of this many takes some 20 ms; more of them in one would make each wait longer and save nothing. */
const MOST_TOGETHER = 64;
/** While one transaction waits for the disk, another is being made. */
const LANES = 2;
/** Two seconds of work of a busy node. Who comes then is told to come back, and nothing of it was kept. */
const MOST_WAITING = 2000;

/** One for each exchange of this process: tests run several. */
const acceptors = new WeakMap<ExchangeDeps, (offer: Offer) => Promise<Sent>>();

/**
 * Takes a consignment over. The answer comes after the durable commit and carries a sealed receipt over the digest of the envelope.
 * Callers who come while transactions are under way share the next one (accept/).
 * The unique index over sender and key is the lock: a second one in flight waits for the first and gets its receipt.
 * @throws exchange.key-used, evidence.no-time-stamp, platform.unavailable and the refusals of resolveSides, askChange and the file room
 */
export async function sendConsignment(
  deps: ExchangeDeps,
  { key, envelope: given }: { key: string; envelope: Envelope },
  { agencyId, actor, filesOf }: Sender,
): Promise<Sent> {
  await deps.evidence.requireStamps();
  let accept = acceptors.get(deps);
  if (!accept) {
    accept = gather<Offer, Sent>({
      most: MOST_TOGETHER,
      mostWaiting: MOST_WAITING,
      lanes: LANES,
      keyOf: nameOf,
      work: (offers) => acceptBatch(deps, offers),
      full: () => platformProblem('unavailable', { retryAfter: 2 }),
    });
    acceptors.set(deps, accept);
  }
  const door = accept;
  const offer = async (): Promise<Sent> => {
    const envelope = await expandGroups(deps, { key, envelope: given }, agencyId);
    return door({ agencyId, actor, key, envelope, ...(filesOf ? { filesOf } : {}), ...digestOf(envelope) });
  };
  try {
    return await offer();
  } catch (error) {
    // The same was being taken over while its groups were opened here, and somebody joined or left in between: by now it is known as it was.
    if (!given.groups?.length || !isProblem(error, 'exchange.key-used')) throw error;
    return offer();
  }
}
