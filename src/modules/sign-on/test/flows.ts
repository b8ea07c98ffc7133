import * as client from 'openid-client';
import type { NewClient } from '#modules/sign-on/clients/register-client.ts';
import { Browser, type KeyPair, type ProviderWorld } from './provider-world.ts';

export const REDIRECT = 'http://127.0.0.1:9999/quay-lai';

/** A ministry's web application with a key of its own, as `openid-client` drives it. */
export async function webClient(
  world: ProviderWorld,
  keys: KeyPair,
  changed: Partial<NewClient> & { agencyId?: string } = {},
): Promise<client.Configuration> {
  const id = await world.client({ keys: [keys.publicJwk], redirectUris: [REDIRECT], ...changed });
  return configuration(world, keys, id);
}

export function configuration(world: ProviderWorld, keys: KeyPair, id: string): Promise<client.Configuration> {
  return client.discovery(
    new URL(world.issuer),
    id,
    { id_token_signed_response_alg: 'ES256' },
    client.PrivateKeyJwt({ key: keys.privateKey, kid: keys.publicJwk.kid }),
    { execute: [client.allowInsecureRequests] },
  );
}

/** An app on a phone: no key of its own, proofs of possession instead. */
export async function nativeClient(
  world: ProviderWorld,
  changed: Partial<NewClient> = {},
): Promise<client.Configuration> {
  const id = await world.client({
    kind: 'native',
    authMethod: 'none',
    dpopBound: true,
    redirectUris: [REDIRECT],
    backchannelLogoutUri: null,
    ...changed,
  });
  return client.discovery(new URL(world.issuer), id, { id_token_signed_response_alg: 'ES256' }, client.None(), {
    execute: [client.allowInsecureRequests],
  });
}

export interface Begun {
  to: URL;
  verifier: string;
  state: string;
}

export async function begin(config: client.Configuration, asked: Record<string, string> = {}): Promise<Begun> {
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const to = client.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT,
    scope: 'openid profile',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    ...asked,
  });
  return { to, verifier, state };
}

export const exchange = (
  config: client.Configuration,
  back: URL,
  { verifier, state }: Pick<Begun, 'verifier' | 'state'>,
  options?: client.DPoPOptions,
): Promise<client.TokenEndpointResponse & client.TokenEndpointResponseHelpers> =>
  client.authorizationCodeGrant(config, back, { pkceCodeVerifier: verifier, expectedState: state }, undefined, options);

/** From the client's button to its tokens. */
export async function signIn(
  config: client.Configuration,
  browser: Browser,
  asked: Record<string, string> = {},
  options?: client.DPoPOptions,
) {
  const begun = await begin(config, asked);
  return exchange(config, await browser.through(begun.to.href), begun, options);
}

/** The code of the protocol with which a call is refused. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    const { error: code, cause, code: local } = error as { error?: string; code?: string; cause?: { error?: string } };
    return code ?? cause?.error ?? local ?? String(error);
  }
  return 'not refused';
}
