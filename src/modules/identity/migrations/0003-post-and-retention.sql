-- The post that an officer chose when signing in: with two posts nobody acts unseen with the rights of the other.
alter table identity.session add column appointment_id uuid;
comment on column identity.session.appointment_id is 'The appointment of the directory with which an officer acts in this session; null for citizens.';

create index session_expires on identity.session (expires_at);
create index sign_in_at on identity.sign_in (at);

-- Attempts cannot be removed by the application one by one, only all of them that are old. The last thirty days always stay,
-- whoever calls: they are what slowing down and the people's own history stand on.
create function identity.forget_sign_ins_before(before timestamptz) returns bigint
language sql security definer set search_path = pg_catalog, pg_temp as $$
  with gone as (
    delete from identity.sign_in where at < least(before, now() - interval '30 days') returning 1)
  select count(*) from gone;
$$;
revoke all on function identity.forget_sign_ins_before(timestamptz) from public;
grant execute on function identity.forget_sign_ins_before(timestamptz) to lienthong_app;
