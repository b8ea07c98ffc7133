import { listen } from '#platform/events.ts';
import { job } from '#platform/jobs.ts';
import { liveTopic } from '#platform/live.ts';
import type { RoomParts } from '#platform/room.ts';
import type { OfficerActor } from '#platform/access.ts';
import { mayHearInbox } from './access.ts';
import type { Envelope } from './contract.ts';
import { DELIVER_HERE, deliverHere } from './deliver-here.ts';
import type { ExchangeDeps } from './deps.ts';
import { documentsArrived } from './events.ts';
import { INBOX_TOPIC } from './live.ts';
import { exchangeRoutes } from './routes.ts';
import { sendConsignment, type Sent } from './send-consignment.ts';
import { shareArrived } from './share-files.ts';
import { sweep } from './sweep.ts';

export type { AgencyFacts, ExchangeDeps } from './deps.ts';
export type { Envelope } from './contract.ts';
export type { Sent } from './send-consignment.ts';

/** The front door of the document axis. */
export interface Exchange {
  parts: RoomParts;
  /** Takes a consignment over; the same key and envelope again answers the first receipt. */
  send(given: { key: string; envelope: Envelope }, actor: OfficerActor): Promise<Sent>;
}

export function createExchange(deps: ExchangeDeps): Exchange {
  return {
    send: (given, actor) => sendConsignment(deps, given, actor),
    parts: {
      name: 'exchange',
      served: exchangeRoutes(deps),
      listeners: [listen(documentsArrived, 'exchange.share-files', async ({ payload }) => shareArrived(deps, payload))],
      jobs: [
        job(DELIVER_HERE, async (_payload, { log }) => {
          const delivered = await deliverHere(deps);
          if (delivered > 0) log.info({ delivered }, 'documents delivered');
        }),
        job('exchange.sweep', async () => void (await sweep(deps)), { every: '* * * * *' }),
      ],
      topics: [liveTopic(INBOX_TOPIC, mayHearInbox)],
    },
  };
}
