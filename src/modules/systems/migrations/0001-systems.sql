-- The agencies' own systems: programs that speak to the node in an agency's name, and what they prove it with.

create table systems.system (
  id uuid primary key,
  -- who answers for it
  agency_id uuid not null,
  name text not null check (char_length(name) between 1 and 200),
  about text not null default '',
  contact_name text not null,
  contact_email text not null,
  rights text[] not null,
  state text not null check (state in ('active', 'suspended', 'ended')),
  state_why text,
  -- HMAC-SHA-256 of the shared secret for clients of the older axis, which cannot sign
  secret_hash bytea check (octet_length(secret_hash) = 32),
  secret_at timestamptz,
  version integer not null default 1,
  registered_at timestamptz not null,
  changed_at timestamptz not null
);
create index system_of_agency on systems.system (agency_id, id);
revoke delete, truncate on systems.system from lienthong_app;

-- Agencies in whose name a system may speak besides the one that answers for it: agencies below that one.
create table systems.represented (
  system_id uuid not null references systems.system (id),
  agency_id uuid not null,
  since timestamptz not null,
  primary key (system_id, agency_id)
);
create index represented_agency on systems.represented (agency_id);

-- Public keys. Two may be in force at once, so that a program changes from one to the other without a pause.
create table systems.key (
  id uuid primary key,
  system_id uuid not null references systems.system (id),
  label text not null,
  -- SubjectPublicKeyInfo, DER
  public_key bytea not null,
  -- SHA-256 of it; the same key under two systems would make one speak for the other
  thumbprint bytea not null check (octet_length(thumbprint) = 32),
  added_at timestamptz not null,
  -- from then on it proves nothing; null while it is in force
  ends_at timestamptz
);
create unique index key_thumbprint on systems.key (thumbprint);
create index key_of_system on systems.key (system_id, id);
revoke delete, truncate on systems.key from lienthong_app;

-- Signed requests of the last minutes: the same one twice is refused, in whichever process it comes. Swept.
create table systems.seen_nonce (
  key_id uuid not null,
  nonce text not null check (char_length(nonce) <= 128),
  over_at timestamptz not null,
  primary key (key_id, nonce)
);
create index seen_nonce_over on systems.seen_nonce (over_at);

-- When a system was last heard of; apart from its row, which would otherwise be written with every minute of traffic.
create table systems.last_seen (
  system_id uuid primary key references systems.system (id),
  seen_at timestamptz not null,
  by text not null check (by in ('key', 'secret'))
);

-- Everything that was ever done to a system: who, when, what.
create table systems.change (
  id uuid primary key,
  system_id uuid not null references systems.system (id),
  at timestamptz not null,
  actor jsonb not null,
  actor_name text not null,
  kind text not null,
  data jsonb not null
);
create index change_of on systems.change (system_id, id);
select platform.append_only('systems.change');
