-- News and documents that the node brings to an agency's own address.

alter table exchange.mailbox drop constraint mailbox_mode_check;
alter table exchange.mailbox add constraint mailbox_mode_check check (mode in ('here', 'pull', 'push'));

create table exchange.webhook (
  id uuid primary key,
  agency_id uuid not null,
  -- the program that subscribed; null for an officer's
  system_id uuid,
  url text not null check (char_length(url) <= 2000),
  topics text[] not null check (topics <@ array['arrived', 'status', 'transport', 'delivery'] and cardinality(topics) > 0),
  state text not null check (state in ('pending', 'active', 'resting', 'ended')),
  why text,
  -- failures since the last success, and until when nothing is tried because of them
  failures integer not null default 0,
  due_at timestamptz not null,
  made_at timestamptz not null,
  made_by jsonb not null,
  changed_at timestamptz not null
);
create index webhook_agency on exchange.webhook (agency_id, id);
revoke delete, truncate on exchange.webhook from lienthong_app;

-- What is to be told. The body is kept as it was signed the first time: a replay is the same body again.
create table exchange.webhook_push (
  id uuid primary key,
  seq bigint generated always as identity,
  webhook_id uuid not null references exchange.webhook (id),
  conversation uuid not null,
  kind text not null,
  body text not null,
  replay_of uuid references exchange.webhook_push (id),
  state text not null check (state in ('waiting', 'done', 'given-up')),
  attempts integer not null default 0,
  due_at timestamptz not null,
  made_at timestamptz not null
);
create index webhook_push_waiting on exchange.webhook_push (webhook_id, seq) where state = 'waiting';
create index webhook_push_conversation on exchange.webhook_push (webhook_id, conversation, seq) where state = 'waiting';
create index webhook_push_newest on exchange.webhook_push (webhook_id, seq desc);
revoke delete, truncate on exchange.webhook_push from lienthong_app;

-- Every try, with what came back. For documents that are pushed there is a delivery instead of a push.
create table exchange.webhook_attempt (
  id uuid primary key,
  webhook_id uuid not null references exchange.webhook (id),
  push_id uuid references exchange.webhook_push (id),
  delivery_id uuid references exchange.delivery (id),
  at timestamptz not null,
  took_ms integer not null,
  status smallint,
  answer text,
  failure text
);
create index webhook_attempt_of on exchange.webhook_attempt (webhook_id, id desc);
create index webhook_attempt_push on exchange.webhook_attempt (push_id, id) where push_id is not null;
select platform.append_only('exchange.webhook_attempt');
