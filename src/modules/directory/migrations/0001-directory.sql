-- Administrative areas through time. A unit is (code, valid_from): the same code may mean another unit at another time.
create table directory.area (
  code text not null check (code ~ '^[0-9]{2}([0-9]|[0-9]{3})?$'),
  valid_from date not null,
  valid_to date,
  level text not null check (level in ('province', 'district', 'commune')),
  kind text not null check (kind in ('province', 'city', 'district', 'commune', 'ward', 'township', 'special-zone')),
  name text not null check (name <> '' and name is nfc normalized),
  province_code text not null,
  district_name text,
  instrument text not null,
  source text not null,
  confidence text not null check (confidence in ('law', 'code', 'unverified')),
  primary key (code, valid_from),
  constraint area_ends_after_it_begins check (valid_to >= valid_from),
  constraint area_one_at_a_time exclude using gist (code with =, daterange(valid_from, valid_to, '[]') with &&)
);
create index area_province on directory.area (province_code, level);
comment on column directory.area.valid_to is 'Last day, null while in force.';
comment on column directory.area.province_code is 'The province of that time; its own code for a province.';

-- What became of a unit. A successor is always younger, so the links can never run in a circle.
create table directory.area_succession (
  from_code text not null,
  from_since date not null,
  to_code text not null,
  to_since date not null,
  kind text not null check (kind in ('merge', 'split', 'rename', 'transfer', 'type-change', 'carried-over')),
  instrument text not null,
  source text not null,
  confidence text not null check (confidence in ('law', 'code', 'unverified')),
  primary key (from_code, from_since, to_code, to_since),
  foreign key (from_code, from_since) references directory.area (code, valid_from) on update cascade,
  foreign key (to_code, to_since) references directory.area (code, valid_from) on update cascade,
  constraint successor_is_younger check (from_since < to_since)
);
create index area_succession_to on directory.area_succession (to_code, to_since);

-- Communes that ended before the reform and are known by name only.
create table directory.area_former_name (
  full_name text not null check (full_name is nfc normalized),
  district_name text not null,
  province_name text not null,
  area_code text not null,
  source text not null,
  primary key (full_name, district_name, province_name, area_code)
);

-- Every load of areas with its report.
create table directory.area_import (
  id uuid primary key,
  source text not null,
  sha256 text not null,
  report jsonb not null,
  actor jsonb not null,
  at timestamptz not null default now()
);
create index area_import_sha256 on directory.area_import (sha256);
select platform.append_only('directory.area_import');

create table directory.agency (
  id uuid primary key,
  name text not null check (name <> '' and name is nfc normalized),
  short_name text not null,
  level text not null check (level in ('national', 'ministry', 'province', 'commune')),
  parent_id uuid references directory.agency,
  area_code text,
  address text not null default '',
  phone text not null default '',
  valid_from date not null,
  valid_to date,
  successor_id uuid references directory.agency,
  created_by jsonb not null,
  created_at timestamptz not null default now(),
  constraint agency_ends_after_it_begins check (valid_to >= valid_from),
  constraint agency_has_an_area check ((level in ('national', 'ministry')) = (area_code is null))
);
create index agency_area on directory.agency (area_code);
create index agency_parent on directory.agency (parent_id);

-- A code is never given to a second agency, so it is the key.
create table directory.agency_code (
  code text primary key check (length(code) <= 35),
  agency_id uuid not null references directory.agency,
  form text not null check (form in ('2016', '2020')),
  valid_from date not null,
  valid_to date,
  confidence text not null check (confidence in ('law', 'code', 'unverified')),
  constraint agency_code_ends_after_it_begins check (valid_to >= valid_from),
  constraint agency_code_one_at_a_time exclude using gist (agency_id with =, form with =, daterange(valid_from, valid_to, '[]') with &&)
);
create index agency_code_agency on directory.agency_code (agency_id);

create table directory.officer (
  id uuid primary key,
  name text not null check (name <> '' and name is nfc normalized),
  person_id uuid,
  created_at timestamptz not null default now()
);
comment on column directory.officer.person_id is 'The same human being in the population register, where known.';

create table directory.post (
  id uuid primary key,
  agency_id uuid not null references directory.agency,
  title text not null check (title <> '' and title is nfc normalized),
  unique (agency_id, title)
);

create table directory.appointment (
  id uuid primary key,
  officer_id uuid not null references directory.officer,
  post_id uuid not null references directory.post,
  agency_id uuid not null references directory.agency,
  rights text[] not null,
  decision text not null default '',
  valid_from date not null,
  valid_to date,
  appointed_by jsonb not null,
  appointed_at timestamptz not null default now(),
  ended_by jsonb,
  ended_at timestamptz,
  constraint appointment_ends_after_it_begins check (valid_to >= valid_from),
  constraint appointment_one_per_agency exclude using gist (officer_id with =, agency_id with =, daterange(valid_from, valid_to, '[]') with &&)
);
create index appointment_agency on directory.appointment (agency_id);

-- For set-based readers of other rooms.
create view directory.shared_area as
  select code, valid_from, valid_to, level, kind, name, province_code from directory.area;
create view directory.shared_agency as
  select a.id, a.name, a.short_name, a.level, a.parent_id, a.area_code, a.valid_from, a.valid_to from directory.agency a;
