import { Type, type Static } from 'typebox';
import { defineEvent } from '#platform/events.ts';

const id = () => Type.String({ format: 'uuid' });

/** The node has taken over a consignment: durable, receipted. */
export const consignmentAccepted = defineEvent(
  'exchange.consignment-accepted@1',
  Type.Object({ consignmentId: id(), senderAgencyId: id(), recipientAgencyIds: Type.Array(id()) }),
);

/** Copies of one consignment that are with their recipients. */
const Arrival = Type.Object({
  consignmentId: id(),
  kind: Type.Enum(['new', 'recall', 'update', 'replace']),
  senderAgencyId: id(),
  about: Type.Optional(id()),
  deliveries: Type.Array(Type.Object({ deliveryId: id(), recipientAgencyId: id() })),
});
export type Arrival = Static<typeof Arrival>;

/**
 * Copies are with their recipients: the agencies' registers may take them in. Of several consignments at once: one by one, the jobs of the
 * listeners cost more than the delivery.
 */
export const documentsArrived = defineEvent(
  'exchange.documents-arrived@2',
  Type.Object({ arrivals: Type.Array(Arrival) }),
);

const ArrivalElsewhere = Type.Object({
  consignmentId: id(),
  deliveryId: id(),
  senderAgencyId: id(),
  recipientAgencyId: id(),
  nodeId: Type.String(),
});
export type ArrivalElsewhere = Static<typeof ArrivalElsewhere>;

/** Copies that were accepted here are with their recipients at another node: news for the senders. */
export const arrivedElsewhere = defineEvent(
  'exchange.document-arrived-elsewhere@2',
  Type.Object({ arrivals: Type.Array(ArrivalElsewhere) }),
);

/** In version 1 each of the two told of one; what a node had announced so before it was renewed is heard as well. */
export const arrivalsOf = <One>(payload: { arrivals: One[] } | One): readonly One[] =>
  payload !== null && typeof payload === 'object' && 'arrivals' in payload ? payload.arrivals : [payload as One];

/** Copies that one announcement tells of, and so one job of each listener has to do with. */
const MOST_TOLD = 20;

/** What is to be announced, in pieces that several workers can share. */
export function inPieces<One>(all: readonly One[], sizeOf: (one: One) => number = () => 1): One[][] {
  const pieces: One[][] = [];
  let room = 0;
  for (const one of all) {
    if (room <= 0) {
      pieces.push([]);
      room = MOST_TOLD;
    }
    pieces.at(-1)?.push(one);
    room -= sizeOf(one);
  }
  return pieces;
}

/** A copy has come to an end without arriving: news for the sender. */
export const deliveryEnded = defineEvent(
  'exchange.delivery-ended@1',
  Type.Object({
    deliveryId: id(),
    consignmentId: id(),
    senderAgencyId: id(),
    recipientAgencyId: id(),
    transport: Type.Enum(['rejected', 'expired', 'failed']),
  }),
);

/** Nothing more is brought to an agency's address: it has failed too long. */
export const webhookRests = defineEvent(
  'exchange.webhook-rests@1',
  Type.Object({ webhookId: id(), agencyId: id(), why: Type.String() }),
);

/** The recipient reported a status, or answered a change: news for the sender. */
export const statusReported = defineEvent(
  'exchange.status-reported@1',
  Type.Object({
    deliveryId: id(),
    consignmentId: id(),
    senderAgencyId: id(),
    recipientAgencyId: id(),
    code: Type.String(),
  }),
);
