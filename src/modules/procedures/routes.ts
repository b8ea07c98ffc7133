import { serve, type Served } from '#platform/operation.ts';
import * as contract from './contract.ts';
import type { ProceduresService } from './index.ts';

export function procedureRoutes(procedures: ProceduresService): Served[] {
  return [
    serve(contract.listProcedures, async ({ query }) => ({
      procedures: await procedures.listProcedures(query.since === undefined ? undefined : new Date(query.since)),
    })),
    serve(contract.searchProcedures, async ({ query }) => ({ procedures: await procedures.search(query.q) })),
    serve(contract.getProcedure, ({ params }) => procedures.getProcedure(params.code)),
    serve(contract.getProcedureVersion, ({ params }) => procedures.getVersion(params.versionId)),
    serve(contract.listVersions, async ({ params }) => ({ versions: await procedures.listVersions(params.code) })),
    serve(contract.getNationalRecord, ({ params }) => procedures.nationalRecord(params.code)),
    serve(contract.listLifeEvents, async ({ query }) => ({ lifeEvents: await procedures.listLifeEvents(query.kind) })),
    serve(contract.getLifeEvent, ({ params }) => procedures.getLifeEvent(params.code)),
    serve(contract.getDraft, ({ params }) => procedures.getDraft(params.code)),
    serve(contract.saveDraft, ({ params, body }, context) => procedures.saveDraft(params.code, body, context)),
    serve(contract.publishDraft, ({ params, body }, context) =>
      procedures.publishDraft(params.code, body.revision, context),
    ),
  ];
}
