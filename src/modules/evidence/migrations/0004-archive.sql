-- Days that have left the database as files. A segment is one day; segments are linked, so none can be taken out of the middle.
create table evidence.segment (
  -- 1, 2, 3 … without gaps
  number integer primary key check (number > 0),
  day date not null unique,
  records bigint not null check (records >= 0),
  from_seq bigint not null,
  to_seq bigint not null,
  -- SHA-256 of the lines of the records.
  digest bytea not null check (length(digest) = 32),
  -- The link of the segment before; 32 zero bytes before the first.
  previous bytea not null check (length(previous) = 32),
  -- SHA-256 of `previous` and the digest of the head without its link.
  link bytea not null unique check (length(link) = 32),
  -- Name in the folder of the archive, with the beginning of the link.
  file text not null unique,
  bytes bigint not null,
  at timestamptz not null
);
select platform.append_only('evidence.segment');

-- Where a record stands in its file. Made from the file alone, and worth nothing as evidence: what is read is compared.
create table evidence.archived (
  record_id uuid not null,
  at timestamptz not null,
  -- The first eight bytes of the SHA-256 of the subject: a subject is long, and comes again with every record.
  subject_key bigint not null,
  start bigint not null,
  segment integer not null references evidence.segment (number),
  bytes integer not null
);
create index archived_record on evidence.archived (record_id);
create index archived_subject on evidence.archived (subject_key, at, record_id);
select platform.append_only('evidence.archived');

-- Days before a day that have records without a partition of their own, and no segment. The application cannot see these alone.
create function evidence.late_days(before date) returns setof date language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$
  select late.day from (
    select distinct (at at time zone 'Asia/Ho_Chi_Minh')::date as day from evidence.record_other
      where at < before::timestamp at time zone 'Asia/Ho_Chi_Minh') late
  where not exists (select from evidence.segment s where s.day = late.day)
$$;
revoke execute on function evidence.late_days(date) from public;
grant execute on function evidence.late_days(date) to lienthong_app;

-- Takes the partition of a day out of the database, only when its segment is written down, in the same transaction or before, and has
-- exactly the records that are there, all of them sealed and in the index. The application can drop nothing: this runs as the owner.
-- @returns whether there was a partition
create function evidence.drop_day(wanted date) returns boolean language plpgsql security definer
  set search_path = pg_catalog, pg_temp set lock_timeout = '1s' as $$
declare
  part text := 'record_' || to_char(wanted, 'YYYYMMDD');
  kept evidence.segment;
  found_records bigint;
  found_from bigint;
  found_to bigint;
  indexed bigint;
begin
  perform pg_advisory_xact_lock(hashtext('evidence.day'));
  if to_regclass('evidence.' || part) is null then return false; end if;
  select * into kept from evidence.segment where day = wanted;
  if not found then raise exception 'The day % has no segment in the archive.', wanted; end if;
  -- Nobody adds to this day while it is counted. Other days go on; only the drop itself needs the whole table, for an instant.
  execute format('lock table evidence.%I in share mode', part);
  execute format('select count(*), coalesce(min(seq), 0), coalesce(max(seq), 0) from evidence.%I', part)
    into found_records, found_from, found_to;
  select count(*) into indexed from evidence.archived where segment = kept.number;
  if (found_records, found_from, found_to, indexed) is distinct from (kept.records, kept.from_seq, kept.to_seq, kept.records) then
    raise exception 'The day % is not what its segment has.', wanted;
  end if;
  if found_to > coalesce((select max(to_seq) from evidence.seal), 0) then
    raise exception 'The day % is not sealed.', wanted;
  end if;
  execute format('alter table evidence.record detach partition evidence.%I', part);
  execute format('drop table evidence.%I', part);
  return true;
end
$$;
revoke execute on function evidence.drop_day(date) from public;
grant execute on function evidence.drop_day(date) to lienthong_app;
