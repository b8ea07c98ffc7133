import type { WholePayload } from '#modules/files/index.ts';
import type { ExchangeDeps } from '../deps.ts';
import { senderOf } from './receive-payload.ts';
import { signWord } from './signed-word.ts';
import { togetherStatement } from './together.ts';

/** Small payloads that this node has asked this peer for, all that are right in one transaction; and the signed word about each. */
export async function receiveTogether(
  deps: ExchangeDeps,
  peer: string,
  payloads: readonly WholePayload[],
  digest: Buffer,
) {
  const results = await deps.files.payloads.takeWhole(payloads, senderOf(peer));
  return signWord(deps, peer, togetherStatement(digest, results));
}
