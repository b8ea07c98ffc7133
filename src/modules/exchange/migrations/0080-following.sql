-- What an agency has sent follows it to its new home. The node that took a consignment over stays the one that delivers it and hears of
-- it; the agency's home is told how each copy stands.

alter table exchange.delivery add column told_by text;
comment on column exchange.delivery.told_by is 'The node that delivers the copy and tells this one, where its sender is at home now; null: the copy is, or was, this node''s own work';

-- Agencies that have sent from here and are at home elsewhere.
create table exchange.away (
  agency_id uuid primary key,
  node_id text not null,
  since timestamptz not null
);

-- Copies of theirs whose state their home has not heard yet. The state is read when it is told, so several steps are one message.
create table exchange.away_due (
  delivery_id uuid primary key references exchange.delivery (id),
  agency_id uuid not null,
  seq bigint not null,
  version integer not null default 1,
  attempts smallint not null default 0,
  next_try_at timestamptz
);
create index away_due_next on exchange.away_due (agency_id, seq, delivery_id);

-- In the transaction that takes the step, whoever wrote that code. Where nobody has moved away this is a look at an empty table.
create function exchange.note_away_due() returns trigger language plpgsql as $$
begin
  if not exists (select from exchange.away) then
    return null;
  end if;
  insert into exchange.away_due (delivery_id, agency_id, seq)
  select distinct d.id, d.sender_agency_id, d.seq
  from fresh join exchange.delivery d on d.id = fresh.delivery_id join exchange.away a on a.agency_id = d.sender_agency_id
  where d.origin_node is null
  order by d.id
  on conflict (delivery_id) do update set version = exchange.away_due.version + 1, attempts = 0, next_try_at = null;
  return null;
end $$;

create trigger away_due after insert on exchange.delivery_event
  referencing new table as fresh for each statement execute function exchange.note_away_due();
