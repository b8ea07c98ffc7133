-- Phones and e-mail addresses of accounts. They are replaced in the course of a life and one phone may serve several accounts (an
-- elderly couple), so nothing is unique across accounts. The value is sealed; a keyed hash counts what is sent to it.
create table identity.contact (
  id uuid primary key,
  account_id uuid not null references identity.account (id),
  kind text not null check (kind in ('phone', 'email')),
  value_sealed text not null,
  value_hash bytea not null,
  hint text not null,
  added_at timestamptz not null,
  verified_at timestamptz,
  removed_at timestamptz
);
comment on column identity.contact.hint is 'The value with all but its end hidden, as pages show it.';
create unique index contact_once on identity.contact (account_id, value_hash) where removed_at is null;
create index contact_removed on identity.contact (removed_at) where removed_at is not null;

-- The one code that is open for a holder, a purpose and a channel: a new one takes the place of the earlier. The holder is an account,
-- or an id made of what was typed where there is none, so that both cost the same and are counted alike.
create table identity.one_time_code (
  holder uuid not null,
  purpose text not null,
  channel text not null check (channel in ('sms', 'email')),
  contact_id uuid,
  code_hash bytea not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  tries smallint not null default 0,
  used_at timestamptz,
  primary key (holder, purpose, channel)
);
create index one_time_code_expires on identity.one_time_code (expires_at);

-- Every code that was asked for, for the limits per account, per contact and per address.
create table identity.code_request (
  id uuid primary key,
  holder uuid not null,
  value_hash bytea not null,
  source text not null,
  at timestamptz not null
);
create index code_request_holder on identity.code_request (holder, at);
create index code_request_value on identity.code_request (value_hash, at);
create index code_request_source on identity.code_request (source, at);
create index code_request_at on identity.code_request (at);

-- What would have gone out by SMS or e-mail, where the demo world has nobody to send it. Empty everywhere else.
create table identity.demo_message (
  id uuid primary key,
  at timestamptz not null,
  channel text not null check (channel in ('sms', 'email')),
  hint text not null,
  subject text,
  body text not null
);
create index demo_message_at on identity.demo_message (at desc);
