/**
 * A public client as an app on a phone is one: no key of its own kept by anybody, so PKCE protects the sign-in and DPoP (RFC 9449) ties
 * the tokens to this device. On the command line, so that it runs anywhere; the browser comes back to a loopback address (RFC 8252), as
 * it would to vn.gov.example.app:/quay-lai on a phone.
 */
import { createServer } from 'node:http';
import * as oauth from 'oauth4webapi';

const env = (name: string, fallback: string): string => process.env[name] ?? fallback;
const issuer = new URL(env('ISSUER', 'http://localhost:3000/oidc'));
const redirectUri = env('REDIRECT_URI', 'http://127.0.0.1:4011/quay-lai');
const client: oauth.Client = { client_id: env('CLIENT_ID', 'demo-mobile-client') };
const auth = oauth.None();
// Only where the node itself runs without HTTPS, as on one's own machine.
const options = { [oauth.allowInsecureRequests]: issuer.protocol === 'http:' };

const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options));
/** Made on the device and never leaves it: the tokens are of no use without it. */
const keys = await oauth.generateKeyPair('ES256');
const DPoP = oauth.DPoP(client, keys);

/** The node asks for a fresh nonce in the proof now and then: the same request once more. */
async function withNonce<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!oauth.isDPoPNonceError(error)) throw error;
    return work();
  }
}

/** Waits for the browser to come back. */
function comeBack(): Promise<URL> {
  return new Promise((resolve, reject) => {
    const listener = createServer((request, response) => {
      const url = new URL(request.url ?? '/', redirectUri);
      if (url.pathname !== new URL(redirectUri).pathname) {
        response.statusCode = 404;
        response.end();
        return;
      }
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(
        '<!doctype html><html lang="vi"><title>Xong</title><h1>Xong. Mời ông/bà trở lại ứng dụng.</h1></html>',
      );
      listener.close();
      resolve(url);
    });
    listener.on('error', reject).listen(Number(new URL(redirectUri).port), '127.0.0.1', begin);
  });
}

const verifier = oauth.generateRandomCodeVerifier();
const state = oauth.generateRandomState();
const nonce = oauth.generateRandomNonce();
const challenge = await oauth.calculatePKCECodeChallenge(verifier);

function begin(): void {
  const url = new URL(server.authorization_endpoint ?? '');
  url.search = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid profile offline_access',
    prompt: 'consent',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    state,
    nonce,
  }).toString();
  console.log(`Open in a browser: ${url.href}`);
}

const params = oauth.validateAuthResponse(server, client, await comeBack(), state);
const tokens = await withNonce(async () =>
  oauth.processAuthorizationCodeResponse(
    server,
    client,
    await oauth.authorizationCodeGrantRequest(server, client, auth, params, redirectUri, verifier, {
      DPoP,
      ...options,
    }),
    { expectedNonce: nonce, requireIdToken: true },
  ),
);
const claims = oauth.getValidatedIdTokenClaims(tokens);
if (!claims) throw new Error('no ID token');
await whoAmI(tokens.access_token);

/** Who is signed in, and in whose name: `act` is the person who acts, the rest is about the one acted for. */
async function whoAmI(token: string): Promise<void> {
  const info = await withNonce(async () =>
    oauth.processUserInfoResponse(
      server,
      client,
      claims?.sub ?? '',
      await oauth.userInfoRequest(server, client, token, { DPoP, ...options }),
    ),
  );
  const acting = claims?.['act'] as { sub: string } | undefined;
  console.log(`${acting ? 'Signed in for' : 'Signed in as'} ${info.name ?? claims?.sub}`);
}

// Later, without the person: the refresh token is used once, and gives the next one.
if (tokens.refresh_token) {
  const first = tokens.refresh_token;
  const next = await withNonce(async () =>
    oauth.processRefreshTokenResponse(
      server,
      client,
      await oauth.refreshTokenGrantRequest(server, client, auth, first, { DPoP, ...options }),
    ),
  );
  console.log(`Refreshed: ${next.refresh_token !== first}`);
  await whoAmI(next.access_token);
  if (next.refresh_token) {
    const ended = await oauth.revocationRequest(server, client, auth, next.refresh_token, options);
    await oauth.processRevocationResponse(ended);
    console.log('Signed out');
  }
}
