-- The room becomes the country's sign-on: accounts say how their owner was proofed, sessions say with what they were proved, for
-- whom the person acts, and which device they were given to.

alter table identity.account
  add column level smallint not null default 1 check (level in (1, 2)),
  add column locked_at timestamptz,
  add column locked_why text,
  add column closed_why text;
comment on column identity.account.level is 'Mức độ tài khoản định danh điện tử: 1 by data that agree with the population register, 2 in person with the card. Follows from identity.proofing.';

-- Ways to prove oneself are things that an account may have or not; the password is one of them.
create table identity.password (
  account_id uuid primary key references identity.account (id),
  hash text not null,
  changed_at timestamptz not null
);
insert into identity.password (account_id, hash, changed_at) select id, secret_hash, created_at from identity.account;
alter table identity.account drop column secret_hash;

-- How the node came to know that the account is this person's. Only added to; the level of the account is the highest of them.
create table identity.proofing (
  id uuid primary key,
  account_id uuid not null references identity.account (id),
  how text not null check (how in ('register-match', 'in-person', 'upstream', 'appointment', 'world')),
  level smallint not null check (level in (1, 2)),
  at timestamptz not null,
  by jsonb not null,
  detail jsonb not null default '{}'
);
create index proofing_account on identity.proofing (account_id, at);
select platform.append_only('identity.proofing');

-- Sessions from before cannot say what they were proved with: their owners sign in again.
delete from identity.session;
alter table identity.session
  add column id uuid not null,
  add column proofs jsonb not null,
  add column mandate_id uuid,
  add column device_hash bytea,
  add column device_name text,
  add column source text not null,
  add column seen_at timestamptz not null,
  add column ended_why text,
  add constraint session_id unique (id),
  add check ((ended_at is null) = (ended_why is null));
comment on column identity.session.proofs is 'What the session was proved with: [{"kind": "password", "at": "…"}], oldest first. The assurance level follows from it.';
comment on column identity.session.mandate_id is 'The mandate (room mandates) by which the person acts for somebody else in this session.';
comment on column identity.session.device_hash is 'SHA-256 of the device cookie of the browser that the session was given to; null for programs.';
