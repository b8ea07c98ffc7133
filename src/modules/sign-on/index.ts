import type { Identity } from '#modules/identity/index.ts';
import type { PlatformDeps, RoomParts } from '#platform/room.ts';

export type SignOnDeps = PlatformDeps & { identity: Identity };

/** The front door of the OpenID Connect provider: other rooms need nothing of it but to be mounted. */
export interface SignOn {
  parts: RoomParts;
}

export function createSignOn(_deps: SignOnDeps): SignOn {
  return { parts: { name: 'sign-on' } };
}
