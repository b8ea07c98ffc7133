import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { accountOf, type AssuranceLevel } from '#platform/access.ts';
import type { ClientBook } from '../clients/client-book.ts';
import { wantedLevel } from '../levels.ts';
import { mayActAt } from './may-act-at.ts';
import { currentScope } from './request-scope.ts';

/**
 * When the person is asked. Whether somebody is signed in, and how surely, is read from the portal's session with every request (see
 * adapter.ts), so that the library's own checks of session and age are checks of the portal.
 */
export function askingPolicy(clients: ClientBook): interactionPolicy.Prompt[] {
  const policy = interactionPolicy.base();
  const login = policy.get('login');
  if (!login) throw new Error('The library has no login prompt');
  login.checks.add(
    new interactionPolicy.Check(
      'assurance',
      'the requested assurance level was not reached',
      'unmet_authentication_requirements',
      async (ctx) => levelOfActor() < (await levelFor(ctx, clients)),
    ),
  );
  login.checks.add(
    new interactionPolicy.Check(
      'capacity',
      'this client does not take people who act for others, or the mandate does not cover it',
      'account_selection_required',
      async (ctx) => !mayActAt(currentScope()?.actor, await clients.find(ctx.oidc.client?.clientId ?? '')),
    ),
  );
  // Asked each time, also of whoever was let in before: a tester is one until taken off the list.
  login.checks.add(
    new interactionPolicy.Check(
      'tester',
      'this client is in test, and the person is not one of its testers',
      'access_denied',
      async (ctx) => {
        const client = await clients.find(ctx.oidc.client?.clientId ?? '');
        const { actor } = currentScope() ?? {};
        const accountId = actor && accountOf(actor);
        return client !== undefined && !!accountId && !(await clients.opensTo(client, accountId));
      },
    ),
  );
  return policy;
}

/** Nobody signed in is the business of the check before. */
function levelOfActor(): AssuranceLevel {
  const { actor } = currentScope() ?? {};
  if (actor?.kind !== 'citizen' && actor?.kind !== 'officer') return 4;
  return actor.assurance?.level ?? 1;
}

async function levelFor(ctx: KoaContextWithOIDC, clients: ClientBook): Promise<AssuranceLevel> {
  const client = await clients.find(ctx.oidc.client?.clientId ?? '');
  return wantedLevel(ctx.oidc.params?.['acr_values'], client?.facts.leastLevel ?? 1);
}
