import type { Actor } from '#platform/access.ts';
import { serve, type Served } from '#platform/operation.ts';
import { vnDate } from '#platform/time.ts';
import type { Sessions } from '#platform/web/sessions.ts';
import { listDemoPeople, listSignInPosts, signIn, signOut, whoAmI } from './contract.ts';
import type { IdentityDeps } from './deps.ts';
import { endSessions } from './sign-out.ts';
import { signIn as start } from './sign-in.ts';

function meOf(actor: Actor) {
  if (actor.kind === 'citizen') return { kind: actor.kind, accountId: actor.accountId, name: actor.name };
  if (actor.kind !== 'officer') throw new Error('Only people have an account');
  const { kind, accountId, name, position, agencyId, agencyName, rights } = actor;
  return { kind, accountId, name, position, agencyId, ...(agencyName ? { agencyName } : {}), rights: [...rights] };
}

export function identityRoutes(deps: IdentityDeps, sessions: Sessions): Served[] {
  const demo = deps.config.world === 'demo';
  return [
    serve(signIn, async ({ body }, context) => {
      const { token, expiresAt } = await start(deps, body, {
        requestId: context.requestId,
        source: context.source ?? 'local',
      });
      return { token, expiresAt: expiresAt.toISOString(), me: meOf(await sessions.actorFor(token)) };
    }),
    serve(signOut, async (_input, context) => ({ ended: await endSessions(deps, context) })),
    serve(whoAmI, (_input, { actor }) => meOf(actor)),
    serve(listDemoPeople, () => ({ citizens: demo ? deps.demoCitizens() : [] })),
    serve(listSignInPosts, async ({ query }) => {
      if (!query.agencyId)
        return {
          agencies: (await deps.directory.listAgencies({})).map(({ id, name }) => ({ id, name })),
          officers: [],
        };
      const officers = await deps.directory.listOfficers(query.agencyId, vnDate(deps.clock.now()));
      return {
        agencies: [],
        officers: officers.map(({ id, name, position, appointmentId }) => ({ id, name, position, appointmentId })),
      };
    }),
  ];
}
