import type { CitizenActor } from '#platform/access.ts';
import { newId } from '#platform/id.ts';
import { compactDate, vnDate } from '#platform/time.ts';
import { sql } from 'kysely';
import type { FileableVersion } from './catalogue.ts';
import type { CounterDeps } from './deps.ts';
import { type AgencySnapshot, on } from './dossier-row.ts';
import type { Examined } from './examine.ts';
import { dossierFiled } from './events.ts';
import { formsCircular } from './legal.ts';
import { actorInHistory } from './move-dossier.ts';

export interface Filing {
  dossierId: string;
  examined: Examined;
  version: FileableVersion;
  agencyAtFiling: AgencySnapshot;
  filedAt: Date;
  intakeDueAt: Date;
  /** the draft that becomes the dossier, when it began as one */
  draftVersion?: number;
  idempotency?: { key: string; contentHash: string };
}

/**
 * The transaction of filing: five round trips in all (begin, one statement for everything of this room, the event, the
 * evidence, commit). The counter's row is locked from the statement to the commit: that is what keeps numbers without gaps,
 * and why nothing slow may come in between. Answers the code, or undefined when the draft is no longer there as it was.
 */
export async function writeFiling(deps: CounterDeps, filing: Filing, actor: CitizenActor): Promise<string | undefined> {
  const { dossierId, examined, version } = filing;
  return deps.database.transaction<unknown, string | undefined>(async (trx) => {
    const { rows } = await insertAll(filing, actor).execute(on(trx));
    const code = rows[0]?.code;
    if (!code) return undefined;
    await deps.publish(
      trx,
      dossierFiled,
      {
        dossierId,
        code,
        procedureCode: version.code,
        procedureVersionId: version.id,
        agencyId: examined.agency.id,
        areaCode: examined.areaCode,
        applicantAccountId: actor.accountId,
        applicantName: actor.name,
        filedAt: filing.filedAt.toISOString(),
      },
      { actor },
    );
    await deps.evidence.record(trx, {
      kind: 'counter.dossier-filed',
      subject: `dossier:${dossierId}`,
      actor,
      purpose: 'Nộp hồ sơ thủ tục hành chính',
      legalBasis: formsCircular,
      data: {
        code,
        procedureVersionId: version.id,
        agencyId: examined.agency.id,
        papers: examined.papers.map(({ fileId, sha256, bytes }) => ({ fileId, sha256, bytes })),
      },
    });
    return code;
  });
}

function insertAll(filing: Filing, actor: CitizenActor) {
  const { dossierId, examined, version, filedAt } = filing;
  const day = vnDate(filedAt);
  const { agency } = examined;
  // The draft's row is the lock against a second filing of it: whoever deletes it files, everybody else finds the dossier.
  const first =
    filing.draftVersion === undefined
      ? sql`select 1 as go`
      : sql`delete from counter.draft where id = ${dossierId} and account_id = ${actor.accountId}
          and version = ${filing.draftVersion} returning 1 as go`;
  return sql<{ code: string }>`
    with first as (${first}),
    number as (
      insert into counter.day_number (agency_code, day, last) select ${agency.code}, ${day}::date, 1 from first
      on conflict (agency_code, day) do update set last = day_number.last + 1
      returning last),
    filed as (
      insert into counter.dossier (id, code, state, procedure_code, procedure_version_id, agency_id, deciding_agency_id, area_code,
        agency_at_filing, channel, applicant_account_id, applicant_person_id, applicant_name, filed_at, intake_due_at, state_at,
        idempotency_key, content_hash)
      select ${dossierId}::uuid, ${`${agency.code}-${compactDate(day)}-`} || lpad(last::text, 7, '0'), 'submitted', ${version.code}, ${version.id},
        ${agency.id}::uuid, ${agency.id}::uuid, ${examined.areaCode}, ${JSON.stringify(filing.agencyAtFiling)}::jsonb, 'online',
        ${actor.accountId}::uuid, ${actor.personId}::uuid, ${actor.name}, ${filedAt}::timestamptz, ${filing.intakeDueAt}::timestamptz,
        ${filedAt}::timestamptz, ${filing.idempotency?.key ?? null}::text, ${filing.idempotency?.contentHash ?? null}::text
      from number
      returning id, code, agency_id, state, procedure_code, procedure_version_id, applicant_name, filed_at, intake_due_at),
    submission as (
      insert into counter.submission (dossier_id, revision, answers, papers, submitted_at, submitted_by)
      select id, 1, ${JSON.stringify(examined.answers)}::jsonb, ${JSON.stringify(examined.papers)}::jsonb, filed_at, ${actor.accountId}::uuid
      from filed),
    history as (
      insert into counter.dossier_event (id, dossier_id, at, kind, from_state, to_state, actor)
      select ${newId()}::uuid, id, filed_at, 'filed', 'draft', 'submitted', ${JSON.stringify(actorInHistory(actor))}::jsonb from filed),
    queue as (
      insert into counter.queue_entry (dossier_id, agency_id, code, state, stage, clock, procedure_code, procedure_version_id,
        applicant_name, filed_at, due_at, sort_at)
      select id, agency_id, code, state, 'to-accept', 'none', procedure_code, procedure_version_id, applicant_name, filed_at,
        intake_due_at, filed_at
      from filed)
    select code from filed`;
}
