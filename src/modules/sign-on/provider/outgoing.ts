import type { Configuration } from 'oidc-provider';
import type { ClientBook } from '../clients/client-book.ts';

type Fetch = NonNullable<Configuration['fetch']>;

/**
 * Calls of the library to the outside: keys of clients, which the register has, and notices of a logout. The library refuses addresses
 * of inner networks; where agencies' systems have such addresses the operator says so.
 */
export function outgoing(clients: ClientBook, issuer: string, innerAddresses: boolean): Fetch {
  const keys = `${issuer}/client-keys/`;
  return async (input, init) => {
    const url = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;
    if (url.startsWith(keys)) {
      const client = await clients.find(url.slice(keys.length));
      return Response.json(client?.jwks ?? { keys: [] });
    }
    const { dispatcher, ...rest } = (init ?? {}) as RequestInit & { dispatcher?: unknown };
    return fetch(url, innerAddresses ? rest : ({ ...rest, dispatcher } as RequestInit));
  };
}
