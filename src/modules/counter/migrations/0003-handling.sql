-- Each attempt of the room that does the work to write what cannot be unwritten (an act in a register book). While one is open
-- nobody may end the dossier under it. It is released when the attempt was refused; one that succeeded is never released.
create table counter.handling (
  id uuid primary key,
  dossier_id uuid not null references counter.dossier,
  officer jsonb not null,
  begun_at timestamptz not null,
  released_at timestamptz
);
create index handling_open on counter.handling (dossier_id, begun_at) where released_at is null;
revoke delete, truncate on counter.handling from lienthong_app;

-- When an officer's reading of a dossier ('') or of one of its papers (its file id) was last put into the evidence: a page that
-- shows itself again is not another disclosure.
create table counter.reading (
  dossier_id uuid not null references counter.dossier,
  officer_id uuid not null,
  paper text not null default '',
  recorded_at timestamptz not null,
  primary key (dossier_id, officer_id, paper)
);

-- A note that the node itself leaves for the officers has no officer.
alter table counter.note alter column officer_id drop not null;
create index dossier_event_birth on counter.dossier_event (dossier_id) where kind = 'birth-registered';
