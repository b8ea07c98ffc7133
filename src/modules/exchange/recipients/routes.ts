import type { Actor, AgencyActor } from '#platform/access.ts';
import { serve, type Served } from '#platform/operation.ts';
import { platformProblem } from '#platform/problem.ts';
import * as contract from '../contract/recipients.ts';
import type { ExchangeDeps } from '../deps.ts';
import { readCapabilities } from './capabilities.ts';
import { keepGroup, readGroup, readGroups } from './groups.ts';

function agencyOf(actor: Actor): AgencyActor {
  if (actor.kind !== 'officer' && actor.kind !== 'program') throw platformProblem('not-allowed');
  return actor;
}

export function recipientRoutes(deps: ExchangeDeps): Served[] {
  return [
    serve(contract.getCapabilities, ({ params }) => readCapabilities(deps, params.code)),
    serve(contract.listGroups, (_input, { actor }) => readGroups(deps, agencyOf(actor))),
    serve(contract.saveGroup, ({ body }, { actor }) => keepGroup(deps, body, agencyOf(actor))),
    serve(contract.getGroup, ({ params }, { actor }) => readGroup(deps, params.ref, agencyOf(actor).agencyId)),
  ];
}
