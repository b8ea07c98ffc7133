-- The daily counts added up by month, in the same statement that counts a day: with two million of them, adding them up for each look at a year
-- took three to five seconds. A late answer changes the month of its document here as it changes its day there.
create table exchange.tally_month (
  side text not null check (side in ('sender', 'recipient')),
  month date not null check (extract(day from month) = 1),
  agency_id uuid not null,
  what text not null,
  bucket smallint not null,
  n bigint not null,
  primary key (side, month, agency_id, what, bucket)
) with (fillfactor = 80);
insert into exchange.tally_month (side, month, agency_id, what, bucket, n)
select side, date_trunc('month', day::timestamp)::date, agency_id, what, bucket, sum(n) from exchange.tally group by 1, 2, 3, 4, 5;

-- When somebody last looked for steps to count, and left none: one row.
create table exchange.tallied (
  one boolean primary key default true check (one),
  at timestamptz
);
insert into exchange.tallied default values;
