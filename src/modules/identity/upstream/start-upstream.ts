import * as client from 'openid-client';
import type { PlatformDeps } from '#platform/room.ts';
import type { Connection } from './connection.ts';
import { RETURN_PATH, sealUpstreamFlow } from './flow.ts';

/**
 * The address to send the browser to. Asks for every level that would be enough, strongest last: the other provider takes the first that
 * the person can give, so nobody has to prove more than is needed.
 * @throws identity.upstream-unavailable
 */
export async function startUpstream(
  deps: Pick<PlatformDeps, 'config' | 'clock'>,
  connection: Connection,
  { back }: { back?: string | undefined },
): Promise<{ address: string; flow: string; expiresAt: Date }> {
  const { settings } = connection;
  const server = await connection.server();
  const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()];
  const address = client.buildAuthorizationUrl(server, {
    redirect_uri: `${deps.config.publicUrl}${RETURN_PATH}`,
    scope: settings.scope,
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    acr_values: wantedLevels(settings).join(' '),
    ui_locales: 'vi en',
  });
  const flow = { issuer: settings.issuer, state, nonce, verifier, ...(back ? { back } : {}) };
  return { address: address.href, ...sealUpstreamFlow(deps, flow) };
}

/** Pure. The `acr` values that are enough, weakest first. */
export function wantedLevels({ levels, least }: Pick<Connection['settings'], 'levels' | 'least'>): string[] {
  return [...levels]
    .filter(([, level]) => level >= least)
    .toSorted(([, a], [, b]) => a - b)
    .map(([acr]) => acr);
}
