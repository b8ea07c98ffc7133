import type { OfficerActor } from '#platform/access.ts';
import { breaksConstraint } from '#platform/database/database.ts';
import { newId } from '#platform/id.ts';
import type { InputOf } from '#platform/operation.ts';
import { checkCard } from '../card/check-card.ts';
import type { requestRecovery as operation } from '../contract/support.ts';
import type { IdentityDeps } from '../deps.ts';
import { identityProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { RECOVERY_HOURS } from './access.ts';
import { accountIn, loadCase, SUPPORT_BASIS } from './case.ts';
import { showRecovery, type RecoveryShown } from './recovery-row.ts';
import { tellOwner } from './tell-owner.ts';

/**
 * The person is here with the card and cannot get into the account any more. Nothing changes yet: a second officer of the same agency
 * decides, in minutes, while the person waits; the owner is told now, wherever the account is still open, and can stop it.
 */
export async function requestRecovery(
  deps: IdentityDeps,
  caseId: string,
  body: InputOf<typeof operation>['body'],
  actor: OfficerActor,
): Promise<RecoveryShown> {
  const one = await loadCase(deps, caseId, actor);
  const account = accountIn(one);
  await checkCard(deps, body, one.subject, {
    actor,
    purpose: one.purpose,
    legalBasis: SUPPORT_BASIS,
    caseRef: `support-case:${one.id}`,
  });
  const now = deps.clock.now();
  const row = {
    id: newId(),
    account_id: account.id,
    agency_id: actor.agencyId,
    lost: [...body.lost],
    purpose: one.purpose,
    requested_by: actor.accountId,
    requested_at: now,
    expires_at: new Date(now.getTime() + RECOVERY_HOURS * 3_600_000),
  };
  try {
    await deps.database.transaction<Tables, void>(async (trx) => {
      await trx
        .updateTable('identity.recovery')
        .set({ outcome: 'over', decided_at: now })
        .where('account_id', '=', account.id)
        .where('outcome', 'is', null)
        .where('expires_at', '<=', now)
        .execute();
      await trx.insertInto('identity.recovery').values(row).execute();
      await deps.evidence.record(trx, {
        kind: 'identity.recovery-requested',
        subject: `account:${account.id}`,
        actor,
        purpose: one.purpose,
        legalBasis: SUPPORT_BASIS,
        data: { caseId: one.id, recoveryId: row.id, lost: row.lost },
      });
      await tellOwner(deps, trx, account.id, 'recovery-requested', actor);
    });
  } catch (error) {
    if (breaksConstraint(error, 'recovery_waiting')) throw identityProblem('recovery-waiting');
    throw error;
  }
  return showRecovery(row);
}
