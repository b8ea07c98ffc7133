import { generateRegistrationOptions } from '@simplewebauthn/server';
import type { AnswerOf, Context } from '#platform/operation.ts';
import { provedOwner } from '../change-demand.ts';
import type { beginPasskey as operation } from '../contract/factors.ts';
import type { Tables } from '../tables.ts';
import type { VerificationTools } from '../verification/kind.ts';
import { ALGORITHMS, makeChallenge, relyingParty } from './relying-party.ts';

/** What the browser needs to make a key for this account. Nothing is kept. */
export async function beginPasskey(
  tools: VerificationTools,
  { actor }: Pick<Context, 'actor'>,
): Promise<AnswerOf<typeof operation>> {
  const owner = await provedOwner(tools, actor);
  const known = await tools.database
    .of<Tables>()
    .selectFrom('identity.passkey')
    .select(['credential_id', 'transports'])
    .where('account_id', '=', owner.id)
    .execute();
  const { id, name } = relyingParty(tools.config);
  const { ticket, challenge } = makeChallenge(tools, { for: 'add', accountId: owner.id });
  const options = await generateRegistrationOptions({
    rpID: id,
    rpName: name,
    // What the device's own list of keys shows; the number of the person is nobody's business there.
    userName: owner.name,
    userDisplayName: owner.name,
    userID: new Uint8Array(Buffer.from(owner.id.replaceAll('-', ''), 'hex')),
    challenge,
    timeout: 5 * 60_000,
    supportedAlgorithmIDs: ALGORITHMS,
    attestationType: 'none',
    excludeCredentials: known.map(({ credential_id, transports }) => ({
      id: credential_id.toString('base64url'),
      transports,
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
  });
  return { ticket, options: { ...options } };
}
