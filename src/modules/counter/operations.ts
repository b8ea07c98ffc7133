import type { CitizenActor, OfficerActor } from '#platform/access.ts';
import { acceptDossier } from './handling/accept.ts';
import { ownsDraft, requireOnDossier } from './access.ts';
import { addNote } from './handling/add-note.ts';
import { answerSupplement } from './handling/answer-supplement.ts';
import { assignDossier } from './handling/assign.ts';
import type { Catalogue } from './filing/catalogue.ts';
import { checkDraft } from './filing/check-draft.ts';
import type { CounterDeps } from './deps.ts';
import { discardDraft } from './filing/discard-draft.ts';
import { getDossier, getMyDossier } from './reading/dossier-page.ts';
import { parseDossierCode } from './dossier-code.ts';
import { findDossierRowByCode } from './dossier-row.ts';
import { getDraftRow, listDraftRows, showDraft, summariseDraft } from './filing/drafts.ts';
import { endDossier } from './handling/end-dossier.ts';
import { counterProblem } from './errors.ts';
import { fileDossier, type FilingRequest } from './filing/file-dossier.ts';
import { draftDays, mostDrafts } from './legal.ts';
import { listMyDossiers } from './reading/my-dossiers.ts';
import { getIssuedForm, getReceipt, readPaper, readResult } from './reading/papers.ts';
import { listQueue } from './reading/queue.ts';
import { rejectAtReception } from './handling/reject-at-reception.ts';
import { requestSupplement } from './handling/request-supplement.ts';
import { returnResult } from './handling/return-result.ts';
import { saveAnswers } from './filing/save-answers.ts';
import { startDraft } from './filing/start-draft.ts';
import { trackDossier } from './reading/track.ts';
import { withdrawDossier } from './handling/withdraw.ts';
import { createFilingWriter } from './filing/write-filing.ts';

/** Everything that the counter does, bound to one node. */
export function counterOperations(deps: CounterDeps, catalogue: Catalogue) {
  const bind =
    <Rest extends unknown[], Answer>(
      carryOut: (deps: CounterDeps, catalogue: Catalogue, ...rest: Rest) => Answer,
    ): ((...rest: Rest) => Answer) =>
    (...rest) =>
      carryOut(deps, catalogue, ...rest);
  const bindDeps =
    <Rest extends unknown[], Answer>(
      carryOut: (deps: CounterDeps, ...rest: Rest) => Answer,
    ): ((...rest: Rest) => Answer) =>
    (...rest) =>
      carryOut(deps, ...rest);
  const database = deps.database.of<unknown>();
  const write = createFilingWriter(deps);
  return {
    startDraft: bind(startDraft),
    saveAnswers: bind(saveAnswers),
    checkDraft: bind(checkDraft),
    discardDraft: bindDeps(discardDraft),
    async getDraft(draftId: string, actor: CitizenActor) {
      const row = await getDraftRow(database, draftId, actor);
      return showDraft(row, await catalogue.fileable(row.procedureVersionId), catalogue.today());
    },
    async listDrafts(query: { procedureCode?: string }, actor: CitizenActor) {
      const rows = (await listDraftRows(database, actor.accountId, query.procedureCode)).filter((row) =>
        ownsDraft(actor, row),
      );
      const drafts = rows.map(async (row) => summariseDraft(row, await catalogue.fileable(row.procedureVersionId)));
      return { drafts: await Promise.all(drafts), limit: mostDrafts, keptDays: draftDays };
    },
    fileDossier: (request: FilingRequest, actor: CitizenActor) => fileDossier(deps, catalogue, write, request, actor),
    listMyDossiers: bind(listMyDossiers),
    getMyDossier: bind(getMyDossier),
    withdrawDossier: bindDeps(withdrawDossier),
    answerSupplement: bind(answerSupplement),
    getReceipt: bind(getReceipt),
    getIssuedForm: bindDeps(getIssuedForm),
    readPaper: bindDeps(readPaper),
    readResult: bindDeps(readResult),
    listQueue: bind(listQueue),
    getDossier: bind(getDossier),
    async findDossierByCode(typed: string, actor: OfficerActor) {
      const code = parseDossierCode(typed);
      if (!code) throw counterProblem('malformed-code');
      const row = await findDossierRowByCode(database, code.text);
      requireOnDossier(actor, row, 'read-notes');
      return { dossierId: row.id, code: row.code };
    },
    acceptDossier: bind(acceptDossier),
    requestSupplement: bind(requestSupplement),
    rejectAtReception: bind(rejectAtReception),
    assignDossier: bind(assignDossier),
    addNote: bindDeps(addNote),
    endDossier: bindDeps(endDossier),
    returnResult: bindDeps(returnResult),
    trackDossier: bind(trackDossier),
  };
}

export type CounterOperations = ReturnType<typeof counterOperations>;
