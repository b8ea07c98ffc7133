import type { CitizenActor } from '#platform/access.ts';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { Catalogue } from './catalogue.ts';
import type { listMyDossiers as operation } from './contract.ts';
import type { CounterDeps } from './deps.ts';
import { on } from './dossier-row.ts';
import { readCursor, writeCursor } from './queue.ts';
import type { ClockState, DossierState, PauseReason } from './states.ts';
import { labelOf } from './words.ts';

type Mine = Static<(typeof operation)['answer']>;

const perPage = 20;

interface Row {
  id: string;
  code: string;
  procedureVersionId: string;
  agencyName: string;
  state: Exclude<DossierState, 'draft'>;
  clock: ClockState;
  pausedFor: PauseReason | null;
  needsMe: boolean;
  filedAt: Date;
  dueAt: Date | null;
}

/** The person's dossiers, the newest first. */
export async function listMyDossiers(
  deps: CounterDeps,
  catalogue: Catalogue,
  query: { after?: string },
  actor: CitizenActor,
): Promise<Mine> {
  const after = query.after ? readCursor(query.after) : undefined;
  const further = after ? sql`and (d.filed_at, d.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``;
  const { rows } = await sql<Row>`
    select d.id, d.code, d.procedure_version_id as "procedureVersionId", d.agency_at_filing->>'name' as "agencyName", d.state,
      coalesce(c.state, case when d.state <> 'submitted' then 'stopped' when s.id is not null then 'paused' else 'none' end) as clock,
      coalesce(c.reason, case when s.id is not null then 'supplement' end) as "pausedFor",
      s.id is not null as "needsMe", d.filed_at as "filedAt", c.due_at as "dueAt"
    from counter.dossier d
    left join counter.clock c on c.dossier_id = d.id
    left join counter.supplement_request s on s.dossier_id = d.id and s.closed_at is null
    where d.applicant_account_id = ${actor.accountId} ${further}
    order by d.filed_at desc, d.id desc limit ${perPage + 1}`.execute(on(deps.database.of<unknown>()));
  const shown = rows.slice(0, perPage);
  const last = shown.at(-1);
  return {
    dossiers: await Promise.all(
      shown.map(async ({ pausedFor, procedureVersionId, ...row }) => ({
        ...row,
        procedureName: (await catalogue.version(procedureVersionId)).name,
        stateLabel: labelOf(row.state, pausedFor),
        filedAt: row.filedAt.toISOString(),
        dueAt: row.dueAt?.toISOString() ?? null,
      })),
    ),
    next: rows.length > perPage && last ? writeCursor(last.filedAt, last.id) : null,
  };
}
