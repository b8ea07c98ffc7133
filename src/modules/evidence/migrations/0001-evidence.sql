-- What government did, to whom, by whom and why. Rows are only ever added.
create table evidence.record (
  id uuid primary key,
  at timestamptz not null,
  -- 'counter.dossier-accepted', 'population.person-read' …
  kind text not null check (kind ~ '^[a-z][a-z-]*\.[a-z][a-z-]*$'),
  -- 'dossier:<id>', 'person:<id>' …
  subject text not null check (length(subject) <= 200),
  -- json, not jsonb: the very text is kept, because its hash is what the chain stands on.
  actor json not null,
  purpose text,
  legal_basis text,
  data json not null
);
create index record_subject on evidence.record (subject, at, id);

-- Records that no link covers yet. A record enters here in its own transaction and leaves when it is sealed, so the
-- sealer finds every committed record, whatever the order of commits, without a lock in the transaction that records.
create table evidence.unsealed (
  record_id uuid primary key
);

-- The chain: hash = SHA-256 (previous hash, record). Positions are 1, 2, 3 … without gaps.
create table evidence.link (
  position bigint primary key check (position > 0),
  record_id uuid not null unique,
  hash bytea not null check (length(hash) = 32)
);

-- The head of the chain, signed by the installation now and then: who rewrites the chain cannot rewrite these.
create table evidence.seal (
  position bigint primary key,
  hash bytea not null check (length(hash) = 32),
  at timestamptz not null,
  signature bytea not null
);

select platform.append_only('evidence.record');
select platform.append_only('evidence.link');
select platform.append_only('evidence.seal');
-- Entering and leaving, but never changing.
revoke update, truncate on evidence.unsealed from lienthong_app;
