-- The federation: keys of this node, its copies of the directory of nodes, and on the registrar what the directory is made of.

-- Private keys are sealed under a key derived from the installation's master key.
create table nodes.own_key (
  key_id text primary key check (length(key_id) <= 80),
  purpose text not null check (purpose in ('node', 'registrar')),
  public_key json not null,
  sealed text not null,
  made_at timestamptz not null,
  -- Set when the next one signs in its place; it stays in the directory for the time of the overlap.
  retired_at timestamptz
);
create index own_key_in_use on nodes.own_key (purpose, made_at) where retired_at is null;

-- Every directory that this node believed (on the registrar: signed), byte for byte. The newest is the one in use.
create table nodes.copy (
  serial bigint primary key check (serial > 0),
  document text not null,
  -- ECDSA over the document's bytes, DER.
  signature bytea not null,
  issued_at timestamptz not null,
  valid_until timestamptz not null,
  -- 'registrar', 'node:<id>' or 'own'
  came_from text not null,
  taken_at timestamptz not null
);

-- How the fetching goes: one row.
create table nodes.refreshing (
  one boolean primary key default true check (one),
  tried_at timestamptz,
  -- When the registrar was last heard, or a peer told something newer.
  heard_at timestamptz,
  failures integer not null default 0,
  next_at timestamptz,
  -- Why the latest directory offered was not believed; empty after one was.
  refused text,
  refused_at timestamptz,
  asked_to_join_at timestamptz,
  alarms text[] not null default '{}',
  alarms_at timestamptz
);
insert into nodes.refreshing default values;

-- What a request of another node bore, until it is too old to be believed anyway.
create table nodes.nonce (
  key_id text not null,
  nonce text not null,
  until timestamptz not null,
  primary key (key_id, nonce)
);
create index nonce_until on nodes.nonce (until);

-- The registrar's register. Rows end; none is removed.
create table nodes.registered_node (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{2,39}$'),
  name text not null check (length(name) between 1 and 120),
  url text not null check (length(url) <= 200),
  admitted_at timestamptz not null,
  admitted_by json not null,
  left_at timestamptz
);

create table nodes.registered_key (
  key_id text primary key check (length(key_id) <= 80),
  node_id text not null references nodes.registered_node,
  public_key json not null,
  valid_from timestamptz not null,
  valid_until timestamptz
);
create index registered_key_node on nodes.registered_key (node_id);

-- Where an agency is at home and was before. The code is the agency's name among nodes: each node has ids of its own.
create table nodes.home (
  id uuid primary key,
  agency_code text not null check (length(agency_code) <= 35),
  agency_name text not null,
  node_id text not null references nodes.registered_node,
  since timestamptz not null,
  until timestamptz check (until >= since),
  entered_by json not null
);
create unique index home_one on nodes.home (agency_code) where until is null;
create index home_code on nodes.home (agency_code, since);

-- Who asked to join, with the key they showed.
create table nodes.joining (
  id uuid primary key,
  node_id text not null check (node_id ~ '^[a-z][a-z0-9-]{2,39}$'),
  name text not null check (length(name) between 1 and 120),
  url text not null check (length(url) <= 200),
  public_key json not null,
  -- SHA-256 of the key as SubjectPublicKeyInfo, hex: what two people compare.
  fingerprint text not null check (length(fingerprint) = 64),
  asked_at timestamptz not null,
  decision text check (decision in ('admitted', 'refused')),
  decided_at timestamptz,
  decided_by json
);
create unique index joining_waiting on nodes.joining (node_id, fingerprint) where decision is null;

select platform.append_only('nodes.copy');
revoke delete, truncate on nodes.registered_node, nodes.registered_key, nodes.home, nodes.refreshing, nodes.own_key from lienthong_app;
revoke update on nodes.home from lienthong_app;
grant update (until) on nodes.home to lienthong_app;
