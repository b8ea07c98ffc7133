-- The border to clients of the older axis. Documents and their ways are the exchange's; here is only what joins its ids with the names that packets use.

-- Which consignment a sender's DocumentId means, of those that came or went over this border.
create table vxp.document (
  sender_agency_id uuid not null,
  document_id text not null,
  consignment_id uuid not null,
  -- for a recall, update or replacement: the document that it is about, which is what statuses name
  about_document_id text,
  at timestamptz not null,
  primary key (consignment_id)
);
create index document_of on vxp.document (sender_agency_id, document_id, at desc);

-- What was given to an agency's client, and the hold by which it confirms.
create table vxp.handed (
  delivery_id uuid primary key,
  agency_id uuid not null,
  sender_agency_id uuid not null,
  document_id text not null,
  lock_id uuid,
  at timestamptz not null
);
create index handed_of on vxp.handed (agency_id, document_id, at desc);

-- Statuses for the senders that use this border, to be fetched like documents.
create table vxp.status (
  id uuid primary key,
  agency_id uuid not null,
  delivery_id uuid not null,
  from_agency_id uuid not null,
  document_id text not null,
  code text not null,
  at timestamptz not null,
  state text not null check (state in ('initial', 'done', 'fail')),
  state_at timestamptz not null
);
create unique index status_once on vxp.status (delivery_id, code);
create index status_waiting on vxp.status (agency_id, at) where state = 'initial';
create index status_of on vxp.status (agency_id, at desc);

-- Status packets that were taken, by what they are: the same again is the same.
create table vxp.taken_status (
  agency_id uuid not null,
  sha256 bytea not null,
  id uuid not null,
  at timestamptz not null,
  primary key (agency_id, sha256)
);
