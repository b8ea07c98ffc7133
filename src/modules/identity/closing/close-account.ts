import type { Transaction } from 'kysely';
import type { Actor, CitizenActor } from '#platform/access.ts';
import type { IdentityDeps } from '../deps.ts';
import { endSessions } from '../end-sessions.ts';
import { accountStopped } from '../events.ts';
import { removeLost } from '../support/remove-lost.ts';
import { tellOwner } from '../support/tell-owner.ts';
import type { Tables } from '../tables.ts';
import { endCounterCodes } from '../verification/counter-code.ts';

/**
 * Closes an account for good: nobody signs in, every session ends, whoever issued something on its strength hears of it. Every way to
 * enter it is gone: when it is opened again at the counter, it begins with the code on paper and nothing else. How its owner was
 * proofed and what was recorded stay as long as the law says; dossiers go on. Answers false where it was closed already.
 */
export async function closeAccount(
  deps: IdentityDeps,
  trx: Transaction<Tables>,
  accountId: string,
  why: 'asked' | 'died',
  actor: Actor,
): Promise<boolean> {
  const now = deps.clock.now();
  const closed = await trx
    .updateTable('identity.account')
    .set({ closed_at: now, closed_why: why })
    .where('id', '=', accountId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (closed.numUpdatedRows !== 1n) return false;
  await endCounterCodes(trx, accountId, now);
  await removeLost(trx, accountId, ['everything'], now);
  // A recovery that somebody asked for before would otherwise be waiting for an account that is opened again today.
  await trx
    .updateTable('identity.recovery')
    .set({ outcome: 'over', decided_at: now })
    .where('account_id', '=', accountId)
    .where('outcome', 'is', null)
    .execute();
  await endSessions(deps, trx, { accountId }, 'closed', actor);
  await deps.publish(trx, accountStopped, { accountId, how: 'closed' }, { actor });
  await deps.evidence.record(trx, {
    kind: 'identity.account-closed',
    subject: `account:${accountId}`,
    actor,
    data: { why },
  });
  if (why === 'asked') await tellOwner(deps, trx, accountId, 'account-closed', actor);
  return true;
}

export const closeMyAccount = (deps: IdentityDeps, actor: CitizenActor): Promise<{ closed: boolean }> =>
  deps.database.transaction<Tables, { closed: boolean }>(async (trx) => ({
    closed: await closeAccount(deps, trx, actor.accountId, 'asked', actor),
  }));

/** The register of persons says that somebody died. Nobody is told in the inbox: only the one who died could read it. */
export async function closeOfDead(
  deps: IdentityDeps,
  trx: Transaction<Tables>,
  personId: string,
  actor: Actor,
): Promise<void> {
  const account = await trx
    .selectFrom('identity.account')
    .select('id')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (account) await closeAccount(deps, trx, account.id, 'died', actor);
}
