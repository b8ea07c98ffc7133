/**
 * A ministry's web application that signs people in at the node: key instead of secret (private_key_jwt), pushed request (PAR), PKCE,
 * a page that wants a stronger proof, signing out, and being told of a sign-out elsewhere. Everything of the protocol is the library's.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRemoteJWKSet, importJWK, jwtVerify, type JWK } from 'jose';
import * as oidc from 'openid-client';

const env = (name: string, fallback: string): string => process.env[name] ?? fallback;
const port = Number(env('APP_PORT', '4010'));
const home = `http://127.0.0.1:${port}`;
const redirectUri = env('REDIRECT_URI', `${home}/quay-lai`);
const issuer = env('ISSUER', 'http://localhost:3000/oidc');
const clientId = env('CLIENT_ID', 'demo-ministry-web');
const jwk = JSON.parse(readFileSync(env('CLIENT_KEY', 'data/secrets/demo-ministry-web.json'), 'utf8')) as JWK;

const key = (await importJWK(jwk, 'ES256')) as CryptoKey;
const config = await oidc.discovery(
  new URL(issuer),
  clientId,
  { id_token_signed_response_alg: 'ES256' },
  oidc.PrivateKeyJwt({ key, ...(jwk.kid ? { kid: jwk.kid } : {}) }),
  // Only where the node itself runs without HTTPS, as on one's own machine.
  issuer.startsWith('http:') ? { execute: [oidc.allowInsecureRequests] } : {},
);
const jwks = createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri ?? ''));

interface Waiting {
  verifier: string;
  state: string;
  nonce: string;
  next: string;
}
interface SignedIn {
  sub: string;
  sid: string | undefined;
  name: string;
  acr: string;
  idToken: string;
}
/* In memory: enough for a sample; a real application keeps sessions where all its processes find them. */
interface Session {
  waiting?: Waiting;
  user?: SignedIn;
}
const sessions = new Map<string, Session>();

function sessionOf(request: IncomingMessage, response: ServerResponse): Session {
  const known = /(?:^|; )app=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
  if (known && sessions.has(known)) return sessions.get(known) ?? {};
  const id = randomUUID();
  const fresh = {};
  sessions.set(id, fresh);
  response.setHeader('set-cookie', `app=${id}; Path=/; HttpOnly; SameSite=Lax`);
  return fresh;
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
function show(response: ServerResponse, title: string, body: string): void {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(`<!doctype html><html lang="vi"><title>${title}</title><main><h1>${title}</h1>${body}</main></html>`);
}
function go(response: ServerResponse, to: string): void {
  response.writeHead(302, { location: to }).end();
}

/** Sends the browser to the node. `more`: what this sign-in asks for besides, e.g. a level. */
async function begin(session: Session, next: string, more: Record<string, string> = {}): Promise<string> {
  const verifier = oidc.randomPKCECodeVerifier();
  session.waiting = { verifier, state: oidc.randomState(), nonce: oidc.randomNonce(), next };
  const to = await oidc.buildAuthorizationUrlWithPAR(config, {
    redirect_uri: redirectUri,
    scope: 'openid profile',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state: session.waiting.state,
    nonce: session.waiting.nonce,
    ...more,
  });
  return to.href;
}

async function finish(session: Session, url: URL): Promise<string> {
  const { waiting } = session;
  delete session.waiting;
  if (!waiting) return '/';
  const tokens = await oidc.authorizationCodeGrant(config, url, {
    pkceCodeVerifier: waiting.verifier,
    expectedState: waiting.state,
    expectedNonce: waiting.nonce,
  });
  const claims = tokens.claims();
  if (!claims) throw new Error('no ID token');
  // Personal data come from userinfo: the node records who read what, and the person can look it up.
  const info = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
  session.user = {
    sub: claims.sub,
    sid: claims['sid'] as string | undefined,
    name: info.name ?? '',
    acr: String(claims['acr'] ?? ''),
    idToken: tokens.id_token ?? '',
  };
  return waiting.next;
}

/** The node tells that a person signed out, or no longer allows this application: their sessions here end. */
async function signedOutElsewhere(request: IncomingMessage): Promise<void> {
  let body = '';
  for await (const part of request) body += String(part);
  const token = new URLSearchParams(body).get('logout_token') ?? '';
  const { payload } = await jwtVerify(token, jwks, { issuer, audience: clientId, typ: 'logout+jwt' });
  const events = (payload['events'] ?? {}) as Record<string, unknown>;
  if (!('http://schemas.openid.net/event/backchannel-logout' in events) || payload['nonce'] !== undefined)
    throw new Error('not a logout token');
  for (const session of sessions.values()) {
    const { user } = session;
    if (!user || (payload.sub && user.sub !== payload.sub)) continue;
    if (!payload['sid'] || payload['sid'] === user.sid) delete session.user;
  }
  console.log('signed out elsewhere');
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', home);
  if (url.pathname === '/dang-xuat-tu-xa') {
    await signedOutElsewhere(request);
    response.end();
    return;
  }
  const session = sessionOf(request, response);
  const { user } = session;
  switch (url.pathname) {
    case '/':
      return user
        ? show(
            response,
            `Xin chào ${escape(user.name)}`,
            `<p>Mức độ bảo đảm: ${escape(user.acr)}</p><p><a href="/rieng-tu">Trang cần xác nhận thêm</a></p><p><a href="/dang-xuat">Đăng xuất</a></p>`,
          )
        : show(response, 'Ứng dụng mẫu của Bộ', '<p><a href="/dang-nhap">Đăng nhập</a></p>');
    case '/dang-nhap':
      return go(response, await begin(session, '/'));
    case '/quay-lai':
      return go(response, await finish(session, url));
    case '/rieng-tu':
      // Step-up: the same person, surer. The node asks for what is missing and nothing else.
      if (!user || Number(user.acr.slice(-1)) < 2)
        return go(response, await begin(session, '/rieng-tu', { acr_values: 'LoA2' }));
      return show(response, 'Trang riêng tư', `<p>Chỉ ${escape(user.name)} với mức ${user.acr} xem được.</p>`);
    case '/dang-xuat': {
      delete session.user;
      const hint: Record<string, string> = user ? { id_token_hint: user.idToken } : {};
      return go(response, oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: `${home}/`, ...hint }).href);
    }
    default:
      response.statusCode = 404;
      return show(response, 'Không có trang này', '');
  }
}

createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    console.error(error);
    response.statusCode = request.url?.startsWith('/dang-xuat-tu-xa') ? 400 : 502;
    show(response, 'Chưa đăng nhập được', '<p><a href="/">Thử lại</a></p>');
  });
}).listen(port, '127.0.0.1', () => console.log(`ministry-web at ${home}`));
