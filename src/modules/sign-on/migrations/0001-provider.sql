-- The OpenID Connect provider: clients, consents, signing keys, and the artefacts of the protocol in three families of partitions.

create table sign_on.client (
  -- client_id as the system sends it.
  id text primary key check (id ~ '^[A-Za-z0-9_-]{4,64}$'),
  agency_id uuid not null,
  -- Clients of one sector see one subject for a person. The agency's id unless told otherwise.
  sector text not null check (sector ~ '^[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$'),
  name_vi text not null,
  name_en text not null,
  -- What the system does with what it learns, in words for the person who is asked.
  purpose_vi text not null,
  purpose_en text not null,
  mode text not null check (mode in ('test', 'live')),
  kind text not null check (kind in ('web', 'native', 'service')),
  redirect_uris text[] not null default '{}',
  post_logout_uris text[] not null default '{}',
  backchannel_logout_uri text,
  auth_method text not null check (auth_method in ('private_key_jwt', 'client_secret_basic', 'none')),
  jwks jsonb,
  -- Sealed under the master key, purpose 'sign-on.client-secret'.
  secret_sealed text,
  id_token_alg text not null default 'ES256' check (id_token_alg in ('ES256', 'RS256')),
  scopes text[] not null default '{openid}' check ('openid' = any (scopes)),
  least_level smallint not null default 1 check (least_level between 1 and 4),
  allow_acting_for boolean not null default false,
  -- Approval on a second device (CIBA).
  allow_ciba boolean not null default false,
  require_par boolean not null default false,
  require_dpop boolean not null default false,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  created_by jsonb not null default '{}',
  changed_at timestamptz not null default now(),
  check (auth_method <> 'private_key_jwt' or jwks is not null),
  check (auth_method <> 'client_secret_basic' or secret_sealed is not null),
  check (kind = 'service' or cardinality(redirect_uris) > 0)
);
create index client_agency on sign_on.client (agency_id);

-- Who may sign in to a client in test mode, where the node is not a demo.
create table sign_on.client_tester (
  client_id text not null references sign_on.client (id),
  account_id uuid not null,
  primary key (client_id, account_id)
);

-- What a person allowed a client to learn. A new decision ends the one before; rows are kept.
create table sign_on.consent (
  id uuid primary key,
  client_id text not null,
  account_id uuid not null,
  -- '<account>' or '<account>~<mandate>': in whose name.
  capacity text not null,
  scopes text[] not null,
  -- Version of the words that were shown.
  version smallint not null,
  -- The subject that the client knows the person by.
  sub text not null,
  given_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_why text
);
create unique index consent_standing on sign_on.consent (capacity, client_id) where withdrawn_at is null;
create index consent_account on sign_on.consent (account_id, given_at desc);
create index consent_sub on sign_on.consent (client_id, sub) where withdrawn_at is null;
revoke delete, truncate on sign_on.consent from lienthong_app;

-- Whom a capacity speaks for, so that a client can still be told of its end when the mandate is over.
create table sign_on.capacity (
  id text primary key,
  account_id uuid not null,
  -- 'person:<id>', 'officer:<id>' or 'organisation:<id>'.
  subject text not null,
  -- The person who acts, where that is another.
  acting text,
  made_at timestamptz not null default now()
);

create table sign_on.signing_key (
  kid text primary key,
  alg text not null check (alg in ('ES256', 'RS256')),
  state text not null check (state in ('next', 'current', 'retired')),
  -- The private key as JWK, sealed under the master key, purpose 'sign-on.signing-key'.
  sealed text not null,
  made_at timestamptz not null,
  current_from timestamptz,
  retired_at timestamptz
);
create unique index signing_key_current on sign_on.signing_key (alg) where state = 'current';
create unique index signing_key_next on sign_on.signing_key (alg) where state = 'next';

-- The claim names of the national portal's sign-on, which other systems already read: 'dichvucong' scope.
create table sign_on.claim_name (
  claim text primary key check (claim ~ '^[A-Za-z][A-Za-z0-9_]{0,63}$'),
  source text not null check (source in ('full-name', 'personal-id', 'birth-date', 'phone', 'email', 'account-kind', 'tax-number', 'gender'))
);

-- Seen in practice, not read in a legal text: an administrator changes the rows (legal assumption sign-on.claim-names).
insert into sign_on.claim_name (claim, source) values
  ('HoVaTen', 'full-name'), ('SoDinhDanh', 'personal-id'), ('NgayThangNamSinh', 'birth-date'), ('SoDienThoai', 'phone'),
  ('LoaiTaiKhoan', 'account-kind'), ('MaSoThue', 'tax-number');

-- A sign-in on another device (CIBA) that waits for the person's answer.
create table sign_on.approval (
  id uuid primary key,
  client_id text not null,
  account_id uuid not null,
  capacity text not null,
  -- auth_req_id, sealed under the master key, purpose 'sign-on.approval'.
  request_sealed text not null,
  scopes text[] not null,
  level smallint not null,
  binding_message text,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  decided_at timestamptz,
  allowed boolean,
  check ((decided_at is null) = (allowed is null))
);
create index approval_account on sign_on.approval (account_id, made_at desc);

-- Artefacts. `id` is SHA-256 of kind and identifier: whoever reads the table cannot use what is in it. `payload` is what the library
-- keeps, with the identifier taken out; `version` is the shape of the payload.

-- Codes, pushed requests, interactions, requests on a second device, replay detection. Lost in a crash of the database, never written
-- to its log: whoever was in the middle of signing in begins again.
create table sign_on.brief (
  id bytea not null,
  kind text not null,
  grant_id text,
  consumed_at timestamptz,
  expires_at timestamptz not null,
  version smallint not null,
  payload jsonb not null,
  primary key (id, expires_at)
) partition by range (expires_at);
create index brief_grant on sign_on.brief (grant_id) where grant_id is not null;

create table sign_on.access_token (
  id bytea not null,
  grant_id text,
  expires_at timestamptz not null,
  version smallint not null,
  payload jsonb not null,
  primary key (id, expires_at)
) partition by range (expires_at);
create index access_token_grant on sign_on.access_token (grant_id);

-- Sessions, grants, refresh tokens.
create table sign_on.lasting (
  id bytea not null,
  kind text not null,
  account_id uuid,
  client_id text,
  -- The session of the portal in which it came to be (identity.session.id).
  portal_session uuid,
  session_uid text,
  grant_id text,
  consumed_at timestamptz,
  ended_at timestamptz,
  expires_at timestamptz not null,
  version smallint not null,
  payload jsonb not null,
  primary key (id, expires_at)
) partition by range (expires_at);
create index lasting_grant on sign_on.lasting (grant_id) where grant_id is not null;
create index lasting_uid on sign_on.lasting (session_uid) where kind = 'Session';
create index lasting_portal_session on sign_on.lasting (portal_session);
create index lasting_account on sign_on.lasting (account_id);

-- Makes the partitions that will be needed and drops those in which everything is over. Several processes may call it at once. Who
-- cannot get the lock for dropping within half a second leaves it to the next call, so that nobody waits behind it.
create function sign_on.keep_partitions() returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' set lock_timeout = '500ms' as $$
declare
  family record;
  child record;
  lower_bound timestamptz;
  made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('sign_on.partitions'));
  for family in
    select * from (values
      ('brief', interval '10 minutes', interval '2 hours', 'unlogged', 'with (autovacuum_enabled = false)'),
      ('access_token', interval '1 hour', interval '3 hours', '', 'with (autovacuum_enabled = false)'),
      ('lasting', interval '1 day', interval '34 days', '', '')
    ) as known (name, span, ahead, kind, options)
  loop
    lower_bound := date_bin(family.span, now(), timestamptz '2020-01-01 00:00:00+00');
    while lower_bound <= now() + family.ahead loop
      if to_regclass(format('sign_on.%I', family.name || '_' || to_char(lower_bound, 'YYYYMMDDHH24MI'))) is null then
        execute format('create %s table sign_on.%I partition of sign_on.%I for values from (%L) to (%L) %s', family.kind,
          family.name || '_' || to_char(lower_bound, 'YYYYMMDDHH24MI'), family.name, lower_bound, lower_bound + family.span, family.options);
        made := made + 1;
      end if;
      lower_bound := lower_bound + family.span;
    end loop;
    for child in
      select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = format('sign_on.%I', family.name)::regclass
        and to_timestamp(right(c.relname, 12), 'YYYYMMDDHH24MI') + family.span < now() - interval '15 minutes'
    loop
      begin
        execute format('drop table sign_on.%I', child.relname);
      exception when lock_not_available then null;
      end;
    end loop;
  end loop;
  return made;
end
$$;
revoke all on function sign_on.keep_partitions() from public;
grant execute on function sign_on.keep_partitions() to lienthong_app;

-- Whether this identifier was never seen: false for a second use, whichever process asks. Two statements under a lock of the
-- identifier, because the same proof may come with another expiry and so belong in another partition.
create function sign_on.remember_once(new_id bytea, new_expiry timestamptz, new_version smallint, new_payload jsonb) returns boolean
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(('x' || left(encode(new_id, 'hex'), 16))::bit(64)::bigint);
  if exists (select from sign_on.brief where id = new_id and expires_at > now() - interval '10 minutes') then
    return false;
  end if;
  insert into sign_on.brief (id, kind, expires_at, version, payload) values (new_id, 'ReplayDetection', new_expiry, new_version, new_payload);
  return true;
end
$$;
