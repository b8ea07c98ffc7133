comment on schema mandates is 'Who may act for whom. Names are not kept here: a person''s name comes from the population register, as it is today.';

create table mandates.organisation (
  id uuid primary key,
  -- Mã số thuế: 10 digits, of a branch with -001 after it, of a household business the 12 digits of its owner. Text: zeros matter.
  tax_number text not null unique check (tax_number ~ '^([0-9]{10}(-[0-9]{3})?|[0-9]{12})$'),
  -- Where the register that it stands in gives another one (co-operatives, associations).
  enterprise_code text check (enterprise_code ~ '^[0-9A-Za-z./-]{3,40}$'),
  name text not null check (name = normalize(name, NFC)),
  name_folded text not null,
  kind text not null check (kind in ('enterprise', 'cooperative', 'household-business', 'association', 'public-unit', 'other')),
  recorded_at timestamptz not null,
  recorded_by jsonb not null
);
create index organisation_name on mandates.organisation using gin (name_folded public.gin_trgm_ops);

-- Since when an organisation works, rests or is no more. Only added to; of one day, the one learnt last counts.
create table mandates.organisation_state (
  id uuid primary key,
  organisation_id uuid not null references mandates.organisation,
  state text not null check (state in ('active', 'suspended', 'dissolved')),
  valid_from date not null,
  -- The entry in the register, or the decision.
  source text not null,
  recorded_at timestamptz not null,
  recorded_by jsonb not null
);
create index organisation_state_of on mandates.organisation_state (organisation_id, valid_from);

create table mandates.mandate (
  id uuid primary key,
  kind text not null check (kind in ('parent', 'guardian', 'authority', 'representative', 'staff')),
  -- Whom: a person of the population register, or an organisation.
  principal_person_id uuid,
  organisation_id uuid references mandates.organisation,
  agent_person_id uuid not null,
  -- What for, as in OAuth: words with a space between, in their order. 'dossier:*', 'dossier:<procedure>', 'client:*', 'client:<id>'.
  scope text not null check (scope ~ '^(dossier|client):(\*|[0-9A-Za-z._-]+)( (dossier|client):(\*|[0-9A-Za-z._-]+))*$'),
  valid_from date not null,
  -- The last day; null while it stands until ended.
  valid_to date,
  source text not null check (source in ('birth-act', 'decision', 'declaration', 'enterprise-register', 'delegation')),
  -- The decision of a court or a commune, or the entry in the enterprise register.
  source_ref text,
  source_on date,
  -- The representative's mandate that staff were delegated under.
  under_id uuid references mandates.mandate,
  granted_at timestamptz not null,
  granted_by jsonb not null,
  -- An authority is an offer until its agent takes it on.
  accepted_at timestamptz,
  ended_at timestamptz,
  ended_by jsonb,
  ended_how text check (ended_how in ('principal', 'agent', 'officer', 'law')),
  ended_why text,
  check (num_nonnulls(principal_person_id, organisation_id) = 1),
  check (principal_person_id is distinct from agent_person_id),
  check ((organisation_id is not null) = (kind in ('representative', 'staff'))),
  check ((under_id is not null) = (kind = 'staff')),
  check (valid_to >= valid_from),
  check (kind not in ('authority', 'staff') or valid_to is not null),
  check (kind <> 'guardian' or num_nonnulls(source_ref, source_on) = 2),
  check ((ended_at is null) = (ended_how is null) and (ended_at is null) = (ended_by is null)),
  -- One standing mandate of a kind for the same people and scope on a day: pressing twice, or two officers at once, make one.
  constraint mandate_once exclude using gist (
    kind with =, (coalesce(principal_person_id, organisation_id)) with =, agent_person_id with =, scope with =,
    daterange(valid_from, valid_to, '[]') with &&) where (ended_at is null)
);
create index mandate_agent on mandates.mandate (agent_person_id) where ended_at is null;
create index mandate_principal on mandates.mandate (principal_person_id);
create index mandate_organisation on mandates.mandate (organisation_id);
create index mandate_under on mandates.mandate (under_id) where ended_at is null;
create index mandate_last_day on mandates.mandate (valid_to) where ended_at is null;

-- Everything that happened to a mandate, with actor and time.
create table mandates.mandate_event (
  id uuid primary key,
  mandate_id uuid not null references mandates.mandate,
  at timestamptz not null,
  what text not null check (what in ('given', 'offered', 'accepted', 'ended')),
  actor jsonb not null,
  data jsonb not null default '{}'
);
create index mandate_event_of on mandates.mandate_event (mandate_id, id);

-- What was done by a mandate, so that its principal can look it up. What exactly was done stands where it was done.
create table mandates.use (
  id uuid primary key,
  mandate_id uuid not null references mandates.mandate,
  at timestamptz not null,
  -- 'dossier-filed', 'signed-in'
  what text not null,
  -- 'dossier:<id>', 'client:<id>'
  subject text not null,
  -- What people know it by: the code of a dossier, the name of an application.
  label text not null,
  unique (mandate_id, what, subject, at)
);
create index use_of on mandates.use (mandate_id, id desc);

-- The longest time that a written authority may be given for, by the day on which it is given. An administrator adds a row.
create table mandates.term_rule (
  valid_from date primary key,
  longest_months integer not null check (longest_months between 1 and 600),
  legal_basis text not null
);
insert into mandates.term_rule (valid_from, longest_months, legal_basis)
values ('2017-01-01', 36, 'Chờ đối chiếu: Bộ luật Dân sự 2015 để các bên thỏa thuận thời hạn ủy quyền; giới hạn này do dự án đặt để một giấy ủy quyền bị quên không kéo dài mãi');

select platform.append_only('mandates.organisation_state');
select platform.append_only('mandates.mandate_event');
select platform.append_only('mandates.use');
select platform.append_only('mandates.term_rule');
revoke delete, truncate on mandates.organisation, mandates.mandate from lienthong_app;
-- What was given never changes; only that it was taken on, and that it ended.
revoke update on mandates.mandate from lienthong_app;
grant update (accepted_at, ended_at, ended_by, ended_how, ended_why) on mandates.mandate to lienthong_app;
