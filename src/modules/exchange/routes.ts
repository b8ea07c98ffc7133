import type { Actor, AgencyActor, OfficerActor } from '#platform/access.ts';
import { serve, type Served } from '#platform/operation.ts';
import { platformProblem } from '#platform/problem.ts';
import { answerAsked } from './changes/answer-change.ts';
import { makeBundle } from './bundle/make-bundle.ts';
import { confirmTaken } from './delivery/confirm-taken.ts';
import { consoleRoutes } from './console/parts.ts';
import * as contract from './contract.ts';
import type { ExchangeDeps } from './deps.ts';
import { findByKey, readChanges } from './changes/list-changes.ts';
import { readMailbox } from './mailbox/get-mailbox.ts';
import { setMailbox } from './mailbox/set-mailbox.ts';
import { countWaitingOf, readArrived, readConsignment, readSent } from './queries.ts';
import { refuseTaken } from './delivery/refuse-taken.ts';
import { replaceByIssued } from './changes/replace-by-issued.ts';
import { reportStatus } from './delivery/report-status.ts';
import { sendConsignment } from './accept/send-consignment.ts';
import { steerDelivery } from './delivery/steer-delivery.ts';
import { takeNext } from './delivery/take-next.ts';
import { recipientRoutes } from './recipients/routes.ts';
import { webhookRoutes } from './webhooks/parts.ts';

/** The first gate has let only officers in; this tells the compiler. */
function officerOf(actor: Actor): OfficerActor {
  if (actor.kind !== 'officer') throw platformProblem('not-allowed');
  return actor;
}

/** Officers and programs: whoever acts in the name of an agency. */
function agencyOf(actor: Actor): AgencyActor {
  if (actor.kind !== 'officer' && actor.kind !== 'program') throw platformProblem('not-allowed');
  return actor;
}

export function exchangeRoutes(deps: ExchangeDeps): Served[] {
  return [
    ...recipientRoutes(deps),
    ...webhookRoutes(deps),
    serve(contract.sendConsignment, ({ body }, { actor }) =>
      sendConsignment(deps, body, { agencyId: agencyOf(actor).agencyId, actor }),
    ),
    serve(contract.getConsignment, ({ params }, { actor }) =>
      readConsignment(deps, params.consignmentId, agencyOf(actor)),
    ),
    serve(contract.downloadBundle, ({ params, query }, { actor }) =>
      makeBundle(deps, params.consignmentId, agencyOf(actor), { payloads: query.payloads === 'yes' }),
    ),
    serve(contract.listSent, ({ query }, { actor }) => readSent(deps, query, agencyOf(actor))),
    serve(contract.listArrived, ({ query }, { actor }) => readArrived(deps, query, agencyOf(actor))),
    serve(contract.reportStatus, async ({ params, body }, { actor }) => ({
      business: await reportStatus(deps, { ...params, ...body }, { agencyId: agencyOf(actor).agencyId, actor }),
    })),
    serve(contract.answerChange, async ({ params, body }, { actor }) => ({
      answered: await answerAsked(deps, { ...params, ...body }, agencyOf(actor)),
    })),
    serve(contract.getMailbox, (_input, { actor }) => readMailbox(deps, officerOf(actor))),
    serve(contract.setMailbox, async ({ body }, { actor }) => ({
      mode: await setMailbox(deps, body, officerOf(actor)),
    })),
    serve(contract.takeNext, async (_input, { actor }) => {
      const taken = await takeNext(deps, agencyOf(actor));
      return { delivery: taken && { ...taken, lockedUntil: taken.lockedUntil.toISOString() } };
    }),
    serve(contract.confirmTaken, async ({ params, body }, { actor }) => ({
      transport: await confirmTaken(deps, { ...params, ...body }, agencyOf(actor)),
    })),
    serve(contract.refuseTaken, async ({ params, body }, { actor }) => ({
      transport: await refuseTaken(deps, { ...params, ...body }, agencyOf(actor)),
    })),
    serve(contract.steerDelivery, async ({ params, body }, { actor }) => ({
      transport: await steerDelivery(deps, { ...params, ...body }, officerOf(actor)),
    })),
    serve(contract.countWaiting, async (_input, { actor }) => ({
      waiting: actor.kind === 'officer' ? await countWaitingOf(deps, actor.agencyId) : 0,
    })),
    serve(contract.listChanges, async ({ params }, { actor }) => ({
      changes: await readChanges(deps, params.consignmentId, officerOf(actor)),
    })),
    serve(contract.replaceByIssued, async ({ params, body }, { actor }) => {
      const { consignmentId, repeated } = await replaceByIssued(deps, { ...params, ...body }, officerOf(actor));
      return { consignmentId, repeated };
    }),
    serve(contract.findSent, ({ query }, { actor }) => findByKey(deps, query.key, agencyOf(actor))),
    ...consoleRoutes(deps),
  ];
}
