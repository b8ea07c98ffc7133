-- What an officer says about working time is added, never changed: the newest row of a key holds, the others are the history.

create table calendar.agency_version (
  id uuid primary key,
  agency_id uuid not null,
  valid_from date not null,
  -- { "1": [{ "from": "07:30", "to": "11:30" }, …], …, "7": [] }
  week jsonb not null,
  same_day_cutoff text not null check (same_day_cutoff ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  working_day_rule text not null check (working_day_rule in ('eight-hours', 'whole-days')),
  decision_no text not null,
  recorded_at timestamptz not null,
  recorded_by jsonb not null
);
create index agency_version_of on calendar.agency_version (agency_id, valid_from, id desc);
select platform.append_only('calendar.agency_version');

create table calendar.announced_day (
  id uuid primary key,
  -- null: the whole country
  agency_id uuid,
  on_date date not null,
  -- 'withdrawn' takes an announcement back
  kind text not null check (kind in ('holiday', 'compensatory', 'working', 'withdrawn')),
  name_vi text not null,
  name_en text not null,
  spans jsonb,
  decision_no text not null,
  recorded_at timestamptz not null,
  recorded_by jsonb not null
);
create index announced_day_of on calendar.announced_day (agency_id, on_date, id desc);
select platform.append_only('calendar.announced_day');

create table calendar.year_choice (
  id uuid primary key,
  year integer not null check (year between 1976 and 2199),
  tet_days_before integer check (tet_days_before between 0 and 4),
  national_day_extra text check (national_day_extra in ('before', 'after')),
  decision_no text not null,
  recorded_at timestamptz not null,
  recorded_by jsonb not null
);
create index year_choice_of on calendar.year_choice (year, id desc);
select platform.append_only('calendar.year_choice');
