import type { Static } from 'typebox';
import type { Log } from '#platform/log.ts';
import type { ExchangeDeps } from '../deps.ts';
import type { statusReported } from '../events.ts';
import type { Tables } from '../tables.ts';
import { handToRegisters } from './hand-to-registers.ts';
import { HOUSE } from '../house.ts';

/**
 * What a recipient agreed to is done in its register as well: the earlier document keeps its line and says that it was taken back, updated
 * or replaced; what comes in its place is a new incoming document for the clerk.
 */
export async function takeChanged(
  deps: ExchangeDeps,
  reported: Static<(typeof statusReported)['payload']>,
  log: Log,
): Promise<void> {
  if (reported.code !== '15') return;
  const db = deps.database.of<Tables>();
  const change = await db
    .selectFrom('exchange.consignment')
    .select(['kind', 'about', 'envelope', 'sender_agency_id'])
    .where('id', '=', reported.consignmentId)
    .executeTakeFirstOrThrow();
  if (change.kind === 'new' || !change.about) return;
  const kind = change.kind as 'recall' | 'update' | 'replace';
  const earlier = await db
    .selectFrom('exchange.delivery')
    .select('id')
    .where('consignment_id', '=', change.about)
    .where('recipient_agency_id', '=', reported.recipientAgencyId)
    .executeTakeFirst();
  const { reason = '' } = JSON.parse(change.envelope) as { reason?: string };
  if (earlier)
    await deps.documents.noteChange(
      { packetRef: earlier.id, agencyId: reported.recipientAgencyId, kind, reason },
      HOUSE,
    );
  if (kind !== 'replace') return;
  const deliveries = [{ deliveryId: reported.deliveryId, recipientAgencyId: reported.recipientAgencyId }];
  const { consignmentId } = reported;
  const arrival = { consignmentId, kind: 'new' as const, senderAgencyId: change.sender_agency_id, deliveries };
  await handToRegisters(deps, { arrivals: [arrival] }, log);
}
