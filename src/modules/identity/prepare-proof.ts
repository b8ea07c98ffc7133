import type { Actor } from '#platform/access.ts';
import { platformProblem } from '#platform/problem.ts';
import { usableAccount, usableAccountOf } from './accounts.ts';
import { identityProblem } from './errors.ts';
import { openFlow, subjectIn } from './flow.ts';
import type { SignInCall, SignInDeps } from './sign-in.ts';
import { kindFor } from './take-proof.ts';
import type { VerificationName } from './verification/kind.ts';

/**
 * Sends a code or makes a challenge, for a sign-in under way or for one more proof in a session. Where there is no such account the
 * same is done and nothing is sent. @throws identity.kind-unknown, identity.flow-over
 */
export async function prepareProof(
  deps: SignInDeps,
  given: { flow?: string | undefined; kind: VerificationName },
  call: SignInCall & { actor: Actor },
): Promise<Record<string, unknown>> {
  const { source, locale } = call;
  if (given.flow === undefined) {
    if (call.actor.kind !== 'citizen' && call.actor.kind !== 'officer') throw platformProblem('not-signed-in');
    const prepare = kindFor(given.kind, undefined).prepare;
    if (!prepare) throw identityProblem('kind-unknown');
    const account = await usableAccount(deps.database, call.actor.accountId);
    return prepare(deps, account, {
      source,
      locale,
      purpose: 'step-up',
      ...(account ? { subject: account.subject.key } : {}),
    });
  }
  const flow = openFlow(deps, given.flow, call.device);
  const subject = subjectIn(flow);
  const first = flow.proofs.length === 0;
  const prepare = kindFor(given.kind, first ? (subject?.kind ?? 'citizen') : undefined).prepare;
  if (!prepare) throw identityProblem('kind-unknown');
  const account = subject && (await usableAccountOf(deps.database, subject));
  return prepare(deps, account, {
    source,
    locale,
    purpose: 'sign-in',
    first,
    ...(subject ? { subject: subject.key } : {}),
  });
}
