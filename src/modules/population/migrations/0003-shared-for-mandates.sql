-- For the rooms that ask with every request whether somebody is alive, grown up, or still the parent: set-based readers, in one
-- statement of their own. Who is shown any of it, and why, is recorded by the room that shows it.
create view population.shared_life as
  select p.id as person_id, p.full_name, p.birth_year, p.birth_date, p.died_on from population.person p;
comment on view population.shared_life is 'Name, birth and death of each person as believed today.';

create view population.shared_parentage as
  select k.person_id as child_id, k.kin_person_id as parent_id, k.valid_from, k.valid_to
  from population.kin k
  where k.relation in ('mother', 'father') and k.kin_person_id is not null
    and not exists (select from population.kin later where later.corrects = k.id);
comment on view population.shared_parentage is 'Mother and father of each person, where both are in this register, without edges that were corrected.';
