import type { Actor } from '#platform/access.ts';
import type { VxpDeps } from './deps.ts';
import type { Tables } from './tables.ts';

/** The latest consignment of a sender under a DocumentId, of those that came over this border. */
export async function findConsignment(
  { database }: VxpDeps,
  senderAgencyId: string,
  documentId: string,
): Promise<string | undefined> {
  const row = await database
    .of<Tables>()
    .selectFrom('vxp.document')
    .select('consignment_id')
    .where('sender_agency_id', '=', senderAgencyId)
    .where('document_id', '=', documentId)
    .where('about_document_id', 'is', null)
    .orderBy('at', 'desc')
    .executeTakeFirst();
  return row?.consignment_id;
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
