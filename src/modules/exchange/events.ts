import { Type } from 'typebox';
import { defineEvent } from '#platform/events.ts';

const id = () => Type.String({ format: 'uuid' });

/** The node has taken over a consignment: durable, receipted. */
export const consignmentAccepted = defineEvent(
  'exchange.consignment-accepted@1',
  Type.Object({ consignmentId: id(), senderAgencyId: id(), recipientAgencyIds: Type.Array(id()) }),
);

/** Copies of one consignment are with their recipients: the agencies' registers may take them in. */
export const documentsArrived = defineEvent(
  'exchange.documents-arrived@1',
  Type.Object({
    consignmentId: id(),
    kind: Type.Enum(['new', 'recall', 'update', 'replace']),
    senderAgencyId: id(),
    about: Type.Optional(id()),
    deliveries: Type.Array(Type.Object({ deliveryId: id(), recipientAgencyId: id() })),
  }),
);

/** A copy that was accepted here is with its recipient at another node: news for the sender. */
export const arrivedElsewhere = defineEvent(
  'exchange.document-arrived-elsewhere@1',
  Type.Object({
    consignmentId: id(),
    deliveryId: id(),
    senderAgencyId: id(),
    recipientAgencyId: id(),
    nodeId: Type.String(),
  }),
);

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
