import type { Actor } from '#platform/access.ts';
import type { Sound } from './check-carried.ts';
import type { Hop } from './hops.ts';

/** What this node notes when copies of another one have come: the step of a copy, and the evidence of a consignment. */
export const receivedHop = (deliveryId: string, at: Date): Hop & { deliveryId: string } => ({
  deliveryId,
  at,
  machine: 'transport',
  from: null,
  to: 'queued',
  rule: 'receive',
  node: null,
});

export const receivedRecord = (peer: string, { carried, digest }: Sound, deliveries: readonly string[]) => ({
  kind: 'exchange.consignment-received',
  subject: `consignment:${carried.consignmentId}`,
  actor: { kind: 'system', name: `node:${peer}` } satisfies Actor,
  data: {
    node: peer,
    origin: carried.origin,
    digest: digest.toString('hex'),
    receipt: carried.receipt.statement,
    voucher: carried.voucher,
    deliveries,
  },
});
