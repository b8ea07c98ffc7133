-- The document in edXML with its files, without the files: what stands around them, and before and after each in its archive. Signed when the
-- first bundle with files was made; kept, as every signature comes out differently, so that every bundle has the same.
create table exchange.bundle_parts (
  consignment_id uuid primary key references exchange.consignment (id),
  xml text[] not null,
  heads bytea[] not null,
  tails bytea[] not null,
  at timestamptz not null,
  check (cardinality(xml) = cardinality(heads) + 1 and cardinality(heads) = cardinality(tails))
);
select platform.append_only('exchange.bundle_parts');

-- This node's word, under its key of the federation, for the certificates that its seals and receipts go back to. By it and the signed
-- directory they are checked by whoever knows the registrar's key.
create table exchange.bundle_root (
  certificates_sha256 bytea primary key,
  statement text not null,
  key_id text not null,
  signature bytea not null,
  at timestamptz not null
);
select platform.append_only('exchange.bundle_root');
