import type { AssuranceLevel, CitizenActor, OfficerActor } from '#platform/access.ts';
import { usableAccount, usableAccountOf } from './accounts.ts';
import type { Proof } from './assurance.ts';
import { openFlow, subjectIn } from './flow.ts';
import { offersThatRaise, offersThatReach } from './next-step.ts';
import type { SignInDeps } from './sign-in.ts';
import type { Tables } from './tables.ts';
import { firstKinds } from './take-proof.ts';
import type { Offer } from './verification/kind.ts';
import { offersOf } from './verification/kinds.ts';

/** How a sign-in under way may go on. Before the first proof the answer is the same for everybody. @throws identity.flow-over */
export async function offersOfFlow(
  deps: SignInDeps,
  sealed: string,
  device: string | undefined,
): Promise<{ first: boolean; kind: 'citizen' | 'officer'; offers: Offer[] }> {
  const flow = openFlow(deps, sealed, device);
  const subject = subjectIn(flow);
  const kind = subject?.kind ?? 'citizen';
  if (flow.proofs.length === 0)
    return { first: true, kind, offers: firstKinds(kind).map(({ name }) => ({ kind: name })) };
  const account = subject && (await usableAccountOf(deps.database, subject));
  const offers = account ? offersThatRaise(account.level, flow.proofs, await offersOf(deps, account)) : [];
  return { first: false, kind, offers };
}

/** The proofs with which this session would reach a level; where one is not enough, those that bring it nearer. */
export async function offersOfSession(
  deps: SignInDeps,
  actor: CitizenActor | OfficerActor,
  level: AssuranceLevel,
): Promise<Offer[]> {
  const account = await usableAccount(deps.database, actor.accountId);
  if (!account || !actor.sessionId) return [];
  const row = await deps.database
    .of<Tables>()
    .selectFrom('identity.session')
    .select('proofs')
    .where('id', '=', actor.sessionId)
    .executeTakeFirst();
  const proofs = (row?.proofs ?? []) as unknown as Proof[];
  const all = await offersOf(deps, account);
  const reach = offersThatReach(account.level, proofs, all, level);
  return reach.length > 0 ? reach : offersThatRaise(account.level, proofs, all);
}
