import type { DocumentsDeps, Trx } from './deps.ts';

/** Pages of the agency's officers ask again. The message says only that something changed. */
export const OFFICE_TOPIC = 'documents.office';

export async function tellAgency(trx: Trx, deps: Pick<DocumentsDeps, 'live'>, agencyId: string): Promise<void> {
  await deps.live.tell(trx, OFFICE_TOPIC, agencyId);
}
