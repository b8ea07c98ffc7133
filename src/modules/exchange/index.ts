import { listen } from '#platform/events.ts';
import { job } from '#platform/jobs.ts';
import { liveTopic } from '#platform/live.ts';
import type { RoomParts } from '#platform/room.ts';
import { documentIssued, incomingMoved } from '#modules/documents/events.ts';
import { mayHearInbox } from './access.ts';
import { loadHistory, type PastConsignment } from './console/load-history.ts';
import { consoleJobs, consoleTopics } from './console/parts.ts';
import type { Envelope } from './contract.ts';
import { createBorder, type Border } from './border/border.ts';
import { DELIVER_HERE, deliverHere } from './delivery/deliver-here.ts';
import type { ExchangeDeps } from './deps.ts';
import { documentsArrived, statusReported } from './events.ts';
import { groupsOf, type OfferedGroup } from './recipients/groups.ts';
import { planSending, type SendingPlan } from './recipients/plan-sending.ts';
import { handToRegisters } from './registers/hand-to-registers.ts';
import { reportMoved } from './registers/report-moved.ts';
import { takeChanged } from './registers/take-changed.ts';
import { sendIssued } from './registers/send-issued.ts';
import { INBOX_TOPIC } from './live.ts';
import { DECLARE_LIMITS, declareMailbox } from './mailbox/declare-limits.ts';
import { exchangeRoutes } from './routes.ts';
import { followSenders } from './following/follow.ts';
import { TELL_HOME } from './following/jobs.ts';
import { tellHome, tellHomes } from './following/tell-home.ts';
import { directoryChanged } from '#modules/nodes/events.ts';
import { drainAll, drainPeer } from './peers/drain-peer.ts';
import { DRAIN_PEER } from './peers/jobs.ts';
import { PREFIX } from './peers/messages.ts';
import { mountPeers } from './peers/mount.ts';
import { rerouteAll } from './peers/route.ts';
import { sayHello } from './peers/say-hello.ts';
import { sendConsignment, type Sender, type Sent } from './accept/send-consignment.ts';
import { shareArrived } from './delivery/share-files.ts';
import { sweep } from './delivery/sweep.ts';
import { webhookJobs, webhookListeners } from './webhooks/parts.ts';
import { pushDue } from './webhooks/push-webhook.ts';

export type { AgencyFacts, ExchangeDeps } from './deps.ts';
export type { PastConsignment, PastCopy } from './console/load-history.ts';
export type { SendingPlan, PlannedFile } from './recipients/plan-sending.ts';
export type { Border, Lock, Sending, TakenOne, Waiting } from './border/border.ts';
export { Envelope } from './contract.ts';
export { fromEnvelope } from './border/from-envelope.ts';
export { certificatesIn, checkBundle, checkBundleFile, type BundleTrust, type Finding } from './bundle/check-bundle.ts';
export type { Sender, Sent } from './accept/send-consignment.ts';

/** The front door of the document axis. */
export interface Exchange {
  parts: RoomParts;
  /** Takes a consignment over; the same key and envelope again answers the first receipt. */
  send(given: { key: string; envelope: Envelope }, sender: Sender): Promise<Sent>;
  /** For worlds: documents of earlier days, with what became of them. Announces nothing. */
  loadHistory(past: readonly PastConsignment[]): Promise<void>;
  /** For the agencies' registers: which groups there are, and who could take a document that is about to be issued. */
  recipients: {
    groups(agencyId: string): Promise<OfferedGroup[]>;
    /** @throws exchange.group-unknown, exchange.too-many-recipients */
    plan(asked: Parameters<typeof planSending>[1]): Promise<SendingPlan>;
  };
  /** For the border to clients of the older axis: what officers and programs do by operations. */
  border: Border;
}

export function createExchange(deps: ExchangeDeps): Exchange {
  return {
    send: (given, sender) => sendConsignment(deps, given, sender),
    loadHistory: (past) => loadHistory(deps, past),
    recipients: {
      groups: (agencyId) => groupsOf(deps, agencyId),
      plan: (asked) => planSending(deps, asked),
    },
    border: createBorder(deps),
    parts: {
      name: 'exchange',
      served: exchangeRoutes(deps),
      listeners: [
        ...webhookListeners(deps),
        listen(documentsArrived, 'exchange.share-files', async ({ payload }) => shareArrived(deps, payload)),
        listen(documentsArrived, 'exchange.hand-to-registers', async ({ payload }, { log }) =>
          handToRegisters(deps, payload, log),
        ),
        listen(statusReported, 'exchange.take-changed', async ({ payload }, { log }) =>
          takeChanged(deps, payload, log),
        ),
        listen(documentIssued, 'exchange.send-issued', async ({ payload }, { log }) => sendIssued(deps, payload, log)),
        listen(directoryChanged, 'exchange.reroute', async (_event, { log }) => {
          const moved = await rerouteAll(deps);
          if (moved > 0) log.info({ moved }, 'documents go to the new homes of their recipients');
        }),
        listen(directoryChanged, 'exchange.follow-senders', async (_event, { log }) => {
          const agencies = await followSenders(deps);
          if (agencies > 0) log.info({ agencies }, 'what agencies sent from here follows them to their new homes');
        }),
        listen(incomingMoved, 'exchange.report-moved', async ({ payload }, { log }) => reportMoved(deps, payload, log)),
      ],
      jobs: [
        ...webhookJobs(deps),
        job(DELIVER_HERE, async (_payload, { log }) => {
          const delivered = await deliverHere(deps);
          // What is for an agency's own address goes there by a job of that address.
          await pushDue(deps);
          if (delivered > 0) log.info({ delivered }, 'documents delivered');
        }),
        job<{ agencyId: string }>(DECLARE_LIMITS, ({ agencyId }) => declareMailbox(deps, agencyId)),
        job<{ peer: string }>(DRAIN_PEER, async ({ peer }, { log }) => void (await drainPeer(deps, peer, log))),
        job<{ peer: string }>(TELL_HOME, async ({ peer }, { log }) => void (await tellHome(deps, peer, log))),
        job(
          'exchange.sweep',
          async () => {
            await sweep(deps);
            await drainAll(deps);
            await tellHomes(deps);
          },
          { every: '* * * * *' },
        ),
        // What a kill or an absence left behind is taken up at once and not at the next minute.
        job(
          'exchange.resume',
          async () => {
            await sweep(deps);
            await sayHello(deps);
            await drainAll(deps);
          },
          { atStart: true },
        ),
        ...consoleJobs(deps),
      ],
      protocols: [{ prefix: PREFIX, mount: (fastify) => mountPeers(fastify, deps) }],
      topics: [liveTopic(INBOX_TOPIC, mayHearInbox), ...consoleTopics()],
    },
  };
}
