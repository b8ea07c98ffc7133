-- Attempts say with what they were made, and on which device: passwords and one-time codes are counted apart, and a device from which
-- somebody has signed in before is never made to wait because of what strangers tried elsewhere.
alter table identity.sign_in
  add column kind text not null default 'password',
  add column device_hash bytea;
comment on column identity.sign_in.kind is 'What was tried: the name of a verification kind, or "upstream".';
comment on column identity.sign_in.device_hash is 'SHA-256 of the device cookie, where a browser made the attempt.';
create index sign_in_device on identity.sign_in (subject, device_hash) where succeeded and device_hash is not null;
create index sign_in_account on identity.sign_in (account_id, at desc) where account_id is not null;
