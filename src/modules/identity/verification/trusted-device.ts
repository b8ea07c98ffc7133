import type { Proof } from '../assurance.ts';
import type { Tables } from '../tables.ts';
import { proof, type AccountFacts, type VerificationTools } from './kind.ts';

/**
 * A browser that its owner chose to trust stands for the second step that the owner set up. Never for officers, and never where a
 * higher level was asked for.
 */
export async function trustedDevice(
  tools: VerificationTools,
  account: AccountFacts,
  device: Buffer | undefined,
): Promise<Proof | undefined> {
  if (!device || account.kind !== 'citizen') return undefined;
  const now = tools.clock.now();
  const row = await tools.database
    .of<Tables>()
    .selectFrom('identity.trusted_device')
    .select('id')
    .where('account_id', '=', account.id)
    .where('device_hash', '=', device)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row && proof('trusted-device', now);
}
