import { sql, type Transaction } from 'kysely';
import { actorReference, type Actor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { fold } from '#platform/text.ts';
import { askChange, changeOf } from './ask-change.ts';
import type { Envelope } from './contract.ts';
import { DELIVER_HERE } from './deliver-here.ts';
import type { ExchangeDeps } from './deps.ts';
import { exchangeProblem } from './errors.ts';
import { consignmentAccepted } from './events.ts';
import { keepTryingHours } from './legal.ts';
import { digestOf, issueReceipt, type Receipt } from './receipt.ts';
import { resolveSides, type Recipients } from './resolve-sides.ts';
import type { Tables } from './tables.ts';

/** In whose name something is handed over, and who does it: an officer of the agency, or the house for what the agency has issued. */
export interface Sender {
  agencyId: string;
  actor: Actor;
}

export interface Sent {
  consignmentId: string;
  receipt: Receipt;
  /** The same key and envelope had come before: this is the receipt of then. */
  repeated: boolean;
}

/**
 * Takes a consignment over. The answer comes after the durable commit and carries a sealed receipt over the digest of the envelope.
 * The unique index over sender and key is the lock: a second one in flight waits for the first and gets its receipt.
 * @throws exchange.key-used and the refusals of resolveSides, askChange and requireFiles
 */
export async function sendConsignment(
  deps: ExchangeDeps,
  { key, envelope }: { key: string; envelope: Envelope },
  sender: Sender,
): Promise<Sent> {
  const { actor } = sender;
  const { canonical, digest } = digestOf(envelope);
  const before = await findSent(deps, sender.agencyId, key);
  if (before) return sameAgain(before, digest);
  const change = changeOf(envelope);
  const recipients = await resolveSides(deps, envelope, sender.agencyId);
  const earlier = change ? await earlierOf(deps, change.about, sender.agencyId) : undefined;
  const owners = await requireFiles(deps, envelope, actor);

  const id = newId();
  const now = deps.clock.now();
  const hours = envelope.keepTryingHours ?? keepTryingHours[envelope.priority] ?? 168;
  const expiresAt = new Date(now.getTime() + hours * 3_600_000);
  const receipt = await issueReceipt(deps.signing, {
    node: deps.config.publicUrl,
    consignmentId: id,
    senderKey: key,
    from: envelope.from,
    digest,
    recipients: recipients.size,
    acceptedAt: now,
  });
  const { document } = envelope;
  // Files are kept before anything refers to them: a crash in between leaves a file too many, never one too few.
  for (const [owner, ids] of owners) await deps.files.keep(ids, owner, `consignment:${id}`);
  const written = await deps.database.transaction<Tables, boolean>(async (trx) => {
    const row = await trx
      .insertInto('exchange.consignment')
      .values({
        id,
        sender_agency_id: sender.agencyId,
        sender_key: key,
        sender_code: envelope.from,
        kind: envelope.kind,
        about: change?.about ?? null,
        conversation: earlier?.conversation ?? id,
        priority: envelope.priority,
        envelope: canonical,
        digest,
        subject_search: fold(`${document.number} ${document.notation} ${document.subject}`),
        notation: document.notation,
        issued_on: document.issuedOn,
        receipt: JSON.stringify(receipt),
        accepted_at: now,
        accepted_from: JSON.stringify(actorReference(actor)),
        expires_at: expiresAt,
      })
      .onConflict((conflict) => conflict.columns(['sender_agency_id', 'sender_key']).doNothing())
      .returning('seq')
      .executeTakeFirst();
    if (!row) return false;
    if (change) await askChange(trx, { id, senderAgencyId: sender.agencyId, ...change }, recipients);
    await queueDeliveries(trx, recipients, {
      id,
      seq: row.seq,
      conversation: earlier?.conversation ?? id,
      priority: envelope.priority,
      senderAgencyId: sender.agencyId,
      now,
      expiresAt,
      actor,
    });
    await deps.evidence.record(trx, {
      kind: 'exchange.consignment-accepted',
      subject: `consignment:${id}`,
      actor,
      data: { digest: digest.toString('hex'), kind: envelope.kind, recipients: recipients.size },
    });
    await deps.publish(
      trx,
      consignmentAccepted,
      { consignmentId: id, senderAgencyId: sender.agencyId, recipientAgencyIds: [...recipients.keys()] },
      { actor },
    );
    await deps.jobs.add(trx, DELIVER_HERE, {}, { key: DELIVER_HERE });
    return true;
  });
  if (written) return { consignmentId: id, receipt, repeated: false };
  const first = await findSent(deps, sender.agencyId, key);
  if (!first) throw new Error('The consignment that took the key is not there');
  return sameAgain(first, digest);
}

interface SentRow {
  id: string;
  digest: Buffer;
  receipt: Receipt;
}

async function findSent(deps: ExchangeDeps, agencyId: string, key: string): Promise<SentRow | undefined> {
  const row = await deps.database
    .of<Tables>()
    .selectFrom('exchange.consignment')
    .select(['id', 'digest', 'receipt'])
    .where('sender_agency_id', '=', agencyId)
    .where('sender_key', '=', key)
    .executeTakeFirst();
  return row && { ...row, receipt: row.receipt as unknown as Receipt };
}

function sameAgain(row: SentRow, digest: Buffer): Sent {
  if (!row.digest.equals(digest)) throw exchangeProblem('key-used');
  return { consignmentId: row.id, receipt: row.receipt, repeated: true };
}

async function earlierOf(deps: ExchangeDeps, about: string, agencyId: string): Promise<{ conversation: string }> {
  const row = await deps.database
    .of<Tables>()
    .selectFrom('exchange.consignment')
    .select(['conversation', 'kind'])
    .where('id', '=', about)
    .where('sender_agency_id', '=', agencyId)
    .executeTakeFirst();
  // A recall of a recall would leave everybody guessing: what was asked for is answered, not taken back.
  if (!row || row.kind === 'recall') throw exchangeProblem('about-unknown');
  return row;
}

/** The files are there, this officer may hand them on, and they are what the envelope says. @returns their ids by owner */
async function requireFiles(deps: ExchangeDeps, envelope: Envelope, actor: Actor): Promise<Map<string, string[]>> {
  const owners = new Map<string, string[]>();
  for (const [index, file] of envelope.files.entries()) {
    const stored = await deps.files.getFor(file.fileId, actor);
    if (stored.sha256 !== file.sha256 || stored.bytes !== file.bytes)
      throw exchangeProblem('file-differs', {
        params: { name: file.name },
        fields: [
          {
            path: `/envelope/files/${index}`,
            code: 'differs',
            vi: 'Tệp không khớp với gói.',
            en: 'The file does not agree with the envelope.',
          },
        ],
      });
    owners.set(stored.owner, [...(owners.get(stored.owner) ?? []), stored.id]);
  }
  return owners;
}

/** One statement for all copies and one for their first events: 5,000 recipients are two round trips, not ten thousand. */
async function queueDeliveries(
  trx: Transaction<Tables>,
  recipients: Recipients,
  given: {
    id: string;
    seq: number;
    conversation: string;
    priority: number;
    senderAgencyId: string;
    now: Date;
    expiresAt: Date;
    actor: Actor;
  },
): Promise<void> {
  const rows = [...recipients].map(([agencyId, { code }]) => ({ id: newId(), event: newId(), agencyId, code }));
  await sql`
    insert into exchange.delivery (id, consignment_id, seq, conversation, priority, sender_agency_id, recipient_agency_id,
      recipient_code, transport, transport_at, expires_at)
    select id, ${given.id}, ${given.seq}, ${given.conversation}, ${given.priority}, ${given.senderAgencyId}, agency, code,
      'queued', ${given.now}, ${given.expiresAt}
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.agencyId)}::uuid[], ${rows.map((row) => row.code)}::text[])
      as given (id, agency, code)`.execute(trx);
  await sql`
    insert into exchange.delivery_event (id, delivery_id, at, machine, from_state, to_state, rule, actor)
    select id, delivery, ${given.now}, 'transport', null, 'queued', 'accept', ${JSON.stringify(actorReference(given.actor))}::jsonb
    from unnest(${rows.map((row) => row.event)}::uuid[], ${rows.map((row) => row.id)}::uuid[]) as given (id, delivery)`.execute(
    trx,
  );
}
