/** The front door of `procedures`: the national catalogue and the life events. */
import type { Context } from '#platform/operation.ts';
import type { PlatformDeps, RoomParts } from '#platform/room.ts';
import { getDraft, publishDraft, saveDraft, type Draft } from './drafts.ts';
import { keepVersions } from './kept-versions.ts';
import { loadCatalogue, type NationalCatalogue } from './load-catalogue.ts';
import { toNationalRecord } from './national-record.ts';
import { getLifeEvent, listLifeEvents, listProcedures, listVersions } from './queries.ts';
import { procedureRoutes } from './routes.ts';
import { searchProcedures } from './search.ts';
import type { Tables } from './tables.ts';
import type {
  LifeEvent,
  LifeEventKind,
  LifeEventWithProcedures,
  ProcedureRecord,
  ProcedureSummary,
  ProcedureVersion,
} from './types.ts';

export type * from './types.ts';
export type { NationalCatalogue } from './load-catalogue.ts';
export type { Draft } from './drafts.ts';

export interface Procedures {
  /** The published version in force. @throws procedures.not-found */
  getProcedure(code: string): Promise<ProcedureVersion>;
  /** A pinned version; it never changes. @throws procedures.version-not-found */
  getVersion(versionId: string): Promise<ProcedureVersion>;
  search(text: string): Promise<ProcedureSummary[]>;
  listProcedures(since?: Date): Promise<ProcedureSummary[]>;
  listLifeEvents(kind: LifeEventKind): Promise<LifeEvent[]>;
  /** @throws procedures.life-event-not-found */
  getLifeEvent(code: string): Promise<LifeEventWithProcedures>;
  /** For worlds and imports. Idempotent. */
  loadCatalogue(given: NationalCatalogue): Promise<{ published: number }>;
  parts: RoomParts;
}

/** What the room's own routes use besides the front door. */
export interface ProceduresService extends Omit<Procedures, 'parts'> {
  listVersions(code: string): ReturnType<typeof listVersions>;
  nationalRecord(code: string): Promise<Record<string, unknown>>;
  getDraft(code: string): Promise<Draft>;
  saveDraft(
    code: string,
    draft: { record: ProcedureRecord; revision: number },
    context: Pick<Context, 'actor'>,
  ): Promise<Draft>;
  publishDraft(code: string, revision: number, context: Pick<Context, 'actor'>): Promise<ProcedureVersion>;
}

export function createProcedures(deps: PlatformDeps): Procedures {
  const kept = keepVersions(deps);
  const db = () => deps.database.of<Tables>();
  const service: ProceduresService = {
    getProcedure: (code) => kept.current(code),
    getVersion: (versionId) => kept.version(versionId),
    search: (text) => searchProcedures(db(), text),
    listProcedures: (since) => listProcedures(db(), since),
    listLifeEvents: (kind) => listLifeEvents(db(), kind),
    getLifeEvent: (code) => getLifeEvent(db(), code),
    async loadCatalogue(given) {
      const loaded = await loadCatalogue(deps, given);
      kept.forget();
      return loaded;
    },
    listVersions: (code) => listVersions(db(), code),
    nationalRecord: async (code) => ({ ...toNationalRecord(await kept.current(code)) }),
    getDraft: (code) => getDraft(deps, code),
    saveDraft: (code, draft, context) => saveDraft(deps, code, draft, context),
    async publishDraft(code, revision, context) {
      const version = await publishDraft(deps, code, revision, context);
      kept.forget();
      return version;
    },
  };
  return { ...service, parts: { name: 'procedures', served: procedureRoutes(service) } };
}
