import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { accountOf, type Actor } from '../access.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { refusalOfHouse } from '../database/gone.ts';
import { createDispatcher, type Dispatcher } from '../dispatch.ts';
import type { Live, LiveTopic } from '../live.ts';
import type { Log } from '../log.ts';
import { count, observe } from '../metrics.ts';
import { isBinary, type Context, type Download, type Operation, type Served } from '../operation.ts';
import type { PageCache } from '../pages-cache.ts';
import { isProblem, platformProblem, ProblemError, type Locale } from '../problem.ts';
import type { Protocol } from '../room.ts';
import { writersWhenAsked } from './answer-writers.ts';
import { describeApi } from './api-document.ts';
import { checkDigest } from './check-digest.ts';
import { closeUnread } from './close-unread.ts';
import { serveFromCache } from './cached-pages.ts';
import { serveHealth, type HealthChecks } from './health.ts';
import { serveLive } from './live-stream.ts';
import { refuseForeignOrigin } from './origin.ts';
import type { Programs } from './programs.ts';
import { sendDownload } from './send-download.ts';
import { securityHeaders } from './security-headers.ts';
import { DEVICE_COOKIE, LANGUAGE_COOKIE, SESSION_COOKIE, type Presented, type Sessions } from './sessions.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; set before any route runs. */
    actor: Actor;
    locale: Locale;
    /** Nonce for the inline bootstrap of hydrated pages. */
    nonce: string;
    /** The SHA-256 that a signed request gives for its body; the body is checked against it before anything reads it to the end. */
    signedDigest: Buffer | undefined;
    /** Answered from the page cache, before anything else about the request was known. */
    fromCache: boolean;
  }
}

export interface ServerParts {
  config: Config;
  log: Log;
  served: readonly Served[];
  topics: readonly LiveTopic[];
  mounts: readonly NonNullable<import('../room.ts').RoomParts['mount']>[];
  protocols: readonly Protocol[];
  clock: Clock;
  live: Live;
  pages: PageCache;
  sessions: Sessions;
  /** Left out: signed requests are nobody's. */
  programs?: Programs;
  health: HealthChecks;
}

export interface WebServer {
  fastify: FastifyInstance;
  dispatcher: Dispatcher;
}

/** How long requests under way may take to end once the node stops; the rest of ten seconds is for jobs and the database. */
const DRAIN_MS = 4000;

const ANONYMOUS: Actor = { kind: 'anonymous' };

export async function buildServer(parts: ServerParts): Promise<WebServer> {
  const { config, log, sessions } = parts;
  const fastify: FastifyInstance = Fastify({
    // Fastify's own lines (the address it listens on) are for debugging; ours say what an operator needs.
    loggerInstance: (log.level === 'info' ? log.child({}, { level: 'warn' }) : log) as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestId,
    // A logger of its own for each request is made when something is logged (see contextOf), not before: making it, with the
    // redaction of personal data, was a sixth of the processor time of a cached page (bench/portal-page.ts).
    childLoggerFactory: (logger) => logger,
    bodyLimit: 1024 * 1024,
    // The number of hops that are ours: whatever a client writes in front of them is not believed.
    trustProxy: (_address: string, hop: number) => hop < config.trustProxy,
    schemaController: { compilersFactory: { buildSerializer: writersWhenAsked } },
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    // A 10 MB photograph over a village's 100 kbit/s takes a quarter of an hour; headers still have a minute.
    requestTimeout: 15 * 60_000,
    keepAliveTimeout: 30_000,
  });
  const headers = securityHeaders(config.secureCookies || config.publicUrl.startsWith('https:'));
  const dispatcher = createDispatcher(parts.served, parts.clock);
  fastify.addHook('preClose', async () => drain(fastify.server));

  // Shapes are checked in the dispatcher, for every caller alike.
  fastify.setValidatorCompiler(() => () => true);
  fastify.setErrorHandler((error, request, reply) => answerProblem(error, request, reply));
  fastify.decorateRequest('actor');
  fastify.decorateRequest('locale', 'vi');
  fastify.decorateRequest('nonce', '');
  fastify.decorateRequest('signedDigest');
  fastify.decorateRequest('fromCache', false);

  // First, and with its own headers: most requests of the public end here.
  serveFromCache(fastify, parts.pages, requestId, headers);
  fastify.addHook('onRequest', (request, reply, next) => {
    reply.headers(headers);
    reply.header('x-request-id', request.id);
    next();
  });
  await fastify.register(cookie);
  const isProtocol = ({ url }: FastifyRequest): boolean =>
    parts.protocols.some(({ prefix }) => url.startsWith(prefix) && /^[/?]|^$/.test(url.slice(prefix.length)));
  fastify.addHook('onRequest', async (request) => {
    request.locale = localeOf(request);
    if (!isProtocol(request)) refuseForeignOrigin(request, config.publicUrl);
    request.actor = (await programOf(parts, request)) ?? (await actorOf(sessions, request));
  });
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    done(null, request.signedDigest ? checkDigest(payload, request.signedDigest) : payload);
  });
  await fastify.register(rateLimit, {
    max: config.rateLimitPerMinute,
    timeWindow: 60_000,
    // After the actor is known, before any body is read.
    hook: 'onRequest',
    allowList: isProtocol,
    keyGenerator: (request) => accountOf(request.actor) ?? request.ip,
    errorResponseBuilder: (_request, context) =>
      platformProblem('too-many-requests', { retryAfter: Math.ceil(context.ttl / 1000) }),
  });
  fastify.addHook('onResponse', (request, reply, next) => {
    record(request, reply);
    next();
  });

  serveHealth(fastify, config, parts.health);
  await fastify.register(
    async (api) => {
      await describeApi(api);
      for (const served of parts.served) serveOperation(api, served, dispatcher);
      serveLive(api, parts.topics, parts.live, (request) => actorOf(sessions, request));
      for (const mount of parts.mounts) await api.register(async (scope) => mount(scope));
    },
    { prefix: '/api' },
  );
  for (const { prefix, mount } of parts.protocols) await fastify.register(async (scope) => mount(scope), { prefix });
  fastify.setNotFoundHandler((request, reply) => answerProblem(platformProblem('not-found'), request, reply));
  return { fastify, dispatcher };
}

/** Connections go as they fall idle; what has not ended in time (a stalled upload) is cut. */
function drain(server: FastifyInstance['server']): void {
  const until = performance.now() + DRAIN_MS;
  const timer = setInterval(() => {
    if (performance.now() < until) server.closeIdleConnections();
    else server.closeAllConnections();
  }, 100);
  timer.unref();
  server.once('close', () => clearInterval(timer));
}

const processId = randomBytes(9).toString('base64url');
let requests = 0;

/**
 * The id that a proxy in front gave, or the process's random name and a running number: it need only tell requests apart, and a
 * UUID for each was six hundredths of the processor time of a cached page (bench/portal-page.ts).
 */
function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  if (typeof given === 'string' && /^[\w-]{8,64}$/.test(given)) return given;
  requests += 1;
  return `${processId}-${requests.toString(36)}`;
}

/** The agency's system behind a signed request to the API. */
async function programOf({ programs, config }: ServerParts, request: FastifyRequest): Promise<Actor | undefined> {
  if (!programs || request.headers['signature-input'] === undefined || !request.url.startsWith('/api/'))
    return undefined;
  const proved = await programs.actorFor({
    method: request.method,
    // By the node's own name, never by the Host header: what was signed for another node must not be shown to this one.
    url: `${config.publicUrl}${request.url}`,
    headers: request.headers,
    hasBody: hasBody(request),
  });
  if (!proved) return undefined;
  request.signedDigest = proved.digest;
  return proved.actor;
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

async function actorOf(sessions: Sessions, request: FastifyRequest): Promise<Actor> {
  const token = tokenOf(request);
  return token ? sessions.actorFor(token, presentedBy(request)) : ANONYMOUS;
}

/** What came with the token of a request, for telling a copied cookie from the browser it was given to. */
export function presentedBy(request: FastifyRequest): Presented {
  const device = request.cookies[DEVICE_COOKIE];
  const userAgent = request.headers['user-agent'];
  return {
    by: request.cookies[SESSION_COOKIE] === undefined ? 'header' : 'cookie',
    source: request.ip,
    ...(device ? { device } : {}),
    ...(userAgent ? { userAgent } : {}),
  };
}

export function tokenOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization;
  return request.cookies[SESSION_COOKIE] ?? (header?.startsWith('Bearer ') ? header.slice(7) : undefined);
}

function localeOf(request: FastifyRequest): Locale {
  const chosen = request.cookies[LANGUAGE_COOKIE];
  if (chosen === 'en' || chosen === 'vi') return chosen;
  return request.url.startsWith('/api/') && request.headers['accept-language']?.startsWith('en') ? 'en' : 'vi';
}

export function contextOf(request: FastifyRequest): Context {
  const token = tokenOf(request);
  const { device, userAgent } = presentedBy(request);
  let log: Log | undefined;
  return {
    actor: request.actor,
    requestId: request.id,
    locale: request.locale,
    get log() {
      log ??= (request.log as unknown as Log).child({ reqId: request.id });
      return log;
    },
    source: request.ip,
    ...(token ? { token } : {}),
    ...(device ? { device } : {}),
    ...(userAgent ? { userAgent } : {}),
  };
}

function serveOperation(api: FastifyInstance, { operation }: Served, dispatcher: Dispatcher): void {
  const binary = isBinary(operation.answer);
  api.route({
    method: operation.method,
    url: operation.path,
    ...(operation.limits?.bodyBytes ? { bodyLimit: operation.limits.bodyBytes } : {}),
    config: {
      operationId: operation.id,
    },
    schema: routeSchema(operation, binary),
    async handler(request, reply) {
      const answer = await dispatcher.dispatch(
        operation.id,
        { params: request.params, query: request.query, body: request.body },
        contextOf(request),
      );
      if (binary) return sendDownload(reply, answer as Download);
      reply.header('cache-control', 'no-store');
      return reply.status(operation.status ?? 200).send(answer ?? null);
    },
  });
}

function routeSchema(operation: Operation, binary: boolean): Record<string, unknown> {
  return {
    operationId: operation.id,
    summary: operation.summary,
    ...(operation.description ? { description: operation.description } : {}),
    tags: [operation.id.slice(0, operation.id.indexOf('.'))],
    ...(operation.params ? { params: operation.params } : {}),
    ...(operation.query ? { querystring: operation.query } : {}),
    ...(operation.body ? { body: operation.body } : {}),
    // The answer's schema also serialises it, so a field that is not in the contract cannot leak.
    ...(binary ? {} : { response: { [operation.status ?? 200]: operation.answer } }),
    'x-access': operation.access,
    'x-problems': operation.problems ?? [],
    ...(binary ? { produces: ['application/octet-stream'] } : {}),
  };
}

/** Turns any failure into a problem document; what was not foreseen is logged with its stack and answered without it. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = noteProblem(error, request, reply);
  return reply
    .type('application/problem+json')
    .serializer((value: unknown) => JSON.stringify(value))
    .send(problem.document(request.locale, request.id));
}

/** Counts and logs a failure and sets what every refusal's answer carries, whatever its body will be. */
export function noteProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): ProblemError {
  const problem = asProblem(error, request);
  count('lienthong_problems_total', { code: problem.code });
  if (problem.status >= 500) request.log.error({ err: error, requestId: request.id }, 'failed');
  if (problem.detail.retryAfter) reply.header('retry-after', problem.detail.retryAfter);
  if (problem.detail.headers) reply.headers(problem.detail.headers);
  reply.status(problem.status).header('cache-control', 'no-store');
  // What still comes of a body that is too large is not waited for.
  if (problem.status === 413) closeUnread(request, reply);
  return problem;
}

function inMegabytes(bytes = 1024 * 1024): string {
  return `${Math.max(1, Math.round(bytes / 1024 / 1024))} MB`;
}

export function asProblem(
  error: unknown,
  request: { id: string; routeOptions?: { bodyLimit?: number } },
): ProblemError {
  if (isProblem(error)) return error;
  const { code, statusCode } = (error ?? {}) as { code?: string; statusCode?: number };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return platformProblem('too-large', {
      params: { limit: inMegabytes(request.routeOptions?.bodyLimit) },
      cause: error,
    });
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return platformProblem('unsupported-type', { cause: error });
  if (
    code === 'FST_ERR_CTP_EMPTY_JSON_BODY' ||
    code === 'FST_ERR_CTP_INVALID_JSON_BODY' ||
    (statusCode === 400 && error instanceof SyntaxError)
  )
    return platformProblem('not-json', { cause: error });
  if (statusCode && statusCode >= 400 && statusCode < 500) return platformProblem('bad-input', { cause: error });
  return refusalOfHouse(error) ?? platformProblem('internal', { params: { requestId: request.id }, cause: error });
}

function record(request: FastifyRequest, reply: FastifyReply): void {
  // Counted already, in lienthong_page_cache_total; microseconds need no histogram.
  if (request.fromCache) return;
  const config = request.routeOptions.config as { operationId?: string };
  const operation = config.operationId ?? (request.url.startsWith('/assets/') ? 'asset' : 'page');
  observe('lienthong_http_seconds', { operation, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  if (reply.statusCode >= 500 || request.log.level === 'debug')
    request.log.info(
      { reqId: request.id, operation, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
}
