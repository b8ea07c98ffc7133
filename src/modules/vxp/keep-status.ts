import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { statusReported } from '#modules/exchange/events.ts';
import { newId } from '#platform/id.ts';
import type { VxpDeps } from './deps.ts';
import type { Tables } from './tables.ts';

/** A status waits here for the client of the sender, in whatever way the document was sent. Heard twice, kept once. */
export async function keepStatus(
  { database, clock, exchange }: VxpDeps,
  reported: Static<(typeof statusReported)['payload']>,
): Promise<void> {
  const db = database.of<Tables>();
  const document = await db
    .selectFrom('vxp.document')
    .select(['document_id', 'about_document_id'])
    .where('consignment_id', '=', reported.consignmentId)
    .executeTakeFirst();
  const documentId = document
    ? (document.about_document_id ?? document.document_id)
    : await nameElsewhere({ database, exchange }, reported);
  if (documentId === undefined) return;
  const now = clock.now();
  await db
    .insertInto('vxp.status')
    .values({
      id: newId(),
      agency_id: reported.senderAgencyId,
      delivery_id: reported.deliveryId,
      from_agency_id: reported.recipientAgencyId,
      document_id: documentId,
      code: reported.code,
      at: now,
      state: 'initial',
      state_at: now,
    })
    .onConflict((conflict) => conflict.columns(['delivery_id', 'code']).doNothing())
    .execute();
}

/** Sent in another way: its name is kept only for an agency that has a client here, which would fetch it. */
async function nameElsewhere(
  { database, exchange }: Pick<VxpDeps, 'database' | 'exchange'>,
  { senderAgencyId, consignmentId }: { senderAgencyId: string; consignmentId: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ has: boolean }>`
    select exists (select from vxp.agency where agency_id = ${senderAgencyId})
      or exists (select from vxp.document where sender_agency_id = ${senderAgencyId})
      or exists (select from vxp.handed where agency_id = ${senderAgencyId}) as has`.execute(database.of<Tables>());
  return rows[0]?.has ? (await exchange.border.envelopeOf(consignmentId))?.document.documentId : undefined;
}
