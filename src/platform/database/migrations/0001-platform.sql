-- What every room stands on: extensions, the application role, the event log and its deliveries.
create extension if not exists unaccent with schema public;
create extension if not exists pg_trgm with schema public;
create extension if not exists btree_gist with schema public;

-- Takes the right to change or remove rows away from the application: what is written there stays.
create function platform.append_only(target regclass) returns void language plpgsql as $$
begin
  execute format('revoke update, delete, truncate on %s from lienthong_app', target);
end
$$;

-- The outbox and the log of everything that was announced. Listeners read the payload from here.
create table platform.event (
  id uuid primary key,
  name text not null,
  payload jsonb not null,
  actor jsonb not null,
  at timestamptz not null default now()
);
create index event_name_at on platform.event (name, at);
comment on table platform.event is 'Append-only. One row per announced event; jobs of the listeners carry only its id.';

-- One row per listener and event that took effect: the reason why a second delivery does nothing.
create table platform.delivery (
  event_id uuid not null,
  listener text not null,
  at timestamptz not null default now(),
  primary key (event_id, listener)
);

-- Appends an event and one job per listener in the caller's transaction. The queue's tables belong to the
-- owner, so the application reaches them only through this function and the next.
create function platform.publish(event_id uuid, event_name text, event_payload jsonb, event_actor jsonb, tasks text[])
returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into platform.event (id, name, payload, actor) values (event_id, event_name, event_payload, event_actor);
  select graphile_worker.add_jobs(array(
    select row(task, json_build_object('eventId', event_id), null, now(), null, null, null, null)::graphile_worker.job_spec
    from unnest(tasks) task
  )) where cardinality(tasks) > 0;
$$;

create function platform.add_job(task text, job_payload json, at timestamptz, key text)
returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  select graphile_worker.add_job(task, job_payload, run_at => coalesce(at, now()), job_key => key);
$$;

select platform.append_only('platform.event');
select platform.append_only('platform.delivery');
