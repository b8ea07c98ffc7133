import { accountOf, meets, type Actor, type Demand } from '#platform/access.ts';
import { stepUp } from '#platform/step-up.ts';
import { findAccount } from './accounts.ts';
import { toChangeFactors } from './contract/contacts.ts';
import type { AccountFacts, VerificationName, VerificationTools } from './verification/kind.ts';
import { kinds } from './verification/kinds.ts';

/** Something held that a thief of the password lacks. Recovery codes are for when the others are lost, and do not raise the demand. */
const SECOND: readonly VerificationName[] = ['passkey', 'totp', 'sms-code', 'email-code'];

/** What has to be proved before a way to enter the account is changed: two factors, as soon as it has two. */
export async function changeDemand(tools: VerificationTools, account: AccountFacts): Promise<Demand> {
  const offers = await Promise.all(SECOND.map((name) => kinds[name]?.offer(tools, account)));
  return offers.some((offer) => offer !== undefined) ? { ...toChangeFactors, level: 2 } : toChangeFactors;
}

/** The account behind a call that changes how it is entered. @throws platform.step-up */
export async function ownerOf(tools: VerificationTools, actor: Actor): Promise<AccountFacts> {
  const account = await findAccount(tools.database, accountOf(actor) ?? '');
  if (!account) throw new Error('A session without an account');
  return { ...account, personId: account.personId ?? null, officerId: account.officerId ?? null };
}

/** @throws platform.step-up where the session does not prove enough for a change of what the account is entered with */
export async function provedOwner(tools: VerificationTools, actor: Actor): Promise<AccountFacts> {
  const owner = await ownerOf(tools, actor);
  const demand = await changeDemand(tools, owner);
  const assurance = actor.kind === 'citizen' || actor.kind === 'officer' ? actor.assurance : undefined;
  if (!meets(demand, assurance, tools.clock.now())) throw stepUp(demand);
  return owner;
}
