-- The seal over a bundle's list of files. A signature comes out differently each time; kept by the digest of the list, every bundle has the same.
create table exchange.bundle_manifest (
  manifest_sha256 bytea primary key check (length(manifest_sha256) = 32),
  seal bytea not null,
  at timestamptz not null
);
select platform.append_only('exchange.bundle_manifest');
