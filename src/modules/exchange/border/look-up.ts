import { sql } from 'kysely';
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

/**
 * Whether a recipient has said this very thing of a copy before: a report on it, or an answer to a change of its document. Asked where it
 * is refused now because it was taken then.
 */
export async function wasSaid(
  deps: ExchangeDeps,
  { deliveryId, code, note }: { deliveryId: string; code: string; note?: string },
  agencyId: string,
): Promise<boolean> {
  const { rows } = await sql<{ said: boolean }>`
    select exists (
      select from exchange.delivery d join exchange.delivery_event e on e.delivery_id = d.id
      where d.recipient_agency_id = ${agencyId} and e.machine = 'business' and e.to_state = ${code} and e.rule = 'report'
        and e.note is not distinct from ${note ?? null}
        and (d.id = ${deliveryId} or d.consignment_id in (
          select c.id from exchange.delivery own join exchange.consignment c on c.about = own.consignment_id
          where own.id = ${deliveryId}))) as said`.execute(deps.database.of<Tables>());
  return rows[0]?.said ?? false;
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
