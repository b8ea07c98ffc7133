-- Records by day, and seals over ranges of them. A record is one row and nothing else; its number (`seq`) comes from a sequence, and a
-- seal covers all records of a range of numbers by the root of a Merkle tree (RFC 6962). What was linked before keeps its chain.

create sequence evidence.record_seq as bigint;

alter table evidence.record rename to record_before;
alter table evidence.record_before drop constraint record_pkey;
drop index evidence.record_subject;
alter table evidence.record_before add column seq bigint;
update evidence.record_before r set seq = placed.seq
  from (select b.id, row_number() over (order by l.position nulls last, b.id) as seq
          from evidence.record_before b left join evidence.link l on l.record_id = b.id) placed
  where placed.id = r.id;
alter table evidence.record_before alter column seq set not null;
select setval('evidence.record_seq', last) from (select max(seq) as last from evidence.record_before) counted where last is not null;

create table evidence.record (
  id uuid not null,
  -- Taken before the commit, so the order of numbers is not the order of commits: see cut.ts.
  seq bigint not null default nextval('evidence.record_seq'),
  at timestamptz not null,
  kind text not null constraint record_kind_check check (kind ~ '^[a-z][a-z-]*\.[a-z][a-z-]*$'),
  subject text not null constraint record_subject_check check (length(subject) <= 200),
  -- json, not jsonb: the very text is kept, because its hash is what the seal stands on.
  actor json not null,
  purpose text,
  legal_basis text,
  data json not null,
  primary key (id, at)
) partition by range (at);
create index record_subject on evidence.record (subject, at, id);
create index record_seq_order on evidence.record (seq);
select platform.append_only('evidence.record');

-- Takes what belongs to no day that has a partition: nothing is ever refused because one is missing.
create table evidence.record_other partition of evidence.record default;
revoke all on evidence.record_other from lienthong_app;

-- What was recorded before there were days stays together, up to the end of the last of its days.
do $$
declare
  until date;
begin
  select ((max(at) at time zone 'Asia/Ho_Chi_Minh')::date + 1) into until from evidence.record_before;
  if until is null then
    drop table evidence.record_before;
  else
    revoke all on evidence.record_before from lienthong_app;
    execute format('alter table evidence.record attach partition evidence.record_before for values from (minvalue) to (%L)',
      until::timestamp at time zone 'Asia/Ho_Chi_Minh');
  end if;
end
$$;

-- Makes the partition of a day of Vietnam, and moves into it what had come before it was there. The application can neither make nor
-- change tables: this runs as their owner. @returns whether it made one
create function evidence.make_day(day date) returns boolean language plpgsql security definer
  set search_path = pg_catalog, pg_temp set lock_timeout = '2s' as $$
declare
  part text := 'record_' || to_char(day, 'YYYYMMDD');
  lower timestamptz := day::timestamp at time zone 'Asia/Ho_Chi_Minh';
  upper timestamptz := (day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh';
begin
  perform pg_advisory_xact_lock(hashtext('evidence.day'));
  if to_regclass('evidence.' || part) is not null then return false; end if;
  -- From here on nobody writes into the rest, so nothing of this day can come in between. Days that have a partition go on.
  lock table evidence.record_other in access exclusive mode;
  execute format('create table evidence.%I (like evidence.record including defaults including constraints)', part);
  execute format('revoke all on evidence.%I from lienthong_app', part);
  execute format('with moved as (delete from evidence.record_other where at >= %L and at < %L returning *)
    insert into evidence.%I select * from moved', lower, upper, part);
  execute format('alter table evidence.record attach partition evidence.%I for values from (%L) to (%L)', part, lower, upper);
  return true;
exception when invalid_object_definition then
  -- Of the time before there were days.
  return false;
end
$$;
revoke execute on function evidence.make_day(date) from public;
grant execute on function evidence.make_day(date) to lienthong_app;

-- The chain that was: it stays as it is, for whoever kept one of its heads.
alter table evidence.seal rename to chain_head;
alter index evidence.seal_pkey rename to chain_head_pkey;
revoke insert on evidence.link, evidence.chain_head from lienthong_app;
drop table evidence.unsealed;

create table evidence.seal (
  -- 1, 2, 3 … without gaps
  number bigint primary key check (number > 0),
  from_seq bigint not null,
  to_seq bigint not null unique check (to_seq >= from_seq),
  leaves integer not null check (leaves > 0),
  root bytea not null check (length(root) = 32),
  -- SHA-256 of the statement of the seal before; of the first one, the head of the chain that was.
  previous bytea not null check (length(previous) = 32),
  -- JSON (RFC 8785) that says all of this: exactly the bytes under the signature.
  statement text not null,
  digest bytea not null check (length(digest) = 32),
  -- Detached CMS, DER.
  signature bytea,
  at timestamptz not null
);
select platform.append_only('evidence.seal');

-- The leaves of a seal's tree, 32 bytes each: from them a proof is computed when somebody asks, also of a record that is archived.
create table evidence.leaves (
  seal_number bigint primary key references evidence.seal (number),
  hashes bytea not null,
  -- Numbers in the range that no record has, because a transaction was undone: first, last, first, last …
  gaps bigint[] not null
);
alter table evidence.leaves alter column hashes set storage external;
select platform.append_only('evidence.leaves');
