import type { Actor, CitizenActor } from '#platform/access.ts';
import { serve, type Served } from '#platform/operation.ts';
import { closeMyAccount } from './closing/close-account.ts';
import * as signUp from './contract/sign-up.ts';
import * as support from './contract/support.ts';
import type { IdentityDeps } from './deps.ts';
import { openOwnAccount, type Opened } from './sign-up/open-own-account.ts';
import {
  beginSignUp,
  confirmSignUpPhone,
  matchSignUp,
  readSignUp,
  sendSignUpCode,
  showSignUpCard,
} from './sign-up/steps.ts';
import { checkCounterCode, setFirstPassword } from './sign-up/use-counter-code.ts';
import { asOfficer, openSupportCase } from './support/case.ts';
import { approveRecovery, refuseRecovery } from './support/decide-recovery.ts';
import { listRecoveries } from './support/list-recoveries.ts';
import { lockAccount, unlockAccount } from './support/lock-account.ts';
import { cancelRecovery, findMyRecovery } from './support/my-recovery.ts';
import { openAtCounter } from './support/open-at-counter.ts';
import { proveInPerson } from './support/prove-in-person.ts';
import { readSupportCase } from './support/read-case.ts';
import { replacePhone } from './support/replace-phone.ts';
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
    serve(support.replacePhone, ({ params, body }, { actor, locale }) =>
      replacePhone(deps, params.caseId, body, asOfficer(actor), locale),
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
    serve(signUp.beginSignUp, ({ body }) => beginSignUp(deps, body.personalId)),
    serve(signUp.readSignUp, ({ body }) => readSignUp(deps, body.ticket)),
    serve(signUp.matchSignUp, ({ body }, context) => matchSignUp(deps, body, context)),
    serve(signUp.showSignUpCard, ({ body }) => showSignUpCard(deps, body)),
    serve(signUp.sendSignUpCode, ({ body }, context) => sendSignUpCode(deps, body, context)),
    serve(signUp.confirmSignUpPhone, ({ body }) => confirmSignUpPhone(deps, body)),
    serve(signUp.openOwnAccount, async ({ body }, context) => started(await openOwnAccount(deps, body, context))),
    serve(signUp.checkCounterCode, ({ body }, context) => checkCounterCode(deps, body, context)),
    serve(signUp.setFirstPassword, async ({ body }, context) => started(await setFirstPassword(deps, body, context))),
    serve(signUp.closeMyAccount, (_input, { actor }) => closeMyAccount(deps, asCitizen(actor))),
    serve(support.findMyRecovery, (_input, { actor }) => findMyRecovery(deps, asCitizen(actor))),
    serve(support.cancelRecovery, (_input, { actor }) => cancelRecovery(deps, asCitizen(actor))),
  ];
}

const started = ({ token, expiresAt, accountId, name }: Opened) => ({
  token,
  expiresAt: expiresAt.toISOString(),
  accountId,
  name,
});

function asCitizen(actor: Actor): CitizenActor {
  if (actor.kind !== 'citizen') throw new Error('Only citizens have this');
  return actor;
}
