import type { OfficerActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import type { AnswerOf, InputOf } from '#platform/operation.ts';
import { checkCard } from '../card/check-card.ts';
import type { openAtCounter as operation } from '../contract/support.ts';
import type { IdentityDeps } from '../deps.ts';
import { identityProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { issueCounterCode } from '../verification/counter-code.ts';
import { addProofing } from './add-proofing.ts';
import { loadCase, refuseOwn, SUPPORT_BASIS } from './case.ts';
import { tellOwner } from './tell-owner.ts';

/**
 * Opens an account, level 2 at once, for somebody who stands at the counter with the card; no phone is needed. The officer hands over
 * a code on paper, so that only its owner ever knows the password. One who closed their account and comes back has the same one again.
 */
export async function openAtCounter(
  deps: IdentityDeps,
  caseId: string,
  body: InputOf<typeof operation>['body'],
  actor: OfficerActor,
): Promise<AnswerOf<typeof operation>> {
  const one = await loadCase(deps, caseId, actor);
  if (one.account && one.account.stopped !== 'closed') throw identityProblem('has-account');
  const { card, person } = await checkCard(deps, body, one.subject, {
    actor,
    purpose: one.purpose,
    legalBasis: SUPPORT_BASIS,
    caseRef: `support-case:${one.id}`,
  });
  await refuseOwn(deps, actor, person.id);
  const now = deps.clock.now();
  return deps.database.transaction<Tables, AnswerOf<typeof operation>>(async (trx) => {
    // A closed account comes back to its owner; an open one is left alone, also when two officers click at the same moment.
    const made = await trx
      .insertInto('identity.account')
      .values({
        id: newId(),
        kind: 'citizen',
        person_id: person.id,
        name: person.fullName,
        login_key: one.subject,
        level: 1,
        created_at: now,
      })
      // By no index in particular: a person has one account and one number, and two that insert at once may meet at either.
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    const opened =
      made ??
      (await trx
        .updateTable('identity.account')
        .set({ closed_at: null, closed_why: null, name: person.fullName })
        .where('person_id', '=', person.id)
        .where('closed_at', 'is not', null)
        .returning('id')
        .executeTakeFirst());
    if (!opened) throw identityProblem('has-account');
    const detail = { caseId: one.id, cardIssuedOn: card.issuedOn };
    await addProofing(trx, { accountId: opened.id, how: 'in-person', level: 2, actor, now, detail });
    const { code, expiresAt } = await issueCounterCode(trx, deps.config, {
      accountId: opened.id,
      givenBy: actor.accountId,
      now,
    });
    await deps.evidence.record(trx, {
      kind: 'identity.account-opened',
      subject: `account:${opened.id}`,
      actor,
      purpose: one.purpose,
      legalBasis: SUPPORT_BASIS,
      data: { caseId: one.id, how: 'in-person', level: 2, codeUntil: expiresAt.toISOString() },
    });
    await tellOwner(deps, trx, opened.id, 'account-opened', actor);
    return { code, expiresAt: expiresAt.toISOString() };
  });
}
