import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errors, type Provider } from 'oidc-provider';
import { capacityOf, spokenOf } from '../capacity.ts';
import { COOKIES, MOUNTED_AT, type ProviderTools } from './configuration.ts';
import { afterDecision, nextStep, type NextStep } from './interactions.ts';
import { lifetimes } from './lifetimes.ts';
import { isOurError, sendFailure, sendForward } from './pages.ts';
import { withScope, type RequestScope } from './request-scope.ts';
import { signedInAs } from './session-adapter.ts';

export interface MountTools extends ProviderTools {
  provider: () => Promise<Provider>;
}

/** The protocol under /oidc: the library gets the bare request, our steps between its pages are beside it. */
export function mountProvider(scope: FastifyInstance, tools: MountTools): void {
  tools.pages.attach(scope);
  // The library reads bodies itself.
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
  const limits = {
    rateLimit: {
      max: tools.deps.config.signOn.ratePerMinute,
      allowList: () => false,
      keyGenerator: (request: FastifyRequest) => request.ip,
    },
  };
  const { publicUrl } = tools.deps.config;
  const publicAddress = new URL(publicUrl);

  scope.get('/interaction/:uid', { config: limits }, (request, reply) =>
    step(tools, request, reply, (_provider, interaction) => nextStep(tools, interaction, request)),
  );
  scope.get('/interaction/:uid/finish', { config: limits }, (request, reply) =>
    step(tools, request, reply, (provider, interaction) => {
      const sealed = new URL(request.url, publicUrl).searchParams.get('phieu') ?? '';
      const decision = tools.tickets.decision.open(sealed, tools.deps.clock.now());
      return afterDecision(tools, provider, interaction, decision, request.actor);
    }),
  );
  scope.route({
    method: ['GET', 'POST', 'OPTIONS'],
    url: '/*',
    config: limits,
    schema: { hide: true },
    handler: (request, reply) => passOn(tools, publicAddress, request, reply),
  });
}

type Handler = ReturnType<Provider['callback']>;
const handlers = new WeakMap<Provider, Handler>();

/** `callback()` puts the library's middleware together each time that it is called. */
function handlerOf(provider: Provider): Handler {
  const made = handlers.get(provider) ?? provider.callback();
  handlers.set(provider, made);
  return made;
}

/** Absolute addresses come from PUBLIC_URL: what the caller says of host and protocol is not believed. */
function asPublic({ raw, headers }: FastifyRequest, { host, protocol }: URL): void {
  headers.host = host;
  headers['x-forwarded-host'] = host;
  headers['x-forwarded-proto'] = protocol.slice(0, -1);
  const whole = raw.url ?? MOUNTED_AT;
  Object.assign(raw, { originalUrl: whole, url: whole.slice(MOUNTED_AT.length) || '/' });
}

async function passOn(
  tools: MountTools,
  publicAddress: URL,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const provider = await tools.provider();
  const query = request.url.indexOf('?');
  const path = request.url.slice(MOUNTED_AT.length, query < 0 ? undefined : query);
  const wait = request.method === 'POST' ? tools.guesses.wait(request.ip) : undefined;
  if (wait !== undefined) {
    await reply
      .status(429)
      .headers({ 'retry-after': String(wait), 'cache-control': 'no-store' })
      .send({ error: 'slow_down' });
    return;
  }
  asPublic(request, publicAddress);
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value);
  const signingOut = path === '/logout/confirm';
  const given = { actor: request.actor, locale: request.locale, signingOut, source: request.ip };
  const clientId = path === '/auth' && (request.query as Record<string, unknown>)['client_id'];
  await withScope({ ...given, ...(typeof clientId === 'string' ? { clientId } : {}) }, async (scope) => {
    if (/^\/(auth|logout)(\/|$)/.test(path)) await bringSession(tools, provider, scope, request);
    await handlerOf(provider)(request.raw, reply.raw);
  });
}

/**
 * Somebody who is signed in on the portal needs no sign-in here: the library finds a session of theirs, made on the spot where there is
 * none yet. It is written when the library saves it.
 */
async function bringSession(
  { deps, capacities }: MountTools,
  provider: Provider,
  scope: RequestScope,
  request: FastifyRequest,
): Promise<void> {
  const { actor } = scope;
  const capacity = capacityOf(actor);
  const spoken = spokenOf(actor);
  if (!capacity || !spoken || !('sessionId' in actor) || !actor.sessionId) return;
  await capacities.remember(capacity, spoken);
  const known = request.cookies[COOKIES.session];
  if (known && (await provider.Session.adapter.find(known))) return;
  const id = randomBytes(24).toString('base64url');
  const now = Math.floor(deps.clock.now().getTime() / 1000);
  scope.sessions.set(id, {
    uid: randomBytes(16).toString('base64url'),
    kind: 'Session',
    iat: now,
    exp: now + lifetimes.Session,
    ...signedInAs(actor),
  });
  const others = (request.headers.cookie ?? '')
    .split(/; */)
    .filter((one) => one && !one.startsWith(`${COOKIES.session}=`));
  request.raw.headers.cookie = [...others, `${COOKIES.session}=${id}`].join('; ');
}

/** One of our steps between the library's: its cookie of the interaction is checked first, here and at the end. */
async function step(
  tools: MountTools,
  request: FastifyRequest,
  reply: FastifyReply,
  decide: (provider: Provider, interaction: Awaited<ReturnType<Provider['interactionDetails']>>) => Promise<NextStep>,
): Promise<void> {
  const provider = await tools.provider();
  await withScope({ actor: request.actor, locale: request.locale, signingOut: false }, async () => {
    try {
      const interaction = await provider.interactionDetails(request.raw, reply.raw);
      const { uid } = request.params as { uid: string };
      if (interaction.uid !== uid) throw new errors.SessionNotFound('another interaction');
      const next = await decide(provider, interaction);
      if ('to' in next) {
        await reply.redirect(next.to, 303);
        return;
      }
      const onward = await provider.interactionResult(request.raw, reply.raw, next.result, {
        mergeWithLastSubmission: true,
      });
      await sendForward(request, reply, onward);
    } catch (error) {
      if (!isOurError(error)) throw error;
      await sendFailure(tools.pages, request, reply, error);
    }
  });
}
