-- Named groups of recipients. A version is never changed: what was sent to a group says to which version.
create table exchange.recipient_group (
  id uuid not null,
  version integer not null check (version > 0),
  agency_id uuid not null,
  name text not null check (char_length(name) between 1 and 200),
  codes text[] not null check (cardinality(codes) between 1 and 5000),
  changed_at timestamptz not null,
  changed_by jsonb not null,
  primary key (id, version)
);
create unique index recipient_group_name on exchange.recipient_group (agency_id, name, version);
select platform.append_only('exchange.recipient_group');
