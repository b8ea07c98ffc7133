import type { Transaction } from 'kysely';
import { noticeWanted, officersWanted } from '#modules/notices/events.ts';
import { listen, type Listener } from '#platform/events.ts';
import type { IdentityDeps } from './deps.ts';
import type { Tables } from './tables.ts';

/** Rooms know what somebody may do, and who has an account is known here: one notice for each officer who has the right today. */
export function officerListeners(deps: Pick<IdentityDeps, 'directory' | 'publish'>): Listener[] {
  return [
    listen(officersWanted, 'identity.tell-officers', async ({ payload }, { trx }) => {
      const { right, agencyId, officerIds, ...notice } = payload;
      const officers = officerIds ?? (await deps.directory.officersWith(right, agencyId));
      if (officers.length === 0) return;
      const accounts = await (trx as Transaction<Tables>)
        .selectFrom('identity.account')
        .select('id')
        .where('officer_id', 'in', officers)
        .where('closed_at', 'is', null)
        .orderBy('id')
        .execute();
      for (const { id } of accounts) await deps.publish(trx, noticeWanted, { accountId: id, ...notice });
    }),
  ];
}
