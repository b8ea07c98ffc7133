import type { Actor } from '#platform/access.ts';
import type { VxpDeps } from './deps.ts';
import type { Tables } from './tables.ts';

/** All new documents of a sender under a DocumentId, the latest first, whether they went out over this border or in another way. */
export async function earlierOf(
  { exchange }: VxpDeps,
  senderAgencyId: string,
  documentId: string,
): Promise<Awaited<ReturnType<VxpDeps['exchange']['border']['sentUnder']>>> {
  return documentId === '' ? [] : exchange.border.sentUnder(senderAgencyId, documentId);
}

/** Joins a consignment with the name that its packet gave it, and writes down how the packet came. Done again, it changes nothing. */
export async function noteDocument(
  { database, evidence, clock }: VxpDeps,
  named: { senderAgencyId: string; documentId: string; consignmentId: string; aboutDocumentId?: string },
  came: { kind: string; actor: Actor; data: Record<string, string> },
): Promise<void> {
  await database.transaction<Tables, void>(async (trx) => {
    const row = await trx
      .insertInto('vxp.document')
      .values({
        sender_agency_id: named.senderAgencyId,
        document_id: named.documentId,
        consignment_id: named.consignmentId,
        about_document_id: named.aboutDocumentId ?? null,
        at: clock.now(),
      })
      .onConflict((conflict) => conflict.column('consignment_id').doNothing())
      .returning('consignment_id')
      .executeTakeFirst();
    if (row) await evidence.record(trx, { ...came, subject: `consignment:${named.consignmentId}` });
  });
}
