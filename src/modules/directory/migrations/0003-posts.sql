-- A post (vị trí công tác) becomes one seat: it has a unit, its own rights and days, and at most one person fills it on a day.
alter table directory.post
  add column unit text not null default '' check (unit is nfc normalized),
  -- Whoever holds this post leads its unit, and is told when a post of the unit with open work has nobody.
  add column leads_unit boolean not null default false,
  add column rights text[] not null default '{}',
  add column valid_from date,
  add column valid_to date;
alter table directory.post drop constraint post_agency_id_title_key;

-- How somebody fills a post: appointed, acting (quyền), in charge of it (phụ trách), or in the place of its holder who is absent.
alter table directory.appointment
  add column kind text not null default 'full' check (kind in ('full', 'acting', 'in-charge', 'stand-in')),
  add column stands_in_for uuid references directory.appointment,
  add constraint appointment_stand_in_ends check ((kind = 'stand-in') = (stands_in_for is not null) and (kind <> 'stand-in' or valid_to is not null));

-- Until now a post was only a title that many could hold, each with rights of their own. Each appointment gets a seat: the first
-- of its title with the same rights that is free in its time, else a new one.
do $$
declare
  held record;
  seat uuid;
begin
  create temporary table seat_of (appointment_id uuid, post_id uuid, held daterange) on commit drop;
  create temporary table seat_rights (post_id uuid, agency_id uuid, title text, rights text[]) on commit drop;
  for held in
    select a.id, a.post_id, a.agency_id, p.title, daterange(a.valid_from, a.valid_to, '[]') as days,
      array(select r from unnest(a.rights) r order by r) as rights
    from directory.appointment a join directory.post p on p.id = a.post_id
    order by a.agency_id, p.title, a.valid_from, a.id
  loop
    select s.post_id into seat from seat_rights s
      where s.agency_id = held.agency_id and s.title = held.title and s.rights = held.rights
        and not exists (select from seat_of o where o.post_id = s.post_id and o.held && held.days)
      limit 1;
    if seat is null then
      if exists (select from seat_rights s where s.post_id = held.post_id) then
        seat := gen_random_uuid();
        insert into directory.post (id, agency_id, title) values (seat, held.agency_id, held.title);
      else
        seat := held.post_id;
      end if;
      insert into seat_rights values (seat, held.agency_id, held.title, held.rights);
    end if;
    insert into seat_of values (held.id, seat, held.days);
    seat := null;
  end loop;
  update directory.appointment a set post_id = s.post_id from seat_of s where s.appointment_id = a.id;
  -- The rights of a seat are those of the appointments to it, in the order of the latest.
  update directory.post p set
    rights = (select a.rights from directory.appointment a where a.post_id = p.id order by a.valid_from desc limit 1),
    valid_from = (select min(a.valid_from) from directory.appointment a where a.post_id = p.id)
  where exists (select from directory.appointment a where a.post_id = p.id);
  update directory.post p set valid_from = g.valid_from from directory.agency g where g.id = p.agency_id and p.valid_from is null;
  update directory.post p set valid_to = g.valid_to from directory.agency g
    where g.id = p.agency_id and g.valid_to is not null
      and not exists (select from directory.appointment a where a.post_id = p.id and (a.valid_to is null or a.valid_to > g.valid_to));
end
$$;

alter table directory.post alter column valid_from set not null,
  add constraint post_ends_after_it_begins check (valid_to >= valid_from);
create index post_agency on directory.post (agency_id);
create index appointment_post on directory.appointment (post_id);
create index appointment_officer on directory.appointment (officer_id);

-- One person may hold several posts of an agency; a post has one holder and at most one who stands in on a day.
alter table directory.appointment drop constraint appointment_one_per_agency;
alter table directory.appointment
  add constraint appointment_once_per_post exclude using gist (officer_id with =, post_id with =, daterange(valid_from, valid_to, '[]') with &&),
  add constraint appointment_one_holder exclude using gist (post_id with =, daterange(valid_from, valid_to, '[]') with &&) where (kind <> 'stand-in'),
  add constraint appointment_one_stand_in exclude using gist (post_id with =, daterange(valid_from, valid_to, '[]') with &&) where (kind = 'stand-in');

-- What was done to a post, and what it was called before.
create table directory.post_event (
  id uuid primary key,
  post_id uuid not null references directory.post,
  kind text not null check (kind in ('made', 'renamed', 'ended')),
  data jsonb not null,
  actor jsonb not null,
  at timestamptz not null
);
create index post_event_of on directory.post_event (post_id, at);
select platform.append_only('directory.post_event');

-- Rights and agency of a post never change: another set of rights is another post.
revoke update on directory.post from lienthong_app;
grant update (title, unit, leads_unit, valid_to) on directory.post to lienthong_app;

create view directory.shared_post as
  select id, agency_id, title, unit, leads_unit, valid_from, valid_to from directory.post;
create view directory.shared_holder as
  select a.post_id, a.officer_id, o.name, a.kind, a.valid_from, a.valid_to
  from directory.appointment a join directory.officer o on o.id = a.officer_id;
