import { sql } from 'kysely';
import type { FastifyRequest } from 'fastify';
import { count } from '#platform/metrics.ts';
import {
  SignatureRefusal,
  verifyRequest,
  type Digest,
  type VerifiedRequest,
} from '#platform/web/message-signatures.ts';
import { SKEW_SECONDS } from '../book.ts';
import { nodesProblem } from '../errors.ts';
import type { RoomTools } from '../tools.ts';

/** The address under which a request reached this node. Its own `host` header is not believed: it is not what is checked against. */
export function urlOf(tools: RoomTools, request: FastifyRequest): string {
  return `${tools.deps.config.node.url}${request.raw.url ?? ''}`;
}

/** Which node a request comes from. @throws nodes.not-a-peer, nodes.seen-before, nodes.no-directory, nodes.directory-too-old */
export async function recognise(
  tools: RoomTools,
  request: FastifyRequest,
  digestOfBody?: Digest,
): Promise<{ nodeId: string; digest?: Digest }> {
  const now = tools.deps.clock.now();
  let nodeId = '';
  const find = async (keyId: string) => {
    const found = (await tools.usable()).book.keyOf(keyId, now);
    if (found) nodeId = found.nodeId;
    return found?.key;
  };
  let verified: VerifiedRequest;
  try {
    verified = await verifyRequest({
      method: request.method,
      url: urlOf(tools, request),
      headers: request.headers,
      ...(digestOfBody ? { digestOfBody } : {}),
      now,
      maxSkewSeconds: SKEW_SECONDS,
      // A key that is new to us may stand in a newer directory: it is asked for, now and then, before the request is refused.
      keyOf: async (keyId) => (await find(keyId)) ?? ((await tools.refreshFor(keyId)) ? find(keyId) : undefined),
    });
  } catch (error) {
    if (!(error instanceof SignatureRefusal)) throw error;
    count('lienthong_node_requests_refused_total', { code: error.code });
    throw nodesProblem('not-a-peer', { params: { code: error.code }, cause: error });
  }
  await remember(tools, verified);
  return { nodeId, ...(verified.digest ? { digest: verified.digest } : {}) };
}

/**
 * One row per request, for all processes of the node, committed without waiting for the disk: after a crash the last few tenths of a second
 * may be forgotten, and a request of that moment could be shown once more within its five minutes. What it asks is done once anyway.
 */
async function remember(tools: RoomTools, { keyId, nonce, expires }: VerifiedRequest): Promise<void> {
  const until = new Date(expires.getTime() + 2 * SKEW_SECONDS * 1000);
  const { rows } = await sql<{ fresh: boolean }>`
    with soon as (select set_config('synchronous_commit', 'off', true) as set)
    insert into nodes.nonce (key_id, nonce, until) select ${keyId}, ${nonce}, ${until} from soon where set is not null
    on conflict do nothing returning true as fresh`.execute(tools.deps.database.of<unknown>());
  if (rows.length > 0) return;
  count('lienthong_node_requests_refused_total', { code: 'seen-before' });
  throw nodesProblem('seen-before');
}
