import { sql } from 'kysely';
import { documentTypes } from '#modules/documents/index.ts';
import type { Log } from '#platform/log.ts';
import type { Envelope } from '../contract.ts';
import type { ExchangeDeps } from '../deps.ts';
import { arrivalsOf, type Arrival } from '../events.ts';
import { filesOfAll } from '../peers/local-files.ts';
import type { Tables } from '../tables.ts';
import { isRefusal } from './is-refusal.ts';
import { urgencyOf } from './urgency.ts';
import { HOUSE } from '../house.ts';

/**
 * What arrived stands in the recipient's register of incoming documents, for the clerk to register in one step. Only for agencies that work
 * on this node: one whose own system fetches has its register there. The delivery is the packet's name: heard twice, written once.
 */
export async function handToRegisters(deps: ExchangeDeps, told: { arrivals: Arrival[] }, log: Log): Promise<void> {
  // A change is answered on the page of the document that it is about; it is no document of its own in the book.
  const arrivals = arrivalsOf<Arrival>(told).filter(({ kind }) => kind === 'new');
  if (arrivals.length === 0) return;
  const all = await filesOfAll(
    deps,
    arrivals.map(({ consignmentId }) => consignmentId),
  );
  const elsewhere = await deps.database
    .of<Tables>()
    .selectFrom('exchange.mailbox')
    .select('agency_id')
    .where('mode', '<>', 'here')
    .where('agency_id', 'in', [
      ...new Set(arrivals.flatMap(({ deliveries }) => deliveries.map((one) => one.recipientAgencyId))),
    ])
    .execute();
  const pulling = new Set(elsewhere.map((row) => row.agency_id));
  for (const arrived of arrivals) {
    const of = all.get(arrived.consignmentId);
    if (!of) throw new Error('An arrival without its consignment');
    await handOne(deps, arrived, of, { pulling, log });
  }
  const handed = arrivals.flatMap(({ deliveries }) => deliveries).filter((one) => !pulling.has(one.recipientAgencyId));
  await noteAgreed(
    deps,
    handed.map(({ deliveryId }) => deliveryId),
  );
}

/**
 * Where the book was away when the document arrived, its recall or replacement may have been agreed to before it stands there: nobody
 * could write that in then. What is there is not written again.
 */
async function noteAgreed(deps: ExchangeDeps, deliveryIds: readonly string[]): Promise<void> {
  if (deliveryIds.length === 0) return;
  const { rows } = await sql<{ packetRef: string; agencyId: string; kind: 'recall'; reason: string }>`
    select d.id as "packetRef", d.recipient_agency_id as "agencyId", q.kind, coalesce(q.envelope::jsonb ->> 'reason', '') as reason
    from exchange.delivery d join exchange.consignment q on q.about = d.consignment_id
      join exchange.delivery a on a.consignment_id = q.id and a.recipient_agency_id = d.recipient_agency_id
    where d.id = any(${deliveryIds}::uuid[]) and a.business = '15' order by q.seq`.execute(deps.database.of<Tables>());
  for (const agreed of rows) await deps.documents.noteChange(agreed, HOUSE);
}

async function handOne(
  deps: ExchangeDeps,
  arrived: Arrival,
  { envelope, files }: { envelope: Envelope; files: Envelope['files'] },
  { pulling, log }: { pulling: ReadonlySet<string>; log: Log },
): Promise<void> {
  const sender = await deps.directory.getAgency(arrived.senderAgencyId);
  const code = String(envelope.document.type.code);
  const type = documentTypes.find(({ exchangeCode }) => exchangeCode === code)?.key ?? 'official-letter';
  const { competence = '', position, name } = envelope.document.signer;
  for (const { deliveryId, recipientAgencyId } of arrived.deliveries) {
    if (pulling.has(recipientAgencyId)) continue;
    try {
      await deps.documents.receiveDocument(
        {
          packetRef: deliveryId,
          agencyId: recipientAgencyId,
          senderName: sender.name,
          senderCode: envelope.from,
          notation: `${envelope.document.number}/${envelope.document.notation}`,
          issuedOn: envelope.document.issuedOn,
          type,
          subject: envelope.document.subject,
          urgency: urgencyOf(envelope.priority),
          signer: [competence, position, name].filter(Boolean).join(' '),
          fileIds: files.map(({ fileId }) => fileId),
        },
        HOUSE,
      );
    } catch (error) {
      // The document is with the recipient all the same, in the inbox of the axis; only the book wants a person to look.
      if (!isRefusal(error)) throw error;
      log.warn({ deliveryId, code: error.code }, 'an arrived document is not taken into the register by itself');
    }
  }
}
