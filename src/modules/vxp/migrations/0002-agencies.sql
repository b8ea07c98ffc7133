-- Agencies whose document software said that it serves them. A row goes when the software says that it no longer does; that it did is evidence.
create table vxp.agency (
  agency_id uuid primary key,
  system_id uuid not null,
  mail text not null check (char_length(mail) <= 200),
  at timestamptz not null
);
