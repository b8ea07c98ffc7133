import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { accountOf, type Actor } from '../access.ts';
import type { Live, LiveTopic } from '../live.ts';
import { gauge } from '../metrics.ts';
import { platformProblem } from '../problem.ts';

const HEARTBEAT_MS = 20_000;
const MOST_TOPICS = 10;
/** Open streams of one account (or address): some windows, not a flood. */
const MOST_STREAMS = 20;
const open = new Map<string, number>();
let streams = 0;

/**
 * GET /api/live?topic=room.what:key — server-sent events. A message carries only the topic; the page asks again
 * for what it may see. Several changes within 100 ms are told once, so that a busy counter does not flood a phone.
 * Whoever signs out, or loses the right to listen, is cut off at the next heartbeat.
 */
export function serveLive(
  api: FastifyInstance,
  topics: readonly LiveTopic[],
  live: Live,
  actorNow: (request: FastifyRequest) => Promise<Actor>,
): void {
  const known = new Map(topics.map((topic) => [topic.name, topic]));
  const mayHear = (actor: Actor, topic: string): boolean => {
    const colon = topic.indexOf(':');
    return known.get(topic.slice(0, colon))?.mayHear(actor, topic.slice(colon + 1)) ?? false;
  };
  const running = new Set<ServerResponse>();
  // A stream never ends by itself; the browser comes back to the next process.
  api.addHook('preClose', async () => {
    for (const stream of running) stream.end();
  });
  api.get('/live', { schema: { hide: true } }, async (request, reply) => {
    const given = (request.query as { topic?: string | string[] }).topic ?? [];
    const asked = [...new Set(Array.isArray(given) ? given : [given])];
    if (asked.length === 0 || asked.length > MOST_TOPICS) throw platformProblem('bad-input');
    if (!asked.every((topic) => mayHear(request.actor, topic))) throw platformProblem('not-found');
    const listener = accountOf(request.actor) ?? request.ip;
    if ((open.get(listener) ?? 0) >= MOST_STREAMS) throw platformProblem('too-many-requests', { retryAfter: 60 });

    reply.hijack();
    const { raw } = reply;
    // Gone while we asked who it was: 'close' has been and will not come again.
    if (raw.destroyed || raw.closed || request.raw.socket.destroyed) return;
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    raw.write(`retry: 2000\nevent: open\ndata: {}\n\n`);
    const waiting = new Map<string, NodeJS.Timeout>();
    const stops = asked.map((topic) =>
      live.subscribe(topic, () => {
        if (waiting.has(topic)) return;
        waiting.set(
          topic,
          setTimeout(() => {
            waiting.delete(topic);
            raw.write(`event: change\ndata: ${JSON.stringify({ topic })}\n\n`);
          }, 100),
        );
      }),
    );
    const heartbeat = setInterval(() => {
      actorNow(request).then(
        (actor) => (asked.every((topic) => mayHear(actor, topic)) ? raw.write(': ở đây\n\n') : raw.end()),
        // The database is away: the page keeps its stream and hears again when it is back.
        () => raw.write(': ở đây\n\n'),
      );
    }, HEARTBEAT_MS).unref();
    open.set(listener, (open.get(listener) ?? 0) + 1);
    running.add(raw);
    gauge('lienthong_live_streams', ++streams);
    raw.on('close', () => {
      running.delete(raw);
      clearInterval(heartbeat);
      for (const stop of stops) stop();
      for (const timer of waiting.values()) clearTimeout(timer);
      const left = (open.get(listener) ?? 1) - 1;
      if (left > 0) open.set(listener, left);
      else open.delete(listener);
      gauge('lienthong_live_streams', --streams);
    });
  });
}
