import type { Proof } from '../assurance.ts';
import type { AccountFacts, VerificationTools } from './kind.ts';

/**
 * A browser that its owner chose to trust stands for the second step that the owner set up. Never for officers, and never where a
 * higher level was asked for.
 */
export async function trustedDevice(
  _tools: VerificationTools,
  _account: AccountFacts,
  _device: Buffer | undefined,
): Promise<Proof | undefined> {
  return undefined;
}
