-- A phone that one officer put on an account. Until its owner has used it beside another proof it begins no sign-in: one officer alone
-- must not be able to enter somebody's account with a phone of their own.
alter table identity.contact add column adds_only boolean not null default false;
comment on column identity.contact.adds_only is 'Codes sent there only add to another proof; cleared by the first that does.';
