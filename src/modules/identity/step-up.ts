import type { Assurance, CitizenActor, OfficerActor } from '#platform/access.ts';
import { platformProblem } from '#platform/problem.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { usableAccount } from './accounts.ts';
import { assuranceOf } from './assurance.ts';
import type { IdentityDeps } from './deps.ts';
import { deviceOf } from './device.ts';
import { readProofs } from './read-proofs.ts';
import type { SignInCall } from './sign-in.ts';
import { takeProof, type GivenProof } from './take-proof.ts';
import type { Tables } from './tables.ts';

/**
 * Adds one more proof to an open session: nothing of what its owner was doing is lost. A newer proof of a kind takes the place of the
 * older. @throws identity.wrong-proof, identity.too-many-attempts
 */
export async function stepUp(
  deps: PlatformDeps & Pick<IdentityDeps, 'evidence'>,
  actor: CitizenActor | OfficerActor,
  given: GivenProof,
  call: SignInCall,
): Promise<Assurance> {
  const account = await usableAccount(deps.database, actor.accountId);
  const sessionId = actor.sessionId;
  if (!account || !sessionId) throw platformProblem('not-signed-in');
  const { proof } = await takeProof(deps, account, given, {
    source: call.source,
    locale: call.locale,
    purpose: 'step-up',
    device: deviceOf(call.device, call.userAgent),
    first: false,
  });
  return deps.database.transaction<Tables, Assurance>(async (trx) => {
    const row = await trx
      .selectFrom('identity.session')
      .select('proofs')
      .where('id', '=', sessionId)
      .where('ended_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw platformProblem('not-signed-in');
    const earlier = readProofs(row.proofs).filter(({ kind }) => kind !== proof.kind);
    const proofs = [...earlier, proof];
    await trx
      .updateTable('identity.session')
      .set({ proofs: JSON.stringify(proofs) })
      .where('id', '=', sessionId)
      .execute();
    const assurance = assuranceOf(account.level, proofs);
    if (!assurance) throw new Error('A session with a proof has an assurance');
    await deps.evidence.record(trx, {
      kind: 'identity.stepped-up',
      subject: `account:${account.id}`,
      actor,
      data: { sessionId, proof: proof.kind, level: assurance.level },
    });
    return assurance;
  });
}
