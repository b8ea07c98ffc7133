import type { Selectable, Transaction } from 'kysely';
import type { OfficerActor } from '#platform/access.ts';
import type { AnswerOf } from '#platform/operation.ts';
import type { approveRecovery as operation } from '../contract/support.ts';
import type { IdentityDeps } from '../deps.ts';
import { endSessions } from '../end-sessions.ts';
import { identityProblem } from '../errors.ts';
import type { IdentityRecovery, Tables } from '../tables.ts';
import { issueCounterCode } from '../verification/counter-code.ts';
import { mayApprove } from './access.ts';
import { refuseOwn, SUPPORT_BASIS } from './case.ts';
import { removeLost, type Lost } from './remove-lost.ts';
import { tellOwner } from './tell-owner.ts';

type Row = Selectable<IdentityRecovery>;

/**
 * The second officer agrees: what was lost opens nothing from this moment, every session ends, and a code on paper is answered, once, to
 * hand to the person who waits. Nobody has to come back tomorrow.
 */
export async function approveRecovery(
  deps: IdentityDeps,
  recoveryId: string,
  actor: OfficerActor,
): Promise<AnswerOf<typeof operation>> {
  const owner = await ownerOf(deps, recoveryId);
  await refuseOwn(deps, actor, owner.personId);
  return deps.database.transaction<Tables, AnswerOf<typeof operation>>(async (trx) => {
    const now = deps.clock.now();
    const row = await decide(trx, recoveryId, actor, 'approved', now);
    const account = await trx
      .selectFrom('identity.account')
      .select(['locked_at', 'closed_at'])
      .where('id', '=', row.account_id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (account.locked_at ?? account.closed_at) throw identityProblem('account-stopped');
    await removeLost(trx, row.account_id, row.lost as Lost[], now);
    await endSessions(deps, trx, { accountId: row.account_id }, 'recovered', actor);
    const { code, expiresAt } = await issueCounterCode(trx, deps.config, {
      accountId: row.account_id,
      givenBy: actor.accountId,
      now,
    });
    await record(deps, trx, row, 'recovery-approved', actor, { codeUntil: expiresAt.toISOString() });
    await tellOwner(deps, trx, row.account_id, 'recovery-approved', actor);
    return { code, expiresAt: expiresAt.toISOString() };
  });
}

export async function refuseRecovery(
  deps: IdentityDeps,
  recoveryId: string,
  reason: string,
  actor: OfficerActor,
): Promise<{ refused: boolean }> {
  return deps.database.transaction<Tables, { refused: boolean }>(async (trx) => {
    const row = await decide(trx, recoveryId, actor, 'refused', deps.clock.now());
    await record(deps, trx, row, 'recovery-refused', actor, { reason });
    await tellOwner(deps, trx, row.account_id, 'recovery-ended', actor);
    return { refused: true };
  });
}

async function ownerOf(deps: IdentityDeps, recoveryId: string): Promise<{ personId: string | null }> {
  const row = await deps.database
    .of<Tables>()
    .selectFrom('identity.recovery as r')
    .innerJoin('identity.account as a', 'a.id', 'r.account_id')
    .select('a.person_id')
    .where('r.id', '=', recoveryId)
    .executeTakeFirst();
  if (!row) throw identityProblem('recovery-gone');
  return { personId: row.person_id };
}

/** Whoever asked may withdraw it, but only another may approve. @throws identity.recovery-gone, identity.same-officer */
async function decide(
  trx: Transaction<Tables>,
  recoveryId: string,
  actor: OfficerActor,
  outcome: 'approved' | 'refused',
  now: Date,
): Promise<Row> {
  const row = await trx
    .selectFrom('identity.recovery')
    .selectAll()
    .where('id', '=', recoveryId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw identityProblem('recovery-gone');
  const facts = {
    accountId: row.account_id,
    agencyId: row.agency_id,
    requestedBy: row.requested_by,
    expiresAt: row.expires_at,
    outcome: row.outcome,
  };
  const decision = mayApprove(actor, facts, now);
  if (decision === 'gone' || (decision === 'same-officer' && outcome === 'approved'))
    throw identityProblem(decision === 'gone' ? 'recovery-gone' : 'same-officer');
  await trx
    .updateTable('identity.recovery')
    .set({ outcome, decided_by: actor.accountId, decided_at: now })
    .where('id', '=', recoveryId)
    .execute();
  return row;
}

async function record(
  deps: IdentityDeps,
  trx: Transaction<Tables>,
  row: Row,
  what: 'recovery-approved' | 'recovery-refused',
  actor: OfficerActor,
  data: Record<string, string>,
): Promise<void> {
  await deps.evidence.record(trx, {
    kind: `identity.${what}`,
    subject: `account:${row.account_id}`,
    actor,
    purpose: row.purpose,
    legalBasis: SUPPORT_BASIS,
    data: { recoveryId: row.id, requestedBy: row.requested_by, lost: row.lost, ...data },
  });
}
