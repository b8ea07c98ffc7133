import { serve, type Served } from '#platform/operation.ts';
import type { PlatformDeps } from '#platform/room.ts';
import type { AgencyBook } from './agency-book.ts';
import { appointOfficer } from './appoint-officer.ts';
import type { AreaBook } from './areas/book.ts';
import type { Kept } from './caches.ts';
import * as contract from './contract.ts';
import { createAgency } from './create-agency.ts';
import { endAppointment } from './end-appointment.ts';
import type { Directory } from './index.ts';
import { placesOf } from './places.ts';

interface Held {
  areas(): Promise<AreaBook>;
  agencies: Kept<AgencyBook>;
  today(): string;
}

export function directoryRoutes(deps: PlatformDeps, doors: Omit<Directory, 'parts'>, held: Held): Served[] {
  const places = async () => placesOf(await held.areas(), await held.agencies.get(), held.today());
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
    serve(contract.endAppointment, async ({ params, body }, ctx) =>
      endAppointment(deps, await held.agencies.get(), await places(), params.id, body.lastDay, ctx),
    ),
  ];
}
