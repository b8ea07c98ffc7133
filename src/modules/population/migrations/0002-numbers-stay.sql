-- A number that was given stays with its person, and a rule that was in force stays readable as it was.
select platform.append_only('population.person_number');
select platform.append_only('population.place_rule');
-- Persons are changed by facts and are never removed.
revoke delete, truncate on population.person from lienthong_app;
