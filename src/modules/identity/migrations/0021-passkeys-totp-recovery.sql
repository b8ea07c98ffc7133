-- Passkeys (WebAuthn): the public key of a pair whose private half never leaves the owner's device or password manager.
create table identity.passkey (
  id uuid primary key,
  account_id uuid not null references identity.account (id),
  credential_id bytea not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  synced boolean not null,
  backed_up boolean not null,
  name text not null,
  added_at timestamptz not null,
  used_at timestamptz,
  stopped_at timestamptz
);
create index passkey_account on identity.passkey (account_id);
comment on column identity.passkey.synced is 'Backup eligible: the key may be on several devices of its owner. Such a key is never "bound".';
comment on column identity.passkey.stopped_at is 'The counter went back: there are two of this key. It is refused from then on.';

-- Challenges leave the node sealed and cost no row until one is answered rightly; then it is remembered for as long as it would hold.
create table identity.spent_challenge (
  hash bytea primary key,
  expires_at timestamptz not null
);
create index spent_challenge_expires on identity.spent_challenge (expires_at);

-- Authenticator app (RFC 6238).
create table identity.totp (
  account_id uuid primary key references identity.account (id),
  secret_sealed text not null,
  added_at timestamptz not null,
  last_step bigint not null
);
comment on column identity.totp.last_step is 'The latest step of thirty seconds whose code was used: neither it nor an earlier one works again.';

-- Ten at a time, for the day on which the phone is gone. A new set takes the place of the old one.
create table identity.recovery_code (
  account_id uuid not null references identity.account (id),
  code_hash bytea not null,
  made_at timestamptz not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

-- Browsers that their owner trusts with the second step for thirty days. All go when the password changes.
create table identity.trusted_device (
  id uuid primary key,
  account_id uuid not null references identity.account (id),
  device_hash bytea not null,
  device_name text not null,
  trusted_at timestamptz not null,
  expires_at timestamptz not null,
  unique (account_id, device_hash)
);
