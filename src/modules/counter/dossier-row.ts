import type { Executor } from '#platform/database/database.ts';
import { isId } from '#platform/id.ts';
import { sql } from 'kysely';
import type { OnBehalf } from './on-behalf.ts';
import type { ClockState, DossierState, PauseReason } from './states.ts';

/** The agency as it was on the day of filing: printed papers keep saying the same. */
export interface AgencySnapshot {
  name: string;
  code: string;
  parentName: string | null;
  address: string | null;
  phone: string | null;
}

/** A dossier with its clock, as operations need it. */
export interface DossierRow {
  id: string;
  code: string;
  state: Exclude<DossierState, 'draft'>;
  procedureCode: string;
  procedureVersionId: string;
  agencyId: string;
  decidingAgencyId: string;
  areaCode: string;
  agencyAtFiling: AgencySnapshot;
  applicantAccountId: string;
  applicantPersonId: string;
  applicantName: string;
  /** whom it was filed for; null for the applicant's own */
  actingFor: OnBehalf | null;
  filedAt: Date;
  /** by when the office promised to answer, as the receipt says */
  firstIntakeDueAt: Date | null;
  /** the same, counted again after a supplement */
  intakeDueAt: Date | null;
  revision: number;
  stateAt: Date;
  clock: ClockState;
  pausedFor: PauseReason | null;
  receivedAt: Date | null;
  timeLimit: unknown;
  dueAt: Date | null;
  /** an open supplement request, before acceptance or after */
  openSupplementId: string | null;
  supplementRounds: number;
  /** the act stands in the register: heard from the room that wrote it */
  actHeard: boolean;
  /** the youngest attempt to write the act that was not released */
  handlingSince: Date | null;
}

const columns = sql`
  d.id, d.code, d.state, d.procedure_code as "procedureCode", d.procedure_version_id as "procedureVersionId",
  d.agency_id as "agencyId", d.deciding_agency_id as "decidingAgencyId", d.area_code as "areaCode",
  d.agency_at_filing as "agencyAtFiling", d.applicant_account_id as "applicantAccountId",
  d.applicant_person_id as "applicantPersonId", d.applicant_name as "applicantName", d.acting_for as "actingFor", d.filed_at as "filedAt",
  d.intake_due_at as "firstIntakeDueAt",
  coalesce(d.intake_restarted_due_at, d.intake_due_at) as "intakeDueAt", d.revision, d.state_at as "stateAt",
  coalesce(c.state, case when d.state <> 'submitted' then 'stopped' when s.id is not null then 'paused' else 'none' end) as clock,
  coalesce(c.reason, case when s.id is not null then 'supplement' end) as "pausedFor",
  c.received_at as "receivedAt", c.time_limit as "timeLimit", c.due_at as "dueAt",
  s.id as "openSupplementId",
  (select count(*)::int from counter.supplement_request r where r.dossier_id = d.id) as "supplementRounds",
  exists (select 1 from counter.dossier_event e where e.dossier_id = d.id and e.kind = 'birth-registered') as "actHeard",
  (select max(h.begun_at) from counter.handling h where h.dossier_id = d.id and h.released_at is null) as "handlingSince"`;

const tables = sql`counter.dossier d
  left join counter.clock c on c.dossier_id = d.id
  left join counter.supplement_request s on s.dossier_id = d.id and s.closed_at is null`;

type Sql = Parameters<ReturnType<typeof sql>['execute']>[0];

/** Where `sql` templates are executed. */
export const on = (executor: Executor): Sql => executor as Sql;

/** The dossier, or undefined: also when the id is no id at all. */
export async function findDossierRow(executor: Executor, dossierId: string): Promise<DossierRow | undefined> {
  if (!isId(dossierId)) return undefined;
  const { rows } = await sql<DossierRow>`select ${columns} from ${tables} where d.id = ${dossierId}`.execute(
    on(executor),
  );
  return rows[0];
}

/**
 * The dossier, locked until the end of the transaction: two who act at the same time come one after the other. The side
 * tables are read after the lock is held; joined to the locking query they would show the time before the wait.
 */
export async function lockDossierRow(trx: Executor, dossierId: string): Promise<DossierRow | undefined> {
  if (!isId(dossierId)) return undefined;
  await sql`select 1 from counter.dossier where id = ${dossierId} for update`.execute(on(trx));
  return findDossierRow(trx, dossierId);
}

export async function findDossierRowByCode(executor: Executor, code: string): Promise<DossierRow | undefined> {
  const { rows } = await sql<DossierRow>`select ${columns} from ${tables} where d.code = ${code}`.execute(on(executor));
  return rows[0];
}
