import type { CitizenActor } from '#platform/access.ts';
import type { AnswerOf } from '#platform/operation.ts';
import type { findMyRecovery as operation } from '../contract/support.ts';
import type { IdentityDeps } from '../deps.ts';
import { identityProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { endCounterCodes } from '../verification/counter-code.ts';
import { SUPPORT_BASIS } from './case.ts';
import { showRecovery } from './recovery-row.ts';
import { tellOwner } from './tell-owner.ts';

/** The latest recovery of one's account that waits, or that one has just stopped. */
export async function findMyRecovery(deps: IdentityDeps, actor: CitizenActor): Promise<AnswerOf<typeof operation>> {
  const row = await deps.database
    .of<Tables>()
    .selectFrom('identity.recovery')
    .selectAll()
    .where('account_id', '=', actor.accountId)
    .where('expires_at', '>', deps.clock.now())
    .where((where) => where.or([where('outcome', 'is', null), where('outcome', '=', 'cancelled')]))
    .orderBy('requested_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return {};
  const { name: agencyName } = await deps.directory.getAgency(row.agency_id);
  return { recovery: { ...showRecovery(row), agencyName, cancelled: row.outcome === 'cancelled' } };
}

/** The owner says no, from wherever the account is still open. No proof is asked for: stopping takes nothing away. @throws identity.recovery-gone */
export async function cancelRecovery(deps: IdentityDeps, actor: CitizenActor): Promise<{ cancelled: boolean }> {
  return deps.database.transaction<Tables, { cancelled: boolean }>(async (trx) => {
    const now = deps.clock.now();
    const row = await trx
      .updateTable('identity.recovery')
      .set({ outcome: 'cancelled', decided_at: now, decided_by: actor.accountId })
      .where('account_id', '=', actor.accountId)
      .where('outcome', 'is', null)
      .where('expires_at', '>', now)
      .returning(['id', 'purpose'])
      .executeTakeFirst();
    if (!row) throw identityProblem('recovery-gone');
    await endCounterCodes(trx, actor.accountId, now);
    await deps.evidence.record(trx, {
      kind: 'identity.recovery-cancelled',
      subject: `account:${actor.accountId}`,
      actor,
      purpose: row.purpose,
      legalBasis: SUPPORT_BASIS,
      data: { recoveryId: row.id },
    });
    await tellOwner(deps, trx, actor.accountId, 'recovery-ended', actor);
    return { cancelled: true };
  });
}
