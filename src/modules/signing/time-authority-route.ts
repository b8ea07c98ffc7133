import type { Protocol } from '#platform/room.ts';

/** `POST /tsa` of the demo world, as authorities of others answer over HTTP (RFC 3161, 3.4). */
export function demoTimeAuthority(signing: { answerStampQuestion(question: Buffer): Promise<Buffer> }): Protocol {
  return {
    prefix: '/tsa',
    mount(fastify) {
      fastify.addContentTypeParser(
        'application/timestamp-query',
        { parseAs: 'buffer', bodyLimit: 4096 },
        (_request, body, done) => done(null, body),
      );
      fastify.post('/', async (request, reply) => {
        const question = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        return reply.type('application/timestamp-reply').send(await signing.answerStampQuestion(question));
      });
    },
  };
}
