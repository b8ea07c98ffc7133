import type { Actor, CitizenActor } from '#platform/access.ts';
import { serve, type Served } from '#platform/operation.ts';
import * as support from './contract/support.ts';
import type { IdentityDeps } from './deps.ts';
import { asOfficer, openSupportCase } from './support/case.ts';
import { approveRecovery, refuseRecovery } from './support/decide-recovery.ts';
import { listRecoveries } from './support/list-recoveries.ts';
import { lockAccount, unlockAccount } from './support/lock-account.ts';
import { cancelRecovery, findMyRecovery } from './support/my-recovery.ts';
import { openAtCounter } from './support/open-at-counter.ts';
import { proveInPerson } from './support/prove-in-person.ts';
import { readSupportCase } from './support/read-case.ts';
import { requestRecovery } from './support/request-recovery.ts';

/** How people come to an account, how sure we are of them, and what support officers do. */
export function proofingRoutes(deps: IdentityDeps): Served[] {
  return [
    serve(support.openSupportCase, ({ body }, { actor }) => openSupportCase(deps, body, asOfficer(actor))),
    serve(support.readSupportCase, ({ params }, { actor }) => readSupportCase(deps, params.caseId, asOfficer(actor))),
    serve(support.proveInPerson, ({ params, body }, { actor }) =>
      proveInPerson(deps, params.caseId, body, asOfficer(actor)),
    ),
    serve(support.openAtCounter, ({ params, body }, { actor }) =>
      openAtCounter(deps, params.caseId, body, asOfficer(actor)),
    ),
    serve(support.lockAccount, ({ params, body }, { actor }) =>
      lockAccount(deps, params.caseId, body.reason, asOfficer(actor)),
    ),
    serve(support.unlockAccount, ({ params, body }, { actor }) =>
      unlockAccount(deps, params.caseId, body.reason, asOfficer(actor)),
    ),
    serve(support.requestRecovery, ({ params, body }, { actor }) =>
      requestRecovery(deps, params.caseId, body, asOfficer(actor)),
    ),
    serve(support.listRecoveries, (_input, { actor }) => listRecoveries(deps, asOfficer(actor))),
    serve(support.approveRecovery, ({ params }, { actor }) =>
      approveRecovery(deps, params.recoveryId, asOfficer(actor)),
    ),
    serve(support.refuseRecovery, ({ params, body }, { actor }) =>
      refuseRecovery(deps, params.recoveryId, body.reason, asOfficer(actor)),
    ),
    serve(support.findMyRecovery, (_input, { actor }) => findMyRecovery(deps, asCitizen(actor))),
    serve(support.cancelRecovery, (_input, { actor }) => cancelRecovery(deps, asCitizen(actor))),
  ];
}

function asCitizen(actor: Actor): CitizenActor {
  if (actor.kind !== 'citizen') throw new Error('Only citizens have this');
  return actor;
}
