import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import { registry } from '../metrics.ts';

export type HealthChecks = Record<string, () => Promise<void>>;

/** /health/live: the process answers. /health/ready: everything it needs answers. /metrics: for Prometheus. */
export function serveHealth(fastify: FastifyInstance, config: Config, checks: HealthChecks): void {
  fastify.get('/health/live', { config: { rateLimit: false }, schema: { hide: true } }, async () => ({ status: 'ok' }));
  fastify.get('/health/ready', { config: { rateLimit: false }, schema: { hide: true } }, async (_request, reply) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await outcome(check)] as const),
    );
    const ready = results.every(([, result]) => result === 'ok');
    return reply
      .status(ready ? 200 : 503)
      .send({ status: ready ? 'ok' : 'not-ready', checks: Object.fromEntries(results) });
  });
  fastify.get('/metrics', { config: { rateLimit: false }, schema: { hide: true } }, async (request, reply) => {
    // Behind a proxy of this machine every caller would look local.
    const proxied = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined;
    const local = !proxied && /^(::1|::ffff:127\.|127\.)/.test(request.ip);
    const allowed = config.metricsToken ? request.headers.authorization === `Bearer ${config.metricsToken}` : local;
    if (!allowed) return reply.status(404).send();
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

async function outcome(check: () => Promise<void>): Promise<'ok' | 'failed'> {
  const tooLong = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error('too long')), 3000).unref();
  });
  return Promise.race([check(), tooLong]).then(
    () => 'ok' as const,
    () => 'failed' as const,
  );
}
