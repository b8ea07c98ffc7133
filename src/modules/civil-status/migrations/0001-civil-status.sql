comment on schema civil_status is 'Acts of civil status and the register books they stand in. Acts only grow; what happens to them later is a row beside them.';

-- The last number given, per agency, kind and year. A registration holds its row until it commits, so a number that
-- was given is never lost: the book has no gaps.
create table civil_status.register_book (
  agency_id uuid not null,
  kind text not null check (kind in ('birth')),
  year smallint not null,
  last_number integer not null check (last_number > 0),
  primary key (agency_id, kind, year)
);

create table civil_status.birth_act (
  id uuid primary key,
  dossier_id uuid not null unique,
  dossier_code text not null,
  applicant_account_id uuid not null,
  agency_id uuid not null,
  -- Commune and province of registration in the codes of the day, and the province before the mergers of 2025.
  area_code text not null,
  province_code text not null,
  former_province_code text,
  year smallint not null,
  number integer not null check (number > 0),
  book_number integer not null check (book_number > 0),
  page_number integer not null check (page_number > 0),
  registered_on date not null,
  registered_at timestamptz not null,
  registration_type text not null check (registration_type in ('on-time', 'late')),
  signer_officer_id uuid not null,
  signer_name text not null,
  signer_position text not null,
  registrar_officer_id uuid not null,
  registrar_name text not null,
  note text,
  child_full_name text not null check (child_full_name = normalize(child_full_name, NFC)),
  child_name_unaccented text not null,
  child_birth_date date not null,
  child_gender text not null check (child_gender in ('male', 'female')),
  child_ethnic_group text not null,
  child_nationality text not null,
  child_home_town text not null,
  birth_place_name text not null,
  birth_place_area text,
  mother_full_name text not null,
  -- Year only ('1998') or a whole date: older papers often have only the year.
  mother_birth_date text,
  mother_personal_id text check (mother_personal_id ~ '^[0-9]{12}$'),
  mother_ethnic_group text,
  mother_nationality text,
  mother_residence_area text,
  father_full_name text,
  father_birth_date text,
  father_personal_id text check (father_personal_id ~ '^[0-9]{12}$'),
  father_ethnic_group text,
  father_nationality text,
  father_residence_area text,
  declarant_relation text not null,
  declarant_full_name text not null,
  declarant_personal_id text,
  -- Names as printed on the certificate (places, ethnic groups, countries), as they were called on the day.
  printed jsonb not null,
  -- The mother, as far as she can be told apart: number, or unaccented name and birth date. For the duplicate check.
  mother_key text not null,
  -- Where the officer registered although a similar act of the same mother and day stands in the book.
  similar_act_id uuid,
  similar_reason text,
  -- Printed in the QR code; lets whoever holds the paper see that it stands in the book.
  verification_code text not null unique,
  unique (agency_id, year, number)
);

create index birth_act_same_mother on civil_status.birth_act (mother_key, child_birth_date);
create index birth_act_name on civil_status.birth_act using gin (child_name_unaccented public.gin_trgm_ops);

-- What the parent typed and the officer entered otherwise, from the birth notification.
create table civil_status.birth_act_difference (
  act_id uuid not null references civil_status.birth_act (id),
  field text not null,
  filed text,
  entered text,
  primary key (act_id, field)
);

create table civil_status.birth_act_number (
  act_id uuid primary key references civil_status.birth_act (id),
  personal_id text not null unique check (personal_id ~ '^[0-9]{12}$'),
  person_id uuid not null,
  numbered_at timestamptz not null
);

-- At most one certificate is announced per act.
create table civil_status.birth_certificate (
  act_id uuid primary key references civil_status.birth_act (id),
  file_id uuid not null,
  file_name text not null,
  sha256 text not null,
  issued_at timestamptz not null
);

create table civil_status.register_rule (
  valid_from date primary key,
  pages_per_book smallint not null check (pages_per_book > 0),
  on_time_days smallint not null check (on_time_days > 0),
  legal_basis text not null
);

comment on table civil_status.register_rule is 'How register books are kept, by date of registration. An administrator adds a row when the rules change.';

insert into civil_status.register_rule (valid_from, pages_per_book, on_time_days, legal_basis)
values ('2016-01-01', 200, 60, 'Luật Hộ tịch 60/2014/QH13, Điều 15; số trang mỗi quyển theo cách lập sổ của địa phương');

select platform.append_only('civil_status.birth_act');
select platform.append_only('civil_status.birth_act_difference');
select platform.append_only('civil_status.birth_act_number');
select platform.append_only('civil_status.birth_certificate');
