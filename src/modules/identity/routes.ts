import type { Actor, CitizenActor, OfficerActor } from '#platform/access.ts';
import { serve, type Context, type Served } from '#platform/operation.ts';
import { platformProblem } from '#platform/problem.ts';
import { vnDate } from '#platform/time.ts';
import type { Presented, Sessions } from '#platform/web/sessions.ts';
import { actFor as choose } from './act-for.ts';
import { changePost as change, choosablePosts } from './change-post.ts';
import {
  actFor,
  changePost,
  continueSignIn,
  endOtherSessions,
  endSession,
  listCapacities,
  listDemoPeople,
  listMyPosts,
  listOffers,
  listSessions,
  listSignIns,
  listSignInPosts,
  prepareProof,
  signIn,
  signOut,
  stepUp,
  viewFlow,
  whoAmI,
  whyEnded,
} from './contract.ts';
import type { IdentityDeps } from './deps.ts';
import { identityProblem } from './errors.ts';
import { offersOfFlow, offersOfSession } from './list-offers.ts';
import { endMyOtherSessions, endMySession, mySessions, mySignIns, whySessionEnded } from './my-sessions.ts';
import { prepareProof as prepare } from './prepare-proof.ts';
import { continueSignIn as goOn, signIn as start, type Outcome, type SignInCall } from './sign-in.ts';
import { signOut as end } from './sign-out.ts';
import { stepUp as addProof } from './step-up.ts';

function meOf(actor: Actor) {
  if (actor.kind === 'citizen') return { kind: actor.kind, accountId: actor.accountId, name: actor.name };
  if (actor.kind !== 'officer') throw new Error('Only people have an account');
  const { kind, accountId, name, position, agencyId, agencyName, rights } = actor;
  return { kind, accountId, name, position, agencyId, ...(agencyName ? { agencyName } : {}), rights: [...rights] };
}

const callOf = (context: Context): SignInCall => ({
  source: context.source ?? 'local',
  locale: context.locale,
  device: context.device,
  userAgent: context.userAgent,
});

function personOf({ actor }: Context) {
  if (actor.kind !== 'citizen' && actor.kind !== 'officer') throw platformProblem('not-signed-in');
  return actor;
}

function citizenOf(actor: Actor): CitizenActor {
  if (actor.kind !== 'citizen') throw platformProblem('not-allowed');
  return actor;
}

function officerOf(actor: Actor): OfficerActor {
  if (actor.kind !== 'officer') throw platformProblem('not-allowed');
  return actor;
}

export function identityRoutes(deps: IdentityDeps, sessions: Sessions): Served[] {
  const demo = deps.config.world === 'demo';
  const answerOf = async (result: Outcome, call: SignInCall) => {
    if (result.outcome === 'more') return result;
    const { started, deviceToken } = result;
    const device = deviceToken ?? call.device;
    const presented: Presented = {
      by: 'header',
      ...(device ? { device } : {}),
      ...(call.userAgent ? { userAgent: call.userAgent } : {}),
    };
    return {
      outcome: result.outcome,
      token: started.token,
      expiresAt: started.expiresAt.toISOString(),
      me: meOf(await sessions.actorFor(started.token, presented)),
      ...(deviceToken ? { deviceToken } : {}),
    };
  };
  return [
    serve(signIn, async ({ body }, context) => {
      const call = callOf(context);
      return answerOf(await start(deps, body, call), call);
    }),
    serve(continueSignIn, async ({ body }, context) => {
      const call = callOf(context);
      return answerOf(await goOn(deps, body, call), call);
    }),
    serve(prepareProof, async ({ body }, context) => ({
      prepared: await prepare(deps, body, { ...callOf(context), actor: context.actor }),
    })),
    serve(viewFlow, ({ body }, context) => offersOfFlow(deps, body.flow, context.device)),
    serve(listOffers, async ({ query }, context) => {
      const actor = personOf(context);
      const { assurance } = actor;
      return {
        level: assurance?.level ?? 1,
        provedAt: assurance?.provedAt ?? '',
        methods: [...(assurance?.methods ?? [])],
        offers: await offersOfSession(deps, actor, {
          level: query.level ?? 1,
          newPassword: query.for === 'new-password',
        }),
      };
    }),
    serve(stepUp, async ({ body }, context) => {
      const { level, provedAt, methods } = await addProof(deps, personOf(context), body.proof, callOf(context));
      return { level, provedAt, methods: [...methods] };
    }),
    serve(signOut, async (_input, context) => ({ ended: await end(deps, context) })),
    serve(listSessions, (_input, context) => mySessions(deps, personOf(context))),
    serve(endSession, async ({ params }, context) => ({
      ended: await endMySession(deps, personOf(context), params.sessionId),
    })),
    serve(endOtherSessions, async (_input, context) => ({ ended: await endMyOtherSessions(deps, personOf(context)) })),
    serve(listSignIns, ({ query }, context) => mySignIns(deps, personOf(context), query.before)),
    serve(whyEnded, (_input, { token }) => whySessionEnded(deps, token)),
    serve(listCapacities, async (_input, { actor }) => {
      const { personId, actingFor } = citizenOf(actor);
      const capacities = await deps.mandates.capacitiesOf(personId, vnDate(deps.clock.now()));
      return {
        ...(actingFor ? { current: actingFor.mandateId } : {}),
        capacities: capacities.map((one) => ({ ...one, scope: [...one.scope] })),
      };
    }),
    serve(actFor, async ({ body }, { actor }) => {
      const actingFor = await choose(deps, citizenOf(actor), body.mandateId);
      return actingFor ? { actingFor: { ...actingFor, scope: [...actingFor.scope] } } : {};
    }),
    serve(listMyPosts, async (_input, { actor }) => {
      const officer = officerOf(actor);
      const posts = await choosablePosts(deps, officer.officerId);
      const others = new Set(officer.otherPosts?.map(({ appointmentId }) => appointmentId));
      const current = posts.find(({ appointmentId }) => !others.has(appointmentId));
      return { current: current?.appointmentId ?? '', posts };
    }),
    serve(changePost, async ({ body }, { actor }) => {
      const officer = officerOf(actor);
      await change(deps, officer, body.appointmentId);
      const now = await deps.directory.appointmentsOf(officer.officerId, vnDate(deps.clock.now()));
      const post = now.find(({ id }) => id === body.appointmentId);
      if (!post) throw identityProblem('no-post');
      const { name } = await deps.directory.getAgency(post.agencyId);
      return { position: post.position, agencyName: name, rights: [...post.rights] };
    }),
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
