import { hkdfSync } from 'node:crypto';
import { errors, Provider, type Account, type Configuration, type JWKS, type KoaContextWithOIDC } from 'oidc-provider';
import { standingOf, type Standing } from '../accounts.ts';
import { claimsOf, type ClaimNames } from '../claims.ts';
import { isId } from '#platform/id.ts';
import { askApproval, checkBindingMessage, personMeant } from '../approvals/ask-approval.ts';
import { capacityOf, partsOf, type Capacities } from '../capacity.ts';
import type { ClientBook } from '../clients/client-book.ts';
import { offeredScopes } from './metadata.ts';
import type { Consents } from '../consent/consents.ts';
import type { ProviderDeps } from '../deps.ts';
import { dataItems } from '../data-items.ts';
import { acrValues } from '../levels.ts';
import { CLOCK_TOLERANCE, lifetimes, LONGEST_ASSERTION } from './lifetimes.ts';
import { adapterFactory } from './adapter.ts';
import { useUpCode } from './code-adapter.ts';
import type { Kept } from './kept.ts';
import { outgoing } from './outgoing.ts';
import { failureOf, type FailurePages } from './pages.ts';
import { askingPolicy } from './policy.ts';
import { currentScope } from './request-scope.ts';
import type { GuessCounter } from './slow-guessing.ts';
import { askToSignOut, followLogout } from './sign-out.ts';
import type { Tickets } from '../tickets.ts';
import { itemsFor, type Uses } from '../people/uses.ts';
import type { Store } from './store.ts';

export interface ProviderTools {
  deps: ProviderDeps;
  issuer: string;
  clients: ClientBook;
  consents: Consents;
  capacities: Capacities;
  store: Store;
  kept: Kept;
  tickets: Tickets;
  pages: FailurePages;
  guesses: GuessCounter;
  uses: Uses;
}

export const COOKIES = { session: 'lt_oidc', interaction: 'lt_oidc_step', resume: 'lt_oidc_resume' } as const;
export const MOUNTED_AT = '/oidc';

/** The library as we use it: nothing of the protocol is ours. Built again when keys or claim names change; requests under way end on the old one. */
export function buildProvider(tools: ProviderTools, jwks: JWKS, names: ClaimNames): Provider {
  const provider = new Provider(tools.issuer, configurationOf(tools, jwks, names));
  // Host and protocol are set by mount.ts from PUBLIC_URL, whatever the caller wrote.
  provider.proxy = true;
  followLogout(provider, tools);
  provider.use(async (_ctx, next) => {
    await next();
    await useUpCode(tools).catch((error: unknown) => {
      // Nothing was given for it, and it ends by itself within a minute.
      tools.deps.log.warn({ err: error }, 'sign-on: a refused code was not used up');
    });
  });
  tools.guesses.watch(provider);
  provider.on('server_error', (_ctx, error) => tools.deps.log.error({ err: error }, 'sign-on: the provider failed'));
  return provider;
}

function configurationOf(tools: ProviderTools, jwks: JWKS, names: ClaimNames): Configuration {
  const { deps, clients, capacities } = tools;
  const secure = deps.config.secureCookies || deps.config.publicUrl.startsWith('https:');
  const cookie = { httpOnly: true, sameSite: 'lax' as const, secure, signed: false };
  return {
    jwks,
    adapter: adapterFactory(tools),
    acrValues,
    scopes: [...offeredScopes],
    subjectTypes: ['pairwise'],
    clientAuthMethods: ['private_key_jwt', 'client_secret_basic', 'none'],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    enabledJWA: {
      idTokenSigningAlgValues: ['ES256', 'RS256'],
      clientAuthSigningAlgValues: ['ES256', 'RS256', 'PS256', 'EdDSA'],
      requestObjectSigningAlgValues: ['ES256', 'RS256', 'PS256', 'EdDSA'],
      dPoPSigningAlgValues: ['ES256', 'EdDSA'],
    },
    claims: claimsByScope(names),
    responseTypes: ['code'],
    pkce: { required: () => true },
    clockTolerance: CLOCK_TOLERANCE,
    allowOmittingSingleRegisteredRedirectUri: false,
    routes: {
      authorization: '/auth',
      token: '/token',
      userinfo: '/userinfo',
      introspection: '/introspect',
      revocation: '/revoke',
      end_session: '/logout',
      pushed_authorization_request: '/par',
      backchannel_authentication: '/ciba',
      jwks: '/jwks',
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: true },
      introspection: {
        enabled: true,
        allowedPolicy: async (_ctx, client, token) =>
          (await sameSector(clients, client.clientId, token.clientId)) &&
          (await stillStands(deps, token)) &&
          (await opensStill(clients, token)),
      },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      rpInitiatedLogout: { enabled: true, logoutSource: (ctx) => askToSignOut(tools, ctx) },
      backchannelLogout: { enabled: true },
      pushedAuthorizationRequests: { enabled: true },
      requestObjects: { enabled: true },
      dPoP: {
        enabled: true,
        nonceSecret: Buffer.from(
          hkdfSync('sha256', deps.config.secrets.masterKey, '', 'lien-thong/sign-on/dpop-nonce', 32),
        ),
        requireNonce: () => true,
      },

      ciba: {
        enabled: true,
        deliveryModes: ['poll'],
        processLoginHint: (ctx, hint) => personMeant(tools, ctx, hint ?? ''),
        processLoginHintToken: () => {
          throw new errors.InvalidRequest('login_hint_token is not used here: send login_hint');
        },
        validateBindingMessage: (_ctx, message) => checkBindingMessage(message),
        verifyUserCode: () => undefined,
        validateRequestContext: () => undefined,
        triggerAuthenticationDevice: (_ctx, request) => askApproval(tools, request),
      },
      resourceIndicators: { enabled: false },
    },
    cookies: { names: COOKIES, long: { ...cookie, path: MOUNTED_AT }, short: cookie },
    interactions: {
      policy: askingPolicy(clients),
      url: (_ctx, interaction) => `${MOUNTED_AT}/interaction/${interaction.uid}`,
    },
    ttl: {
      ...lifetimes,
      RefreshToken: (ctx, token) => {
        const rotated = ctx.oidc.entities.RotatedRefreshToken;
        if (rotated) return rotated.remainingTTL;
        return token.scopes.has('offline_access') ? lifetimes.OfflineRefreshToken : lifetimes.RefreshToken;
      },
    },
    // Sessions end by message, for every token given out in them at once (end-session.ts): no read for it with each use of a token.
    expiresWithSession: () => false,
    rotateRefreshToken: true,
    issueRefreshToken: (_ctx, client, code) =>
      client.grantTypeAllowed('refresh_token') && code.scopes.has('offline_access'),
    findAccount: (ctx, sub) => accountFor(tools, ctx, sub, names),
    loadExistingGrant: (ctx) => standingGrant(tools, ctx),
    async extraTokenClaims(ctx, token) {
      const capacity = 'accountId' in token ? token.accountId : undefined;
      const act = capacity && (await actOf(tools, capacity, ctx.oidc.client?.clientId ?? ''));
      return act ? { act } : undefined;
    },
    async pairwiseIdentifier(_ctx, capacity, client) {
      const [row, spoken] = await Promise.all([clients.find(client.clientId), capacities.spoken(capacity)]);
      if (!row || !spoken) throw new errors.InvalidRequest('the subject is not known');
      return capacities.pairwise(row.sector, spoken.subject);
    },
    sectorIdentifierUriValidate: () => false,
    assertJwtClientAuthClaimsAndHeader(_ctx, claims) {
      const left = Number(claims['exp']) - Math.floor(Date.now() / 1000);
      if (left > LONGEST_ASSERTION) throw new errors.InvalidClientAuth('the client assertion lives too long');
    },
    clientBasedCORS: (_ctx, origin, client) =>
      client.redirectUris?.some((uri) => URL.canParse(uri) && new URL(uri).origin === origin) ?? false,
    renderError: (ctx, _out, error) => showFailure(tools, ctx, error),
    fetch: outgoing(clients, tools.issuer, deps.config.signOn.innerAddresses),
  };
}

const dataClaims = Object.fromEntries(
  Object.values(dataItems).map(({ scope }) => [
    scope,
    Object.values(dataItems).flatMap((item) => (item.scope === scope ? [...item.claims] : [])),
  ]),
);

/** Claims of `openid` go into the ID token; the rest is answered by userinfo, where the reading is recorded. */
function claimsByScope(names: ClaimNames): NonNullable<Configuration['claims']> {
  return {
    openid: ['sub', 'act', 'acr', 'amr'],
    acr: null,
    amr: null,
    auth_time: null,
    sid: null,
    iss: null,
    ...dataClaims,
    account: ['account_level', 'account_kind'],
    officer: ['agency_code', 'agency_name', 'position'],
    dichvucong: Object.keys(names),
  };
}

async function accountFor(
  tools: ProviderTools,
  ctx: KoaContextWithOIDC,
  capacity: string,
  names: ClaimNames,
): Promise<Account | undefined> {
  // The library hands over the subject of an ID token as a hint, which is no account of ours.
  if (!isId(partsOf(capacity).accountId)) return undefined;
  // The platform has just read who this browser is: not read again for the same request.
  const here = capacityOf(currentScope()?.actor ?? { kind: 'anonymous' }) === capacity;
  const known = here ? undefined : await standingOf(tools.deps, capacity);
  if (
    !here &&
    (!known || !(await opensStill(tools.clients, { clientId: ctx.oidc.client?.clientId, accountId: capacity })))
  )
    return undefined;
  return {
    accountId: capacity,
    async claims(use, scope) {
      const standing = known ?? (await standingOf(tools.deps, capacity));
      if (!standing) throw new errors.InvalidToken('the account or its mandate is over');
      const clientId = ctx.oidc.client?.clientId ?? '';
      const act = await actOf(tools, capacity, clientId);
      const personal = use === 'userinfo' ? await personalClaims(tools, standing, clientId, scope, names) : {};
      await noteUse(tools, { clientId, capacity, scopes: new Set(use === 'userinfo' ? scope.split(' ') : []) });
      return { sub: capacity, ...(act ? { act } : {}), ...personal };
    },
  };
}

/** Tokens of somebody who is no longer a tester are worth nothing at a client in test. */
async function opensStill(clients: ClientBook, token: { clientId?: string | undefined; accountId?: string }) {
  const client = await clients.find(token.clientId ?? '');
  const capacity = token.accountId ?? '';
  return !client || capacity === '' || clients.opensTo(client, partsOf(capacity).accountId);
}

async function personalClaims(
  tools: ProviderTools,
  standing: Standing,
  clientId: string,
  scope: string,
  names: ClaimNames,
): Promise<Record<string, unknown>> {
  const client = await tools.clients.find(clientId);
  return client ? claimsOf(tools.deps, standing, client, new Set(scope.split(' ')), names) : {};
}

/** So that the person can look it up: that there was a sign-in, and what was told. */
async function noteUse(
  { clients, uses }: ProviderTools,
  { clientId, capacity, scopes }: { clientId: string; capacity: string; scopes: ReadonlySet<string> },
): Promise<void> {
  const client = await clients.find(clientId);
  if (client) await uses.note({ clientId, capacity, items: itemsFor(client, scopes) });
}

/** RFC 8693: the subject is the principal, `act` the person who acts; the client knows both by names of its sector. */
async function actOf(
  { capacities, clients }: ProviderTools,
  capacity: string,
  clientId: string,
): Promise<{ sub: string } | undefined> {
  if (!capacity.includes('~')) return undefined;
  const [spoken, client] = await Promise.all([capacities.spoken(capacity), clients.find(clientId)]);
  return spoken?.acting && client ? { sub: capacities.pairwise(client.sector, spoken.acting) } : undefined;
}

/** A mandate or post ends with a day: whoever asks about its tokens is told so, before the night has ended them. */
async function stillStands(deps: ProviderDeps, token: object): Promise<boolean> {
  const capacity = 'accountId' in token ? String(token.accountId) : '';
  return !capacity.includes('~') || (await standingOf(deps, capacity)) !== undefined;
}

async function sameSector(clients: ClientBook, asking: string, of: string | undefined): Promise<boolean> {
  const [one, other] = await Promise.all([clients.find(asking), clients.find(of ?? '')]);
  return one !== undefined && one.sector === other?.sector;
}

/** The grant of this session, or what the person allowed this client before, unless the words have changed since. */
async function standingGrant({ consents }: ProviderTools, ctx: KoaContextWithOIDC) {
  const { client, session, account, provider } = ctx.oidc;
  if (!client || !session || !account) return undefined;
  const grantId = ctx.oidc.result?.consent?.grantId ?? session.grantIdFor(client.clientId);
  const known = grantId ? await provider.Grant.find(grantId) : undefined;
  if (known?.accountId === account.accountId && known.clientId === client.clientId) return known;
  const allowed = await consents.allowed(account.accountId, client.clientId);
  if (!allowed) return undefined;
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  grant.addOIDCScope(allowed.join(' '));
  await grant.save();
  return grant;
}

async function showFailure({ pages }: ProviderTools, ctx: KoaContextWithOIDC, error: unknown): Promise<void> {
  const { code, status } = failureOf(error);
  ctx.status = status;
  if (status === 503) ctx.set('retry-after', '5');
  ctx.type = 'html';
  ctx.body = await pages.of(code, currentScope()?.locale ?? 'vi');
}
