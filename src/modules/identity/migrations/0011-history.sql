-- What people see of their sign-ins: with which browser, and by which session it can be ended.
alter table identity.sign_in add column device_name text;
create index session_open on identity.session (account_id, expires_at) where ended_at is null;
create index session_mandate on identity.session (mandate_id) where mandate_id is not null and ended_at is null;
