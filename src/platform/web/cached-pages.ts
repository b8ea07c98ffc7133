import { createHash } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { tally } from '../metrics.ts';
import type { CachedPage, PageCache } from '../pages-cache.ts';
import { LANGUAGE_COOKIE, SESSION_COOKIE } from './sessions.ts';

const countHit = tally('lienthong_page_cache_total', { outcome: 'hit' });
/** A shared page is asked for again each time, and answered 304 where nothing changed. */
const SHARED = ['cache-control', 'no-cache', 'vary', 'cookie, accept-encoding'];

const ENGLISH = new RegExp(`(?:^|;\\s*)${LANGUAGE_COOKIE}=en(?:;|$)`);

/** Node's request and Fastify's alike. */
type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/** The key of a page that may be shared, or undefined when somebody is signed in or the request is not a plain read. */
export function cacheKey({ method, url, headers }: Asked): string | undefined {
  if (method !== 'GET' || url === undefined) return undefined;
  // A query makes as many pages as a stranger likes to invent; they would push the real ones out.
  if (url.includes('?')) return undefined;
  const { cookie, authorization } = headers;
  if (authorization !== undefined) return undefined;
  if (cookie === undefined) return `vi ${url}`;
  if (cookie.includes(`${SESSION_COOKIE}=`)) return undefined;
  return `${ENGLISH.test(cookie) ? 'en' : 'vi'} ${url}`;
}

/**
 * Answers anonymous reads from the page cache, before cookies are parsed or anything else is done, and in front of Fastify: its
 * life of a request, passed through only to be left again, was a fifth of the processor time of a cached page, and through
 * `reply.header` and `reply.send` one page cost 26 µs where a bare Fastify route takes 16 (bench/portal-page.ts). A second
 * address of `localhost` has a server of its own, made by Fastify; there, and while the server drains, the hook answers.
 */
export function serveFromCache(
  fastify: FastifyInstance,
  pages: PageCache,
  requestId: (request: IncomingMessage) => string,
  headers: Readonly<Record<string, string>>,
): void {
  const always = Object.entries(headers).flat();
  const { server } = fastify;
  const behind = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (server.listening && answerFromCache(pages, requestId, always, request, response)) return;
    for (const listener of behind) listener(request, response);
  });
  fastify.addHook('onRequest', (request, reply, next) => {
    if (!answerFromCache(pages, () => request.id, always, request.raw, reply.raw)) return next();
    request.fromCache = true;
    reply.hijack();
  });
}

/** @returns whether there was such a page; then it is sent, with the headers that every answer carries */
function answerFromCache(
  pages: PageCache,
  requestId: (request: IncomingMessage) => string,
  always: readonly string[],
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const key = cacheKey(request);
  const page = key === undefined ? undefined : pages.find(key);
  if (!page) return false;
  countHit();
  const { plain, zipped } = answersOf(page, always);
  const known = request.headers['if-none-match'] === page.etag;
  const { headers, body } = !known && zipped && request.headers['accept-encoding']?.includes('gzip') ? zipped : plain;
  // Written out before the next request is read, so one list serves them all.
  headers[REQUEST_ID] = requestId(request);
  if (known) response.writeHead(304, headers.slice(0, -CONTENT_LENGTH)).end();
  else response.writeHead(page.status, headers).end(body);
  return true;
}

interface Ready {
  headers: string[];
  body: Buffer;
}
/** The headers of each page in the cache, as names and values in turn, made at its first answer. */
const ready = new WeakMap<CachedPage, { plain: Ready; zipped?: Ready }>();
const REQUEST_ID = 1;
const CONTENT_LENGTH = 2;

function answersOf(page: CachedPage, always: readonly string[]): { plain: Ready; zipped?: Ready } {
  const made = ready.get(page);
  if (made) return made;
  const start = ['x-request-id', '', ...always, ...SHARED, 'etag', page.etag, 'content-type', page.type];
  const answer = (body: Buffer, more: string[]): Ready => ({
    headers: [...start, ...more, 'content-length', String(body.length)],
    body,
  });
  const fresh = {
    plain: answer(page.bytes, []),
    ...(page.bytes.length > 1000 ? { zipped: answer(page.gzip, ['content-encoding', 'gzip']) } : {}),
  };
  ready.set(page, fresh);
  return fresh;
}

export function etagOf(bytes: Buffer): string {
  return `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
}
