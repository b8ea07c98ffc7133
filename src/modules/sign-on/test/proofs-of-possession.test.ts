import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import type { Configuration } from 'openid-client';
import { begin, nativeClient, REDIRECT } from './flows.ts';
import { startProvider, type ProviderWorld } from './provider-world.ts';

// DPoP with proofs made by hand: a library makes a new one for each request, a thief sends the one that was seen.
let world: ProviderWorld;
let second: ProviderWorld;
let native: Configuration;
let key: { privateKey: CryptoKey; jwk: JWK };

before(async () => {
  world = await startProvider();
  second = await startProvider({ beside: world });
  native = await nativeClient(world);
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  key = { privateKey, jwk: await exportJWK(publicKey) };
});
after(async () => {
  await second?.close();
  await world?.close();
});

function proof(
  route: 'token' | 'userinfo',
  claims: { nonce?: string; ath?: string } = {},
  minutesOff = 0,
): Promise<string> {
  const method = route === 'token' ? 'POST' : 'GET';
  return new SignJWT({ jti: randomUUID(), htm: method, htu: `${world.issuer}/${route}`, ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: key.jwk })
    .setIssuedAt(Math.floor(Date.now() / 1000) + minutesOff * 60)
    .sign(key.privateKey);
}

interface Answer {
  status: number;
  error?: string | undefined;
  nonce: string;
  accessToken?: string | undefined;
}

/** A code that the app received, and sending it with a proof. */
async function code(): Promise<(proof: string | undefined, at?: ProviderWorld) => Promise<Answer>> {
  const begun = await begin(native, { scope: 'openid' });
  const back = await (await world.signedIn('lan')).through(begun.to.href);
  return async (dpop, at = world) => {
    const response = await fetch(`${at.url}/oidc/token`, {
      method: 'POST',
      headers: dpop ? { dpop } : {},
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: native.clientMetadata().client_id,
        code: back.searchParams.get('code') ?? '',
        redirect_uri: REDIRECT,
        code_verifier: begun.verifier,
      }),
    });
    const said = (await response.json()) as { error?: string; access_token?: string };
    return {
      status: response.status,
      error: said.error,
      nonce: response.headers.get('dpop-nonce') ?? '',
      accessToken: said.access_token,
    };
  };
}

/** An access token of the key, and a nonce that the node takes. */
async function token(): Promise<{ accessToken: string; nonce: string }> {
  const send = await code();
  const { nonce } = await send(await proof('token'));
  const { accessToken = '' } = await send(await proof('token', { nonce }));
  return { accessToken, nonce };
}

const athOf = (accessToken: string): string => createHash('sha256').update(accessToken).digest('base64url');

async function userinfo(accessToken: string, dpop: string, at = world): Promise<Answer> {
  const response = await fetch(`${at.url}/oidc/userinfo`, {
    headers: { authorization: `DPoP ${accessToken}`, dpop },
  });
  const error = /error="(\w+)"/.exec(response.headers.get('www-authenticate') ?? '')?.[1];
  await response.text();
  return { status: response.status, error, nonce: response.headers.get('dpop-nonce') ?? '' };
}

test('a proof of possession needs the node’s nonce', async () => {
  const send = await code();
  assert.equal((await send(undefined)).error, 'invalid_grant');
  const first = await send(await proof('token'));
  assert.equal(first.error, 'use_dpop_nonce');
  assert.equal((await send(await proof('token', { nonce: 'made-up' }))).error, 'use_dpop_nonce');
  assert.equal((await send(await proof('token', { nonce: first.nonce }))).status, 200);
});

test('the clock of a phone may be wrong: that a proof is fresh, the node’s nonce says', async () => {
  for (const minutes of [-5, 5]) {
    const send = await code();
    const { nonce } = await send(await proof('token'));
    const answer = await send(await proof('token', { nonce }, minutes));
    assert.equal(answer.status, 200, `${minutes} minutes: ${answer.error}`);
  }
});

test('a proof that was seen does not open what is told with a token, at no process', async () => {
  const { accessToken, nonce } = await token();
  const seen = await proof('userinfo', { nonce, ath: athOf(accessToken) });
  assert.equal((await userinfo(accessToken, seen)).status, 200);
  for (const at of [world, second]) {
    const again = await userinfo(accessToken, seen, at);
    assert.deepEqual([again.status, again.error], [401, 'invalid_token']);
  }
  // The token is as good as before, with a proof of its own, at the other process too.
  const fresh = await proof('userinfo', { nonce, ath: athOf(accessToken) });
  assert.equal((await userinfo(accessToken, fresh, second)).status, 200);
  assert.equal((await userinfo(accessToken, fresh)).error, 'invalid_token', 'the other process told nobody');
});

test('the same proof at two processes at once is taken by one of them', async () => {
  const { accessToken, nonce } = await token();
  for (let round = 0; round < 10; round++) {
    const one = await proof('userinfo', { nonce, ath: athOf(accessToken) });
    const answers = await Promise.all([world, second].map((at) => userinfo(accessToken, one, at)));
    assert.equal(answers.filter(({ status }) => status === 200).length, 1, JSON.stringify(answers));
  }
});

test('a proof that was seen opens no other code, at no process', async () => {
  const { nonce } = await token();
  const seen = await proof('token', { nonce });
  assert.equal((await (await code())(seen)).status, 200);
  // Each with a code that nobody has used yet: only the proof is old.
  for (const at of [world, second]) assert.equal((await (await code())(seen, at)).error, 'invalid_grant');
  assert.equal((await (await code())(await proof('token', { nonce }), second)).status, 200);
});
