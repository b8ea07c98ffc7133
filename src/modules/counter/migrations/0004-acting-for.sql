-- Whom a draft or dossier is for, where the person who wrote it acts for somebody else: {kind, id, name, mandateId}. The name is that of
-- the day of filing, as on the papers that were given out. Null for one's own, which is nearly every one: the index costs those nothing.
alter table counter.draft add column acting_for jsonb;
alter table counter.dossier add column acting_for jsonb;
create index dossier_principal on counter.dossier ((acting_for ->> 'id'), filed_at desc, id desc) where acting_for is not null;

-- As in 0002, and with whom the dossier is for.
create or replace function counter.write_filings(filings jsonb) returns table (dossier_id uuid, code text)
language plpgsql as $$
#variable_conflict use_column
declare
  filing record;
  number integer;
begin
  for filing in
    select f.* from jsonb_to_recordset(filings) f(
      id uuid, draft_version integer, day date, code_prefix text, procedure_code text, procedure_version_id text, agency_id uuid,
      agency_code text, area_code text, agency_at_filing jsonb, account_id uuid, person_id uuid, applicant_name text, acting_for jsonb,
      filed_at timestamptz, intake_due_at timestamptz, idempotency_key text, content_hash text, answers jsonb, papers jsonb,
      event_id uuid, actor jsonb)
    order by f.agency_code, f.id
  loop
    if filing.draft_version is not null then
      delete from counter.draft d
        where d.id = filing.id and d.account_id = filing.account_id and d.version = filing.draft_version;
      continue when not found;
    end if;
    insert into counter.day_number as n (agency_code, day, last) values (filing.agency_code, filing.day, 1)
      on conflict (agency_code, day) do update set last = n.last + 1 returning last into number;
    dossier_id := filing.id;
    code := filing.code_prefix || lpad(number::text, 7, '0');
    insert into counter.dossier (id, code, state, procedure_code, procedure_version_id, agency_id, deciding_agency_id, area_code,
        agency_at_filing, channel, applicant_account_id, applicant_person_id, applicant_name, acting_for, filed_at, intake_due_at,
        state_at, idempotency_key, content_hash)
      values (filing.id, code, 'submitted', filing.procedure_code, filing.procedure_version_id, filing.agency_id, filing.agency_id,
        filing.area_code, filing.agency_at_filing, 'online', filing.account_id, filing.person_id, filing.applicant_name,
        filing.acting_for, filing.filed_at, filing.intake_due_at, filing.filed_at, filing.idempotency_key, filing.content_hash);
    insert into counter.submission (dossier_id, revision, answers, papers, submitted_at, submitted_by)
      values (filing.id, 1, filing.answers, filing.papers, filing.filed_at, filing.account_id);
    insert into counter.dossier_event (id, dossier_id, at, kind, from_state, to_state, actor)
      values (filing.event_id, filing.id, filing.filed_at, 'filed', 'draft', 'submitted', filing.actor);
    insert into counter.queue_entry (dossier_id, agency_id, code, state, stage, clock, procedure_code, procedure_version_id,
        applicant_name, filed_at, due_at, sort_at)
      values (filing.id, filing.agency_id, code, 'submitted', 'to-accept', 'none', filing.procedure_code, filing.procedure_version_id,
        filing.applicant_name, filing.filed_at, filing.intake_due_at, filing.filed_at);
    return next;
  end loop;
end
$$;
