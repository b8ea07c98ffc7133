-- Has this account signed in from this address before?
create index sign_in_known on identity.sign_in (subject, source) where succeeded;
