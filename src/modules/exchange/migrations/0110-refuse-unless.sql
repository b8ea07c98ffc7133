-- Lets a statement that takes documents over fail as a whole when something it cannot do without is not there (accept/take-over.ts).
create function exchange.refuse_unless(holds boolean, reason text) returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if not coalesce(holds, false) then
    raise exception '%', reason using errcode = 'LT001';
  end if;
end $$;
