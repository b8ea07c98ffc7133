-- Content is kept once per SHA-256, whoever sends it and under whatever name.
create table files.content (
  sha256 bytea primary key check (octet_length(sha256) = 32),
  bytes bigint not null check (bytes > 0),
  scan text not null check (scan in ('not-scanned', 'pending', 'clean', 'infected')),
  threat text,
  scanned_at timestamptz,
  stored_at timestamptz not null,
  -- Moved forward each time the same content comes again, so that the sweep does not take it from under a new file.
  touched_at timestamptz not null
);
create index content_pending on files.content (stored_at) where scan = 'pending';
create index content_touched on files.content (touched_at);
comment on table files.content is 'One row per distinct content; its bytes lie in content_chunk or in another backing of the store.';

-- The bytes, in pieces that fit a page of the TOAST table well. Pictures and PDFs are compressed already, so
-- PostgreSQL does not try to press them again (external).
create table files.content_chunk (
  sha256 bytea not null references files.content on delete cascade,
  n integer not null check (n >= 0),
  data bytea not null,
  primary key (sha256, n)
);
alter table files.content_chunk alter column data set storage external;

-- A content in the hands of one person: with a name, a truth about its type, and a right to read it.
create table files.file (
  id uuid primary key,
  owner uuid not null,
  name text not null check (char_length(name) between 1 and 200 and name = normalize(name, nfc)),
  type text not null,
  bytes bigint not null,
  sha256 bytea not null references files.content,
  pages integer check (pages > 0),
  width integer check (width > 0),
  height integer check (height > 0),
  -- Upright, small and without metadata; only pictures have one.
  viewing_sha256 bytea references files.content,
  received_at timestamptz not null
);
create index file_owner on files.file (owner, received_at);
create index file_sha256 on files.file (sha256);
create index file_viewing on files.file (viewing_sha256) where viewing_sha256 is not null;
create index file_received on files.file (received_at);
comment on column files.file.owner is 'Account (identity) that sent it or for whom the house made it.';

-- Why a file must stay. A kept file cannot be deleted: the reference refuses it.
create table files.keeping (
  file_id uuid not null references files.file,
  reference text not null,
  kept_at timestamptz not null,
  primary key (file_id, reference)
);
comment on column files.keeping.reference is 'What needs it: ''dossier:<id>'', ''birth-act:<id>''.';

-- Agencies whose officers may open the file.
create table files.share (
  file_id uuid not null references files.file on delete cascade,
  agency_id uuid not null,
  shared_at timestamptz not null,
  primary key (file_id, agency_id)
);

-- Each opening by somebody who is not the owner.
create table files.opening (
  id uuid primary key,
  file_id uuid not null,
  account_id uuid not null,
  agency_id uuid not null,
  opened_at timestamptz not null
);
create index opening_file on files.opening (file_id, opened_at);

-- A file on its way (tus). Its id becomes the file's id; ''received'' only ever grows, and only from the value that
-- the sender believes in, so two processes cannot write over each other.
create table files.upload (
  id uuid primary key,
  owner uuid not null,
  name text not null,
  length bigint not null check (length > 0),
  received bigint not null default 0 check (received between 0 and length),
  state text not null default 'open' check (state in ('open', 'stored', 'refused')),
  refused_because text,
  started_at timestamptz not null,
  touched_at timestamptz not null,
  check ((state = 'stored') = (received = length)),
  check ((state = 'refused') = (refused_because is not null))
);
create index upload_touched on files.upload (touched_at);

create table files.upload_chunk (
  upload_id uuid not null references files.upload on delete cascade,
  starts_at bigint not null,
  data bytea not null,
  primary key (upload_id, starts_at)
);
alter table files.upload_chunk alter column data set storage external;

-- What each account has sent on a day (Vietnam's calendar). Counted when an upload begins, in one statement with the
-- limit, so that many uploads at once cannot pass it together.
create table files.daily_use (
  owner uuid not null,
  day date not null,
  files integer not null,
  bytes bigint not null,
  primary key (owner, day)
);

select platform.append_only('files.keeping');
select platform.append_only('files.opening');
