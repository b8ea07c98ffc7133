import type { Identity } from '#modules/identity/index.ts';
import type { RoomParts } from '#platform/room.ts';
import { createClientBook } from './clients/client-book.ts';
import { clientRoutes } from './clients/routes.ts';
import type { RegisterDeps } from './deps.ts';

export type SignOnDeps = RegisterDeps & { identity: Identity };

/** The front door of the OpenID Connect provider: other rooms need nothing of it but to be mounted. */
export interface SignOn {
  parts: RoomParts;
}

export function createSignOn(deps: SignOnDeps): SignOn {
  createClientBook(deps);
  return { parts: { name: 'sign-on', served: clientRoutes(deps) } };
}
