import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { ExchangeDeps } from '../deps.ts';
import { exchangeProblem } from '../errors.ts';
import { heardFrom } from './heard-from.ts';
import { MOST_BYTES, readBatch } from './messages.ts';
import { signPiece } from './piece-receipt.ts';
import { receiveBatch } from './receive-batch.ts';
import { receivePayload } from './receive-payload.ts';
import { receiveTogether } from './receive-together.ts';
import { readTogether, TOGETHER_BYTES } from './together.ts';

/** Requests of one address in a minute. A node sends hundreds of copies in one. */
const PER_MINUTE = 6000;

/** What other nodes call. Each request is believed only for its signature, which covers the digest of its body. */
export function mountPeers(scope: FastifyInstance, deps: ExchangeDeps): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_request, body, done) =>
    done(null, body),
  );
  const config = {
    rateLimit: { max: PER_MINUTE, allowList: () => false, keyGenerator: ({ ip }: { ip: string }) => ip },
  };
  const { nodes } = deps;

  scope.post('/messages', { config, bodyLimit: MOST_BYTES }, async (request) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const digest = createHash('sha256').update(body).digest();
    const { nodeId } = await nodes.peer(request, digest);
    const batch = readBatch(body);
    await heardFrom(deps, nodeId);
    if (!batch) throw exchangeProblem('peer-malformed');
    // What is not for this node is said in the receipt and not by 421: by the Fetch standard a client repeats a request that was answered
    // by 421, and the repetition of a signed request is a replay.
    return receiveBatch(deps, nodeId, batch, digest);
  });

  // "I am here again": of a node that has just started. Whoever has something for it need not wait for the end of a pause.
  scope.post('/hello', { config, bodyLimit: 1024 }, async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const { nodeId } = await nodes.peer(request, createHash('sha256').update(body).digest());
    await heardFrom(deps, nodeId);
    return reply.code(204).send();
  });

  // Of small payloads many at once. A node of older code answers 404, and is sent them one by one.
  scope.post('/payloads', { config, bodyLimit: TOGETHER_BYTES }, async (request) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const digest = createHash('sha256').update(body).digest();
    const { nodeId } = await nodes.peer(request, digest);
    const payloads = readTogether(body);
    if (!payloads) throw exchangeProblem('peer-malformed');
    return receiveTogether(deps, nodeId, payloads, digest);
  });

  scope.patch<{ Params: { sha256: string }; Querystring: { from?: string } }>(
    '/payloads/:sha256',
    { config, bodyLimit: MOST_BYTES },
    async (request, reply) => {
      const piece = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const { nodeId } = await nodes.peer(request, createHash('sha256').update(piece).digest());
      const { sha256 } = request.params;
      const from = Number(request.query.from);
      if (!/^[0-9a-f]{64}$/.test(sha256) || !Number.isSafeInteger(from) || from < 0)
        throw exchangeProblem('peer-malformed');
      const status = await receivePayload(deps, nodeId, { sha256, from, piece });
      if (status !== 200) return reply.code(status).send();
      return signPiece(deps, nodeId, { sha256, from, bytes: piece });
    },
  );
}
