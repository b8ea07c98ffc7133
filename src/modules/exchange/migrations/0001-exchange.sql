-- The document axis between agencies: what was handed over (consignments), where each copy stands (deliveries), and everything that
-- happened to it (delivery events, only added to).

-- How an agency takes what arrives. Without a row: here, in the pages of this node.
create table exchange.mailbox (
  agency_id uuid primary key,
  mode text not null check (mode in ('here', 'pull')),
  set_at timestamptz not null,
  set_by jsonb not null
);

create table exchange.consignment (
  id uuid primary key,
  -- the sender's own name for it: the same again is the same consignment
  sender_agency_id uuid not null,
  sender_key text not null,
  sender_code text not null,
  seq bigint generated always as identity,
  kind text not null check (kind in ('new', 'recall', 'update', 'replace')),
  -- the earlier consignment that a recall, an update or a replacement is about
  about uuid references exchange.consignment (id),
  conversation uuid not null,
  priority smallint not null check (priority between 0 and 4),
  -- the envelope in canonical form (RFC 8785), exactly the bytes that were digested and sealed
  envelope text not null,
  digest bytea not null,
  subject_search text not null,
  notation text not null,
  issued_on date not null,
  receipt jsonb not null,
  accepted_at timestamptz not null,
  accepted_from jsonb not null,
  expires_at timestamptz not null,
  check ((kind = 'new') = (about is null))
);
create unique index consignment_key on exchange.consignment (sender_agency_id, sender_key);
create index consignment_sent on exchange.consignment (sender_agency_id, seq desc);
create index consignment_about on exchange.consignment (about) where about is not null;
select platform.append_only('exchange.consignment');

-- One copy for one recipient, with two states: the transport's, which the platform moves, and the business's, which people move by
-- the codes of Quyết định 28/2018/QĐ-TTg. The columns of the consignment that queues are walked by stand here as well.
create table exchange.delivery (
  id uuid primary key,
  consignment_id uuid not null references exchange.consignment (id),
  seq bigint not null,
  conversation uuid not null,
  priority smallint not null,
  sender_agency_id uuid not null,
  recipient_agency_id uuid not null,
  recipient_code text not null,
  transport text not null check (transport in ('queued', 'delivering', 'delivered', 'rejected', 'expired', 'failed', 'held')),
  transport_at timestamptz not null,
  reason text,
  business text check (business in ('01', '02', '03', '04', '05', '06', '15', '16')),
  business_at timestamptz,
  -- a recall, update or replacement that waits for this recipient's answer
  asked_by uuid references exchange.consignment (id),
  attempts smallint not null default 0,
  locked_until timestamptz,
  lock_id uuid,
  expires_at timestamptz not null
);
create unique index delivery_recipient on exchange.delivery (consignment_id, recipient_agency_id);
create index delivery_queue on exchange.delivery (recipient_agency_id, priority desc, seq) where transport in ('queued', 'delivering');
create index delivery_due on exchange.delivery (priority desc, seq) where transport = 'queued';
create index delivery_open_conversation on exchange.delivery (recipient_agency_id, conversation, seq) where transport in ('queued', 'delivering', 'held');
create index delivery_arrived on exchange.delivery (recipient_agency_id, seq desc) where transport = 'delivered';
create index delivery_expiry on exchange.delivery (expires_at) where transport in ('queued', 'delivering', 'held');

create table exchange.delivery_event (
  id uuid primary key,
  delivery_id uuid not null references exchange.delivery (id),
  at timestamptz not null,
  machine text not null check (machine in ('transport', 'business')),
  from_state text,
  to_state text not null,
  -- which rule of the table moved it: what an operator asks first
  rule text not null,
  actor jsonb not null,
  note text
);
create index delivery_event_of on exchange.delivery_event (delivery_id, at, id);
select platform.append_only('exchange.delivery_event');
