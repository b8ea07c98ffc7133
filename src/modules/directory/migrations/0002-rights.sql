-- Who may sign certificates becomes a right of its own. Chairpersons of communes and their deputies, who sign by law,
-- receive it with the appointment they hold; from now on a manager gives it with the post.
update directory.appointment a set rights = a.rights || '{civil-status.sign}'::text[]
  from directory.post p, directory.agency g
  where p.id = a.post_id and g.id = a.agency_id and g.level = 'commune'
    and (p.title like 'Chủ tịch%' or p.title like 'Phó Chủ tịch%')
    and not ('civil-status.sign' = any (a.rights));

-- Whoever of a national body could read the evidence of every agency keeps that; others read that of their own agency.
update directory.appointment a set rights = a.rights || '{evidence.national}'::text[]
  from directory.agency g
  where g.id = a.agency_id and g.level = 'national'
    and 'evidence.view' = any (a.rights) and not ('evidence.national' = any (a.rights));

-- Agencies, people and posts end; they are never removed. Of an appointment only the end is written later.
revoke delete, truncate on directory.agency, directory.agency_code, directory.officer, directory.post, directory.appointment
  from lienthong_app;
revoke update on directory.appointment from lienthong_app;
grant update (valid_to, ended_by, ended_at) on directory.appointment to lienthong_app;
