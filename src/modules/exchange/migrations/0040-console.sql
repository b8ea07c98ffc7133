-- For operators and for the statistics of Quyết định 28/2018/QĐ-TTg: what is still to be counted, what has been counted, and acts on many
-- copies at once.

-- Steps of copies that the statistics have not counted yet. A step comes in here in the transaction that takes it, whoever wrote that code,
-- and goes out in the transaction that counts it: none is missed and none counted twice, in whatever order transactions commit, and also
-- after a restored backup. A mark of "counted up to here" would give neither.
create table exchange.tally_due (
  id bigint generated always as identity primary key,
  delivery_id uuid not null,
  at timestamptz not null,
  machine text not null,
  to_state text not null,
  rule text not null
);

create function exchange.note_tally_due() returns trigger language plpgsql as $$
begin
  insert into exchange.tally_due (delivery_id, at, machine, to_state, rule)
  select delivery_id, at, machine, to_state, rule from fresh
  where machine = 'business' or rule = 'accept' or to_state in ('delivered', 'rejected', 'expired', 'failed');
  return null;
end $$;

create trigger tally_due after insert on exchange.delivery_event
  referencing new table as fresh for each statement execute function exchange.note_tally_due();

insert into exchange.tally_due (delivery_id, at, machine, to_state, rule)
select delivery_id, at, machine, to_state, rule from exchange.delivery_event
where machine = 'business' or rule = 'accept' or to_state in ('delivered', 'rejected', 'expired', 'failed')
order by at, id;

-- Counts by agency, side and the day (in Vietnam) on which the document was handed over. `bucket` tells how long a step took
-- (console/durations.ts) where `what` is 'to-01', 'to-03' or 'to-06', and is 0 elsewhere.
create table exchange.tally (
  agency_id uuid not null,
  side text not null check (side in ('sender', 'recipient')),
  day date not null,
  what text not null,
  bucket smallint not null,
  n bigint not null,
  primary key (agency_id, side, day, what, bucket)
);
create index tally_day on exchange.tally (side, day);

-- The last two days by the minute, for the plot of the console.
create table exchange.flow (
  minute timestamptz not null,
  agency_id uuid not null,
  side text not null check (side in ('sender', 'recipient')),
  accepted integer not null,
  delivered integer not null,
  primary key (minute, agency_id, side)
);

-- One act of an operator on many copies, with how far it has come.
create table exchange.steering (
  id uuid primary key,
  -- whose copies: those that this agency sent; without one, everybody's
  agency_id uuid,
  act text not null check (act in ('hold', 'release', 'try-again')),
  reason text not null,
  filter jsonb not null,
  asked_at timestamptz not null,
  asked_by jsonb not null,
  -- copies accepted later are none of its business
  up_to bigint not null,
  at_seq bigint not null,
  at_delivery uuid,
  total integer not null,
  moved integer not null default 0,
  passed_over integer not null default 0,
  ended_at timestamptz
);

-- Copies that wait for a person. Few, so their index costs the road of the many nothing.
create index delivery_stuck on exchange.delivery (seq desc, id desc) where transport in ('held', 'failed', 'rejected', 'expired');
create index delivery_stuck_of on exchange.delivery (sender_agency_id, seq desc, id desc) where transport in ('held', 'failed', 'rejected', 'expired');
