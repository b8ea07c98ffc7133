import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { count } from '../metrics.ts';
import type { PageCache } from '../pages-cache.ts';
import { SECURITY_HEADER_LIST } from './security-headers.ts';
import { LANGUAGE_COOKIE, SESSION_COOKIE } from './sessions.ts';

const HIT = { outcome: 'hit' };
/** A shared page is asked for again each time, and answered 304 where nothing changed. */
const SHARED = ['cache-control', 'no-cache', 'vary', 'cookie, accept-encoding'];

const ENGLISH = new RegExp(`(?:^|;\\s*)${LANGUAGE_COOKIE}=en(?:;|$)`);

/** The key of a page that may be shared, or undefined when somebody is signed in or the request is not a plain read. */
export function cacheKey(request: FastifyRequest): string | undefined {
  if (request.method !== 'GET') return undefined;
  // A query makes as many pages as a stranger likes to invent; they would push the real ones out.
  if (request.url.includes('?')) return undefined;
  const { cookie, authorization } = request.headers;
  if (authorization !== undefined) return undefined;
  if (cookie === undefined) return `vi ${request.url}`;
  if (cookie.includes(`${SESSION_COOKIE}=`)) return undefined;
  return `${ENGLISH.test(cookie) ? 'en' : 'vi'} ${request.url}`;
}

/**
 * Answers anonymous reads from the page cache, before cookies are parsed or anything else is done. The answer is written
 * past Fastify's reply, with its headers in one list: through `reply.header` and `reply.send` one page cost 26 µs of
 * processor time where a bare Fastify route takes 16 (bench/portal-page.ts), and most of the difference was headers.
 */
export function serveFromCache(fastify: FastifyInstance, pages: PageCache): void {
  fastify.addHook('onRequest', (request, reply, next) => {
    const key = cacheKey(request);
    const page = key === undefined ? undefined : pages.find(key);
    if (!page) return next();
    count('lienthong_page_cache_total', HIT);
    request.fromCache = true;
    reply.hijack();
    const headers = [...SECURITY_HEADER_LIST, 'x-request-id', request.id, ...SHARED, 'etag', page.etag];
    if (request.headers['if-none-match'] === page.etag) {
      reply.raw.writeHead(304, headers).end();
      return;
    }
    const zipped = page.bytes.length > 1000 && request.headers['accept-encoding']?.includes('gzip');
    const body = zipped ? page.gzip : page.bytes;
    headers.push('content-type', page.type, 'content-length', String(body.length));
    if (zipped) headers.push('content-encoding', 'gzip');
    reply.raw.writeHead(page.status, headers).end(body);
  });
}

export function etagOf(bytes: Buffer): string {
  return `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
}
