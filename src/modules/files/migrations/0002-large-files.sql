-- Large content arrives before its SHA-256 is known or before all of it is there. It is written once, as a blob of its own name,
-- and becomes a content's bytes by a reference: nothing is copied when it is whole.
create table files.blob (
  id uuid primary key,
  started_at timestamptz not null
);
create index blob_started on files.blob (started_at);

-- Pieces of about a megabyte; how long each is follows from what came over the line.
create table files.blob_chunk (
  blob_id uuid not null references files.blob on delete cascade,
  starts_at bigint not null check (starts_at >= 0),
  data bytea not null,
  primary key (blob_id, starts_at)
);
alter table files.blob_chunk alter column data set storage external;

alter table files.content add column blob_id uuid references files.blob;
create unique index content_blob on files.content (blob_id) where blob_id is not null;
comment on column files.content.blob_id is 'Where the bytes lie; null: in content_chunk.';

-- A content on its way under the SHA-256 that its sender announced. Each sender has a transfer of its own: what one sends wrong
-- spoils nothing for another, and to know a digest is not yet to have the content.
create table files.transfer (
  sender text not null check (char_length(sender) between 1 and 200),
  sha256 bytea not null check (octet_length(sha256) = 32),
  bytes bigint not null check (bytes > 0),
  received bigint not null default 0 check (received between 0 and bytes),
  -- Null once it is done: the blob is the content's then, or gone because the content was here.
  blob_id uuid references files.blob,
  -- What it was found to be, once done.
  type text,
  touched_at timestamptz not null,
  primary key (sender, sha256),
  check ((blob_id is null) = (type is not null))
);
create index transfer_touched on files.transfer (touched_at);
create index transfer_blob on files.transfer (blob_id) where blob_id is not null;
comment on column files.transfer.sender is '''account:<id>'', ''program:<id>'', ''node:<id>''; ''house'' for the node itself.';

-- Resumable uploads of large files keep their pieces in a blob, too.
alter table files.upload add column blob_id uuid references files.blob;
create index upload_blob on files.upload (blob_id) where blob_id is not null;
comment on column files.upload.blob_id is 'Set for an upload under the rules of the document axis; null for a person''s own files.';

-- Bytes that a sender has begun to send to the axis on a day of Vietnam's calendar, counted as files.daily_use is.
create table files.axis_day (
  sender text not null,
  day date not null,
  bytes bigint not null,
  primary key (sender, day)
);
