-- The national catalogue. A published version never changes: dossiers pin it. What is current, and how it is found, is kept beside it.

create table procedures.version (
  id uuid primary key,
  code text not null check (code ~ '^[1-3]\.[0-9]{6}$'),
  version integer not null check (version > 0),
  -- ProcedureRecord
  record jsonb not null,
  -- SHA-256 of the record with sorted keys: the same text is not published twice
  digest text not null,
  -- how it differs from the version before: 'first', 'wording', 'extends' or 'breaks'
  change text not null check (change in ('first', 'wording', 'extends', 'breaks')),
  published_at timestamptz not null,
  published_by jsonb not null,
  unique (code, version)
);
select platform.append_only('procedures.version');

-- One row per procedure: what is in force, and the text that a search looks through (folded: lower case, without marks, đ as d).
create table procedures.current (
  code text primary key,
  version_id uuid not null references procedures.version (id),
  published_at timestamptz not null,
  -- ProcedureSummary
  summary jsonb not null,
  fileable boolean not null,
  -- exact spelling in lower case, for people who type the marks
  name_exact text not null,
  name_folded text not null,
  keywords_folded text not null,
  text_folded text not null
);
create index current_published on procedures.current (published_at);
create index current_name_trgm on procedures.current using gin (name_folded public.gin_trgm_ops);
create index current_text_trgm on procedures.current using gin (text_folded public.gin_trgm_ops);

create table procedures.draft (
  code text primary key check (code ~ '^[1-3]\.[0-9]{6}$'),
  record jsonb not null,
  -- the version that the draft started from; null for a new procedure
  based_on uuid references procedures.version (id),
  -- grows with each saving, so that two authors do not overwrite each other unseen
  revision integer not null default 1,
  saved_at timestamptz not null,
  saved_by jsonb not null
);

create table procedures.life_event (
  code text primary key check (code ~ '^[A-Z]+$'),
  kind text not null check (kind in ('citizen', 'business')),
  position integer not null,
  name_vi text not null,
  name_en text not null,
  description_vi text not null,
  description_en text not null,
  procedure_codes text[] not null,
  unique (kind, position)
);
