comment on schema population is 'Persons, their dated facts, kin and personal numbers. Facts and kin only grow; population.person holds what is believed today.';

create table population.person (
  id uuid primary key,
  -- The birth act that this person was recorded from; null for persons taken over from an older register.
  source_act uuid unique,
  full_name text not null check (full_name = normalize(full_name, NFC)),
  name_canonical text not null,
  name_unaccented text not null,
  sex text not null check (sex in ('male', 'female')),
  -- Some citizens only have a birth year.
  birth_year smallint not null check (birth_year between 1800 and 2399),
  birth_date date check (birth_date is null or extract(year from birth_date) = birth_year),
  ethnic_group text,
  nationality text,
  home_town_area text,
  residence_area text,
  residence_detail text,
  died_on date,
  recorded_at timestamptz not null,
  changed_at timestamptz not null
);

comment on table population.person is 'Current state, changed in the transaction that adds a fact: no replay on read, no second store.';

-- Names are always looked for inside a birth date: a name alone matches far too many people, and far too slowly.
create index person_birth_date on population.person (birth_date, name_unaccented) include (sex, id);

create table population.person_fact (
  id uuid primary key,
  person_id uuid not null references population.person (id),
  kind text not null check (kind in ('name', 'sex', 'birth', 'birthPlace', 'ethnicGroup', 'nationality', 'homeTown', 'residence', 'death')),
  value jsonb not null,
  -- When it was true. valid_to is the first day on which it no longer is.
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  -- When we learnt it, from whom and from which paper.
  recorded_at timestamptz not null,
  recorded_by jsonb not null,
  source text not null,
  source_ref text,
  -- The fact that was wrong and that this one takes the place of. The wrong one stays.
  corrects uuid references population.person_fact (id)
);

create index person_fact_person on population.person_fact (person_id, kind);
-- A fact is corrected once; a later correction corrects the correction.
create unique index person_fact_corrects on population.person_fact (corrects);

create table population.kin (
  id uuid primary key,
  person_id uuid not null references population.person (id),
  relation text not null check (relation in ('mother', 'father', 'spouse', 'guardian')),
  -- Null where the other person is not in this register (a foreigner, an old record).
  kin_person_id uuid references population.person (id),
  kin_name text not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  recorded_at timestamptz not null,
  recorded_by jsonb not null,
  source text not null,
  source_ref text,
  corrects uuid references population.kin (id)
);

create index kin_person on population.kin (person_id);
create index kin_other on population.kin (kin_person_id);
create unique index kin_corrects on population.kin (corrects);

create table population.person_number (
  -- 12 digits as a number: 8 bytes where text takes 16, and at 100 million the index should stay in memory. Printed with lpad 12.
  number bigint primary key check (number between 0 and 999999999999),
  -- prefix·1000 + C·100 + YY: the first six digits.
  block integer not null,
  state text not null default 'assigned' check (state in ('assigned', 'void')),
  -- One number per birth act, for ever: a retry finds it again.
  source_act uuid unique,
  person_id uuid not null references population.person (id),
  allocated_at timestamptz not null,
  allocated_by jsonb not null,
  check (number / 1000000 = block)
);

create index person_number_block on population.person_number (block);
create unique index person_number_person on population.person_number (person_id) where state = 'assigned';

create table population.place_rule (
  valid_from date primary key,
  rule text not null check (rule in ('former-province', 'province-of-today')),
  legal_basis text not null
);

comment on table population.place_rule is 'Which province decides the first three digits, by date of registration. An administrator adds a row when the law says otherwise.';

insert into population.place_rule (valid_from, rule, legal_basis)
values ('1900-01-01', 'former-province', 'Chờ đối chiếu với văn bản của Bộ Công an về mã nơi đăng ký khai sinh sau ngày 01/07/2025');

create table population.block_load (
  block integer primary key,
  assigned integer not null,
  measured_at timestamptz not null
);

select platform.append_only('population.person_fact');
select platform.append_only('population.kin');
