-- Accounts of citizens and officers, their sessions and sign-ins. Personal numbers are not kept here: a citizen's
-- account is found by a keyed hash of the number (login_key).
create table identity.account (
  id uuid primary key,
  kind text not null check (kind in ('citizen', 'officer')),
  person_id uuid unique,
  officer_id uuid unique,
  name text not null,
  login_key bytea unique,
  secret_hash text not null,
  created_at timestamptz not null default now(),
  closed_at timestamptz,
  check ((kind = 'citizen' and person_id is not null and officer_id is null and login_key is not null)
      or (kind = 'officer' and officer_id is not null and person_id is null))
);

create table identity.session (
  token_hash bytea primary key,
  account_id uuid not null references identity.account (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index session_account on identity.session (account_id, created_at desc);

-- Every attempt to sign in, for the history people see and for slowing down guessing.
create table identity.sign_in (
  id uuid primary key,
  account_id uuid,
  subject bytea not null,
  source text not null,
  succeeded boolean not null,
  at timestamptz not null
);
create index sign_in_subject on identity.sign_in (subject, at desc) where not succeeded;
create index sign_in_source on identity.sign_in (source, at desc) where not succeeded;
select platform.append_only('identity.sign_in');
