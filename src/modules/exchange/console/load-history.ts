import { actorReference, type Actor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import type { BusinessCode } from '../delivery/business.ts';
import type { Envelope } from '../contract/envelope.ts';
import type { ExchangeDeps } from '../deps.ts';
import { digestOf, issueReceipt } from '../accept/receipt.ts';
import type { Tables } from '../tables.ts';
import type { TransportMove, TransportState } from '../delivery/transport.ts';
import { tally } from './tally.ts';
import { searchText } from '../accept/search-text.ts';

/** A document of earlier days, with what became of each copy. */
export interface PastConsignment {
  senderAgencyId: string;
  key: string;
  envelope: Envelope;
  acceptedAt: Date;
  expiresAt: Date;
  copies: readonly PastCopy[];
}
export interface PastCopy {
  recipientAgencyId: string;
  code: string;
  transport: TransportState;
  /** Steps after being accepted, in order. */
  steps: readonly (
    | { machine: 'transport'; to: TransportState; rule: TransportMove; at: Date; note?: string }
    | { machine: 'business'; to: BusinessCode; at: Date; note?: string }
  )[];
}

const WORLD: Actor = { kind: 'system', name: 'demo-world' };

/**
 * Puts documents of the past in place, for worlds: an empty axis shows nobody what plots and statistics are for. Nothing is announced, so
 * no register takes them in and nobody is told. The same keys again change nothing.
 */
export async function loadHistory(deps: ExchangeDeps, past: readonly PastConsignment[]): Promise<void> {
  const by = JSON.stringify(actorReference(WORLD));
  const sealed = await Promise.all(past.map((one) => receiptOf(deps, one)));
  await deps.database.transaction<Tables, void>(async (trx) => {
    for (const { one, id, canonical, digest, receipt } of sealed) {
      const { document } = one.envelope;
      const row = await trx
        .insertInto('exchange.consignment')
        .values({
          id,
          sender_agency_id: one.senderAgencyId,
          sender_key: one.key,
          sender_code: one.envelope.from,
          kind: 'new',
          about: null,
          conversation: id,
          priority: one.envelope.priority,
          envelope: canonical,
          digest,
          subject_search: searchText(document),
          notation: document.notation,
          issued_on: document.issuedOn,
          receipt: JSON.stringify(receipt),
          accepted_at: one.acceptedAt,
          accepted_from: by,
          expires_at: one.expiresAt,
        })
        .onConflict((conflict) => conflict.columns(['sender_agency_id', 'sender_key']).doNothing())
        .returning('seq')
        .executeTakeFirst();
      if (!row) continue;
      const copies = one.copies.map((copy) => ({ ...copy, id: newId() }));
      await trx
        .insertInto('exchange.delivery')
        .values(copies.map((copy) => deliveryOf(copy, one, { id, seq: row.seq })))
        .execute();
      const accepted = { machine: 'transport' as const, to: 'queued' as const, rule: 'accept', at: one.acceptedAt };
      await trx
        .insertInto('exchange.delivery_event')
        .values(
          copies.flatMap((copy) =>
            [accepted, ...copy.steps].map((step, index, all) => ({
              id: newId(),
              delivery_id: copy.id,
              at: step.at,
              machine: step.machine,
              from_state: all.slice(0, index).findLast((before) => before.machine === step.machine)?.to ?? null,
              to_state: step.to,
              rule: 'rule' in step ? step.rule : 'report',
              actor: by,
              note: 'note' in step ? (step.note ?? null) : null,
            })),
          ),
        )
        .execute();
    }
    await deps.evidence.record(trx, {
      kind: 'exchange.history-loaded',
      subject: 'exchange:demo-world',
      actor: WORLD,
      data: { consignments: sealed.length },
    });
  });
  await tally(deps);
}

async function receiptOf(deps: ExchangeDeps, one: PastConsignment) {
  const id = newId();
  const { canonical, digest } = digestOf(one.envelope);
  const receipt = await issueReceipt(deps.signing, {
    node: deps.config.publicUrl,
    consignmentId: id,
    senderKey: one.key,
    from: one.envelope.from,
    digest,
    recipients: one.copies.length,
    acceptedAt: one.acceptedAt,
  });
  return { one, id, canonical, digest, receipt };
}

function deliveryOf(copy: PastCopy & { id: string }, one: PastConsignment, { id, seq }: { id: string; seq: number }) {
  const moved = copy.steps.findLast((step) => step.machine === 'transport');
  const said = copy.steps.findLast((step) => step.machine === 'business');
  return {
    id: copy.id,
    consignment_id: id,
    seq,
    conversation: id,
    priority: one.envelope.priority,
    sender_agency_id: one.senderAgencyId,
    recipient_agency_id: copy.recipientAgencyId,
    recipient_code: copy.code,
    transport: copy.transport,
    transport_at: moved?.at ?? one.acceptedAt,
    reason: moved && copy.transport !== 'delivered' ? (moved.note ?? null) : null,
    business: said?.to ?? null,
    business_at: said?.at ?? null,
    attempts: copy.transport === 'failed' ? 5 : 0,
    expires_at: one.expiresAt,
  };
}
