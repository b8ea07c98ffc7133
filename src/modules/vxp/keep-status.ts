import type { Static } from 'typebox';
import type { statusReported } from '#modules/exchange/events.ts';
import { newId } from '#platform/id.ts';
import type { VxpDeps } from './deps.ts';
import type { Tables } from './tables.ts';

/** A status of a document that was sent over this border waits there for its sender. Heard twice, kept once. */
export async function keepStatus(
  { database, clock }: VxpDeps,
  reported: Static<(typeof statusReported)['payload']>,
): Promise<void> {
  const db = database.of<Tables>();
  const document = await db
    .selectFrom('vxp.document')
    .select(['document_id', 'about_document_id'])
    .where('consignment_id', '=', reported.consignmentId)
    .executeTakeFirst();
  if (!document) return;
  const now = clock.now();
  await db
    .insertInto('vxp.status')
    .values({
      id: newId(),
      agency_id: reported.senderAgencyId,
      delivery_id: reported.deliveryId,
      from_agency_id: reported.recipientAgencyId,
      document_id: document.about_document_id ?? document.document_id,
      code: reported.code,
      at: now,
      state: 'initial',
      state_at: now,
    })
    .onConflict((conflict) => conflict.columns(['delivery_id', 'code']).doNothing())
    .execute();
}
