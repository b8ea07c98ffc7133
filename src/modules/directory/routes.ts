import { serve, type Served } from '#platform/operation.ts';
import type { PlatformDeps } from '#platform/room.ts';
import type { AgencyBook } from './agency-book.ts';
import { appointOfficer } from './appoint-officer.ts';
import type { AreaBook } from './areas/book.ts';
import type { Kept } from './caches.ts';
import * as contract from './contract.ts';
import { createAgency } from './create-agency.ts';
import { endAppointment } from './end-appointment.ts';
import { mayManage } from './access.ts';
import { directoryProblem } from './errors.ts';
import type { Directory } from './index.ts';
import { appointToPost } from './posts/appoint-to-post.ts';
import { endPost } from './posts/end-post.ts';
import { makePost } from './posts/make-post.ts';
import { historyOf } from './posts/read-posts.ts';
import { renamePost } from './posts/rename-post.ts';
import type { Post } from './shapes.ts';
import { placesOf } from './places.ts';

interface Held {
  areas(): Promise<AreaBook>;
  agencies: Kept<AgencyBook>;
  today(): string;
}

export function directoryRoutes(deps: PlatformDeps, doors: Omit<Directory, 'parts'>, held: Held): Served[] {
  const places = async () => placesOf(await held.areas(), await held.agencies.get(), held.today());
  const around = async () => ({ agencies: await held.agencies.get(), places: await places(), today: held.today() });
  const postOf = async (id: string): Promise<Post> => {
    const [post] = await doors.findPosts([id], held.today());
    if (!post) throw directoryProblem('unknown-post');
    return post;
  };
  return [
    serve(contract.listProvinces, async ({ query }) => ({ provinces: await doors.listProvinces(query.on) })),
    serve(contract.listCommunes, async ({ params, query }) => ({
      communes: await doors.listCommunes(params.code, query.on),
    })),
    serve(contract.getArea, ({ params, query }) => doors.getArea(params.code, query.on)),
    serve(contract.whichUnit, ({ params, query }) => doors.whichUnit(params.code, query.on)),
    serve(contract.searchAreas, async ({ query }) => ({
      areas: await doors.searchAreas(query.q, query.on, {
        ...(query.level ? { level: query.level } : {}),
        ...(query.limit ? { limit: query.limit } : {}),
      }),
    })),
    serve(contract.traceUnit, ({ query }) => doors.traceUnit(query.q, query.on)),
    serve(contract.getAgency, ({ params }) => doors.getAgency(params.id)),
    serve(contract.listAgencies, async ({ query: { code, ...filter } }) => {
      if (code === undefined) return { agencies: await doors.listAgencies(filter) };
      const found = await doors.findAgencyByCode(code);
      return { agencies: found ? [found] : [] };
    }),
    serve(contract.createAgency, async ({ body }, ctx) => {
      const { id, proposedCodes } = await createAgency(deps, await held.agencies.get(), await places(), body, ctx);
      held.agencies.drop();
      return { agency: await doors.getAgency(id), proposedCodes };
    }),
    serve(contract.listOfficers, async ({ params, query }) => {
      await doors.getAgency(params.id);
      const officers = await doors.listOfficers(params.id, query.on ?? held.today());
      return {
        officers: officers.map(({ id, name, position, rights, appointmentId }) => ({
          id,
          name,
          position,
          rights,
          appointmentId,
        })),
      };
    }),
    serve(contract.appointOfficer, async ({ params, body }, ctx) =>
      appointOfficer(deps, await places(), await doors.getAgency(params.id), body, ctx),
    ),
    serve(contract.listPosts, async ({ params, query }, { actor }) => {
      const agency = await doors.getAgency(params.id);
      const at = await places();
      const posts = await doors.postsOf(agency.id, query.on ?? held.today());
      return { posts, mayManage: mayManage(actor, at.ofActor(actor), at.of(agency)) };
    }),
    serve(contract.getPost, async ({ params }, { actor }) => {
      const post = await postOf(params.id);
      const at = await places();
      const agency = await doors.getAgency(post.agencyId);
      const history = await historyOf(deps.database.of(), post.id);
      return { post, history, mayManage: mayManage(actor, at.ofActor(actor), at.of(agency)) };
    }),
    serve(contract.listManagedAgencies, async (_input, { actor }) => {
      const at = await places();
      const agencies = (await doors.listAgencies()).filter(
        (agency) => agency.validTo === null && mayManage(actor, at.ofActor(actor), at.of(agency)),
      );
      return { agencies: agencies.map(({ id, name }) => ({ id, name })) };
    }),
    serve(contract.makePost, async ({ params, body }, ctx) =>
      postOf(await makePost(deps, await places(), await doors.getAgency(params.id), body, ctx)),
    ),
    serve(contract.renamePost, async ({ params, body }, ctx) => {
      await renamePost(deps, await around(), params.id, body, ctx);
      return postOf(params.id);
    }),
    serve(contract.endPost, async ({ params, body }, ctx) => {
      await endPost(deps, await around(), params.id, body.lastDay, ctx);
      return postOf(params.id);
    }),
    serve(contract.appointToPost, async ({ params, body }, ctx) =>
      appointToPost(deps, await around(), params.id, body, ctx),
    ),
    serve(contract.endAppointment, async ({ params, body }, ctx) =>
      endAppointment(deps, await held.agencies.get(), await places(), params.id, body.lastDay, ctx),
    ),
  ];
}
