-- The one-stop counter: drafts, dossiers, and the side tables that hold what is not a state.

-- A dossier in the state `draft`: the only one that may change freely and be thrown away, so it lives apart.
-- Filing removes the draft and makes the dossier under the same id.
create table counter.draft (
  id uuid primary key,
  account_id uuid not null,
  procedure_code text not null,
  procedure_version_id text not null,
  answers jsonb not null,
  version integer not null default 1 check (version > 0),
  page_id text,
  started_at timestamptz not null,
  saved_at timestamptz not null
);
create index draft_account on counter.draft (account_id, saved_at desc);

-- The last number given to a dossier of an agency on a day. One row is the lock: it is taken late and held until commit,
-- so that numbers have no gaps. Room is left on the page for updates in place.
create table counter.day_number (
  agency_code text not null,
  day date not null,
  last integer not null check (last between 1 and 9999999),
  primary key (agency_code, day)
) with (fillfactor = 50);

create table counter.dossier (
  id uuid primary key,
  code text not null,
  state text not null check (state in ('submitted', 'accepted', 'processing', 'resolved', 'returned',
    'rejected_at_reception', 'refused', 'withdrawn', 'cancelled')),
  procedure_code text not null,
  procedure_version_id text not null,
  -- where it was handed in, and who decides: the same today, and two different things in law
  agency_id uuid not null,
  deciding_agency_id uuid not null,
  area_code text not null,
  -- the agency as it was on that day: papers that were given out never change afterwards
  agency_at_filing jsonb not null,
  channel text not null check (channel in ('online', 'inPerson', 'publicPost')),
  applicant_account_id uuid not null,
  applicant_person_id uuid not null,
  applicant_name text not null,
  filed_at timestamptz not null,
  -- by when the office must answer: the promise on the receipt, and the one after a supplement before acceptance
  intake_due_at timestamptz,
  intake_restarted_due_at timestamptz,
  -- the revision of `submission` in force
  revision integer not null default 1,
  state_at timestamptz not null,
  idempotency_key text,
  content_hash text
);
create unique index dossier_code on counter.dossier (code);
create unique index dossier_idempotency on counter.dossier (applicant_account_id, idempotency_key) where idempotency_key is not null;
create index dossier_applicant on counter.dossier (applicant_account_id, filed_at desc, id desc);

-- What was handed in, each time: revision 1 is the filing, each supplement adds one. Papers carry name, size, pages and hash.
create table counter.submission (
  dossier_id uuid not null references counter.dossier,
  revision integer not null check (revision > 0),
  answers jsonb not null,
  papers jsonb not null,
  submitted_at timestamptz not null,
  submitted_by uuid not null,
  primary key (dossier_id, revision)
);

-- Every transition and everything else that happened to a dossier, with actor and time.
create table counter.dossier_event (
  id uuid primary key,
  dossier_id uuid not null references counter.dossier,
  at timestamptz not null,
  kind text not null,
  from_state text,
  to_state text,
  actor jsonb not null,
  data jsonb not null default '{}',
  check ((from_state is null) = (to_state is null))
);
create index dossier_event_of on counter.dossier_event (dossier_id, id);

-- The processing clock, from acceptance on.
create table counter.clock (
  dossier_id uuid primary key references counter.dossier,
  state text not null check (state in ('running', 'paused', 'stopped')),
  reason text check (reason in ('supplement', 'payment', 'suspension')),
  received_at timestamptz not null,
  time_limit jsonb not null,
  due_at timestamptz not null,
  changed_at timestamptz not null,
  check ((state = 'paused') = (reason is not null))
);

-- Each due time that was ever in force, with the calendar's reasons.
create table counter.due_time (
  id uuid primary key,
  dossier_id uuid not null references counter.dossier,
  computed_at timestamptz not null,
  due_at timestamptz not null,
  cause text not null check (cause in ('accepted', 'resumed')),
  trace jsonb not null
);
create index due_time_of on counter.due_time (dossier_id, id);

create table counter.pause (
  id uuid primary key,
  dossier_id uuid not null references counter.dossier,
  reason text not null check (reason in ('supplement', 'payment', 'suspension')),
  resume text not null check (resume in ('continue', 'reset')),
  from_at timestamptz not null,
  to_at timestamptz,
  check (to_at >= from_at)
);
create index pause_of on counter.pause (dossier_id, from_at);
create unique index pause_open on counter.pause (dossier_id) where to_at is null;

-- One consolidated request: every mark at once. A second round needs an approval.
create table counter.supplement_request (
  id uuid primary key,
  dossier_id uuid not null references counter.dossier,
  round integer not null check (round > 0),
  requested_at timestamptz not null,
  requested_by jsonb not null,
  message text not null,
  legal_ground text not null,
  repeat_reason text,
  answer_by date not null,
  marks jsonb not null check (jsonb_array_length(marks) > 0),
  answered_at timestamptz,
  closed_at timestamptz,
  unique (dossier_id, round),
  check (round = 1 or repeat_reason is not null),
  check (answered_at is null or closed_at is not null)
);
create unique index supplement_open on counter.supplement_request (dossier_id) where closed_at is null;

create table counter.assignment (
  id uuid primary key,
  dossier_id uuid not null references counter.dossier,
  officer_id uuid not null,
  officer_name text not null,
  at timestamptz not null,
  assigned_by jsonb not null,
  reason text
);
create index assignment_of on counter.assignment (dossier_id, id);

create table counter.note (
  id uuid primary key,
  dossier_id uuid not null references counter.dossier,
  at timestamptz not null,
  officer_id uuid not null,
  officer_name text not null,
  text text not null
);
create index note_of on counter.note (dossier_id, id);

create table counter.result_paper (
  dossier_id uuid not null references counter.dossier,
  file_id uuid not null,
  name text not null,
  title jsonb not null,
  issued_at timestamptz not null,
  primary key (dossier_id, file_id)
);

-- Forms of Thông tư 03/2025/TT-VPCP that were given out: the data that the page is printed from, kept as they were.
create table counter.issued_form (
  id uuid primary key,
  dossier_id uuid not null references counter.dossier,
  circular text not null,
  form text not null,
  issued_at timestamptz not null,
  data jsonb not null
);
create index issued_form_of on counter.issued_form (dossier_id, id);

-- The officers' list, projected in the same transaction as what it shows. Narrow, so that a million rows stay in memory.
-- `sort_at` is what its stage is ordered by: filing, due time, begin of the wait, result or end.
create table counter.queue_entry (
  dossier_id uuid primary key references counter.dossier,
  agency_id uuid not null,
  code text not null,
  state text not null,
  stage text not null check (stage in ('to-accept', 'waiting', 'in-progress', 'to-return', 'done')),
  clock text not null check (clock in ('none', 'running', 'paused', 'stopped')),
  procedure_code text not null,
  procedure_version_id text not null,
  applicant_name text not null,
  assignee_id uuid,
  filed_at timestamptz not null,
  due_at timestamptz,
  sort_at timestamptz not null
);
create index queue_stage on counter.queue_entry (agency_id, stage, sort_at, dossier_id);
create index queue_open on counter.queue_entry (agency_id, filed_at, dossier_id) where stage <> 'done';
create index queue_due on counter.queue_entry (agency_id, due_at, dossier_id) where stage in ('to-accept', 'in-progress') and due_at is not null;
create index queue_mine on counter.queue_entry (assignee_id, sort_at, dossier_id) where assignee_id is not null and stage <> 'done';

select platform.append_only('counter.submission');
select platform.append_only('counter.dossier_event');
select platform.append_only('counter.due_time');
select platform.append_only('counter.assignment');
select platform.append_only('counter.note');
select platform.append_only('counter.result_paper');
select platform.append_only('counter.issued_form');
-- A filed dossier is never removed.
revoke delete, truncate on counter.dossier, counter.clock, counter.pause, counter.supplement_request from lienthong_app;
