-- The systems that agencies register to sign people in here.
create table sign_on.client (
  -- The protocol's client_id: a UUIDv7 as text.
  id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{2,63}$'),
  agency_id uuid not null,
  -- 'web': runs on a server and keeps a key; 'native': on a person's own device and keeps none.
  kind text not null check (kind in ('web', 'native')),
  mode text not null default 'test' check (mode in ('test', 'live')),
  name_vi text not null,
  name_en text not null,
  -- What it is and for whom, as people read it when they are asked for consent.
  about_vi text not null,
  about_en text not null,
  purpose text not null,
  legal_basis text not null,
  -- [{ "item": "full-name", "reason": "…" }]: which data, each with its reason, shown to people.
  data jsonb not null,
  contact_name text not null,
  contact_email text not null,
  contact_phone text not null,
  redirect_uris text[] not null,
  post_logout_redirect_uris text[] not null,
  backchannel_logout_uri text,
  -- Clients of one sector see one subject for a person, others another.
  sector text not null,
  auth_method text not null check (auth_method in ('private_key_jwt', 'client_secret_basic', 'none')),
  -- Public keys of private_key_jwt.
  jwks jsonb,
  -- Sealed under the installation's key: the library compares the secret itself, so a hash would not do.
  secret_sealed text,
  secret_at timestamptz,
  -- Access tokens are bound to a key of the client (RFC 9449).
  dpop_bound boolean not null,
  -- May ask for approval on a second device (CIBA, poll).
  second_device boolean not null default false,
  -- Least assurance level for signing in at all.
  least_level smallint not null default 1 check (least_level between 1 and 4),
  suspended_at timestamptz,
  suspended_why text,
  -- What waits for a second officer: the changed fields, and "mode": "live" to go live.
  proposal jsonb,
  proposed_by uuid,
  proposed_at timestamptz,
  version integer not null default 1,
  registered_at timestamptz not null,
  changed_at timestamptz not null,
  check ((auth_method = 'none') = (kind = 'native')),
  check ((proposal is null) = (proposed_at is null) and (proposal is null) = (proposed_by is null))
);
create index client_agency on sign_on.client (agency_id, id);
create index client_waiting on sign_on.client (proposed_at, id) where proposal is not null;
revoke delete, truncate on sign_on.client from lienthong_app;

-- Everything that was ever done to a client: who, when, what.
create table sign_on.client_change (
  id uuid primary key,
  client_id text not null references sign_on.client,
  at timestamptz not null,
  -- Kind and ids of who acted.
  actor jsonb not null,
  actor_name text not null,
  kind text not null,
  data jsonb not null
);
create index client_change_of on sign_on.client_change (client_id, id);
select platform.append_only('sign_on.client_change');

-- Who may sign in at a client in test mode.
create table sign_on.client_tester (
  client_id text not null references sign_on.client,
  account_id uuid not null,
  name text not null,
  added_at timestamptz not null,
  added_by uuid,
  primary key (client_id, account_id)
);
