-- What support officers do for people at the counter: each piece of work is a case with a stated purpose; codes on paper for people
-- without a phone; recovery of an account whose owner has lost everything, by two officers; and tries to open an account.

-- One officer, one person, one purpose, for an hour. No personal number: the subject is its keyed hash.
create table identity.support_case (
  id uuid primary key,
  subject bytea not null,
  account_id uuid references identity.account (id),
  officer_account_id uuid not null references identity.account (id),
  agency_id uuid not null,
  purpose text not null,
  opened_at timestamptz not null
);
create index support_case_opened on identity.support_case (opened_at);

-- A code on paper, handed to a person whose card was checked. Of an account at most one is open.
create table identity.counter_code (
  id uuid primary key,
  account_id uuid not null references identity.account (id),
  code_hash bytea not null,
  given_by uuid not null references identity.account (id),
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  ended_at timestamptz
);
create unique index counter_code_open on identity.counter_code (account_id) where used_at is null and ended_at is null;

-- Everything lost: one officer asks, another of the same agency decides. The database itself refuses that it is the same person.
create table identity.recovery (
  id uuid primary key,
  account_id uuid not null references identity.account (id),
  agency_id uuid not null,
  lost text[] not null,
  purpose text not null,
  requested_by uuid not null references identity.account (id),
  requested_at timestamptz not null,
  expires_at timestamptz not null,
  decided_by uuid references identity.account (id),
  decided_at timestamptz,
  outcome text check (outcome in ('approved', 'refused', 'cancelled', 'over')),
  check ((outcome is null) = (decided_at is null)),
  check (outcome not in ('approved', 'refused') or decided_by is not null),
  check (outcome <> 'approved' or decided_by <> requested_by)
);
create unique index recovery_waiting on identity.recovery (account_id) where outcome is null;
create index recovery_agency on identity.recovery (agency_id, requested_at) where outcome is null;

-- Tries at the doors that stand open to people without a session, for the limits per number and per address.
create table identity.door_try (
  id uuid primary key,
  door text not null check (door in ('sign-up', 'counter-code', 'reset')),
  subject bytea not null,
  source text not null,
  at timestamptz not null
);
create index door_try_subject on identity.door_try (door, subject, at);
create index door_try_source on identity.door_try (door, source, at);
create index door_try_at on identity.door_try (at);
