-- What an empty database was filled with. A world that was cut off while loading is loaded again.
create table platform.world (
  part text primary key,
  loaded_at timestamptz not null default now()
);
