import { LRUCache } from 'lru-cache';
import { sql } from 'kysely';
import type { PlatformDeps } from '#platform/room.ts';
import { vnDate } from '#platform/time.ts';
import { partsOf } from '../capacity.ts';
import { dataItems, type DataItemName } from '../data-items.ts';
import type { Client } from '../clients/client.ts';

export interface Uses {
  /** Somebody signed in at a client, or the client was told data. Costs a write once a day, and when the data are others. */
  note(use: { clientId: string; capacity: string; items: readonly DataItemName[] }): Promise<void>;
}

export function createUses({ database, clock }: Pick<PlatformDeps, 'database' | 'clock'>): Uses {
  const noted = new LRUCache<string, true>({ max: 50_000 });
  return {
    async note({ clientId, capacity, items }) {
      const now = clock.now();
      const key = `${clientId} ${capacity} ${vnDate(now)} ${items.join(',')}`;
      if (noted.has(key)) return;
      const told = items.length > 0 ? now : null;
      await sql`
        insert into sign_on.client_use as known (client_id, capacity, account_id, first_at, last_at, items, data_at)
        values (${clientId}, ${capacity}, ${partsOf(capacity).accountId}, ${now}, ${now}, ${[...items]}::text[], ${told})
        on conflict (client_id, capacity) do update set last_at = greatest(known.last_at, excluded.last_at),
          items = (select coalesce(array_agg(distinct item), '{}') from unnest(known.items || excluded.items) item),
          data_at = coalesce(excluded.data_at, known.data_at)`.execute(database.of<unknown>());
      noted.set(key, true);
    },
  };
}

/** Pure. What of a client's registered data the scopes open. */
export function itemsFor(client: Pick<Client, 'data'>, scopes: ReadonlySet<string>): DataItemName[] {
  const national = scopes.has('dichvucong');
  return client.data.map(({ item }) => item).filter((item) => national || scopes.has(dataItems[item].scope));
}
