-- What an agency works on now: one more when a dossier is accepted, one less when it is resolved or ends early. The steps may be
-- heard in any order, so it can be below zero for a moment.
create table command.in_hand (
  agency_id uuid primary key,
  n integer not null
);
insert into command.in_hand (agency_id, n)
  select agency_id, sum(case kind when 'accepted' then n else -n end)::integer
  from command.tally where kind in ('accepted', 'resolved') group by agency_id;

-- A number or a certificate may be heard before the birth that says which agency it belongs to: the line of the act is made by
-- whichever comes first, and what came too early waits here.
alter table command.birth alter column agency_id drop not null;
create table command.waiting (
  event_id uuid primary key,
  act_id uuid not null,
  kind text not null check (kind in ('numbers', 'certificates')),
  at timestamptz not null
);
create index waiting_act on command.waiting (act_id);
