-- What an agency's administrator writes down of a client, beyond what the protocol needs.
alter table sign_on.client
  -- What it is and for whom, as people read it when they are asked for consent.
  add column about_vi text not null default '',
  add column about_en text not null default '',
  add column legal_basis text not null default '',
  -- [{ "item": "full-name", "reason": "…" }]: which data, each with its reason, shown to people.
  add column data jsonb not null default '[]',
  add column contact_name text not null default '',
  add column contact_email text not null default '',
  add column contact_phone text not null default '',
  add column secret_at timestamptz,
  add column suspended_at timestamptz,
  add column suspended_why text,
  -- What waits for a second officer: { "toLive": true, "changes": { … } }.
  add column proposal jsonb,
  add column proposed_by uuid,
  add column proposed_at timestamptz,
  add column version integer not null default 1,
  add check ((proposal is null) = (proposed_at is null) and (proposal is null) = (proposed_by is null)),
  add check (active = (suspended_at is null));
create index client_waiting on sign_on.client (proposed_at, id) where proposal is not null;
revoke delete, truncate on sign_on.client from lienthong_app;

-- Everything that was ever done to a client: who, when, what.
create table sign_on.client_change (
  id uuid primary key,
  client_id text not null references sign_on.client (id),
  at timestamptz not null,
  -- Kind and ids of who acted.
  actor jsonb not null,
  actor_name text not null,
  kind text not null,
  data jsonb not null
);
create index client_change_of on sign_on.client_change (client_id, id);
select platform.append_only('sign_on.client_change');

alter table sign_on.client_tester
  add column name text not null default '',
  add column added_at timestamptz not null default now(),
  -- The officer; null for worlds.
  add column added_by uuid;
