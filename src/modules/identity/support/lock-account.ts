import type { Transaction } from 'kysely';
import type { OfficerActor } from '#platform/access.ts';
import type { IdentityDeps } from '../deps.ts';
import { endSessions } from '../end-sessions.ts';
import { identityProblem } from '../errors.ts';
import { accountStopped } from '../events.ts';
import type { Tables } from '../tables.ts';
import { endCounterCodes } from '../verification/counter-code.ts';
import { accountIn, loadCase, SUPPORT_BASIS, type SupportCase } from './case.ts';
import { tellOwner } from './tell-owner.ts';

/** Locks an account for a reason: nobody signs in, all sessions end, the owner and every system it is used with are told. */
export async function lockAccount(
  deps: IdentityDeps,
  caseId: string,
  reason: string,
  actor: OfficerActor,
): Promise<{ sessionsEnded: number }> {
  const one = await loadCase(deps, caseId, actor);
  const account = accountIn(one);
  return deps.database.transaction<Tables, { sessionsEnded: number }>(async (trx) => {
    const now = deps.clock.now();
    const locked = await trx
      .updateTable('identity.account')
      .set({ locked_at: now, locked_why: reason })
      .where('id', '=', account.id)
      .where('locked_at', 'is', null)
      .where('closed_at', 'is', null)
      .executeTakeFirst();
    if (locked.numUpdatedRows !== 1n) throw identityProblem('account-stopped');
    await endCounterCodes(trx, account.id, now);
    const { length: sessionsEnded } = await endSessions(deps, trx, { accountId: account.id }, 'locked', actor);
    await deps.publish(trx, accountStopped, { accountId: account.id, how: 'locked' }, { actor });
    await recordLock(deps, trx, one, account.id, 'account-locked', reason, actor);
    return { sessionsEnded };
  });
}

export async function unlockAccount(
  deps: IdentityDeps,
  caseId: string,
  reason: string,
  actor: OfficerActor,
): Promise<{ unlocked: boolean }> {
  const one = await loadCase(deps, caseId, actor);
  const account = accountIn(one, { stopped: true });
  return deps.database.transaction<Tables, { unlocked: boolean }>(async (trx) => {
    const unlocked = await trx
      .updateTable('identity.account')
      .set({ locked_at: null, locked_why: null })
      .where('id', '=', account.id)
      .where('locked_at', 'is not', null)
      .where('closed_at', 'is', null)
      .executeTakeFirst();
    if (unlocked.numUpdatedRows !== 1n) throw identityProblem('not-locked');
    await recordLock(deps, trx, one, account.id, 'account-unlocked', reason, actor);
    return { unlocked: true };
  });
}

async function recordLock(
  deps: IdentityDeps,
  trx: Transaction<Tables>,
  one: SupportCase,
  accountId: string,
  what: 'account-locked' | 'account-unlocked',
  reason: string,
  actor: OfficerActor,
): Promise<void> {
  await deps.evidence.record(trx, {
    kind: `identity.${what}`,
    subject: `account:${accountId}`,
    actor,
    purpose: one.purpose,
    legalBasis: SUPPORT_BASIS,
    data: { caseId: one.id, reason },
  });
  await tellOwner(deps, trx, accountId, what, actor);
}
