import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as client from 'openid-client';
import { keyPair, people, startProvider, type KeyPair, type ProviderWorld } from './provider-world.ts';

const REDIRECT = 'http://127.0.0.1:9999/quay-lai';
let world: ProviderWorld;
let keys: KeyPair;

before(async () => {
  keys = await keyPair();
  world = await startProvider();
});
after(() => world?.close());

async function webClient(): Promise<client.Configuration> {
  const id = await world.client({
    keys: [keys.publicJwk],
    redirectUris: [REDIRECT],
    data: [
      { item: 'full-name', reason: 'Điền vào tờ khai.' },
      { item: 'birth-date', reason: 'Điền vào tờ khai.' },
    ],
  });
  return client.discovery(
    new URL(world.issuer),
    id,
    { id_token_signed_response_alg: 'ES256' },
    client.PrivateKeyJwt({ key: keys.privateKey, kid: keys.publicJwk.kid }),
    { execute: [client.allowInsecureRequests] },
  );
}

test('a web client signs a person in: code, PKCE, PAR, ID token, userinfo', async () => {
  const config = await webClient();
  assert.equal(config.serverMetadata().issuer, world.issuer);
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const nonce = client.randomNonce();
  const to = await client.buildAuthorizationUrlWithPAR(config, {
    redirect_uri: REDIRECT,
    scope: 'openid profile account',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  const browser = await world.signedIn('lan');
  const back = await browser.through(to.href);
  const tokens = await client.authorizationCodeGrant(config, back, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
  });
  const claims = tokens.claims();
  assert.ok(claims);
  assert.equal(claims['acr'], 'LoA1');
  assert.deepEqual(claims['amr'], ['pwd']);
  assert.equal(claims['name'], undefined, 'personal data come from userinfo, where the reading is recorded');
  const info = await client.fetchUserInfo(config, tokens.access_token, claims.sub);
  assert.equal(info.name, people.lan.name);
  assert.equal(info.birthdate, '1990-05-19');
  assert.equal(info.gender, undefined, 'told though not registered');
  assert.equal(info['account_level'], 2);
});
