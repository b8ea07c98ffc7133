import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * After a refusal that came before the body was read to its end: the connection is closed with the answer, or the
 * sender of three gigabytes would go on sending them to nobody.
 */
export function closeUnread(request: FastifyRequest, reply: FastifyReply): void {
  if (!request.raw.complete) reply.header('connection', 'close');
}
