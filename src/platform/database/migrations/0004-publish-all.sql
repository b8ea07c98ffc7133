-- As platform.publish, for many events of one kind in one call: whoever takes over hundreds of documents in one transaction announces them in one round trip.
create function platform.publish_all(event_ids uuid[], event_name text, payloads jsonb[], actors jsonb[], tasks text[])
returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into platform.event (id, name, payload, actor)
  select id, event_name, payload, actor from unnest(event_ids, payloads, actors) as given (id, payload, actor);
  select graphile_worker.add_jobs(array(
    select row(task, json_build_object('eventId', id), null, now(), null, null, null, null)::graphile_worker.job_spec
    from unnest(event_ids) with ordinality as given (id, place), unnest(tasks) task
    order by place
  )) where cardinality(tasks) > 0;
$$;
