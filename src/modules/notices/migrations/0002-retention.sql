create index notice_at on notices.notice (at);
create index delivery_attempt_at on notices.delivery_attempt (at);

-- The application can remove none of these one by one, only all of them that are old: attempts of the last thirty days and
-- notices of the last year always stay, whoever calls.
create function notices.forget_before(notices_before timestamptz, attempts_before timestamptz)
returns table (notices bigint, attempts bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  old_notice timestamptz := least(notices_before, now() - interval '1 year');
  old_attempt timestamptz := least(attempts_before, now() - interval '30 days');
begin
  delete from notices.delivery_attempt a
    where a.at < old_attempt
      or a.notice_id in (select n.id from notices.notice n where n.at < old_notice);
  get diagnostics attempts = row_count;
  delete from notices.reading r where r.notice_id in (select n.id from notices.notice n where n.at < old_notice);
  delete from notices.notice n where n.at < old_notice;
  get diagnostics notices = row_count;
  return next;
end
$$;
revoke all on function notices.forget_before(timestamptz, timestamptz) from public;
grant execute on function notices.forget_before(timestamptz, timestamptz) to lienthong_app;
