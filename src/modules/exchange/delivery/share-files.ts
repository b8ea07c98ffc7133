import { arrivalsOf, type Arrival } from '../events.ts';
import type { ExchangeDeps } from '../deps.ts';
import { filesOfAll } from '../peers/local-files.ts';

/** Lets the recipients open the files of what has arrived; done by the listener of the arrival, and again without harm. */
export async function shareArrived(deps: ExchangeDeps, told: { arrivals: Arrival[] }): Promise<void> {
  const arrivals = arrivalsOf<Arrival>(told);
  const all = await filesOfAll(
    deps,
    arrivals.map(({ consignmentId }) => consignmentId),
  );
  const of = new Map<string, string[]>();
  for (const { consignmentId, deliveries } of arrivals) {
    const ids = (all.get(consignmentId)?.files ?? []).map(({ fileId }) => fileId);
    if (ids.length > 0)
      for (const { recipientAgencyId } of deliveries)
        of.set(recipientAgencyId, [...(of.get(recipientAgencyId) ?? []), ...ids]);
  }
  for (const [agencyId, ids] of of) await deps.files.shareWith(ids, agencyId);
}
