import type { Envelope } from './contract.ts';
import type { ExchangeDeps } from './deps.ts';
import { localFiles } from './peers/local-files.ts';
import type { Tables } from './tables.ts';

/** Lets the recipients open the files of what has arrived; done by the listener of the arrival, and again without harm. */
export async function shareArrived(
  deps: ExchangeDeps,
  arrived: { consignmentId: string; deliveries: readonly { recipientAgencyId: string }[] },
): Promise<void> {
  const { envelope } = await deps.database
    .of<Tables>()
    .selectFrom('exchange.consignment')
    .select('envelope')
    .where('id', '=', arrived.consignmentId)
    .executeTakeFirstOrThrow();
  const files = await localFiles(deps, arrived.consignmentId, JSON.parse(envelope) as Envelope);
  const ids = files.map(({ fileId }) => fileId);
  if (ids.length === 0) return;
  for (const { recipientAgencyId } of arrived.deliveries) await deps.files.shareWith(ids, recipientAgencyId);
}
