import type { OfficerActor } from '#platform/access.ts';
import type { AnswerOf, InputOf } from '#platform/operation.ts';
import { checkCard } from '../card/check-card.ts';
import type { proveInPerson as operation } from '../contract/support.ts';
import type { IdentityDeps } from '../deps.ts';
import type { Tables } from '../tables.ts';
import { addProofing } from './add-proofing.ts';
import { accountIn, loadCase, SUPPORT_BASIS } from './case.ts';
import { tellOwner } from './tell-owner.ts';

/** The person is here with the card, and both are who the register says: the account is proved at level 2 from now on. */
export async function proveInPerson(
  deps: IdentityDeps,
  caseId: string,
  body: InputOf<typeof operation>['body'],
  actor: OfficerActor,
): Promise<AnswerOf<typeof operation>> {
  const one = await loadCase(deps, caseId, actor);
  const account = accountIn(one);
  const { card } = await checkCard(deps, body, one.subject, {
    actor,
    purpose: one.purpose,
    legalBasis: SUPPORT_BASIS,
    caseRef: `support-case:${one.id}`,
  });
  const level = await deps.database.transaction<Tables, number>(async (trx) => {
    const reached = await addProofing(trx, {
      accountId: account.id,
      how: 'in-person',
      level: 2,
      actor,
      now: deps.clock.now(),
      detail: { caseId: one.id, cardIssuedOn: card.issuedOn },
    });
    await deps.evidence.record(trx, {
      kind: 'identity.proved-in-person',
      subject: `account:${account.id}`,
      actor,
      purpose: one.purpose,
      legalBasis: SUPPORT_BASIS,
      data: { caseId: one.id, was: account.level, level: reached },
    });
    if (account.level < reached) await tellOwner(deps, trx, account.id, 'proved-in-person', actor);
    return reached;
  });
  return { level, was: account.level };
}
