import type { AgencyActor } from '#platform/access.ts';
import { answerAsked } from '../changes/answer-change.ts';
import type { BusinessCode } from '../delivery/business.ts';
import type { Envelope } from '../contract.ts';
import { confirmTaken } from '../delivery/confirm-taken.ts';
import type { ExchangeDeps } from '../deps.ts';
import { refuseTaken } from '../delivery/refuse-taken.ts';
import { reportStatus } from '../delivery/report-status.ts';
import { listSending, type Sending } from './list-sending.ts';
import { countWaiting, listWaiting, type Waiting, type WaitingState } from './list-waiting.ts';
import { findEnvelope, findFilesSent, findSaid, findSentBefore, wasSaid } from './look-up.ts';
import { requireTakes } from '../mailbox/limits.ts';
import { resolveRecipients } from '../accept/resolve-sides.ts';
import { changeMode } from '../mailbox/set-mailbox.ts';
import { findHadUnder, findSentUnder, type SentUnder } from './by-document-id.ts';
import { takeOne, type TakenOne } from './take-one.ts';

export type { Sending } from './list-sending.ts';
export type { Waiting, WaitingState } from './list-waiting.ts';
export type { TakenOne } from './take-one.ts';

export interface Page {
  limit: number;
  offset: number;
  from?: Date;
  to?: Date;
}

export interface Lock {
  deliveryId: string;
  lockId: string;
}

/**
 * The axis for a client of the older kind: it lists, fetches what it chooses, and says that it is done. The same moves as take-next,
 * confirm-taken and refuse-taken, but listing takes nothing.
 */
export interface Border {
  listWaiting(agencyId: string, state: WaitingState, page: Page): Promise<Waiting[]>;
  countWaiting(agencyId: string): Promise<number>;
  /** @throws exchange.not-found, exchange.out-of-order */
  take(deliveryId: string, actor: AgencyActor): Promise<TakenOne>;
  confirm(lock: Lock, actor: AgencyActor): Promise<unknown>;
  refuse(lock: Lock & { reason: string }, actor: AgencyActor): Promise<unknown>;
  report(said: { deliveryId: string; code: BusinessCode; note?: string }, actor: AgencyActor): Promise<unknown>;
  answer(said: { deliveryId: string; agrees: boolean; note?: string }, actor: AgencyActor): Promise<unknown>;
  /** Whether this very report or answer was taken before. */
  wasSaid(said: { deliveryId: string; code: string; note?: string }, agencyId: string): Promise<boolean>;
  /** The consignment that was taken over under this key, if one was. */
  sentBefore(agencyId: string, key: string): Promise<string | undefined>;
  /** As sending would refuse it for what its recipients cannot take; for those who send several that belong together. @throws exchange.cannot-take-… */
  requireTakes(envelope: Envelope): Promise<void>;
  /** What was handed over; for rooms that have reasons of their own. */
  envelopeOf(consignmentId: string): Promise<Envelope | undefined>;
  /** The files of what an agency sent, for it to send them again. */
  filesSent(consignmentId: string, senderAgencyId: string): Promise<Envelope['files']>;
  /** The new documents that an agency sent under a name, however it sent them, the latest first. */
  sentUnder(agencyId: string, documentId: string): Promise<SentUnder[]>;
  /** The copy by which an agency has a document of that name, however it took it. */
  hadUnder(agencyId: string, documentId: string, senderAgencyId?: string): Promise<string | undefined>;
  /** A system that serves an agency takes its documents, or leaves them to the pages again. */
  setMode(mode: 'pull' | 'here', actor: AgencyActor): Promise<unknown>;
  listSending(agencyId: string, page: Page): Promise<Sending[]>;
  /** When a recipient gave a code, and with which words. */
  said(deliveryId: string, code: string): Promise<{ at: Date; note?: string } | undefined>;
}

export function createBorder(deps: ExchangeDeps): Border {
  return {
    listWaiting: (agencyId, state, page) => listWaiting(deps, agencyId, state, page),
    countWaiting: (agencyId) => countWaiting(deps, agencyId),
    take: (deliveryId, actor) => takeOne(deps, deliveryId, actor),
    confirm: (lock, actor) => confirmTaken(deps, lock, actor),
    refuse: (lock, actor) => refuseTaken(deps, lock, actor),
    report: (said, actor) => reportStatus(deps, said, { agencyId: actor.agencyId, actor }),
    answer: (said, actor) => answerAsked(deps, said, actor),
    wasSaid: (said, agencyId) => wasSaid(deps, said, agencyId),
    sentBefore: (agencyId, key) => findSentBefore(deps, agencyId, key),
    requireTakes: async (envelope) => requireTakes(deps, envelope, await resolveRecipients(deps, envelope.to)),
    envelopeOf: (consignmentId) => findEnvelope(deps, consignmentId),
    filesSent: (consignmentId, senderAgencyId) => findFilesSent(deps, consignmentId, senderAgencyId),
    sentUnder: (agencyId, documentId) => findSentUnder(deps, agencyId, documentId),
    hadUnder: (agencyId, documentId, senderAgencyId) => findHadUnder(deps, agencyId, documentId, senderAgencyId),
    setMode: (mode, actor) => changeMode(deps, mode, actor),
    listSending: (agencyId, page) => listSending(deps, agencyId, page),
    said: (deliveryId, code) => findSaid(deps, deliveryId, code),
  };
}
