-- Time stamps (RFC 3161) of authorities of others over the statement of a seal; by the links between seals, over all before it.
create table evidence.stamp (
  seal_number bigint primary key references evidence.seal (number),
  authority text not null,
  -- ContentInfo, DER
  token bytea not null,
  gen_time timestamptz not null,
  at timestamptz not null
);
select platform.append_only('evidence.stamp');
