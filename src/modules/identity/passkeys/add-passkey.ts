import { verifyRegistrationResponse, type RegistrationResponseJSON } from '@simplewebauthn/server';
import { breaksConstraint } from '#platform/database/database.ts';
import { newId } from '#platform/id.ts';
import type { AnswerOf, Context, InputOf } from '#platform/operation.ts';
import { provedOwner } from '../change-demand.ts';
import type { addPasskey as operation } from '../contract/factors.ts';
import { identityProblem } from '../errors.ts';
import type { Tables } from '../tables.ts';
import { recordChange } from '../tell-owner.ts';
import type { VerificationTools } from '../verification/kind.ts';
import { ALGORITHMS, openChallenge, relyingParty, spendChallenge } from './relying-party.ts';

const MOST_PASSKEYS = 20;

/** Keeps the public half of a key that the browser has just made. @throws identity.passkey-refused, too-many-passkeys, passkey-known */
export async function addPasskey(
  tools: VerificationTools,
  { ticket, response, name }: InputOf<typeof operation>['body'],
  { actor }: Pick<Context, 'actor'>,
): Promise<AnswerOf<typeof operation>> {
  const owner = await provedOwner(tools, actor);
  const expectedChallenge = openChallenge(tools, ticket, 'add', owner.id);
  if (!expectedChallenge) throw identityProblem('passkey-refused');
  const { id: expectedRPID, origin: expectedOrigin } = relyingParty(tools.config);
  const verified = await verifyRegistrationResponse({
    response: response as unknown as RegistrationResponseJSON,
    expectedChallenge,
    expectedRPID,
    expectedOrigin,
    supportedAlgorithmIDs: ALGORITHMS,
    requireUserVerification: false,
    // Whatever is wrong with the answer, the person can only begin anew.
  }).catch(() => undefined);
  if (!verified?.verified) throw identityProblem('passkey-refused');
  const { credential, credentialDeviceType, credentialBackedUp } = verified.registrationInfo;
  const passkeyId = newId();
  try {
    await tools.database.transaction<Tables, void>(async (trx) => {
      if (!(await spendChallenge(trx, tools, ticket))) throw identityProblem('passkey-refused');
      await trx.selectFrom('identity.account').select('id').where('id', '=', owner.id).forUpdate().execute();
      const known = await trx.selectFrom('identity.passkey').select('id').where('account_id', '=', owner.id).execute();
      if (known.length >= MOST_PASSKEYS) throw identityProblem('too-many-passkeys');
      await trx
        .insertInto('identity.passkey')
        .values({
          id: passkeyId,
          account_id: owner.id,
          credential_id: Buffer.from(credential.id, 'base64url'),
          public_key: Buffer.from(credential.publicKey),
          counter: credential.counter,
          transports: credential.transports ?? [],
          synced: credentialDeviceType === 'multiDevice',
          backed_up: credentialBackedUp,
          name: name?.trim() || `Khóa ${known.length + 1}`,
          added_at: tools.clock.now(),
        })
        .execute();
      await recordChange(tools, trx, { what: 'passkey-added', accountId: owner.id, actor, data: { passkeyId } });
    });
  } catch (error) {
    if (breaksConstraint(error, 'passkey_credential_id_key')) throw identityProblem('passkey-known');
    throw error;
  }
  return { passkeyId };
}
