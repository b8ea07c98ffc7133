import type { AssuranceLevel, CitizenActor, OfficerActor } from '#platform/access.ts';
import { usableAccount, usableAccountOf } from './accounts.ts';
import type { Proof } from './assurance.ts';
import { openFlow, subjectIn } from './flow.ts';
import { offersThatRaise, offersThatReach } from './next-step.ts';
import { readProofs } from './read-proofs.ts';
import { freshOthers, offersForNewPassword } from './recovery/proved-without-password.ts';
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

/** What was proved in a session. */
export async function proofsOf(
  { database }: Pick<SignInDeps, 'database'>,
  { sessionId }: CitizenActor | OfficerActor,
): Promise<Proof[]> {
  if (!sessionId) return [];
  const row = await database
    .of<Tables>()
    .selectFrom('identity.session')
    .select('proofs')
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return row ? readProofs(row.proofs) : [];
}

/** The proofs with which this session would reach a level; where one is not enough, those that bring it nearer. */
export async function offersOfSession(
  deps: SignInDeps,
  actor: CitizenActor | OfficerActor,
  wanted: { level: AssuranceLevel; newPassword?: boolean },
): Promise<Offer[]> {
  const account = await usableAccount(deps.database, actor.accountId);
  if (!account || !actor.sessionId) return [];
  const proofs = await proofsOf(deps, actor);
  const all = await offersOf(deps, account);
  if (wanted.newPassword) return offersForNewPassword(account.level, freshOthers(proofs, deps.clock.now()), all);
  const reach = offersThatReach(account.level, proofs, all, wanted.level);
  return reach.length > 0 ? reach : offersThatRaise(account.level, proofs, all);
}
