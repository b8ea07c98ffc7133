import type { Envelope } from '../contract.ts';
import type { ExchangeDeps } from '../deps.ts';
import { localFiles } from '../peers/local-files.ts';
import type { Tables } from '../tables.ts';

export async function findSentBefore(deps: ExchangeDeps, agencyId: string, key: string): Promise<string | undefined> {
  const row = await deps.database
    .of<Tables>()
    .selectFrom('exchange.consignment')
    .select('id')
    .where('sender_agency_id', '=', agencyId)
    .where('sender_key', '=', key)
    .executeTakeFirst();
  return row?.id;
}

/** The last time that a copy's business moved to a code. */
export async function findSaid(
  deps: ExchangeDeps,
  deliveryId: string,
  code: string,
): Promise<{ at: Date; note?: string } | undefined> {
  const row = await deps.database
    .of<Tables>()
    .selectFrom('exchange.delivery_event')
    .select(['at', 'note'])
    .where('delivery_id', '=', deliveryId)
    .where('machine', '=', 'business')
    .where('to_state', '=', code)
    .orderBy('at', 'desc')
    .executeTakeFirst();
  return row && { at: row.at, ...(row.note ? { note: row.note } : {}) };
}

/** The files of what an agency sent, under the ids that they have on this node; none where another agency sent it. */
export async function findFilesSent(
  deps: Pick<ExchangeDeps, 'database'>,
  consignmentId: string,
  senderAgencyId: string,
): Promise<Envelope['files']> {
  const row = await deps.database
    .of<Tables>()
    .selectFrom('exchange.consignment')
    .select('envelope')
    .where('id', '=', consignmentId)
    .where('sender_agency_id', '=', senderAgencyId)
    .executeTakeFirst();
  return row ? localFiles(deps, consignmentId, JSON.parse(row.envelope) as Envelope) : [];
}

export async function findEnvelope(deps: ExchangeDeps, consignmentId: string): Promise<Envelope | undefined> {
  const row = await deps.database
    .of<Tables>()
    .selectFrom('exchange.consignment')
    .select('envelope')
    .where('id', '=', consignmentId)
    .executeTakeFirst();
  return row && (JSON.parse(row.envelope) as Envelope);
}
