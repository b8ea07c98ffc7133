import { sql } from 'kysely';
import type { Envelope } from '../contract.ts';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import type { Page } from './border.ts';

export interface Waiting {
  deliveryId: string;
  senderCode: string;
  recipientCode: string;
  acceptedAt: Date;
  changedAt: Date;
  subject: string;
}

/** `initial`: to be fetched, or fetched and not yet confirmed. */
export type WaitingState = 'initial' | 'done' | 'fail';

const TRANSPORT: Record<WaitingState, string[]> = {
  initial: ['queued', 'delivering'],
  done: ['delivered'],
  fail: ['rejected'],
};

/** What waits for an agency whose own system fetches, in the order of take-next: urgent first, never one before its predecessor in a conversation. */
export async function listWaiting(
  deps: ExchangeDeps,
  agencyId: string,
  state: WaitingState,
  { limit, offset, from, to }: Page,
): Promise<Waiting[]> {
  const { rows } = await sql<Omit<Waiting, 'subject'> & { envelope: string }>`
    select d.id as "deliveryId", c.sender_code as "senderCode", d.recipient_code as "recipientCode", c.accepted_at as "acceptedAt",
      d.transport_at as "changedAt", c.envelope
    from exchange.delivery d join exchange.consignment c on c.id = d.consignment_id
    where d.recipient_agency_id = ${agencyId} and d.transport = any(${TRANSPORT[state]}) and ${visible(deps, state)}
      and c.accepted_at >= ${from ?? new Date(0)} and c.accepted_at <= ${to ?? new Date('9999-12-31')}
    order by d.priority desc, d.seq limit ${limit} offset ${offset}`.execute(deps.database.of<Tables>());
  return rows.map(({ envelope, ...row }) => ({ ...row, subject: (JSON.parse(envelope) as Envelope).document.subject }));
}

export async function countWaiting(deps: ExchangeDeps, agencyId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from exchange.delivery d
    where d.recipient_agency_id = ${agencyId} and d.transport = any(${TRANSPORT.initial}) and ${visible(deps, 'initial')}`.execute(
    deps.database.of<Tables>(),
  );
  return rows[0]?.n ?? 0;
}

function visible({ clock }: ExchangeDeps, state: WaitingState) {
  if (state !== 'initial') return sql`true`;
  // What is at home on another node waits for its way there, not for a client here.
  return sql`d.peer is null and d.expires_at > ${clock.now()}
    and exists (select from exchange.mailbox m where m.agency_id = d.recipient_agency_id and m.mode = 'pull')
    and not exists (select from exchange.delivery e
      where e.recipient_agency_id = d.recipient_agency_id and e.conversation = d.conversation and e.seq < d.seq
        and e.transport in ('queued', 'delivering', 'held'))`;
}
