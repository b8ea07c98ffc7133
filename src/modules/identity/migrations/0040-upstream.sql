-- Who signed in by the word of another provider (upstream/). A subject of that provider belongs to one account for good.
create table identity.upstream_link (
  issuer text not null,
  sub text not null,
  account_id uuid not null references identity.account (id),
  at timestamptz not null,
  primary key (issuer, sub)
);
create index upstream_link_account on identity.upstream_link (account_id);
select platform.append_only('identity.upstream_link');

-- Sessions that rest on it: found again when the other provider says that its session is over. The nonce of the sign-in is kept as a
-- hash and is unique: the same answer of the other provider begins one session, however often it is played back.
create table identity.upstream_session (
  session_id uuid primary key references identity.session (id) on delete cascade,
  issuer text not null,
  sub text not null,
  sid text,
  acr text not null,
  nonce_hash bytea not null unique,
  at timestamptz not null
);
create index upstream_session_sub on identity.upstream_session (issuer, sub);
create index upstream_session_sid on identity.upstream_session (issuer, sid) where sid is not null;
