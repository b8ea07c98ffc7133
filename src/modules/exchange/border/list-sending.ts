import { sql } from 'kysely';
import type { Envelope } from '../contract.ts';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import type { Page } from './border.ts';

/** One copy of what an agency has sent, as its system asks for it. */
export interface Sending {
  consignmentId: string;
  deliveryId: string;
  senderCode: string;
  recipientCode: string;
  subject: string;
  notation: string;
  acceptedAt: Date;
  transport: string;
  transportAt: Date;
  business: string | null;
  reason: string | null;
}

export async function listSending(
  deps: ExchangeDeps,
  agencyId: string,
  { limit, offset, from, to }: Page,
): Promise<Sending[]> {
  const { rows } = await sql<Omit<Sending, 'subject' | 'notation'> & { envelope: string }>`
    select c.id as "consignmentId", d.id as "deliveryId", c.sender_code as "senderCode", d.recipient_code as "recipientCode",
      c.envelope, c.accepted_at as "acceptedAt", d.transport, d.transport_at as "transportAt", d.business, d.reason
    from exchange.consignment c join exchange.delivery d on d.consignment_id = c.id
    where c.sender_agency_id = ${agencyId}
      and c.accepted_at >= ${from ?? new Date(0)} and c.accepted_at <= ${to ?? new Date('9999-12-31')}
    order by c.seq desc, d.id limit ${limit} offset ${offset}`.execute(deps.database.of<Tables>());
  return rows.map(({ envelope, ...row }) => {
    const { document } = JSON.parse(envelope) as Envelope;
    return { ...row, subject: document.subject, notation: `${document.number}/${document.notation}` };
  });
}
