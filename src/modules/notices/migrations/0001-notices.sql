-- What people are told. The inbox is the channel that always works; mail only says that something is in it.
create table notices.notice (
  -- The id of the event that asked for it, so that a notice asked for once is written once.
  id uuid primary key,
  account_id uuid not null,
  subject_vi text not null,
  subject_en text not null,
  body_vi text not null,
  body_en text not null,
  -- A path of this node.
  link text check (link ~ '^/([^/]|$)'),
  at timestamptz not null
);
create index notice_inbox on notices.notice (account_id, id desc);
select platform.append_only('notices.notice');

-- That it was opened, once, and when. A row beside the notice: the notice itself never changes.
create table notices.reading (
  notice_id uuid primary key references notices.notice,
  account_id uuid not null,
  read_at timestamptz not null
);
create index reading_account on notices.reading (account_id);
select platform.append_only('notices.reading');

-- Each attempt to send one by mail.
create table notices.delivery_attempt (
  id uuid primary key,
  notice_id uuid not null references notices.notice,
  channel text not null check (channel in ('email')),
  outcome text not null check (outcome in ('accepted', 'temporary-failure', 'permanent-failure')),
  -- The mail server's code, or the kind of network failure; never an address and never the server's own words.
  reason text,
  at timestamptz not null
);
create index delivery_attempt_notice on notices.delivery_attempt (notice_id, at);
select platform.append_only('notices.delivery_attempt');

-- Where an account wants to be told by mail. Nothing but the confirmation goes there before it is confirmed.
create table notices.address (
  account_id uuid primary key,
  -- Empty after the person has withdrawn it; the row stays, so that withdrawing does not open the way to more mails.
  email text,
  -- SHA-256 of the code in the confirmation mail.
  code_sha256 bytea not null,
  set_at timestamptz not null,
  confirmed_at timestamptz,
  -- A mail server refused the address for good; it is not tried again until the person gives it anew.
  refused_at timestamptz
);
