-- Counts per hour and agency, kept by listening to what other rooms announce. They can be rebuilt from platform.event.
create table command.tally (
  day date not null,
  hour smallint not null check (hour between 0 and 23),
  agency_id uuid not null,
  kind text not null check (kind in ('filed', 'accepted', 'resolved', 'on-time', 'late', 'returned', 'births', 'numbers', 'certificates')),
  n integer not null,
  primary key (day, agency_id, kind, hour)
);

-- The last things that happened, for the ticker: what and where, never who.
create table command.happening (
  event_id uuid not null,
  kind text not null,
  agency_id uuid not null,
  at timestamptz not null,
  primary key (event_id, kind)
);
create index happening_at on command.happening (at desc);

-- Which agency registered a birth, until its number arrives.
create table command.birth (
  act_id uuid primary key,
  agency_id uuid not null
);
