import type { Actor, OfficerActor } from '#platform/access.ts';
import { serve, type Served } from '#platform/operation.ts';
import { platformProblem } from '#platform/problem.ts';
import {
  checkCertificate,
  listRegisterOperation,
  prepareBirthEntry,
  registerBirthOperation,
  searchRegister,
} from './contract.ts';
import type { CivilStatus } from './index.ts';

/** The system passes every first gate, but an act needs a person who answers for it. */
function asOfficer(actor: Actor): OfficerActor {
  if (actor.kind !== 'officer') throw platformProblem('not-allowed');
  return actor;
}

export function routes(room: Omit<CivilStatus, 'parts'>): Served[] {
  return [
    serve(prepareBirthEntry, ({ params }, { actor }) => room.prepareEntry(params.dossierId, asOfficer(actor))),
    serve(registerBirthOperation, ({ body }, { actor }) => room.registerBirth(body, asOfficer(actor))),
    serve(listRegisterOperation, ({ query }, { actor }) => room.listRegister(query, asOfficer(actor))),
    serve(searchRegister, ({ body }, { actor }) => room.listRegister(body, asOfficer(actor))),
    serve(checkCertificate, ({ params }) => room.checkCertificate(params.code)),
  ];
}
