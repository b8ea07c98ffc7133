import type { FastifyReply, FastifyRequest } from 'fastify';

/** How long a sender that has been refused may go on sending before the line is cut, in milliseconds. */
const LINGER = 2000;

const asked = new WeakSet<object>();

/**
 * For a refusal that comes before the body was read to its end. Closing at once would make the operating system
 * reset the line, and the sender would never see why; not closing would take three gigabytes for nothing. So the
 * answer goes out, what still comes is thrown away for a moment, and then the line is cut.
 */
export function closeUnread(request: FastifyRequest, reply: FastifyReply): void {
  const { raw } = request;
  // Twice is once: a room may have asked for it before the refusal was answered.
  if (raw.complete || asked.has(raw)) return;
  asked.add(raw);
  reply.raw.once('finish', () => {
    const cut = setTimeout(() => raw.socket.destroy(), LINGER);
    raw.once('close', () => clearTimeout(cut));
    raw.once('end', () => clearTimeout(cut));
    raw.resume();
  });
}
