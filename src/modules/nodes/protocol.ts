import type { FastifyInstance } from 'fastify';
import { platformProblem } from '#platform/problem.ts';
import type { Protocol } from '#platform/room.ts';
import { SERVED_AT, SIGNATURE_HEADER } from './copy/refresh.ts';
import { JOIN_AT } from './join.ts';
import { KEYS_AT, receiveKey } from './keys/rotate-key.ts';
import { LIMITS_AT, MOST_LIMITS_BYTES, receiveLimits } from './limits/declare-limits.ts';
import { receiveJoin } from './registrar/joining.ts';
import type { RoomTools } from './tools.ts';

const below = (path: string): string => path.slice(SERVED_AT.length);
/** A request to join or a key is a few hundred bytes. */
const MOST_BYTES = 16 * 1024;

/**
 * What nodes ask of each other about the directory. Every node hands on its copy; only the registrar takes requests to join and keys. The
 * bytes of the directory are the signed ones, so a plain `curl` and `openssl dgst -verify` check it.
 */
export function directoryProtocol(tools: RoomTools): Protocol {
  return {
    prefix: SERVED_AT,
    mount(scope: FastifyInstance) {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser(
        'application/json',
        { parseAs: 'buffer', bodyLimit: MOST_BYTES },
        (_request, body, done) => done(null, body),
      );
      scope.get('/', { schema: { hide: true } }, async (request, reply) => {
        const copy = await tools.copies.current();
        if (!copy) throw platformProblem('not-found');
        const etag = `"${copy.book.serial}"`;
        reply.header('etag', etag).header('cache-control', 'no-cache');
        reply.header(SIGNATURE_HEADER, copy.signature.toString('base64'));
        if (request.headers['if-none-match'] === etag) return reply.status(304).send();
        return reply.type('application/json').send(Buffer.from(copy.text));
      });
      scope.get('/chu-ky', { schema: { hide: true } }, async (_request, reply) => {
        const copy = await tools.copies.current();
        if (!copy) throw platformProblem('not-found');
        return reply.header('etag', `"${copy.book.serial}"`).type('application/octet-stream').send(copy.signature);
      });
      scope.post(below(JOIN_AT), { schema: { hide: true }, bodyLimit: MOST_BYTES }, async (request, reply) =>
        reply.header('cache-control', 'no-store').send(await receiveJoin(tools, request)),
      );
      scope.post(below(KEYS_AT), { schema: { hide: true }, bodyLimit: MOST_BYTES }, async (request, reply) => {
        await receiveKey(tools, request);
        return reply.header('cache-control', 'no-store').send({});
      });
      scope.post(below(LIMITS_AT), { schema: { hide: true }, bodyLimit: MOST_LIMITS_BYTES }, async (request, reply) => {
        await receiveLimits(tools, request);
        return reply.header('cache-control', 'no-store').send({});
      });
    },
  };
}
