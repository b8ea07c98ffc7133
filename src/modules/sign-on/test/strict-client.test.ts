import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as oauth from 'oauth4webapi';
import { REDIRECT } from './flows.ts';
import { keyPair, people, startProvider, type Browser, type KeyPair, type ProviderWorld } from './provider-world.ts';

// A relying party that forgives nothing: every answer is checked against the text of its standard.
let world: ProviderWorld;
let keys: KeyPair;
let server: oauth.AuthorizationServer;

// The node of a test speaks plain HTTP.
const http = { [oauth.allowInsecureRequests]: true } as const;

before(async () => {
  keys = await keyPair();
  world = await startProvider();
  const issuer = new URL(world.issuer);
  server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, http));
});
after(() => world?.close());

interface Asked {
  parameters: Record<string, string>;
  verifier: string;
  state: string;
  nonce: string;
}

async function ask(client: oauth.Client, changed: Record<string, string> = {}): Promise<Asked> {
  const verifier = oauth.generateRandomCodeVerifier();
  const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
  const parameters = {
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: REDIRECT,
    scope: 'openid profile',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...changed,
  };
  return { parameters, verifier, state, nonce };
}

function addressOf(parameters: Record<string, string>): string {
  const address = new URL(server.authorization_endpoint ?? '');
  address.search = new URLSearchParams(parameters).toString();
  return address.href;
}

/** Sends, and once more where the node first gives its nonce. */
async function withNonce<T>(send: () => Promise<Response>, read: (response: Response) => Promise<T>): Promise<T> {
  try {
    return await read(await send());
  } catch (error) {
    if (!oauth.isDPoPNonceError(error)) throw error;
    return read(await send());
  }
}

const codeOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError) return error.error;
    if (error instanceof oauth.WWWAuthenticateChallengeError) return error.cause[0]?.parameters.error ?? '';
    throw error;
  }
  return 'not refused';
};

test('a phone app: PKCE, proofs of possession with the node’s nonce, refresh, userinfo, revocation', async () => {
  const id = await world.client({
    kind: 'native',
    authMethod: 'none',
    dpopBound: true,
    redirectUris: [REDIRECT],
    data: [{ item: 'full-name', reason: 'Điền vào tờ khai.' }],
  });
  const client: oauth.Client = { client_id: id, id_token_signed_response_alg: 'ES256' };
  const DPoP = oauth.DPoP(client, await oauth.generateKeyPair('ES256'));
  const asked = await ask(client, { scope: 'openid profile offline_access', prompt: 'consent' });
  const browser = await world.signedIn('lan');
  const back = await browser.through(addressOf(asked.parameters));
  const found = oauth.validateAuthResponse(server, client, back, asked.state);

  let sent = 0;
  const tokens = await withNonce(
    () => {
      sent += 1;
      return oauth.authorizationCodeGrantRequest(server, client, oauth.None(), found, REDIRECT, asked.verifier, {
        ...http,
        DPoP,
      });
    },
    (response) =>
      oauth.processAuthorizationCodeResponse(server, client, response, {
        expectedNonce: asked.nonce,
        requireIdToken: true,
      }),
  );
  assert.equal(sent, 2, 'a proof without the node’s nonce was taken');
  assert.equal(tokens.token_type, 'dpop');
  const { sub } = oauth.getValidatedIdTokenClaims(tokens) ?? {};
  assert.ok(sub);

  const renewed = await withNonce(
    () => oauth.refreshTokenGrantRequest(server, client, oauth.None(), tokens.refresh_token ?? '', { ...http, DPoP }),
    (response) => oauth.processRefreshTokenResponse(server, client, response),
  );
  assert.ok(renewed.refresh_token && renewed.refresh_token !== tokens.refresh_token);

  const userInfo = (token: string) =>
    withNonce(
      () => oauth.userInfoRequest(server, client, token, { ...http, DPoP }),
      (response) => oauth.processUserInfoResponse(server, client, sub, response),
    );
  assert.equal((await userInfo(renewed.access_token)).name, people.lan.name);

  // Revoking the refresh token ends what was given out with it.
  for (const token of [renewed.refresh_token, renewed.access_token])
    await oauth.processRevocationResponse(await oauth.revocationRequest(server, client, oauth.None(), token, http));
  assert.equal(await codeOf(userInfo(renewed.access_token)), 'invalid_token');
  assert.equal(
    await codeOf(
      withNonce(
        () =>
          oauth.refreshTokenGrantRequest(server, client, oauth.None(), renewed.refresh_token ?? '', { ...http, DPoP }),
        (response) => oauth.processRefreshTokenResponse(server, client, response),
      ),
    ),
    'invalid_grant',
  );
});

test('a web client: private_key_jwt, pushed request, the issuer in the answer, signed ID token, introspection', async () => {
  const id = await world.client({
    keys: [keys.publicJwk],
    redirectUris: [REDIRECT],
    data: [{ item: 'full-name', reason: 'Điền vào tờ khai.' }],
  });
  const client: oauth.Client = { client_id: id, id_token_signed_response_alg: 'ES256' };
  const proof = oauth.PrivateKeyJwt({ key: keys.privateKey, kid: keys.publicJwk.kid });
  const asked = await ask(client, { acr_values: 'LoA1' });
  const pushed = await oauth.processPushedAuthorizationResponse(
    server,
    client,
    await oauth.pushedAuthorizationRequest(server, client, proof, asked.parameters, http),
  );
  const browser: Browser = await world.signedIn('lan');
  const address = addressOf({ client_id: id, request_uri: pushed.request_uri });
  const back = await browser.through(address);

  // RFC 9207: the answer says whose it is, so that one server cannot pass off its code as another's.
  assert.equal(server.authorization_response_iss_parameter_supported, true);
  assert.equal(back.searchParams.get('iss'), world.issuer);
  const [mixed, unsaid] = [new URL(back), new URL(back)];
  mixed.searchParams.set('iss', 'https://evil.example');
  unsaid.searchParams.delete('iss');
  for (const wrong of [mixed, unsaid])
    assert.throws(() => oauth.validateAuthResponse(server, client, wrong, asked.state), /"iss"/);
  const found = oauth.validateAuthResponse(server, client, back, asked.state);

  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    proof,
    found,
    REDIRECT,
    asked.verifier,
    http,
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: asked.nonce,
    requireIdToken: true,
  });
  await oauth.validateApplicationLevelSignature(server, response, http);
  const claims = oauth.getValidatedIdTokenClaims(tokens);
  assert.equal(claims?.['acr'], 'LoA1');

  const info = await oauth.processUserInfoResponse(
    server,
    client,
    claims?.sub ?? '',
    await oauth.userInfoRequest(server, client, tokens.access_token, http),
  );
  assert.equal(info.name, people.lan.name);

  const introspect = async () =>
    oauth.processIntrospectionResponse(
      server,
      client,
      await oauth.introspectionRequest(server, client, proof, tokens.access_token, http),
    );
  const inside = await introspect();
  assert.deepEqual([inside.active, inside.client_id, inside.sub], [true, id, claims?.sub]);
  await oauth.processRevocationResponse(
    await oauth.revocationRequest(server, client, proof, tokens.access_token, http),
  );
  assert.equal((await introspect()).active, false);

  // A pushed request opens one sign-in.
  const again = await browser.fetch(address);
  assert.deepEqual([again.status, again.headers.get('location')], [400, null]);
});
