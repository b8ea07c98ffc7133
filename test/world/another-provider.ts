import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT, type JWTPayload } from 'jose';

/** What the person does there, and what it then says of them. Everything may be wrong on purpose. */
export interface Script {
  /** Claims of the ID token besides those of the protocol. */
  claims: Record<string, unknown>;
  /** Claims of userinfo. */
  userinfo?: Record<string, unknown>;
  /** Changes the protocol's own claims of the ID token. */
  token?: (payload: JWTPayload) => JWTPayload;
  /** Signs with a key that it never published. */
  forged?: boolean;
  /** Changes the address that the browser is sent back to. */
  back?: (address: URL) => void;
  /** Lets codes be spent again. */
  lax?: boolean;
  /** Does not answer the token endpoint: 'hang', or cuts the line. */
  tokenEndpoint?: 'cut' | 'error';
}

/**
 * Another OpenID provider on the loopback, as strict with its clients as a good one and as wrong in its answers as the test wants.
 * Our own node is the other provider where the protocol is to be right (test/whole); this one is for what a right one never does.
 */
export interface AnotherProvider {
  issuer: string;
  /** Environment of a node that is its client. */
  env: Record<string, string>;
  script: Script;
  /** Token requests that proved to come from the client and brought the right verifier. */
  proved: number;
  /** Goes through the provider as a browser would. @returns the address that it sends the browser back to */
  visit(authorizeAddress: string): Promise<string>;
  /** A logout token as it would send it to the client. */
  logoutToken(claims: JWTPayload, changes?: { forged?: boolean; typ?: string }): Promise<string>;
  stop(): Promise<void>;
}

const CLIENT_ID = 'this-node';

export async function startAnotherProvider(): Promise<AnotherProvider> {
  const own = await generateKeyPair('ES256', { extractable: true });
  const foreign = await generateKeyPair('ES256', { extractable: true });
  const clients = await generateKeyPair('ES256', { extractable: true });
  const clientKeys = createLocalJWKSet({ keys: [{ ...(await exportJWK(clients.publicKey)), kid: 'node-1' }] });
  const codes = new Map<string, { nonce: string; challenge: string; redirect: string; spent: boolean }>();
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => send(response, 500, { error: String(error) }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;

  const provider: AnotherProvider = {
    issuer,
    env: {
      UPSTREAM_ISSUER: issuer,
      UPSTREAM_CLIENT_ID: CLIENT_ID,
      UPSTREAM_KEY: JSON.stringify({ ...(await exportJWK(clients.privateKey)), kid: 'node-1' }),
      UPSTREAM_NAME: 'Cổng định danh thử',
    },
    script: { claims: {} },
    proved: 0,
    async visit(authorizeAddress) {
      const response = await fetch(authorizeAddress, { redirect: 'manual' });
      return response.headers.get('location') ?? `${response.status} ${await response.text()}`;
    },
    async logoutToken(claims, { forged, typ = 'logout+jwt' } = {}) {
      return new SignJWT({
        events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
        jti: randomBytes(8).toString('hex'),
        ...claims,
      })
        .setProtectedHeader({ alg: 'ES256', kid: 'own', typ })
        .setIssuer(claims.iss ?? issuer)
        .setAudience(claims.aud ?? CLIENT_ID)
        .setIssuedAt(claims.iat)
        .setExpirationTime(claims.exp ?? '2m')
        .sign(forged ? foreign.privateKey : own.privateKey);
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', issuer);
    if (url.pathname === '/.well-known/openid-configuration') return send(response, 200, metadata(issuer));
    if (url.pathname === '/jwks') {
      const jwk = { ...(await exportJWK(own.publicKey)), kid: 'own', alg: 'ES256', use: 'sig' };
      return send(response, 200, { keys: [jwk] });
    }
    if (url.pathname === '/authorize') return authorize(url.searchParams, response);
    if (url.pathname === '/userinfo')
      return send(response, 200, { sub: provider.script.claims['sub'], ...provider.script.userinfo });
    if (url.pathname === '/token') return token(new URLSearchParams(await read(request)), request, response);
    return send(response, 404, {});
  }

  function authorize(query: URLSearchParams, response: ServerResponse): void {
    const code = randomBytes(16).toString('hex');
    const redirect = query.get('redirect_uri') ?? '';
    codes.set(code, {
      nonce: query.get('nonce') ?? '',
      challenge: query.get('code_challenge') ?? '',
      redirect,
      spent: false,
    });
    const back = new URL(redirect);
    back.searchParams.set('code', code);
    back.searchParams.set('state', query.get('state') ?? '');
    back.searchParams.set('iss', issuer);
    provider.script.back?.(back);
    response.writeHead(303, { location: back.href }).end();
  }

  async function token(body: URLSearchParams, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (provider.script.tokenEndpoint === 'cut') return void request.socket.destroy();
    if (provider.script.tokenEndpoint === 'error') return send(response, 502, { error: 'bad gateway' });
    const { payload } = await jwtVerify(body.get('client_assertion') ?? '', clientKeys, { audience: issuer });
    const code = codes.get(body.get('code') ?? '');
    const verifier = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url');
    const right = code && code.challenge === verifier && code.redirect === body.get('redirect_uri');
    if (payload.sub !== CLIENT_ID || !right || (code.spent && !provider.script.lax))
      return send(response, 400, { error: 'invalid_grant' });
    code.spent = true;
    provider.proved += 1;
    const now = Math.floor(Date.now() / 1000);
    const standard = { iss: issuer, aud: CLIENT_ID, iat: now, exp: now + 300, nonce: code.nonce };
    const claims = { ...standard, ...provider.script.claims };
    const idToken = await new SignJWT(provider.script.token?.(claims) ?? claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'own' })
      .sign(provider.script.forged ? foreign.privateKey : own.privateKey);
    return send(response, 200, { access_token: 'opaque', token_type: 'Bearer', id_token: idToken, expires_in: 300 });
  }

  return provider;
}

function metadata(issuer: string): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/jwks`,
    end_session_endpoint: `${issuer}/logout`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['ES256'],
    authorization_response_iss_parameter_supported: true,
    code_challenge_methods_supported: ['S256'],
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
  };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}
