import { job } from '#platform/jobs.ts';
import { serve } from '#platform/operation.ts';
import { liveTopic } from '#platform/live.ts';
import type { RoomParts } from '#platform/room.ts';
import { APPROVALS_TOPIC } from './approvals/ask-approval.ts';
import { createCapacities } from './capacity.ts';
import { createClientBook } from './clients/client-book.ts';
import { enterClient, type NewClient } from './clients/register-client.ts';
import { clientRoutes } from './clients/routes.ts';
import { consentRoutes } from './consent/routes.ts';
import { createConsents } from './consent/consents.ts';
import type { ProviderDeps, RegisterDeps } from './deps.ts';
import { endingListeners, tellingJob } from './end-sessions.ts';
import { MOUNTED_AT } from './provider/configuration.ts';
import { createKept } from './provider/kept.ts';
import { keepProvider } from './provider/keep-provider.ts';
import { mountProvider } from './provider/mount.ts';
import { createFailurePages } from './provider/pages.ts';
import { currentScope } from './provider/request-scope.ts';
import { createGuessCounter } from './provider/slow-guessing.ts';
import { createStore } from './provider/store.ts';
import { peopleRoutes } from './people/routes.ts';
import { createUses } from './people/uses.ts';
import { rotateKeys } from './contract/keys.ts';
import { changeKeys, rotateNow } from './rotate-keys.ts';
import { createSigningKeys, ROTATE_AFTER_DAYS } from './signing-keys.ts';
import { createTickets } from './tickets.ts';

export type SignOnDeps = ProviderDeps & RegisterDeps;

/** The front door of the OpenID Connect provider: other rooms need nothing of it but to be mounted. */
export interface SignOn {
  /** For worlds: enters clients in test mode, once. */
  loadClients(clients: readonly (NewClient & { id: string; agencyId: string })[]): Promise<void>;
  /** For whoever runs the machine: the signing keys change at once. */
  rotateKeys(): Promise<{ rotated: string[] }>;
  parts: RoomParts;
}

export function createSignOn(deps: SignOnDeps): SignOn {
  const issuer = `${deps.config.publicUrl}${MOUNTED_AT}`;
  const clients = createClientBook(deps);
  const tools = {
    deps,
    issuer,
    clients,
    kept: createKept(deps),
    consents: createConsents(deps),
    capacities: createCapacities(deps.database, deps.config.secrets.masterKey),
    store: createStore(deps.database.pool),
    tickets: createTickets(deps.config.secrets.masterKey),
    pages: createFailurePages(),
    guesses: createGuessCounter(() => currentScope()?.source),
    uses: createUses(deps),
  };
  const keys = createSigningKeys(deps);
  const provider = keepProvider(tools, keys);
  return {
    async loadClients(list) {
      for (const client of list)
        if (!(await clients.find(client.id))) await enterClient(deps, client, { kind: 'system', name: 'world' });
    },
    rotateKeys: () => changeKeys(deps, keys, { kind: 'system', name: 'operator' }),
    parts: {
      name: 'sign-on',
      served: [
        ...clientRoutes(deps),
        ...consentRoutes(tools),
        serve(rotateKeys, (_input, ctx) => rotateNow(deps, keys, ctx)),
        ...peopleRoutes({ ...tools, provider }),
      ],
      topics: [liveTopic(APPROVALS_TOPIC, (actor, key) => actor.kind === 'citizen' && actor.accountId === key)],
      protocols: [{ prefix: MOUNTED_AT, mount: (fastify) => mountProvider(fastify, { ...tools, provider }) }],
      listeners: endingListeners(tools),
      jobs: [
        tellingJob(provider),
        job(
          'sign-on.keep-partitions',
          async () => void (await deps.database.pool.query('select sign_on.keep_partitions()')),
          { every: '*/5 * * * *' },
        ),
        job(
          'sign-on.rotate-keys',
          async () => void (await keys.rotate(new Date(deps.clock.now().getTime() - ROTATE_AFTER_DAYS * 86_400_000))),
          { every: '40 18 * * *' },
        ),
      ],
    },
  };
}
