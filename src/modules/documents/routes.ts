import type { Actor, OfficerActor } from '#platform/access.ts';
import { serve, type Served } from '#platform/operation.ts';
import { platformProblem } from '#platform/problem.ts';
import * as contract from './contract.ts';
import type { DocumentsDeps } from './deps.ts';
import { documentsProblem } from './errors.ts';
import { exportRegister } from './registers/export-register.ts';
import { getIncoming } from './incoming/get-incoming.ts';
import { getOutgoing } from './outgoing/get-outgoing.ts';
import { readPlan } from './outgoing/dispatch.ts';
import { issueOutgoing } from './outgoing/issue-outgoing.ts';
import { listIncoming } from './incoming/list-incoming.ts';
import { listOutgoing } from './outgoing/list-outgoing.ts';
import { listRegister } from './registers/list-register.ts';
import { makeCopy } from './copies/make-copy.ts';
import { assignIncoming } from './incoming/assign-incoming.ts';
import { fileAway, finishIncoming, refuseIncoming } from './incoming/move-incoming.ts';
import { noteIncoming } from './incoming/note-incoming.ts';
import { numberOutgoing } from './outgoing/number-outgoing.ts';
import { openAttachment, openCopy, openIncomingFile, openOutgoing } from './open-file.ts';
import { ownerOf, receiveIncoming } from './incoming/receive-incoming.ts';
import { registerIncoming } from './incoming/register-incoming.ts';
import {
  approveDraft,
  commentDraft,
  discardDraft,
  returnDraft,
  submitDraft,
  voidOutgoing,
} from './outgoing/review-outgoing.ts';
import { saveDraft, startDraft } from './outgoing/save-draft.ts';
import { signOutgoing } from './outgoing/sign-outgoing.ts';
import { agencyFacts, setStyle } from './style.ts';

/** The system passes every first gate, but what stands in a register has a person who answers for it. */
function by(actor: Actor): OfficerActor {
  if (actor.kind !== 'officer') throw platformProblem('not-allowed');
  return actor;
}

export function routes(deps: DocumentsDeps): Served[] {
  return [
    serve(contract.listOutgoing, ({ query }, { actor }) => listOutgoing(deps, query, by(actor))),
    serve(contract.getOutgoing, ({ params }, { actor }) => getOutgoing(deps, params.id, actor)),
    serve(contract.startDraft, ({ body }, { actor }) => startDraft(deps, body, by(actor))),
    serve(contract.saveDraft, ({ params, body }, { actor }) => saveDraft(deps, { ...params, ...body }, by(actor))),
    serve(contract.submitDraft, ({ params, body }, { actor }) => submitDraft(deps, { ...params, ...body }, by(actor))),
    serve(contract.commentDraft, ({ params, body }, { actor }) =>
      commentDraft(deps, { ...params, ...body }, by(actor)),
    ),
    serve(contract.approveDraft, ({ params, body }, { actor }) =>
      approveDraft(deps, { ...params, ...body }, by(actor)),
    ),
    serve(contract.returnDraft, ({ params, body }, { actor }) => returnDraft(deps, { ...params, ...body }, by(actor))),
    serve(contract.discardDraft, ({ params }, { actor }) => discardDraft(deps, params, by(actor))),
    serve(contract.numberOutgoing, ({ params }, { actor }) => numberOutgoing(deps, params, by(actor))),
    serve(contract.signOutgoing, ({ params }, { actor }) => signOutgoing(deps, params, by(actor))),
    serve(contract.planDispatch, ({ params, body }, { actor }) => readPlan(deps, { ...params, ...body }, by(actor))),
    serve(contract.issueOutgoing, ({ params, body }, { actor }) =>
      issueOutgoing(deps, { ...params, ...body }, by(actor)),
    ),
    serve(contract.voidOutgoing, ({ params, body }, { actor }) =>
      voidOutgoing(deps, { ...params, ...body }, by(actor)),
    ),
    serve(contract.openAttachment, ({ params }, { actor }) => openAttachment(deps, params, actor)),
    serve(contract.openOutgoing, ({ params }, { actor }) => openOutgoing(deps, params.id, actor)),
    serve(contract.receiveIncoming, async ({ body }, { actor }) => {
      const clerk = by(actor);
      const { register, dueAt, ...arrival } = body;
      const arrived = await receiveIncoming(
        deps,
        { ...arrival, agencyId: clerk.agencyId, filesOwner: ownerOf(clerk) },
        clerk,
      );
      return register ? registerIncoming(deps, { id: arrived.id, dueAt }, clerk) : arrived;
    }),
    serve(contract.registerIncoming, ({ params, body }, { actor }) =>
      registerIncoming(deps, { ...params, ...body }, by(actor)),
    ),
    serve(contract.refuseIncoming, ({ params, body }, { actor }) =>
      refuseIncoming(deps, { ...params, ...body }, by(actor)),
    ),
    serve(contract.assignIncoming, ({ params, body }, { actor }) =>
      assignIncoming(deps, { ...params, ...body }, by(actor)),
    ),
    serve(contract.fileAwayIncoming, ({ params, body }, { actor }) =>
      fileAway(deps, { ...params, ...body }, by(actor)),
    ),
    serve(contract.noteIncoming, ({ params, body }, { actor }) =>
      noteIncoming(deps, { ...params, ...body }, by(actor)),
    ),
    serve(contract.finishIncoming, ({ params, body }, { actor }) =>
      finishIncoming(deps, { ...params, ...body }, by(actor)),
    ),
    serve(contract.listIncoming, ({ query }, { actor }) => listIncoming(deps, query, by(actor))),
    serve(contract.getIncoming, ({ params }, { actor }) => getIncoming(deps, params.id, actor)),
    serve(contract.openIncomingFile, ({ params }, { actor }) => openIncomingFile(deps, params, actor)),
    serve(contract.makeCopy, ({ body }, { actor }) => makeCopy(deps, body, by(actor))),
    serve(contract.openCopy, ({ params }, { actor }) => openCopy(deps, params.id, actor)),
    serve(contract.listRegister, ({ params, query }, { actor }) =>
      listRegister(deps, { ...params, ...query }, by(actor)),
    ),
    serve(contract.exportRegister, ({ params, query }, { actor }) =>
      exportRegister(deps, { ...params, ...query }, by(actor)),
    ),
    serve(contract.getStyle, async (_input, { actor }) => (await agencyFacts(deps, by(actor).agencyId)).style),
    serve(contract.setStyle, ({ body }, { actor }) => {
      if (!contract.abbreviationPattern.test(body.abbreviation)) throw documentsProblem('style-incorrect');
      return setStyle(deps, body, by(actor));
    }),
  ];
}
