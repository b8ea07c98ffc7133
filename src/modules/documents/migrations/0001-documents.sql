comment on schema documents is 'Registers of outgoing and incoming documents of agencies. What happened is appended; the head rows say how things stand now.';

-- The last number given, per agency, book, series and year. Whoever takes a number holds the row until the commit, and takes it
-- as the last thing in the transaction: a number that was given is never lost, and nobody waits longer than for one insert.
create table documents.number_series (
  agency_id uuid not null,
  -- 'out', 'in', 'copy'
  book text not null check (book in ('out', 'in', 'copy')),
  -- The type of document for 'out'; '' for the others, which are counted together.
  series text not null,
  year smallint not null,
  last_number integer not null check (last_number > 0),
  primary key (agency_id, book, series, year)
);

-- The register books themselves: one line per number, never changed.
create table documents.register_entry (
  id uuid primary key,
  agency_id uuid not null,
  book text not null check (book in ('out', 'in', 'copy')),
  series text not null,
  year smallint not null,
  number integer not null check (number > 0),
  -- The outgoing document, the incoming document or the copy.
  document_id uuid not null,
  at timestamptz not null,
  by_officer_id uuid not null,
  by_name text not null,
  unique (agency_id, book, series, year, number),
  unique (book, document_id)
);
create index register_entry_page on documents.register_entry (agency_id, book, year, at desc, id desc);

-- How an agency writes its notations: abbreviation, place, units that draft. The newest line holds.
create table documents.style (
  id uuid primary key,
  agency_id uuid not null,
  abbreviation text not null,
  place text not null,
  at timestamptz not null,
  by_officer_id uuid not null
);
create index style_newest on documents.style (agency_id, at desc, id desc);

create table documents.outgoing (
  id uuid primary key,
  agency_id uuid not null,
  state text not null check (state in ('draft', 'in-review', 'approved', 'numbered', 'signed', 'issued', 'discarded', 'voided')),
  state_at timestamptz not null,
  -- The newest content; approval names the version that it is about.
  version integer not null check (version > 0),
  type text not null,
  subject text not null check (subject = normalize(subject, NFC)),
  urgency text not null check (urgency in ('normal', 'urgent', 'very-urgent', 'express')),
  drafter_officer_id uuid not null,
  drafter_name text not null,
  signer_officer_id uuid not null,
  signer_name text not null,
  year smallint,
  number integer check (number > 0),
  notation text,
  issued_on date,
  -- The signed document, first by the signer and then also by the agency.
  file_id uuid,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  search text not null,
  created_at timestamptz not null,
  check ((number is null) = (notation is null) and (number is null) = (issued_on is null)),
  check (state not in ('numbered', 'signed', 'issued', 'voided') or number is not null),
  check (state not in ('signed', 'issued') or file_id is not null)
);
create unique index outgoing_number on documents.outgoing (agency_id, type, year, number) where number is not null;
create index outgoing_page on documents.outgoing (agency_id, state_at desc, id desc);
create index outgoing_drafter on documents.outgoing (drafter_officer_id, state_at desc);
create index outgoing_search on documents.outgoing using gin (search gin_trgm_ops);

-- What was written, version by version: the version that was approved is the one that is signed.
create table documents.outgoing_version (
  outgoing_id uuid not null references documents.outgoing (id),
  version integer not null,
  content jsonb not null,
  at timestamptz not null,
  by_officer_id uuid not null,
  primary key (outgoing_id, version)
);

-- Who gets the document inside the agency: they read it when it is issued.
create table documents.outgoing_reader (
  outgoing_id uuid not null references documents.outgoing (id),
  officer_id uuid not null,
  primary key (outgoing_id, officer_id)
);

create table documents.outgoing_event (
  id uuid primary key,
  outgoing_id uuid not null references documents.outgoing (id),
  kind text not null,
  from_state text,
  to_state text,
  version integer not null,
  at timestamptz not null,
  by_officer_id uuid not null,
  by_name text not null,
  by_position text not null,
  note text
);
create index outgoing_event_of on documents.outgoing_event (outgoing_id, at, id);

create table documents.incoming (
  id uuid primary key,
  agency_id uuid not null,
  state text not null check (state in ('arrived', 'registered', 'assigned', 'in-progress', 'done', 'refused')),
  state_at timestamptz not null,
  -- 'paper' and 'upload' by the clerk; 'exchange' by a packet, whose reference makes its arrival happen once.
  channel text not null check (channel in ('paper', 'upload', 'exchange')),
  packet_ref text,
  sender_name text not null,
  sender_code text,
  notation text not null,
  issued_on date not null,
  type text not null,
  subject text not null check (subject = normalize(subject, NFC)),
  urgency text not null check (urgency in ('normal', 'urgent', 'very-urgent', 'express')),
  secrecy text not null check (secrecy in ('none', 'secret', 'top-secret', 'absolute-secret')),
  signer text,
  page_count integer check (page_count > 0),
  arrived_at timestamptz not null,
  year smallint,
  number integer check (number > 0),
  due_at timestamptz,
  lead_officer_id uuid,
  lead_name text,
  search text not null,
  check (state in ('arrived', 'refused') or number is not null)
);
create unique index incoming_packet on documents.incoming (agency_id, packet_ref) where packet_ref is not null;
create unique index incoming_number on documents.incoming (agency_id, year, number) where number is not null;
create index incoming_page on documents.incoming (agency_id, arrived_at desc, id desc);
create index incoming_due on documents.incoming (agency_id, due_at) where state in ('registered', 'assigned', 'in-progress');
create index incoming_search on documents.incoming using gin (search gin_trgm_ops);

create table documents.incoming_file (
  incoming_id uuid not null references documents.incoming (id),
  position smallint not null,
  file_id uuid not null,
  name text not null,
  type text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null,
  primary key (incoming_id, position)
);

-- Who works on it now. Earlier assignments are in the events.
create table documents.assignee (
  incoming_id uuid not null references documents.incoming (id),
  officer_id uuid not null,
  role text not null check (role in ('lead', 'co-ordinator', 'informed')),
  name text not null,
  primary key (incoming_id, officer_id)
);
create index assignee_work on documents.assignee (officer_id, incoming_id);
create unique index assignee_lead on documents.assignee (incoming_id) where role = 'lead';

create table documents.incoming_event (
  id uuid primary key,
  incoming_id uuid not null references documents.incoming (id),
  kind text not null,
  from_state text,
  to_state text,
  at timestamptz not null,
  -- Null where the exchange or a clock did it.
  by_officer_id uuid,
  by_name text not null,
  by_position text not null,
  note text,
  data jsonb not null default '{}'
);
create index incoming_event_of on documents.incoming_event (incoming_id, at, id);

-- One reminder per document and moment that it is about.
create table documents.reminder (
  incoming_id uuid not null references documents.incoming (id),
  kind text not null check (kind in ('due-soon', 'overdue')),
  due_at timestamptz not null,
  at timestamptz not null,
  primary key (incoming_id, kind, due_at)
);

create table documents.copy (
  id uuid primary key,
  agency_id uuid not null,
  kind text not null check (kind in ('SY', 'SL', 'TrS')),
  outgoing_id uuid references documents.outgoing (id),
  incoming_id uuid references documents.incoming (id),
  of_notation text not null,
  of_subject text not null,
  -- Of an extract: what is taken out, word for word.
  excerpt text,
  recipients jsonb not null,
  year smallint not null,
  number integer not null check (number > 0),
  notation text not null,
  made_on date not null,
  signer_officer_id uuid not null,
  signer_name text not null,
  signer_position text not null,
  at timestamptz not null,
  unique (agency_id, year, number),
  check (num_nonnulls(outgoing_id, incoming_id) = 1),
  check ((kind = 'TrS') = (excerpt is not null))
);
create index copy_of_outgoing on documents.copy (outgoing_id) where outgoing_id is not null;
create index copy_of_incoming on documents.copy (incoming_id) where incoming_id is not null;

-- The signed file of a copy: at most one, whoever signs first.
create table documents.copy_file (
  copy_id uuid primary key references documents.copy (id),
  file_id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  at timestamptz not null
);

select platform.append_only('documents.register_entry');
select platform.append_only('documents.style');
select platform.append_only('documents.outgoing_version');
select platform.append_only('documents.outgoing_event');
select platform.append_only('documents.incoming_file');
select platform.append_only('documents.incoming_event');
select platform.append_only('documents.reminder');
select platform.append_only('documents.copy');
select platform.append_only('documents.copy_file');
revoke delete, truncate on documents.number_series, documents.outgoing, documents.incoming from lienthong_app;
