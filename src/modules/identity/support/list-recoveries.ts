import type { OfficerActor } from '#platform/access.ts';
import type { AnswerOf } from '#platform/operation.ts';
import type { listRecoveries as operation } from '../contract/support.ts';
import type { IdentityDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import { showRecovery } from './recovery-row.ts';

const MOST = 100;

/** What waits for a second officer of one's agency, the longest waiting first: the people are standing there. */
export async function listRecoveries(deps: IdentityDeps, actor: OfficerActor): Promise<AnswerOf<typeof operation>> {
  const rows = await deps.database
    .of<Tables>()
    .selectFrom('identity.recovery as r')
    .innerJoin('identity.account as a', 'a.id', 'r.account_id')
    .innerJoin('identity.account as o', 'o.id', 'r.requested_by')
    .selectAll('r')
    .select(['a.name', 'o.name as officer_name'])
    .where('r.agency_id', '=', actor.agencyId)
    .where('r.outcome', 'is', null)
    .where('r.expires_at', '>', deps.clock.now())
    .orderBy('r.requested_at')
    .limit(MOST)
    .execute();
  return {
    recoveries: rows.map((row) => ({
      ...showRecovery(row),
      name: row.name,
      purpose: row.purpose,
      requestedBy: row.officer_name,
      mine: row.requested_by === actor.accountId,
    })),
  };
}
