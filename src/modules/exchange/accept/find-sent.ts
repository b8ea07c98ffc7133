import { sql } from 'kysely';
import { PREPARED } from '#platform/database/prepared-client.ts';
import type { ExchangeDeps } from '../deps.ts';
import type { Receipt } from './receipt.ts';
import type { Tables } from '../tables.ts';
import type { Offer } from './offer.ts';

export interface SentRow {
  id: string;
  digest: Buffer;
  receipt: Receipt;
}

/** Sender and key: by this a consignment is the same again. */
export const nameOf = ({ agencyId, key }: Pick<Offer, 'agencyId' | 'key'>): string => `${agencyId} ${key}`;

/** What was taken over before under these keys. */
export async function findSent(deps: ExchangeDeps, offers: readonly Offer[]): Promise<ReadonlyMap<string, SentRow>> {
  if (offers.length === 0) return new Map();
  const { rows } = await sql<SentRow & { agencyId: string; key: string }>`${sql.raw(PREPARED)}
    select c.sender_agency_id as "agencyId", c.sender_key as key, c.id, c.digest, c.receipt
    from unnest(${offers.map(({ agencyId }) => agencyId)}::uuid[], ${offers.map(({ key }) => key)}::text[]) as given (agency, key)
    join exchange.consignment c on c.sender_agency_id = given.agency and c.sender_key = given.key`.execute(
    deps.database.of<Tables>(),
  );
  return new Map(rows.map((row) => [nameOf(row), row]));
}

/** What the changes among the offers are about. */
export async function findEarlier(
  deps: ExchangeDeps,
  offers: readonly Offer[],
): Promise<ReadonlyMap<string, { conversation: string; kind: string; senderAgencyId: string }>> {
  const ids = offers.flatMap(({ envelope: { about } }) => (about ? [about] : []));
  if (ids.length === 0) return new Map();
  const rows = await deps.database
    .of<Tables>()
    .selectFrom('exchange.consignment')
    .select(['id', 'conversation', 'kind', 'sender_agency_id as senderAgencyId'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
