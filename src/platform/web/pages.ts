import { randomBytes } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createRequestHandler, RouterContextProvider, type ServerBuild } from 'react-router';
import type { Config } from '../config.ts';
import { refusalOfHouse } from '../database/gone.ts';
import type { Operation } from '../operation.ts';
import type { PageCache } from '../pages-cache.ts';
import { isProblem, platformProblem, type ProblemError } from '../problem.ts';
import { pageApiContext, problemResponse, type PageApi } from './api.ts';
import { cacheKey, etagOf } from './cached-pages.ts';
import { CACHE_TAGS_HEADER, HYDRATE_HEADER } from './page-headers.ts';
import { contentSecurityPolicyOf } from './security-headers.ts';
import { answerProblem, contextOf, noteProblem, type WebServer } from './server.ts';

/** The pages as built by `npm run build`, or a live development build. */
export interface PagesBuild {
  server: ServerBuild | (() => Promise<ServerBuild>);
  /** Folder of the built assets; undefined when a development server serves them. */
  clientDir?: URL;
  mode: 'production' | 'development';
}

const zip = promisify(gzip);
const FILES_IN_A_FORM = 4;

export async function mountPages(
  { fastify, dispatcher }: WebServer,
  { build, pages, config }: { build: PagesBuild; pages: PageCache; config: Config },
): Promise<void> {
  if (build.clientDir)
    await fastify.register(fastifyStatic, {
      root: fileURLToPath(new URL('assets/', build.clientDir)),
      prefix: '/assets/',
      immutable: true,
      maxAge: '365d',
      decorateReply: false,
      // Made at build: a phone gets the style sheet in 8 KB instead of 70.
      preCompressed: true,
      index: false,
    });
  const handle = createRequestHandler(build.server, build.mode);

  // A form may carry several photographs; each file has its own limit, in the file room.
  const limit = config.files.maxBytes * FILES_IN_A_FORM + 1024 * 1024;
  await fastify.register(async (scope) => {
    // Forms reach the page's action as they came; React Router reads them.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    scope.route({
      method: ['GET', 'HEAD', 'POST'],
      url: '/*',
      schema: { hide: true },
      bodyLimit: limit,
      handler: servePage,
    });
    scope.setErrorHandler(explainRefusal);
  });

  async function servePage(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    request.nonce = randomBytes(16).toString('base64');
    const since = pages.mark();
    const said: Said = { cookies: [], formTargets: [] };
    const context = new RouterContextProvider();
    context.set(pageApiContext, pageApi(request, said));
    if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
    const { web, isOver } = webRequest(request, limit);
    const response = await handle(web, context);
    if (isOver()) throw tooLarge(limit);
    return send(request, reply, response, said, since);
  }

  /** A refusal that no page met (too large, too often, from elsewhere) is a page too, with the same look and the same sentence. */
  async function explainRefusal(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    if (!request.headers.accept?.includes('text/html')) return answerProblem(error, request, reply);
    const problem = noteProblem(error, request, reply);
    request.actor ??= { kind: 'anonymous' };
    const context = new RouterContextProvider();
    const document = problem.document(request.locale, request.id);
    const refusal = { problem: document, typed: request.method === 'POST' };
    context.set(pageApiContext, { ...pageApi(request, { cookies: [], formTargets: [] }), refusal });
    const page = await handle(new Request(`${config.publicUrl}/loi/${problem.code}`), context);
    return reply.header('content-type', 'text/html; charset=utf-8').send(Buffer.from(await page.arrayBuffer()));
  }

  function pageApi(request: FastifyRequest, said: Said): PageApi {
    const post = request.actor.kind === 'officer' ? (request.actor.postId ?? '') : '';
    /** The other post in which the form was opened, and whether the reader is told already. */
    const other = { post, isTold: false };
    const run = async (operation: Operation, input: object | undefined) => {
      if (other.post !== post && operation.method !== 'GET') {
        other.isTold = true;
        throw platformProblem('post-changed');
      }
      return dispatcher.dispatch(operation.id, input ?? {}, contextOf(request));
    };
    return {
      actor: request.actor,
      locale: request.locale,
      requestId: request.id,
      nonce: request.nonce,
      publicUrl: config.publicUrl,
      call: async (operation, ...[input]) =>
        run(operation, input).catch((error: unknown) => problemResponse(error, request.locale, request.id)) as never,
      async try(operation, ...[input]) {
        try {
          return { ok: true, answer: (await run(operation, input)) as never };
        } catch (error) {
          const problem = refusalOfHouse(error) ?? error;
          if (!isProblem(problem)) throw error;
          return { ok: false, problem: problem.document(request.locale, request.id) };
        }
      },
      openedIn: (postId) => void (other.post = postId),
      postOfForms: () => (other.isTold ? post : other.post),
      operations: () => dispatcher.served().map((served) => served.operation),
      secureCookies: config.secureCookies || config.publicUrl.startsWith('https:'),
      report: (error) => request.log.error({ err: error, requestId: request.id }, 'a page failed'),
      setCookie: (header) => said.cookies.push(header),
      allowFormTo: (target) => said.formTargets.push(formTarget(target)),
    };
  }

  async function send(
    request: FastifyRequest,
    reply: FastifyReply,
    response: Response,
    { cookies, formTargets }: Said,
    since: number,
  ): Promise<FastifyReply> {
    const tags = response.headers.get(CACHE_TAGS_HEADER);
    const hydrated = response.headers.get(HYDRATE_HEADER) === 'yes';
    reply.status(response.status);
    for (const [name, value] of response.headers)
      if (name !== CACHE_TAGS_HEADER && name !== HYDRATE_HEADER && name !== 'set-cookie') reply.header(name, value);
    for (const header of [...response.headers.getSetCookie(), ...cookies]) reply.header('set-cookie', header);
    if (hydrated || formTargets.length > 0)
      reply.header(
        'content-security-policy',
        contentSecurityPolicyOf({ formTargets, ...(hydrated ? { nonce: request.nonce } : {}) }),
      );
    const bytes = Buffer.from(await response.arrayBuffer());
    const type = response.headers.get('content-type') ?? 'text/html; charset=utf-8';
    const key =
      tags !== null && response.status === 200 && request.actor.kind === 'anonymous' && cookies.length === 0
        ? cacheKey(request)
        : undefined;
    if (key !== undefined) {
      pages.keep(
        key,
        { status: 200, type, bytes, etag: etagOf(bytes), tags: (tags ?? '').split(' ').filter(Boolean) },
        since,
      );
      reply.header('cache-control', 'no-cache').header('vary', 'cookie, accept-encoding');
    } else if (!response.headers.has('cache-control')) reply.header('cache-control', 'private, no-store');
    if (
      bytes.length > 1000 &&
      /^(text|application\/json)/.test(type) &&
      request.headers['accept-encoding']?.includes('gzip')
    )
      return reply.header('content-encoding', 'gzip').send(await zip(bytes, { level: 4 }));
    return reply.send(bytes);
  }
}

/** What a page says of its answer besides the page. */
interface Said {
  cookies: string[];
  formTargets: string[];
}

/** An origin, or only the scheme where an app of a phone is the target. */
function formTarget(target: string): string {
  const { protocol, origin } = new URL(target);
  return protocol === 'https:' || protocol === 'http:' ? origin : protocol;
}

/** Fastify's request as the web standard one. A body longer than the limit ends the request instead of filling memory. */
function webRequest(request: FastifyRequest, limit: number): { web: Request; isOver: () => boolean } {
  const url = `${request.protocol}://${request.headers.host ?? 'localhost'}${request.raw.url ?? '/'}`;
  if (!URL.canParse(url)) throw platformProblem('bad-input');
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, one);
  const init: RequestInit & { duplex?: 'half' } = { method: request.method, headers };
  let seen = 0;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const limited = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        seen += chunk.length;
        if (seen > limit) done(tooLarge(limit));
        else done(null, chunk);
      },
    });
    // No pipeline: that would end the connection with the body, and a form that is too large would get no answer.
    request.raw.pipe(limited);
    // A lost connection ends the body too; whoever reads it is told.
    request.raw.once('close', () => {
      if (!request.raw.readableEnded) limited.destroy(new Error('The connection was lost'));
    });
    init.body = Readable.toWeb(limited) as ReadableStream<Uint8Array>;
    init.duplex = 'half';
  }
  return { web: new Request(url, init), isOver: () => seen > limit };
}

function tooLarge(limit: number): ProblemError {
  return platformProblem('too-large', { params: { limit: `${Math.round(limit / 1024 / 1024)} MB` } });
}
