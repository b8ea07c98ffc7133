import { sql } from 'kysely';
import type { ExchangeDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';

export interface SentUnder {
  consignmentId: string;
  recipientIds: ReadonlySet<string>;
}

/** As the index `consignment_document_id` has it. */
const named = (documentId: string) => sql`(c.envelope::jsonb #>> '{document,documentId}') = ${documentId}`;

/** The new documents that an agency sent under a name, however they were sent, the latest first. */
export async function findSentUnder(deps: ExchangeDeps, agencyId: string, documentId: string): Promise<SentUnder[]> {
  const { rows } = await sql<{ id: string; recipients: string[] }>`
    select c.id, array(select d.recipient_agency_id::text from exchange.delivery d where d.consignment_id = c.id) as recipients
    from exchange.consignment c
    where c.sender_agency_id = ${agencyId} and c.kind = 'new' and ${named(documentId)}
    order by c.seq desc limit 100`.execute(deps.database.of<Tables>());
  return rows.map(({ id, recipients }) => ({ consignmentId: id, recipientIds: new Set(recipients) }));
}

/** The copy by which an agency has a document, in whatever way it took it. */
export async function findHadUnder(
  deps: ExchangeDeps,
  agencyId: string,
  documentId: string,
  senderAgencyId: string | undefined,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select d.id from exchange.delivery d join exchange.consignment c on c.id = d.consignment_id
    where d.recipient_agency_id = ${agencyId} and d.transport = 'delivered' and c.kind = 'new'
      and (${senderAgencyId ?? null}::uuid is null or c.sender_agency_id = ${senderAgencyId ?? null}::uuid)
      and ${named(documentId)}
    order by d.seq desc limit 1`.execute(deps.database.of<Tables>());
  return rows[0]?.id;
}
