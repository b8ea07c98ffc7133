import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Live, LiveTopic } from '../live.ts';
import { gauge } from '../metrics.ts';
import { platformProblem } from '../problem.ts';

const HEARTBEAT_MS = 20_000;
const MOST_TOPICS = 10;

/**
 * GET /api/live?topic=room.what:key — server-sent events. A message carries only the topic; the page asks again
 * for what it may see. Several changes within 100 ms are told once, so that a busy counter does not flood a phone.
 */
export function serveLive(api: FastifyInstance, topics: readonly LiveTopic[], live: Live): void {
  const known = new Map(topics.map((topic) => [topic.name, topic]));
  const streams = new Set<ServerResponse>();
  // A stream never ends by itself; the browser comes back to the next process.
  api.addHook('preClose', async () => {
    for (const stream of streams) stream.end();
  });
  api.get('/live', { schema: { hide: true } }, async (request, reply) => {
    const given = (request.query as { topic?: string | string[] }).topic ?? [];
    const asked = [...new Set(Array.isArray(given) ? given : [given])];
    if (asked.length === 0 || asked.length > MOST_TOPICS) throw platformProblem('bad-input');
    for (const topic of asked) {
      const colon = topic.indexOf(':');
      const rule = known.get(topic.slice(0, colon));
      if (!rule) throw platformProblem('not-found');
      if (!rule.mayHear(request.actor, topic.slice(colon + 1))) throw platformProblem('not-found');
    }
    reply.hijack();
    const { raw } = reply;
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
    const heartbeat = setInterval(() => raw.write(': ở đây\n\n'), HEARTBEAT_MS);
    streams.add(raw);
    gauge('lienthong_live_streams', streams.size);
    raw.on('close', () => {
      clearInterval(heartbeat);
      for (const stop of stops) stop();
      for (const timer of waiting.values()) clearTimeout(timer);
      streams.delete(raw);
      gauge('lienthong_live_streams', streams.size);
    });
  });
}
