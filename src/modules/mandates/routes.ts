import type { Actor, CitizenActor, OfficerActor } from '#platform/access.ts';
import { serve, type Served } from '#platform/operation.ts';
import { platformProblem } from '#platform/problem.ts';
import { vnDate } from '#platform/time.ts';
import { acceptAuthority } from './accept-authority.ts';
import * as contract from './contract.ts';
import { delegateStaff } from './delegate-staff.ts';
import type { MandatesDeps } from './deps.ts';
import { endByOfficer, endMandate } from './end-mandate.ts';
import { findMandates } from './find-mandates.ts';
import { giveAuthority } from './give-authority.ts';
import { getMyMandate, listMyMandates } from './my-mandates.ts';
import { findOrganisation } from './organisations.ts';
import { recordGuardianship } from './record-guardianship.ts';
import { recordOrganisation, recordOrganisationState } from './record-organisation.ts';
import { recordRepresentative } from './record-representative.ts';
import { latestLastDay } from './terms.ts';
import { listUsesFor } from './uses.ts';

/** The first gate has let only such actors in; this tells the compiler, and stops a contract that was changed by mistake. */
function citizenOf(actor: Actor): CitizenActor {
  if (actor.kind !== 'citizen') throw platformProblem('not-allowed');
  return actor;
}

function officerOf(actor: Actor): OfficerActor {
  if (actor.kind !== 'officer') throw platformProblem('not-allowed');
  return actor;
}

export function mandatesRoutes(deps: MandatesDeps): Served[] {
  return [
    serve(contract.listMyMandates, (_input, { actor }) => listMyMandates(deps, citizenOf(actor))),
    serve(contract.getMyMandate, ({ params }, { actor }) => getMyMandate(deps, params.mandateId, citizenOf(actor))),
    serve(contract.listUses, ({ query }, { actor }) => listUsesFor(deps, query, citizenOf(actor))),
    serve(contract.getGivingRules, async () => ({ latest: await latestLastDay(deps, vnDate(deps.clock.now())) })),
    serve(contract.giveAuthority, ({ body }, { actor }) => giveAuthority(deps, body, citizenOf(actor))),
    serve(contract.acceptAuthority, ({ params }, { actor }) =>
      acceptAuthority(deps, params.mandateId, citizenOf(actor)),
    ),
    serve(contract.endMandate, ({ params, body }, { actor }) =>
      endMandate(deps, { ...params, ...body }, citizenOf(actor)),
    ),
    serve(contract.delegateStaff, ({ params, body }, { actor }) =>
      delegateStaff(deps, params.organisationId, body, citizenOf(actor)),
    ),
    serve(contract.findMandates, ({ body }, { actor }) => findMandates(deps, body, officerOf(actor))),
    serve(contract.recordGuardianship, ({ body }, { actor }) => recordGuardianship(deps, body, officerOf(actor))),
    serve(contract.recordOrganisation, ({ body }, { actor }) => recordOrganisation(deps, body, officerOf(actor))),
    serve(contract.getOrganisation, ({ params }) => findOrganisation(deps, params.organisationId)),
    serve(contract.recordOrganisationState, ({ params, body }, { actor }) =>
      recordOrganisationState(deps, params.organisationId, body, officerOf(actor)),
    ),
    serve(contract.recordRepresentative, ({ params, body }, { actor }) =>
      recordRepresentative(deps, params.organisationId, body, officerOf(actor)),
    ),
    serve(contract.endByOfficer, ({ params, body }, { actor }) =>
      endByOfficer(deps, { ...params, ...body }, officerOf(actor)),
    ),
  ];
}
