import { sql, type Transaction } from 'kysely';
import { actorReference } from '#platform/access.ts';
import { PREPARED } from '#platform/database/prepared-client.ts';
import { newId } from '#platform/id.ts';
import { fold } from '#platform/text.ts';
import type { Tables } from '../tables.ts';
import type { Ready } from './offer.ts';

/** What became of those that were to be written. */
export interface Written {
  /** Ids of those that were written. */
  taken: ReadonlySet<string>;
  /** Agencies among the recipients whose own systems fetch what is for them. */
  fetching: ReadonlySet<string>;
}

/**
 * Consignments, their copies and the copies' first events in one statement: five thousand recipients, or five hundred consignments, are one
 * round trip. The unique index over sender and key is the lock between processes: who comes second writes nothing.
 */
export async function writeConsignments(trx: Transaction<Tables>, ready: readonly Ready[]): Promise<Written> {
  const of = <Value>(value: (one: Ready) => Value): Value[] => ready.map(value);
  const copies = ready.flatMap(({ id, recipients }) =>
    [...recipients].map(([agencyId, { code }]) => ({ id: newId(), event: newId(), consignment: id, agencyId, code })),
  );
  const ofCopies = <Value>(value: (one: (typeof copies)[number]) => Value): Value[] => copies.map(value);
  const { rows } = await sql<{ id: string; fetching: string[] | null }>`${sql.raw(PREPARED)}
    with taken as (
      insert into exchange.consignment (id, sender_agency_id, sender_key, sender_code, kind, about, conversation, priority, envelope, digest,
        subject_search, notation, issued_on, receipt, accepted_at, accepted_from, expires_at)
      select * from unnest(
        ${of((one) => one.id)}::uuid[], ${of((one) => one.offer.agencyId)}::uuid[], ${of((one) => one.offer.key)}::text[],
        ${of((one) => one.offer.envelope.from)}::text[], ${of((one) => one.offer.envelope.kind)}::text[],
        ${of((one) => one.change?.about ?? null)}::uuid[], ${of((one) => one.conversation)}::uuid[],
        ${of((one) => one.offer.envelope.priority)}::smallint[], ${of((one) => one.offer.canonical)}::text[],
        ${of((one) => one.offer.digest)}::bytea[], ${of(searchOf)}::text[],
        ${of((one) => one.offer.envelope.document.notation)}::text[], ${of((one) => one.offer.envelope.document.issuedOn)}::date[],
        ${of((one) => JSON.stringify(one.receipt))}::jsonb[], ${of((one) => one.at)}::timestamptz[],
        ${of((one) => JSON.stringify(actorReference(one.offer.actor)))}::jsonb[], ${of((one) => one.expiresAt)}::timestamptz[])
      on conflict (sender_agency_id, sender_key) do nothing
      returning id, seq, conversation, priority, sender_agency_id, accepted_at, accepted_from, expires_at),
    copy as (
      select * from unnest(${ofCopies((one) => one.id)}::uuid[], ${ofCopies((one) => one.event)}::uuid[],
        ${ofCopies((one) => one.consignment)}::uuid[], ${ofCopies((one) => one.agencyId)}::uuid[], ${ofCopies((one) => one.code)}::text[])
        as given (id, event, consignment, agency, code)),
    queued as (
      insert into exchange.delivery (id, consignment_id, seq, conversation, priority, sender_agency_id, recipient_agency_id,
        recipient_code, transport, transport_at, expires_at)
      select copy.id, taken.id, taken.seq, taken.conversation, taken.priority, taken.sender_agency_id, copy.agency, copy.code,
        'queued', taken.accepted_at, taken.expires_at
      from taken join copy on copy.consignment = taken.id),
    noted as (
      insert into exchange.delivery_event (id, delivery_id, at, machine, from_state, to_state, rule, actor)
      select copy.event, copy.id, taken.accepted_at, 'transport', null, 'queued', 'accept', taken.accepted_from
      from taken join copy on copy.consignment = taken.id)
    select id, (select array_agg(m.agency_id) from exchange.mailbox m
      where m.mode = 'pull' and m.agency_id in (select agency from copy)) as fetching from taken`.execute(trx);
  return { taken: new Set(rows.map(({ id }) => id)), fetching: new Set(rows[0]?.fetching) };
}

/** What the lists are searched by: number, notation and subject without accents. */
function searchOf({ offer: { envelope } }: Ready): string {
  const { number, notation, subject } = envelope.document;
  return fold(`${number} ${notation} ${subject}`);
}
