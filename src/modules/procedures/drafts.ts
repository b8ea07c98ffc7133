import type { Transaction } from 'kysely';
import { actorReference } from '#platform/access.ts';
import type { Context } from '#platform/operation.ts';
import type { PlatformDeps } from '#platform/room.ts';
import { compareRecords, type Change } from './compare-records.ts';
import { proceduresProblem } from './errors.ts';
import { publishRecord } from './publish.ts';
import { recordFaults, type Fault } from './record-faults.ts';
import type { Tables } from './tables.ts';
import type { ProcedureRecord, ProcedureVersion } from './types.ts';

export interface Draft {
  record: ProcedureRecord;
  basedOn: string | null;
  revision: number;
  savedAt: string;
  faults: Fault[];
  changes: Change[];
}

/** @throws procedures.draft-not-found */
export async function getDraft(deps: PlatformDeps, code: string): Promise<Draft> {
  return deps.database.transaction<Tables, Draft>(async (trx) => {
    const draft = await readDraft(trx, code);
    if (draft === undefined) throw proceduresProblem('draft-not-found');
    return describe(trx, code, draft);
  });
}

/** Saves over the revision that the author has read. @throws procedures.draft-changed */
export async function saveDraft(
  deps: PlatformDeps,
  code: string,
  { record, revision }: { record: ProcedureRecord; revision: number },
  { actor }: Pick<Context, 'actor'>,
): Promise<Draft> {
  return deps.database.transaction<Tables, Draft>(async (trx) => {
    const saved = {
      record: JSON.stringify({ ...record, code }),
      revision: revision + 1,
      saved_at: deps.clock.now(),
      saved_by: JSON.stringify(actorReference(actor)),
    };
    const current = await trx
      .selectFrom('procedures.current')
      .select('version_id')
      .where('code', '=', code)
      .executeTakeFirst();
    const written =
      revision === 0
        ? await trx
            .insertInto('procedures.draft')
            .values({ code, based_on: current?.version_id ?? null, ...saved })
            .onConflict((conflict) => conflict.column('code').doNothing())
            .executeTakeFirst()
        : await trx
            .updateTable('procedures.draft')
            .set(saved)
            .where('code', '=', code)
            .where('revision', '=', revision)
            .executeTakeFirst();
    const rows = 'numUpdatedRows' in written ? written.numUpdatedRows : (written.numInsertedOrUpdatedRows ?? 0n);
    if (rows === 0n) throw proceduresProblem('draft-changed');
    const draft = await readDraft(trx, code);
    if (draft === undefined) throw proceduresProblem('draft-not-found');
    return describe(trx, code, draft);
  });
}

/** Publishes what the author has seen, and nothing that was saved since. The draft is gone afterwards. */
export async function publishDraft(
  deps: PlatformDeps,
  code: string,
  revision: number,
  { actor }: Pick<Context, 'actor'>,
): Promise<ProcedureVersion> {
  return deps.database.transaction<Tables, ProcedureVersion>(async (trx) => {
    const draft = await readDraft(trx, code);
    if (draft === undefined) throw proceduresProblem('draft-not-found');
    if (draft.revision !== revision) throw proceduresProblem('draft-changed');
    const faults = recordFaults(draft.record);
    if (faults.length > 0) {
      throw proceduresProblem('draft-faulty', {
        fields: faults.map(({ path, fault }) => ({ path, code: 'fault', vi: fault, en: fault })),
      });
    }
    const version = await publishRecord(deps, trx, draft.record, actor);
    if (version === undefined) throw proceduresProblem('nothing-new');
    await trx.deleteFrom('procedures.draft').where('code', '=', code).execute();
    return version;
  });
}

async function readDraft(trx: Transaction<Tables>, code: string) {
  return trx
    .selectFrom('procedures.draft')
    .select(['record', 'based_on', 'revision', 'saved_at'])
    .$castTo<{ record: ProcedureRecord; based_on: string | null; revision: number; saved_at: Date }>()
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirst();
}

async function describe(
  trx: Transaction<Tables>,
  code: string,
  draft: { record: ProcedureRecord; based_on: string | null; revision: number; saved_at: Date },
): Promise<Draft> {
  const inForce = await trx
    .selectFrom('procedures.current')
    .innerJoin('procedures.version', 'procedures.version.id', 'procedures.current.version_id')
    .select('procedures.version.record')
    .$castTo<{ record: ProcedureRecord }>()
    .where('procedures.current.code', '=', code)
    .executeTakeFirst();
  const faults = recordFaults(draft.record);
  // A form that has not the shape of one cannot be compared.
  const comparable = inForce !== undefined && !faults.some((fault) => fault.path === '/form');
  return {
    record: draft.record,
    basedOn: draft.based_on,
    revision: draft.revision,
    savedAt: draft.saved_at.toISOString(),
    faults,
    changes: comparable ? compareRecords(inForce.record, draft.record) : [],
  };
}
