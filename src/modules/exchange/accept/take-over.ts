import { sql } from 'kysely';
import { actorReference } from '#platform/access.ts';
import type { Executor } from '#platform/database/database.ts';
import { PREPARED } from '#platform/database/prepared-client.ts';
import { newId } from '#platform/id.ts';
import { DELIVER_HERE } from '../delivery/deliver-here.ts';
import type { ExchangeDeps } from '../deps.ts';
import { consignmentAccepted } from '../events.ts';
import { searchText } from './search-text.ts';
import type { Ready } from './offer.ts';

/** The unique index over sender and key: the lock between processes. */
export const KEY_INDEX = 'consignment_key';
/** SQLSTATE of exchange.refuse_unless. */
export const REFUSED = 'LT001';

/**
 * Everything that taking documents over leaves, in one statement: consignments, their copies and the copies' first events, the files that stay
 * for them, evidence, announcement, and the job that delivers where somebody is served by this node. Five thousand recipients, or five hundred
 * consignments, are one round trip, and outside a transaction one commit.
 *
 * It was a transaction of six statements. Each cost this process and PostgreSQL about half a millisecond whatever it carried, and at 500
 * documents a second, where four or five share one, that was more than a third of all they did (bench/exchange.ts).
 * @throws PostgreSQL's 23505 where a key was taken by another process, REFUSED where a file is not there any more; then nothing is left of it
 */
export async function takeOver(deps: ExchangeDeps, executor: Executor, ready: readonly Ready[]): Promise<void> {
  const of = <Value>(value: (one: Ready) => Value): Value[] => ready.map(value);
  const copies = ready.flatMap(({ id, recipients }) =>
    [...recipients].map(([agencyId, { code }]) => ({ id: newId(), event: newId(), consignment: id, agencyId, code })),
  );
  const ofCopies = <Value>(value: (one: (typeof copies)[number]) => Value): Value[] => copies.map(value);
  const keeping = keepingOf(ready);
  await sql`${sql.raw(PREPARED)}
    with taken as (
      insert into exchange.consignment (id, sender_agency_id, sender_key, sender_code, kind, about, conversation, priority, envelope, digest,
        subject_search, notation, issued_on, receipt, accepted_at, accepted_from, expires_at)
      select * from unnest(
        ${of((one) => one.id)}::uuid[], ${of((one) => one.offer.agencyId)}::uuid[], ${of((one) => one.offer.key)}::text[],
        ${of((one) => one.offer.envelope.from)}::text[], ${of((one) => one.offer.envelope.kind)}::text[],
        ${of((one) => one.change?.about ?? null)}::uuid[], ${of((one) => one.conversation)}::uuid[],
        ${of((one) => one.offer.envelope.priority)}::smallint[], ${of((one) => one.offer.canonical)}::text[],
        ${of((one) => one.offer.digest)}::bytea[], ${of((one) => searchText(one.offer.envelope.document))}::text[],
        ${of((one) => one.offer.envelope.document.notation)}::text[], ${of((one) => one.offer.envelope.document.issuedOn)}::date[],
        ${of((one) => JSON.stringify(one.receipt))}::jsonb[], ${of((one) => one.at)}::timestamptz[],
        ${of((one) => JSON.stringify(actorReference(one.offer.actor)))}::jsonb[], ${of((one) => one.expiresAt)}::timestamptz[])
      returning id, seq, conversation, priority, sender_agency_id, accepted_at, accepted_from, expires_at),
    copy as materialized (
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
      from taken join copy on copy.consignment = taken.id),
    kept as (${deps.files.keepingOf(keeping)}),
    recorded as (${deps.evidence.recordingOf(ready.map(recordOf))}),
    announced as materialized (${deps.announcementOf(consignmentAccepted, ready.map(announcementOf))}),
    woken as materialized (${deps.jobs.addingOf(DELIVER_HERE, {}, { key: DELIVER_HERE })}
      where ${ready.some(({ away }) => away)}::boolean or exists (
        select from copy where not exists (
          select from exchange.mailbox m where m.agency_id = copy.agency and m.mode = 'pull')))
    select exchange.refuse_unless((select count(*) from kept) = ${keeping.length}, 'a file is not there any more')
    from announced left join woken on true`.execute(executor);
}

/** A file that one document names twice is kept once. */
function keepingOf(ready: readonly Ready[]): { fileId: string; owner: string; reference: string }[] {
  return ready.flatMap(({ id, files }) =>
    [...new Map(files.map((file) => [file.id, file])).values()].map((file) => ({
      fileId: file.id,
      owner: file.owner,
      reference: `consignment:${id}`,
    })),
  );
}

const recordOf = ({ id, offer: { digest, envelope, actor }, recipients }: Ready) => ({
  kind: 'exchange.consignment-accepted',
  subject: `consignment:${id}`,
  actor,
  data: { digest: digest.toString('hex'), kind: envelope.kind, recipients: recipients.size },
});

const announcementOf = ({ id, offer: { agencyId, actor }, recipients }: Ready) => ({
  payload: { consignmentId: id, senderAgencyId: agencyId, recipientAgencyIds: [...recipients.keys()] },
  actor,
});
