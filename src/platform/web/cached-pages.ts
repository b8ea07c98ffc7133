import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { count } from '../metrics.ts';
import type { PageCache } from '../pages-cache.ts';
import { LANGUAGE_COOKIE, SESSION_COOKIE } from './sessions.ts';

const ENGLISH = new RegExp(`(?:^|;\\s*)${LANGUAGE_COOKIE}=en(?:;|$)`);

/** The key of a page that may be shared, or undefined when somebody is signed in or the request is not a plain read. */
export function cacheKey(request: FastifyRequest): string | undefined {
  if (request.method !== 'GET') return undefined;
  const { cookie, authorization } = request.headers;
  if (authorization !== undefined) return undefined;
  if (cookie === undefined) return `vi ${request.url}`;
  if (cookie.includes(`${SESSION_COOKIE}=`)) return undefined;
  return `${ENGLISH.test(cookie) ? 'en' : 'vi'} ${request.url}`;
}

/** Answers anonymous reads from the page cache, before cookies are parsed or anything else is done. */
export function serveFromCache(fastify: FastifyInstance, pages: PageCache): void {
  fastify.addHook('onRequest', (request, reply, next) => {
    const key = cacheKey(request);
    const page = key === undefined ? undefined : pages.find(key);
    if (!page) return next();
    count('lienthong_page_cache_total', { outcome: 'hit' });
    reply.header('etag', page.etag).header('cache-control', 'no-cache').header('vary', 'cookie, accept-encoding');
    if (request.headers['if-none-match'] === page.etag) {
      void reply.status(304).send();
      return;
    }
    reply.status(page.status).header('content-type', page.type);
    if (request.headers['accept-encoding']?.includes('gzip') && page.bytes.length > 1000) {
      reply.header('content-encoding', 'gzip');
      void reply.send(page.gzip);
      return;
    }
    void reply.send(page.bytes);
  });
}

export function etagOf(bytes: Buffer): string {
  return `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
}
