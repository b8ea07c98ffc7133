import type { JWKS, Provider } from 'oidc-provider';
import type { ClaimNames, ClaimSource } from '../claims.ts';
import type { SigningKeys } from '../signing-keys.ts';
import type { Tables } from '../tables.ts';
import { buildProvider, type ProviderTools } from './configuration.ts';

const CLAIM_NAMES = 'sign-on.claim-names';

/**
 * The provider of this process: built with the first request, and again after keys or claim names changed, here or in another process.
 * Whoever is on the old one ends there. A failed building is not kept: the next request tries again.
 */
export function keepProvider(tools: ProviderTools, keys: SigningKeys): () => Promise<Provider> {
  let kept: Promise<Provider> | undefined;
  const drop = (): void => {
    kept = undefined;
  };
  keys.onChange(drop);
  tools.deps.live.subscribe(`${CLAIM_NAMES}:all`, drop);
  return () => {
    if (kept) return kept;
    const building = build(tools, keys);
    kept = building;
    building.catch(() => {
      if (kept === building) kept = undefined;
    });
    return building;
  };
}

async function build(tools: ProviderTools, keys: SigningKeys): Promise<Provider> {
  const [jwks, rows] = await Promise.all([
    keys.read(),
    tools.deps.database.of<Tables>().selectFrom('sign_on.claim_name').selectAll().orderBy('claim').execute(),
  ]);
  const names: ClaimNames = Object.fromEntries(rows.map(({ claim, source }) => [claim, source as ClaimSource]));
  return buildProvider(tools, { keys: jwks } as JWKS, names);
}
