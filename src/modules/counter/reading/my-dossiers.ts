import type { CitizenActor } from '#platform/access.ts';
import { sql, type RawBuilder } from 'kysely';
import type { Static } from 'typebox';
import type { Catalogue } from '../filing/catalogue.ts';
import type { listMyDossiers as operation } from '../contract.ts';
import type { CounterDeps } from '../deps.ts';
import { on } from '../dossier-row.ts';
import type { OnBehalf } from '../on-behalf.ts';
import { readCursor, writeCursor } from './queue.ts';
import type { ClockState, DossierState, PauseReason } from '../states.ts';
import { labelOf } from '../words.ts';

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
  applicantName: string;
  actingFor: OnBehalf | null;
  filedAt: Date;
  dueAt: Date | null;
}

/**
 * Which dossiers are those of the capacity that the person has now, as `access.ts` says it of one: each is a walk along an index.
 */
function sidesOf({ accountId, personId, actingFor }: CitizenActor): RawBuilder<unknown>[] {
  if (!actingFor)
    return [
      sql`applicant_account_id = ${accountId} and acting_for is null`,
      sql`acting_for is not null and acting_for ->> 'id' = ${personId} and acting_for ->> 'kind' = 'person'`,
    ];
  const codes = actingFor.scope
    .filter((word) => word.startsWith('dossier:'))
    .map((word) => word.slice('dossier:'.length));
  return [
    sql`acting_for is not null and acting_for ->> 'id' = ${actingFor.id} and acting_for ->> 'kind' = ${actingFor.kind}
      and (${codes.includes('*')}::boolean or procedure_code = any(${codes}::text[]))
      and (${actingFor.kind === 'organisation'}::boolean or applicant_account_id = ${accountId})`,
  ];
}

/** The dossiers of the person, or of whom they act for, the newest first. */
export async function listMyDossiers(
  deps: CounterDeps,
  catalogue: Catalogue,
  query: { after?: string },
  actor: CitizenActor,
): Promise<Mine> {
  const after = query.after ? readCursor(query.after) : undefined;
  const further = after ? sql`and (filed_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``;
  const walk = (mine: RawBuilder<unknown>) => sql`(select * from counter.dossier where ${mine} ${further}
    order by filed_at desc, id desc limit ${perPage + 1})`;
  const { rows } = await sql<Row>`
    select d.id, d.code, d.procedure_version_id as "procedureVersionId", d.agency_at_filing->>'name' as "agencyName", d.state,
      coalesce(c.state, case when d.state <> 'submitted' then 'stopped' when s.id is not null then 'paused' else 'none' end) as clock,
      coalesce(c.reason, case when s.id is not null then 'supplement' end) as "pausedFor",
      s.id is not null as "needsMe", d.applicant_name as "applicantName", d.acting_for as "actingFor", d.filed_at as "filedAt", c.due_at as "dueAt"
    from (${sql.join(sidesOf(actor).map(walk), sql` union all `)}) d
    left join counter.clock c on c.dossier_id = d.id
    left join counter.supplement_request s on s.dossier_id = d.id and s.closed_at is null
    order by d.filed_at desc, d.id desc limit ${perPage + 1}`.execute(on(deps.database.of<unknown>()));
  const shown = rows.slice(0, perPage);
  const last = shown.at(-1);
  return {
    dossiers: await Promise.all(
      shown.map(async ({ pausedFor, procedureVersionId, actingFor, ...row }) => ({
        ...row,
        actingFor: actingFor && { kind: actingFor.kind, name: actingFor.name },
        procedureName: (await catalogue.version(procedureVersionId)).name,
        stateLabel: labelOf(row.state, pausedFor),
        filedAt: row.filedAt.toISOString(),
        dueAt: row.dueAt?.toISOString() ?? null,
      })),
    ),
    next: rows.length > perPage && last ? writeCursor(last.filedAt, last.id) : null,
  };
}
