-- Keys and certificates of this installation, and the list of what was signed with them. Nothing here is ever
-- changed: a new key is a new row, so that an old document can always be checked against the key of its day.

create table signing.authority (
  id uuid primary key,
  -- 1, 2, 3 …: the root in use is the highest one.
  generation integer not null unique check (generation > 0),
  subject text not null,
  certificate bytea not null,
  -- PKCS #8, encrypted with AES-256-GCM under a key derived from the installation's master key.
  private_key bytea not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null,
  created_at timestamptz not null default now()
);

create table signing.certificate (
  id uuid primary key,
  -- 'agency:<uuid>', or 'installation' for the seals of the node itself.
  holder text not null,
  -- 1, 2, 3 … per holder: two processes that renew at the same moment end with one new certificate.
  sequence integer not null check (sequence > 0),
  authority_id uuid not null references signing.authority (id),
  serial_number text not null unique,
  subject text not null,
  certificate bytea not null,
  private_key bytea not null,
  valid_from timestamptz not null,
  valid_to timestamptz not null,
  created_at timestamptz not null default now(),
  unique (holder, sequence)
);

create table signing.signature (
  id uuid primary key,
  certificate_id uuid not null references signing.certificate (id),
  agency_id uuid not null,
  -- Of the whole signed file, so that "did this installation issue exactly this file?" is one look-up.
  document_sha256 bytea not null unique check (length(document_sha256) = 32),
  bytes integer not null,
  signer_name text not null,
  signer_position text not null,
  reason text not null,
  at timestamptz not null
);
create index signature_agency on signing.signature (agency_id, at desc);

select platform.append_only('signing.authority');
select platform.append_only('signing.certificate');
select platform.append_only('signing.signature');
