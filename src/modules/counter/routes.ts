import type { Actor, CitizenActor, OfficerActor } from '#platform/access.ts';
import { type Served, serve } from '#platform/operation.ts';
import { platformProblem } from '#platform/problem.ts';
import * as contract from './contract.ts';
import type { CounterOperations } from './operations.ts';

/** The first gate has let only such actors in; this tells the compiler, and stops a contract that was changed by mistake. */
function citizenOf(actor: Actor): CitizenActor {
  if (actor.kind !== 'citizen') throw platformProblem('not-allowed');
  return actor;
}

function officerOf(actor: Actor): OfficerActor {
  if (actor.kind !== 'officer') throw platformProblem('not-allowed');
  return actor;
}

export function counterRoutes(counter: CounterOperations): Served[] {
  return [
    serve(contract.startDraft, ({ body }, { actor }) => counter.startDraft(body, citizenOf(actor))),
    serve(contract.listDrafts, ({ query }, { actor }) => counter.listDrafts(query, citizenOf(actor))),
    serve(contract.getDraft, ({ params }, { actor }) => counter.getDraft(params.draftId, citizenOf(actor))),
    serve(contract.saveAnswers, ({ params, body }, { actor }) =>
      counter.saveAnswers({ ...params, ...body }, citizenOf(actor)),
    ),
    serve(contract.checkDraft, ({ params }, { actor }) => counter.checkDraft(params.draftId, citizenOf(actor))),
    serve(contract.discardDraft, ({ params }, { actor }) => counter.discardDraft(params.draftId, citizenOf(actor))),
    serve(contract.fileDossier, ({ body }, { actor }) => counter.fileDossier(body, citizenOf(actor))),
    serve(contract.listMyDossiers, ({ query }, { actor }) => counter.listMyDossiers(query, citizenOf(actor))),
    serve(contract.getMyDossier, ({ params }, { actor, locale }) =>
      counter.getMyDossier(params.dossierId, citizenOf(actor), locale),
    ),
    serve(contract.withdrawDossier, ({ params, body }, { actor }) =>
      counter.withdrawDossier({ ...params, ...body }, citizenOf(actor)),
    ),
    serve(contract.answerSupplement, ({ params, body }, { actor }) =>
      counter.answerSupplement({ ...params, ...body }, citizenOf(actor)),
    ),
    serve(contract.getReceipt, ({ params }, { actor }) => counter.getReceipt(params.dossierId, actor)),
    serve(contract.getIssuedForm, ({ params }, { actor }) => counter.getIssuedForm(params, actor)),
    serve(contract.readPaper, ({ params }, { actor }) => counter.readPaper(params, actor)),
    serve(contract.readResult, ({ params }, { actor }) => counter.readResult(params, actor)),
    serve(contract.listQueue, ({ query }, { actor }) => counter.listQueue(query, officerOf(actor))),
    serve(contract.getDossier, ({ params }, { actor, locale }) =>
      counter.getDossier(params.dossierId, officerOf(actor), locale),
    ),
    serve(contract.findDossierByCode, ({ query }, { actor }) =>
      counter.findDossierByCode(query.code, officerOf(actor)),
    ),
    serve(contract.acceptDossier, ({ params, body }, { actor }) =>
      counter.acceptDossier({ ...params, ...body }, officerOf(actor)),
    ),
    serve(contract.requestSupplement, ({ params, body }, { actor }) =>
      counter.requestSupplement({ ...params, ...body }, officerOf(actor)),
    ),
    serve(contract.rejectAtReception, ({ params, body }, { actor }) =>
      counter.rejectAtReception({ ...params, ...body }, officerOf(actor)),
    ),
    serve(contract.assignDossier, ({ params, body }, { actor }) =>
      counter.assignDossier({ ...params, ...body }, officerOf(actor)),
    ),
    serve(contract.addNote, ({ params, body }, { actor }) => counter.addNote({ ...params, ...body }, officerOf(actor))),
    serve(contract.endDossier, ({ params, body }, { actor }) =>
      counter.endDossier({ ...params, ...body }, officerOf(actor)),
    ),
    serve(contract.returnResult, ({ params, body }, { actor }) =>
      counter.returnResult({ ...params, ...body }, officerOf(actor)),
    ),
    serve(contract.trackDossier, ({ query }) => counter.trackDossier(query.code)),
  ];
}
