import {
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
  type AuthenticationResponseJSON,
} from '@simplewebauthn/server';
import { sql } from 'kysely';
import { Type } from 'typebox';
import type { ProofKind } from '../assurance.ts';
import { makeChallenge, openChallenge, relyingParty, spendChallenge } from '../passkeys/relying-party.ts';
import type { Tables } from '../tables.ts';
import { recordChange } from '../tell-owner.ts';
import { proof, type AccountFacts, type VerificationKind, type VerificationTools } from './kind.ts';

export interface GivenPasskey {
  kind: 'passkey';
  /** As `prepare` gave it. */
  ticket: string;
  /** What the browser answered, as PublicKeyCredential.toJSON() writes it. */
  response: Record<string, unknown>;
}

/** A key on the person's own device. It names its account by itself, so that no number need be typed. */
export const passkey: VerificationKind<GivenPasskey> = {
  name: 'passkey',
  given: Type.Object({
    kind: Type.Literal('passkey'),
    ticket: Type.String({ minLength: 1, maxLength: 2000 }),
    response: Type.Object({ id: Type.String({ minLength: 1, maxLength: 2000 }) }, { additionalProperties: true }),
  }),
  // A signature cannot be guessed: counting would only help whoever wants to keep the owner out.
  counter: 'none',
  wishesSecondStep: true,
  async offer(tools, account) {
    const known = await passkeysOf(tools, account.id);
    return known.length > 0 ? { kind: 'passkey' } : undefined;
  },
  async prepare(tools, account, call) {
    // Before anything is proved the list of an account's keys would tell that there is one: the device finds them by itself.
    const whose = call.purpose === 'step-up' ? account : undefined;
    const known = whose ? await passkeysOf(tools, whose.id) : [];
    const { ticket, challenge } = makeChallenge(tools, { for: 'prove', ...(whose ? { accountId: whose.id } : {}) });
    const options = await generateAuthenticationOptions({
      rpID: relyingParty(tools.config).id,
      challenge,
      timeout: 5 * 60_000,
      userVerification: 'preferred',
      allowCredentials: known.map(({ credential_id, transports }) => ({
        id: credential_id.toString('base64url'),
        transports,
      })),
    });
    return { ticket, options };
  },
  async ownerOf(tools, given) {
    const found = await findPasskey(tools, given.response);
    return found?.account_id;
  },
  async verify(tools, account, given) {
    const expectedChallenge = openChallenge(tools, given.ticket, 'prove', account?.id);
    const known = await findPasskey(tools, given.response);
    if (!account || !known || known.account_id !== account.id || !expectedChallenge) return undefined;
    const { id: expectedRPID, origin: expectedOrigin } = relyingParty(tools.config);
    const { verified, authenticationInfo: seen } = await verifyAuthenticationResponse({
      response: given.response as unknown as AuthenticationResponseJSON,
      expectedChallenge,
      expectedRPID,
      expectedOrigin,
      requireUserVerification: false,
      credential: {
        id: known.credential_id.toString('base64url'),
        publicKey: new Uint8Array(known.public_key),
        // Compared by the statement that keeps it, so that two answers at the same moment cannot both be the newer one.
        counter: 0,
      },
    }).catch(() => ({ verified: false, authenticationInfo: undefined }));
    if (!verified || !seen || !(await spendChallenge(tools.database.of(), tools, given.ticket))) return undefined;
    const counted = await moveCounter(tools, known.id, seen.newCounter, seen.credentialBackedUp);
    if (!counted) {
      await stopCopied(tools, account, known.id);
      return undefined;
    }
    // A key that was bound when it was made and says otherwise now is not bound.
    const bound = !known.synced && seen.credentialDeviceType === 'singleDevice';
    const kind: ProofKind = !seen.userVerified ? 'passkey' : bound ? 'passkey-bound' : 'passkey-verified';
    return proof(kind, tools.clock.now());
  },
};

const passkeysOf = (tools: VerificationTools, accountId: string) =>
  tools.database
    .of<Tables>()
    .selectFrom('identity.passkey')
    .select(['credential_id', 'transports'])
    .where('account_id', '=', accountId)
    .where('stopped_at', 'is', null)
    .execute();

async function findPasskey(tools: VerificationTools, response: Record<string, unknown>) {
  const id = response['id'];
  if (typeof id !== 'string' || !/^[\w-]{1,2000}$/.test(id)) return undefined;
  return tools.database
    .of<Tables>()
    .selectFrom('identity.passkey')
    .select(['id', 'account_id', 'credential_id', 'public_key', 'synced'])
    .where('credential_id', '=', Buffer.from(id, 'base64url'))
    .where('stopped_at', 'is', null)
    .executeTakeFirst();
}

/** Keys of phones and password managers count nothing (0); any other must go up, each time. */
async function moveCounter(tools: VerificationTools, id: string, counter: number, backedUp: boolean): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update identity.passkey set counter = ${counter}, backed_up = ${backedUp}, used_at = ${tools.clock.now()}
    where id = ${id} and (counter < ${counter} or (counter = 0 and ${counter}::bigint = 0))`.execute(
    tools.database.of(),
  );
  return numAffectedRows === 1n;
}

async function stopCopied(tools: VerificationTools, account: AccountFacts, passkeyId: string): Promise<void> {
  await tools.database.transaction<Tables, void>(async (trx) => {
    const stopped = await trx
      .updateTable('identity.passkey')
      .set({ stopped_at: tools.clock.now() })
      .where('id', '=', passkeyId)
      .where('stopped_at', 'is', null)
      .executeTakeFirst();
    if (stopped.numUpdatedRows > 0n)
      await recordChange(tools, trx, {
        what: 'passkey-copied',
        accountId: account.id,
        actor: { kind: 'system', name: 'identity.passkey' },
        data: { passkeyId },
      });
  });
}
