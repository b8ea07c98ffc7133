-- Deliveries are only needed while their event could still be delivered again (the queue gives up after days).
-- The application cannot delete them by itself; this much it may.
create function platform.forget_deliveries(before timestamptz) returns bigint
language sql security definer set search_path = pg_catalog, pg_temp as $$
  with gone as (
    delete from platform.delivery where at < least(before, now() - interval '30 days') returning 1)
  select count(*) from gone;
$$;
create index delivery_at on platform.delivery (at);
