-- The exchange between nodes. A copy whose recipient is at home on another node is handed over to it; what happens to it there comes
-- back as news. The queue of what is to be handed over is the deliveries themselves, so that holding, expiring and re-routing a copy
-- needs no second place to be kept in step.

-- Where a consignment was accepted, when it was not here; and what this node knows from whom.
alter table exchange.consignment add column origin_node text;
alter table exchange.consignment add column handed_by text;
alter table exchange.consignment add column taken_at timestamptz;

alter table exchange.delivery add column peer text;
alter table exchange.delivery add column origin_node text;
alter table exchange.delivery add column peer_attempts smallint not null default 0;
alter table exchange.delivery add column next_try_at timestamptz;
comment on column exchange.delivery.peer is 'The other node that has, or is to have, the copy; null: it is for this node to deliver';
comment on column exchange.delivery.origin_node is 'The node that hears what happens to the copy; null: it was accepted here';
alter table exchange.delivery drop constraint delivery_transport_check;
alter table exchange.delivery add constraint delivery_transport_check
  check (transport in ('queued', 'delivering', 'delivered', 'rejected', 'expired', 'failed', 'held', 'relayed'));
create index delivery_for_peer on exchange.delivery (peer, priority desc, seq) where transport = 'queued' and peer is not null;

-- A step that was made at another node carries that node's name.
alter table exchange.delivery_event add column node text;

-- The files of a consignment from another node have ids there; here they are these.
create table exchange.consignment_file (
  consignment_id uuid not null references exchange.consignment (id),
  -- as the envelope names it
  file_id uuid not null,
  local_id uuid not null,
  primary key (consignment_id, file_id)
);
select platform.append_only('exchange.consignment_file');

-- How another node answers: what a pause before the next try is reckoned from.
create table exchange.peer (
  node_id text primary key,
  failures integer not null default 0,
  next_try_at timestamptz,
  answered_at timestamptz,
  last_failure text
);

-- Steps of foreign copies, on their way to the node where the consignment was accepted. The step is the message: its id is the id under
-- which the other node knows whether it has heard it.
create table exchange.peer_news (
  event_id uuid primary key references exchange.delivery_event (id),
  seq bigint generated always as identity,
  peer text not null,
  delivery_id uuid not null references exchange.delivery (id),
  priority smallint not null,
  made_at timestamptz not null,
  attempts integer not null default 0,
  next_try_at timestamptz,
  ended_at timestamptz,
  outcome text
);
create index peer_news_waiting on exchange.peer_news (peer, priority desc, seq) where ended_at is null;
create index peer_news_order on exchange.peer_news (delivery_id, seq) where ended_at is null;

-- News that came from other nodes, each taken up once.
create table exchange.peer_heard (
  event_id uuid primary key,
  peer text not null,
  delivery_id uuid not null,
  outcome text not null,
  at timestamptz not null
);
select platform.append_only('exchange.peer_heard');

-- What the nodes answered each other, sealed by the one that answered: proof of what was taken over and of what was refused.
create table exchange.peer_answer (
  id uuid primary key,
  peer text not null,
  -- 'theirs': the other node's word about what we sent; 'ours': ours about what it sent
  whose text not null check (whose in ('theirs', 'ours')),
  request_digest bytea not null,
  statement text not null,
  seal text not null,
  at timestamptz not null
);
create index peer_answer_of on exchange.peer_answer (peer, at desc);
select platform.append_only('exchange.peer_answer');
